// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planprofile.h"

#include "plan/journal.h"
#include "settings/savedprofiles.h"

namespace stormdeck::app {

Result<settings::Profile> profileOf(const plan::Plan &plan, const settings::Profile &inView)
{
    const bool isInView = !plan.cluster.isEmpty() && inView.name == plan.cluster;
    if (!isInView && !settings::savedProfiles().contains(plan.cluster)) {
        return settings::Profile{.name = plan.cluster, .machines = plan.machines, .acceptPlainTcp = true};
    }
    auto profile = isInView ? inView : settings::loadProfile(settings::profileFile(plan.cluster));
    if (profile) {
        profile->machines = plan.machines;
    }
    return profile;
}

Result<settings::Profile> profileToTakeUp(const plan::Plan &plan, const settings::Profile &inView)
{
    auto profile = profileOf(plan, inView);
    const auto allowed = profile ? settings::checkSecurity(*profile) : Result<void>{};
    return allowed ? std::move(profile) : failure(allowed.error());
}

Result<settings::Profile> profileToTakeUp(const QString &journal, const settings::Profile &inView)
{
    const auto opened = plan::Journal::open(journal);
    return opened ? profileToTakeUp((*opened)->plan(), inView) : Result<settings::Profile>();
}

} // namespace stormdeck::app
