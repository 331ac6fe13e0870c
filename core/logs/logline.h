// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stormdeck::logs {

enum class Level : quint8 { Unknown, Debug, Info, Warning, Error };

/// One line of a log, or a part of one that is longer than longestLine. Its text is what was written, without the end
/// of line: any bytes, at most longestLine of them.
struct LogLine
{
    qint64 time = 0; ///< ms since 1970 UTC, by the clock of where it was written; of the line before where it has none
    int source = 0;  ///< index into the names of the sources that are followed
    Level level = Level::Unknown;
    bool goesOn = false; ///< the line was too long: the next of this source is its next part
    bool isPart = false; ///< not the first of those
    bool isGap = false;  ///< nobody wrote it: it says that lines may be missing here
    QByteArray text;
    bool operator==(const LogLine &) const = default;
};

constexpr qsizetype longestLine = 16 * 1024;

} // namespace stormdeck::logs
