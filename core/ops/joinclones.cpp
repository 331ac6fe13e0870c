// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/joinclones.h"

#include "actions/values.h"
#include "cluster/published.h"
#include "ops/refusal.h"
#include "util/hostport.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::ops {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(JoinClones)
};

constexpr int joinSeconds = 4;
constexpr int stormSeconds = 30;

using cluster::HostFacts;

const Machine *managerIn(const cluster::Snapshot &snapshot)
{
    for (const Machine &machine : snapshot.machines) {
        const auto facts = snapshot.engines.constFind(machine.name);
        if (facts != snapshot.engines.constEnd() && facts->info.swarm.controlAvailable) {
            return &machine;
        }
    }
    return nullptr;
}

bool isInSwarm(const HostFacts &host)
{
    return host.engine && !host.engine->node.isEmpty();
}

/// Whether the swarm of the snapshot has that node.
bool isOfThisSwarm(const HostFacts &host, const cluster::Snapshot &snapshot)
{
    return snapshot.swarm && std::any_of(snapshot.swarm->nodes.begin(), snapshot.swarm->nodes.end(),
                                         [&](const docker::Node &node) { return node.id.value == host.engine->node; });
}

Error refused(const QString &reason, const QString &remedy, const QString &code)
{
    return refusal(Text::tr("plan the joining"), reason, remedy, code);
}

std::optional<Error> refusalOf(const Machine &clone, const HostFacts &host, const cluster::Snapshot &snapshot)
{
    if (!host.engine) {
        return refused(Text::tr("no engine runs on %1").arg(clone.name),
                       Text::tr("Prepare the machine first, or start its docker.service."),
                       QStringLiteral("clones.no-engine"));
    }
    if (clone.address.isEmpty()) {
        return refused(Text::tr("the address of %1 that the others are to use is not known").arg(clone.name),
                       Text::tr("Give it, as ops@%1=10.0.0.5.").arg(clone.engine.host),
                       QStringLiteral("clones.no-address"));
    }
    if (isInSwarm(host) && !isOfThisSwarm(host, snapshot)) {
        return refused(
            Text::tr("%1 is in another swarm (node %2)").arg(clone.name, host.engine->node.left(12)),
            Text::tr("If it came there by the snapshot, run docker swarm leave --force on it, and prepare the "
                     "snapshot anew with its identity removed."),
            QStringLiteral("clones.other-swarm"));
    }
    return std::nullopt;
}

std::optional<Error> sharedRefusal(const std::vector<HostFacts> &facts, const cluster::Snapshot &snapshot)
{
    const auto shared = cluster::sharedIdentities(identitiesOf(facts, snapshot));
    QString sentences;
    for (const cluster::SharedIdentity &one : shared) {
        sentences += QStringLiteral("\n• ") + one.sentence;
    }
    return shared.empty()
               ? std::nullopt
               : std::optional(refused(Text::tr("machines share what must be one machine's own.%1").arg(sentences),
                                       Text::tr("Or prepare the snapshot anew with its identity removed."),
                                       QStringLiteral("clones.shared-identity")));
}

plan::Stage oneStep(const QString &id, const QString &group, const QString &title, const actions::Action &action,
                    int seconds = 1)
{
    return {.id = {id},
            .group = group,
            .title = title,
            .detail = {},
            .steps = {{.id = {id}, .title = title, .action = actions::encode(action), .weight = seconds}}};
}

plan::Stage joinStage(const JoinClonesInputs &inputs, const Machine &manager, const QString &names)
{
    plan::Stage stage{.id = {QStringLiteral("join")},
                      .group = Text::tr("Swarm"),
                      .title = Text::tr("Join %1").arg(names),
                      .detail = Text::tr("%n in parallel", nullptr, static_cast<int>(inputs.clones.size()))};
    for (const Machine &clone : inputs.clones) {
        const actions::JoinSwarm join{
            .machine = clone.name,
            .manager = manager.name,
            .join = {.advertiseAddress = clone.address, .remoteAddresses = {hostAndPort(manager.address, swarmPort)}},
            .asManager = clone.manager};
        stage.steps.push_back({.id = {QStringLiteral("swarm.join.") + clone.name},
                               .title = Text::tr("Join %1").arg(clone.name),
                               .action = actions::encode(join),
                               .weight = joinSeconds});
    }
    return stage;
}

