// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/freshness.h"

#include "cluster/limits.h"

#include <algorithm>

namespace stormdeck::cluster {

bool isPast(const SourceAge &age, Instant now)
{
    return age.answered && now - *age.answered > age.lifetime;
}

AgeState ageState(const SourceAge &age, Instant now)
{
    if (!age.expected) {
        return AgeState::NotAsked;
    }
    if (!age.answered) {
        return isFailing(age) ? AgeState::Never : AgeState::Waiting;
    }
    return isFailing(age) || isPast(age, now) ? AgeState::Stale : AgeState::Fresh;
}

bool isFailing(const SourceAge &age)
{
    return age.expected && (age.misses > 0 || age.error);
}

bool isAnyFailing(const Freshness &freshness)
{
    return isFailing(freshness.swarm) || isFailing(freshness.ensemble) || isFailing(freshness.storm) ||
           std::any_of(freshness.engines.cbegin(), freshness.engines.cend(), isFailing);
}

QStringList silentMachines(const Freshness &freshness)
{
    QStringList silent;
    for (auto age = freshness.engines.begin(); age != freshness.engines.end(); ++age) {
        if (age->misses > 0) {
            silent << age.key();
        }
    }
    return silent;
}

bool isSilent(const SourceAge &age, Instant now)
{
    if (!age.expected || !age.answered) {
        return isFailing(age);
    }
    // While a look is under way and none has failed, nobody knows yet whether the source will answer.
    const auto still = isFailing(age) ? std::chrono::milliseconds() : limits::longestLook;
    return age.misses >= limits::silentMisses || now - *age.answered > age.lifetime + still;
}

void takeAnswer(SourceAge &age, Instant now, const QDateTime &wall)
{
    age.expected = true;
    age.answered = now;
    age.answeredAt = wall;
    age.theirTime = wall.toUTC();
    age.error.reset();
    age.failingSince.reset();
    age.misses = 0;
}

void takeEngineClock(SourceAge &age, const QDateTime &told)
{
    age.theirTime = told.isValid() ? told : age.theirTime;
}

void takeFailure(SourceAge &age, const Error &error, Instant now)
{
    age.expected = true;
    age.error = error;
    age.failingSince = age.failingSince.value_or(now);
    ++age.misses;
}

} // namespace stormdeck::cluster
