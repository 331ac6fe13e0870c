// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <functional>

namespace stormdeck::actions {

/// Hides what Storm's client prints and nobody may see: the generated ZooKeeper credentials.
[[nodiscard]] QString withoutCredentials(const QString &line);

/// Makes lines without credentials of the pieces in which the output of Storm's client arrives. Holds a bounded part of
/// it, whatever the main class prints: the first 64 KiB of the line that is arriving, and the last 256 KiB of lines.
class ClientOutput
{
public:
    using Sink = std::function<void(const QString &line)>;

    /// Gives the sink each line that this ends.
    void take(const QByteArray &piece, const Sink &sink);
    /// The last lines, with one that has no end yet.
    [[nodiscard]] QString text() const;

private:
    [[nodiscard]] QString line() const;
    void append(QByteArrayView part);

    QByteArray m_line;
    bool m_isCut = false;
    QString m_lines;
};

/// Why `storm jar` failed, from its exit code and its last output, in plain words. Pure.
[[nodiscard]] Error submissionError(const QString &topology, int exitCode, const QString &output);
/// Whether the output tells of a failure although the exit code was 0 (a swallowed exception).
[[nodiscard]] bool tellsOfFailure(const QString &output);

} // namespace stormdeck::actions
