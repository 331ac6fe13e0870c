// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planners.h"

#include "access/ways.h"
#include "actions/survey.h"
#include "ops/builders.h"
#include "preflight/look.h"
#include "util/hostport.h"
#include "watch/observeonce.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Planners)
};

ops::Stamp stampNow()
{
    const QDateTime now = QDateTime::currentDateTime();
    return {.operation = plan::newOperationId(now), .now = now};
}

Error stopped()
{
    return {.kind = ErrorKind::Cancelled, .attempted = Text::tr("make the plan"), .reason = Text::tr("it was stopped")};
}

/// What a plan rests on beside what the swarm tells.
struct Wanted
{
    watch::Parts parts = {};
    bool everyMachine = false; ///< must have answered: a plan over a machine that nobody heard would be a guess
};

Result<cluster::SnapshotPtr> observe(const settings::Profile &profile, const Wanted &wanted, const WaysPtr &ways,
                                     const std::stop_token &stop)
{
    if (auto allowed = settings::checkSecurity(profile); !allowed) {
        return failure(allowed.error());
    }
    const SystemClock clock;
    const watch::Picture picture = watch::observeOnce(profile, wanted.parts, clock, stop, ways);
    if (stop.stop_requested()) {
        return failure(stopped());
    }
    for (const Machine &machine : profile.machines) {
        const cluster::SourceAge age = picture.freshness.engines.value(machine.name);
        if (wanted.everyMachine && !age.answered && age.error) {
            return failure(*age.error);
        }
    }
    if (picture.freshness.swarm.error && picture.freshness.swarm.expected) {
        return failure(*picture.freshness.swarm.error);
    }
    return picture.snapshot;
}
} // namespace

settings::Profile profileOf(const ops::ClusterInputs &inputs, const settings::Profile &before)
{
    settings::Profile profile = before.name == inputs.name ? before : settings::Profile{.name = inputs.name};
    profile.machines = inputs.machines;
    profile.acceptPlainTcp = inputs.acceptPlainTcp;
    return profile;
}

Result<plan::Plan> planApply(ops::ClusterInputs inputs, const WaysPtr &ways, const std::stop_token &stop)
{
    inputs = ops::withDefaults(std::move(inputs));
    if (!ops::problems(inputs).empty()) {
        return ops::applyPlan(inputs, {}, stampNow());
    }
    const auto snapshot = observe(profileOf(inputs), {.everyMachine = true}, ways, stop);
    if (!snapshot) {
        return failure(snapshot.error());
    }
    access::Access access(inputs.machines, ways);
    for (QString *image : {&inputs.zookeeper.image, &inputs.storm.image}) {
        const auto pinned = actions::pinnedReference(access, *image, stop);
        if (!pinned) {
            return failure(pinned.error());
        }
        *image = *pinned;
    }
    return ops::applyPlan(inputs, **snapshot, stampNow());
}

Result<plan::Plan> planSubmit(const settings::Profile &profile, ops::SubmitInputs inputs, const WaysPtr &ways,
                              const std::stop_token &stop)
{
    const auto snapshot = observe(profile, {.parts = watch::Part::Storm}, ways, stop);
    if (!snapshot) {
        return failure(snapshot.error());
    }
    inputs.cluster = profile.name;
    return ops::submitPlan(inputs, **snapshot, stampNow());
}

Result<plan::Plan> planKill(const settings::Profile &profile, const QString &topology,
                            std::optional<std::chrono::seconds> wait, const WaysPtr &ways, const std::stop_token &stop)
{
    const auto snapshot = observe(profile, {.parts = watch::Part::Storm}, ways, stop);
    if (!snapshot) {
        return failure(snapshot.error());
    }
    storm::TopologyId id{topology};
    for (const cluster::TopologyView &view : (*snapshot)->topologies) {
        if (view.summary.name == topology) {
            id = view.summary.id;
        }
    }
    if (!wait) {
        wait = ops::messageTimeout(**snapshot, id).value_or(ops::usualMessageTimeout);
    }
    return ops::killPlan(id, *wait, **snapshot, stampNow());
}

