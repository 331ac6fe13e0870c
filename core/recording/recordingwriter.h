// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/gzip.h"
#include "recording/recordingjson.h"
#include "util/result.h"

class QIODevice;

namespace stormdeck::recording {

/// Writes a recording line by line, packed. The one door to a file: secrets are taken out here. After the first error,
/// which every later call gives again, nothing more is written, and what was flushed before it can be read. Blocking;
/// for one thread at a time.
class RecordingWriter
{
public:
    /// A recording that takes more could not be opened; at this it ends. Bytes of Kept::weight.
    static constexpr qint64 largest = LineReader::largest / 8 * 7;

    /// `device` is open for writing and outlives this; `path` is for errors.
    RecordingWriter(QIODevice &device, QString path);

    [[nodiscard]] Result<void> begin(const QString &cluster, const std::vector<Machine> &machines, Instant from,
                                     const QDateTime &begun);
    /// After begin(). Rejected with the code "recording.full" once it is as large as it may be.
    [[nodiscard]] Result<void> append(PackedAnswer came);
    /// What was appended is on the disk when this returns, where `device` is a file.
    [[nodiscard]] Result<void> flush();
    /// Nothing can be appended after it.
    [[nodiscard]] Result<void> end(Instant to);
    /// How many were written.
    [[nodiscard]] qint64 answers() const { return m_answers; }

private:
    Result<void> write(const QByteArray &text, Gzip::Flush flush);
    Result<void> sync();
    Result<void> stop(Error error);
    [[nodiscard]] Error cannotGoOn(const QString &reason) const;

    QIODevice &m_device;
    const QString m_path;
    Instant m_from{};
    Instant m_to{}; ///< of the last answer
    Gzip m_gzip;
    Condenser m_condenser;
    std::map<Source, Told> m_told;
    std::optional<Error> m_trouble;
    qint64 m_weight = 0;
    qint64 m_answers = 0;
};

} // namespace stormdeck::recording
