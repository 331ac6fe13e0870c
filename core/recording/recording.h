// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/body.h"
#include "util/machine.h"
#include "watch/answer.h"

namespace stormdeck::recording {

/// An answer as it is kept.
struct Kept
{
    /// Of one whose bodies are all as they were.
    static constexpr qint64 leastWeight = 256;

    watch::Answer answer; ///< without its bodies
    KeptBodies bodies;
    qint64 weight = 0; ///< bytes that it takes beside what it shares with those before, about
};

[[nodiscard]] inline bool isEarlier(const Kept &a, const Kept &b)
{
    return a.answer.at < b.answer.at;
}

/// What a cluster's sources answered over a while, as it came. A plain value; its bodies are shared, as differences.
struct Recording
{
    QString cluster;
    std::vector<Machine> machines;
    Instant from{}; ///< what can be looked at begins here; answers before it tell how things stood then
    Instant to{};
    QDateTime begun;           ///< `from` for people
    std::vector<Kept> answers; ///< in order of time
    bool isCutShort = false;   ///< its file has no end: it was not ended, or its end is damaged
};

} // namespace stormdeck::recording