Result<plan::Plan> planTearDown(const settings::Profile &profile, bool keepSwarm, const WaysPtr &ways,
                                const std::stop_token &stop)
{
    const auto snapshot = observe(profile, {.parts = watch::Part::Storm, .everyMachine = true}, ways, stop);
    if (!snapshot) {
        return failure(snapshot.error());
    }
    access::Access access(profile.machines, ways);
    const auto inventory = actions::inventory(access, profile.name, stop);
    if (!inventory) {
        return failure(inventory.error());
    }
    return ops::tearDownPlan({.cluster = profile.name, .keepSwarm = keepSwarm}, **snapshot, *inventory, stampNow());
}

namespace {
/// Every machine must have answered, as for observe().
Result<std::vector<preflight::MachineFacts>> surveyed(const std::vector<Machine> &machines, access::Tunnels &tunnels,
                                                      const preflight::SurveyScope &scope, const std::stop_token &stop)
{
    tunnels.open(machines, stop);
    auto facts = preflight::surveyAll(machines, tunnels, scope, stop);
    for (const preflight::MachineFacts &one : facts) {
        if (one.systemError) {
            return failure(*one.systemError);
        }
    }
    return facts;
}
} // namespace

Result<plan::Plan> planPrepare(const ops::PrepareInputs &inputs, const WaysPtr &ways, const std::stop_token &stop)
{
    if (!ops::problems(inputs).empty()) {
        return ops::preparePlan(inputs, {}, stampNow());
    }
    const WaysPtr used = access::orOwn(ways);
    const preflight::SurveyScope scope{.vendorRelease = inputs.source == ops::PrepareInputs::Source::Vendor};
    const auto facts = surveyed(inputs.machines, used->tunnels, scope, stop);
    return facts ? ops::preparePlan(inputs, *facts, stampNow()) : failure(facts.error());
}

namespace {
/// What was left open about a clone, as it says itself.
Machine completed(Machine clone, const preflight::SystemFacts &system)
{
    const bool byAddress = isAddress(clone.engine.host);
    if (clone.address.isEmpty()) {
        clone.address = byAddress ? clone.engine.host : system.sshAddress;
    }
    if (byAddress && clone.name == clone.engine.host && !system.hostName.isEmpty()) {
        clone.name = system.hostName;
    }
    return clone;
}

/// Those of the profile that are reached by SSH and are none of the clones.
std::vector<Machine> othersThan(const std::vector<Machine> &clones, const std::vector<Machine> &machines)
{
    std::vector<Machine> others;
    std::copy_if(machines.begin(), machines.end(), std::back_inserter(others), [&](const Machine &machine) {
        return machine.engine.kind == Endpoint::Kind::Ssh &&
               std::none_of(clones.begin(), clones.end(), [&](const Machine &one) { return one.name == machine.name; });
    });
    return others;
}
} // namespace

Result<plan::Plan> planJoinClones(const settings::Profile &profile, std::vector<Machine> clones, const WaysPtr &ways,
                                  const std::stop_token &stop)
{
    const WaysPtr used = access::orOwn(ways);
    auto facts = surveyed(clones, used->tunnels, {}, stop);
    const auto snapshot = facts ? observe(profile, {}, used, stop) : failure(facts.error());
    if (!snapshot) {
        return failure(snapshot.error());
    }
    for (size_t i = 0; i < clones.size(); ++i) {
        clones[i] = completed(std::move(clones[i]), *facts->at(i).system);
    }
    const ops::SeenMachines seen{.clones = std::move(*facts),
                                 .others =
                                     preflight::lookAtAll(othersThan(clones, profile.machines), used->tunnels, stop)};
    return ops::joinClonesPlan({.cluster = profile.name, .clones = std::move(clones)}, seen, **snapshot, stampNow());
}

} // namespace stormdeck::app
