// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/operations.h"
#include "commands/statusjson.h"
#include "commands/statustext.h"
#include "commands/terminal.h"
#include "commands/terminalasker.h"
#include "settings/profile.h"
#include "watch/observeonce.h"

#include <algorithm>

namespace stormdeck::app {

using namespace cluster;

int exitCodeOf(Health health, const Freshness &freshness, Instant now)
{
    const bool isUnreachable = std::all_of(freshness.engines.begin(), freshness.engines.end(),
                                           [&](const SourceAge &age) { return ageState(age, now) != AgeState::Fresh; });
    if (isUnreachable) {
        return Unreachable;
    }
    return health == Health::Healthy ? Done : Findings;
}

int showStatus(const Arguments &arguments, const std::stop_token &stop)
{
    const auto profile = allowedProfile(arguments);
    if (!profile) {
        return failed(profile.error());
    }
    const SystemClock clock;
    const watch::Picture picture = watch::observeOnce(*profile, watch::allParts, clock, stop, terminalWays(arguments));
    const Instant now = clock.now();
    if (arguments.json) {
        say(QString::fromUtf8(statusJson(picture, now)).trimmed());
    } else {
        say(statusLines(picture, now).join(u'\n'));
    }
    return exitCodeOf(picture.health, picture.freshness, now);
}

} // namespace stormdeck::app
