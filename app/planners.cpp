// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planners.h"

#include "actions/survey.h"
#include "ops/builders.h"
#include "watch/watcher.h"

#include <QCoreApplication>

#include <algorithm>

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

/// Every machine must have answered: a plan over a machine that nobody heard would be a guess.
Result<cluster::SnapshotPtr> observe(const settings::Profile &profile, bool needAll, const std::stop_token &stop)
{
    if (auto allowed = settings::checkSecurity(profile); !allowed) {
        return failure(allowed.error());
    }
    const SystemClock clock;
    const watch::Picture picture = watch::observeOnce(profile, clock, stop);
    if (stop.stop_requested()) {
        return failure(stopped());
    }
    for (const Machine &machine : profile.machines) {
        const cluster::SourceAge age = picture.freshness.engines.value(machine.name);
        if (needAll && !age.answered && age.error) {
            return failure(*age.error);
        }
    }
    if (picture.freshness.swarm.error && picture.freshness.swarm.expected) {
        return failure(*picture.freshness.swarm.error);
    }
    return picture.snapshot;
}

QString swarmSentence(const docker::LocalSwarm &swarm)
{
    switch (swarm.state.value) {
    case docker::LocalNodeState::Inactive:
        return Text::tr("not in a swarm");
    case docker::LocalNodeState::Active:
        return swarm.controlAvailable ? Text::tr("manager of a swarm") : Text::tr("worker of a swarm");
    default:
        return Text::tr("swarm state “%1”").arg(swarm.state.word);
    }
}
} // namespace

settings::Profile profileOf(const ops::ClusterInputs &inputs, const settings::Profile &before)
{
    settings::Profile profile = before.name == inputs.name ? before : settings::Profile{.name = inputs.name};
    profile.machines = inputs.machines;
    profile.acceptPlainTcp = inputs.acceptPlainTcp;
    return profile;
}

Result<plan::Plan> planApply(ops::ClusterInputs inputs, const std::stop_token &stop)
{
    inputs = ops::withDefaults(std::move(inputs));
    if (!ops::problems(inputs).empty()) {
        return ops::applyPlan(inputs, {}, stampNow());
    }
    const auto snapshot = observe(profileOf(inputs), true, stop);
    if (!snapshot) {
        return failure(snapshot.error());
    }
    access::Access access(inputs.machines);
    for (QString *image : {&inputs.zookeeper.image, &inputs.storm.image}) {
        const auto pinned = actions::pinnedReference(access, *image, stop);
        if (!pinned) {
            return failure(pinned.error());
        }
        *image = *pinned;
    }
    return ops::applyPlan(inputs, **snapshot, stampNow());
}

Result<plan::Plan> planSubmit(const settings::Profile &profile, ops::SubmitInputs inputs, const std::stop_token &stop)
{
    const auto snapshot = observe(profile, false, stop);
    if (!snapshot) {
        return failure(snapshot.error());
    }
    inputs.cluster = profile.name;
    return ops::submitPlan(inputs, **snapshot, stampNow());
}

Result<plan::Plan> planKill(const settings::Profile &profile, const QString &topology,
                            std::optional<std::chrono::seconds> wait, const std::stop_token &stop)
{
    const auto snapshot = observe(profile, false, stop);
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

Result<plan::Plan> planTearDown(const settings::Profile &profile, bool keepSwarm, const std::stop_token &stop)
{
    const auto snapshot = observe(profile, true, stop);
    if (!snapshot) {
        return failure(snapshot.error());
    }
    access::Access access(profile.machines);
    const auto inventory = actions::inventory(access, profile.name, stop);
    if (!inventory) {
        return failure(inventory.error());
    }
    return ops::tearDownPlan({.cluster = profile.name, .keepSwarm = keepSwarm}, **snapshot, *inventory, stampNow());
}

Result<QString> testConnection(const Endpoint &endpoint, const std::stop_token &stop)
{
    docker::Client engine(endpoint, endpoint.text());
    const auto api = engine.apiVersion(stop);
    const auto info = api ? engine.info(stop) : failure(api.error());
    if (!info) {
        return failure(info.error());
    }
    return Text::tr("Docker %1 (API %2) on %3, %4")
        .arg(info->serverVersion, api->text(), info->name, swarmSentence(info->swarm));
}

} // namespace stormdeck::app
