// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/clock.h"
#include "util/error.h"
#include "util/route.h"

#include <QMap>

#include <optional>

namespace stormdeck::cluster {

/// How old one source's facts are and what it does about it. Travels beside the snapshot: an equal answer moves an
/// age and nothing else.
struct SourceAge
{
    std::optional<Instant> answered;     ///< last good answer
    QDateTime answeredAt;                ///< the same for people
    QDateTime theirTime;                 ///< the engine's own clock at that moment, else the same as answeredAt; UTC
    std::optional<Error> error;          ///< why the last try failed; empty after a good answer
    std::optional<Instant> failingSince; ///< first failed try after the last good answer
    int misses = 0;                      ///< failed tries since the last good answer
    Instant nextTry{};
    std::chrono::milliseconds lifetime{6000}; ///< older facts are not current
    Route route;                              ///< by which the last good answer came; ensemble and Storm
    bool expected = true;                     ///< false: there is nothing to ask (no swarm, no ensemble yet)
    bool operator==(const SourceAge &) const = default;
};

/// After a good answer: what failed before is forgotten. `wall`: the moment for people.
void takeAnswer(SourceAge &age, Instant now, const QDateTime &wall);
/// After a failed try: the facts and their age stay.
void takeFailure(SourceAge &age, const Error &error, Instant now);

/// An engine told its own clock with its answer; an invalid time is none.
void takeEngineClock(SourceAge &age, const QDateTime &told);

struct Freshness
{
    QMap<QString, SourceAge> engines; ///< by machine name
    SourceAge swarm;
    SourceAge ensemble;
    SourceAge storm;
    QMap<QString, SourceAge> rooms; ///< by machine name; where none is, nobody looks
    bool operator==(const Freshness &) const = default;
};

/// Machines whose engines did not answer the last time.
[[nodiscard]] QStringList silentMachines(const Freshness &freshness);

enum class AgeState {
    NotAsked, ///< nothing to ask
    Waiting,  ///< no answer yet, no failure yet
    Fresh,
    Stale, ///< a try failed or the lifetime passed: shown greyed, "as of …"
    Never  ///< tries failed and there never was an answer
};
[[nodiscard]] AgeState ageState(const SourceAge &age, Instant now);
/// Whether the last answer is older than its lifetime.
[[nodiscard]] bool isPast(const SourceAge &age, Instant now);
/// Whether a source has really stopped answering: no answer ever, several failed tries, or one and facts past their
/// lifetime. One failed try greys the facts, but is no finding; nor is a look that takes its time and has not failed,
/// before it is late by limits::longestLook.
[[nodiscard]] bool isSilent(const SourceAge &age, Instant now);
/// Whether the last try failed, so that `nextTry` is worth telling.
[[nodiscard]] bool isFailing(const SourceAge &age);
/// Whether any source's last try failed.
[[nodiscard]] bool isAnyFailing(const Freshness &freshness);

} // namespace stormdeck::cluster
