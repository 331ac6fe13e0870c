// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agestates.h"

#include <algorithm>

namespace stormdeck::models {

using cluster::AgeState;

bool sameAgeStates(const cluster::Freshness &before, Instant then, const cluster::Freshness &after, Instant now)
{
    const auto same = [&](const cluster::SourceAge &a, const cluster::SourceAge &b) {
        return ageState(a, then) == ageState(b, now) && isSilent(a, then) == isSilent(b, now);
    };
    return same(before.swarm, after.swarm) && same(before.ensemble, after.ensemble) &&
           same(before.storm, after.storm) &&
           std::equal(before.engines.cbegin(), before.engines.cend(), after.engines.cbegin(), after.engines.cend(),
                      same);
}

bool isOld(AgeState state)
{
    return state == AgeState::Stale || state == AgeState::Never;
}

bool isOld(const cluster::SourceAge &age, Instant now)
{
    return isOld(ageState(age, now));
}

} // namespace stormdeck::models
