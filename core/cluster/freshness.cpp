// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/freshness.h"

namespace stormdeck::cluster {

AgeState ageState(const SourceAge &age, Instant now)
{
    if (!age.expected) {
        return AgeState::NotAsked;
    }
    const bool failed = age.misses > 0 || age.error;
    if (!age.answered) {
        return failed ? AgeState::Never : AgeState::Waiting;
    }
    return failed || now - *age.answered > age.lifetime ? AgeState::Stale : AgeState::Fresh;
}

} // namespace stormdeck::cluster
