// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logline.h"

#include <functional>

namespace stormdeck::logs {

/// Makes lines of the pieces in which an output arrives. A line's time is the RFC 3339 time that an engine puts in
/// front of it, else the "2026-11-25 14:02:11.123" that Storm and ZooKeeper begin a line with (UTC), else that of the
/// line before: the lines of a stack trace stay with their first. A line that is too long comes in parts, each marked
/// as one; nothing of it is lost.
class LineSplitter
{
public:
    enum class Stamp { Engine, OwnText };
    using Sink = std::function<void(LogLine line)>;

    LineSplitter(int source, Stamp stamp) : m_source(source), m_stamp(stamp) {}

    void feed(const QByteArray &piece, const Sink &sink);
    /// To be called where the log ends: the last line may have no end.
    void finish(const Sink &sink);

private:
    void takeLine(QByteArray line, const Sink &sink);
    void takeParts(QByteArray &line, const Sink &sink);
    void put(QByteArray text, bool goesOn, const Sink &sink);
    void cutTime(QByteArray &line);

    int m_source;
    Stamp m_stamp;
    QByteArray m_rest;
    bool m_isInside = false; ///< a part of the line that m_rest begins with was given away
    qint64 m_time = 0;
    Level m_level = Level::Unknown;
};

/// "WARN", "ERROR", "INFO" … among the first words of a line.
[[nodiscard]] Level levelOf(const QByteArray &line);

} // namespace stormdeck::logs
