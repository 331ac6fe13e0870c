// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stormdeck::logs {

enum class Level { Unknown, Debug, Info, Warning, Error };

/// One line of a log. Its text is UTF-8 without the end of line, at most longestLine bytes.
struct LogLine
{
    qint64 time = 0; ///< ms since 1970 UTC, by the clock of where it was written; of the line before where it has none
    int source = 0;  ///< index into the list of sources that is followed
    Level level = Level::Unknown;
    QByteArray text;
    bool operator==(const LogLine &) const = default;
};

constexpr qsizetype longestLine = 16 * 1024;

} // namespace stormdeck::logs