/// One supervisor a node, as the clusters of Stormdeck have it.
std::optional<plan::Stage> supervisorStage(const std::vector<HostFacts> &facts, const cluster::Snapshot &snapshot,
                                           const Machine &manager)
{
    const docker::Service *ui = cluster::serviceOfRole(snapshot.swarm->services, QStringLiteral("ui"));
    const docker::Service *supervisor = cluster::serviceOfRole(snapshot.swarm->services, QStringLiteral("supervisor"));
    if (!ui || !supervisor) {
        return std::nullopt;
    }
    const auto isNew = [](const HostFacts &host) { return !isInSwarm(host); };
    const auto added = std::count_if(facts.begin(), facts.end(), isNew);
    const int wanted = static_cast<int>(snapshot.swarm->nodes.size()) + static_cast<int>(added);
    return oneStep(QStringLiteral("storm.wait"), Text::tr("Storm"),
                   Text::tr("Wait for %n supervisor(s)", nullptr, wanted),
                   actions::WaitStorm{.manager = manager.name,
                                      .uiService = ui->name,
                                      .supervisorService = supervisor->name,
                                      .supervisors = wanted},
                   stormSeconds);
}

std::vector<Machine> allMachines(const JoinClonesInputs &inputs, const cluster::Snapshot &snapshot)
{
    std::vector<Machine> all = snapshot.machines;
    for (const Machine &clone : inputs.clones) {
        const bool isThere =
            std::any_of(all.begin(), all.end(), [&](const Machine &one) { return one.name == clone.name; });
        if (!isThere) {
            all.push_back(clone);
        }
    }
    return all;
}
} // namespace

std::vector<HostFacts> identitiesOf(const std::vector<HostFacts> &clones, const cluster::Snapshot &snapshot)
{
    std::vector<HostFacts> all = clones;
    for (const Machine &machine : snapshot.machines) {
        const auto engine = snapshot.engines.constFind(machine.name);
        const bool isAsked = std::any_of(clones.begin(), clones.end(),
                                         [&](const HostFacts &host) { return host.machine == machine.name; });
        if (engine != snapshot.engines.constEnd() && !isAsked) {
            const docker::EngineInfo &info = engine->info;
            all.push_back({.machine = machine.name,
                           .hostName = info.name,
                           .engine = cluster::HostEngine{.id = info.id.value,
                                                         .version = info.serverVersion,
                                                         .swarmState = info.swarm.state.word,
                                                         .node = info.swarm.node.value}});
        }
    }
    return all;
}

Result<plan::Plan> joinClonesPlan(const JoinClonesInputs &inputs, const std::vector<HostFacts> &facts,
                                  const cluster::Snapshot &snapshot, const Stamp &stamp)
{
    const Machine *manager = managerIn(snapshot);
    if (!manager || !snapshot.swarm) {
        return failure(refused(Text::tr("no manager of a swarm is known"), Text::tr("Set up the cluster first."),
                               QStringLiteral("docker.not-a-manager")));
    }
    QStringList names;
    for (size_t i = 0; i < inputs.clones.size(); ++i) {
        if (const auto refusal = refusalOf(inputs.clones[i], facts.at(i), snapshot)) {
            return failure(*refusal);
        }
        names << inputs.clones[i].name;
    }
    if (const auto refusal = sharedRefusal(facts, snapshot)) {
        return failure(*refusal);
    }
    const QString all = names.join(QStringLiteral(", "));
    plan::Plan made{.operation = stamp.operation,
                    .kind = QStringLiteral("join"),
                    .cluster = inputs.cluster,
                    .title = Text::tr("Join %1 to %2").arg(all, inputs.cluster),
                    .made = stamp.now,
                    .reversible = true,
                    .machines = allMachines(inputs, snapshot)};
    made.stages.push_back(oneStep(QStringLiteral("lease.take"), Text::tr("Swarm"), Text::tr("Claim the cluster"),
                                  actions::TakeLease{.manager = manager->name, .what = Text::tr("join %1").arg(all)}));
    made.stages.push_back(joinStage(inputs, *manager, all));
    if (auto wait = supervisorStage(facts, snapshot, *manager)) {
        made.stages.push_back(*std::move(wait));
    }
    made.stages.push_back(oneStep(QStringLiteral("lease.release"), Text::tr("Swarm"), Text::tr("Release the claim"),
                                  actions::ReleaseLease{.manager = manager->name}));
    made.notes = {Text::tr("Compared were machine id, SSH host keys, host name, engine id and swarm node id: no two "
                           "machines share one.")};
    made.stays = {Text::tr("the network docker_gwbridge on each machine")};
    return made;
}

} // namespace stormdeck::ops
