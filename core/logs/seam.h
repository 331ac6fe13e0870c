// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logline.h"

#include <deque>
#include <optional>
#include <set>

namespace stormdeck::logs {

/// Where a log was left, so that it can be read on without a line twice: an engine is asked for all since a moment a
/// little before the newest line, as its two streams may be written out of order, and the lines of that time that were
/// shown before are known by their time and text. One thread's.
class Seam
{
public:
    static constexpr qint64 overlap = 50;             ///< ms before the newest line
    static constexpr size_t mostLines = 10'000;       ///< remembered; what is over is forgotten, oldest first
    static constexpr qsizetype mostBytes = 1'000'000; ///< of their texts

    /// From when to read on, ms since 1970; nullopt where no line has come.
    [[nodiscard]] std::optional<qint64> since() const;
    /// From here on the lines since then come again.
    void reopen();
    /// False for one that was shown before. Remembers it else.
    [[nodiscard]] bool isNew(const LogLine &line);
    /// The log that comes now is another.
    void forget();

private:
    using Known = std::pair<qint64, QByteArray>;
    void trim();

    std::deque<Known> m_newest;
    qsizetype m_bytes = 0;
    qint64 m_newestTime = 0;
    std::multiset<Known> m_again; ///< shown before, and to come again
};

} // namespace stormdeck::logs
