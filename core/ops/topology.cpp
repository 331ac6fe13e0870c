// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/values.h"
#include "cluster/published.h"
#include "ops/builders.h"
#include "ops/names.h"
#include "ops/refusal.h"
#include "ops/stormyaml.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::ops {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(TopologyOperations) };

constexpr int clientSeconds = 8;
constexpr int assignSeconds = 3;
constexpr qint64 clientMemoryBytes = 1024LL * 1024 * 1024;

const docker::Service *serviceOfRole(const cluster::Snapshot &snapshot, const QString &role)
{
    return snapshot.swarm ? cluster::serviceOfRole(snapshot.swarm->services, role) : nullptr;
}

/// A machine whose engine is a manager: the overlay reaches it and the client runs next to it.
const Machine *managerMachine(const cluster::Snapshot &snapshot)
{
    for (const Machine &machine : snapshot.machines) {
        const auto facts = snapshot.engines.constFind(machine.name);
        if (facts != snapshot.engines.constEnd() && facts->info.swarm.controlAvailable) {
            return &machine;
        }
    }
    return nullptr;
}

plan::Stage oneStep(const QString &id, const QString &group, const QString &title, const QString &detail,
                    const actions::Action &action, int seconds)
{
    return {.id = {id}, .group = group, .title = title, .detail = detail,
            .steps = {{.id = {id}, .title = title, .action = actions::encode(action), .weight = seconds}}};
}

QStringList submitCommand(const SubmitInputs &inputs, const QString &image)
{
    QStringList words{QStringLiteral("storm"), QStringLiteral("jar"), QStringLiteral("/tmp/topology.jar"), inputs.mainClass};
    words << inputs.arguments << QStringLiteral("-c") << QStringLiteral("nimbus.seeds=[\"nimbus\"]");
    if (mayPredateSeeds(image)) {
        words << QStringLiteral("-c") << QStringLiteral("nimbus.host=nimbus");
    }
    return words;
}

std::vector<plan::Stage> submitStages(const SubmitInputs &inputs, const QString &machine, const docker::Service &nimbus,
                                      const docker::Service &ui, const Stamp &stamp)
{
    const QString group = Text::tr("Submit");
    const QString container = names::service(inputs.cluster, QStringLiteral("submit-") + stamp.operation.value);
    const docker::ContainerSpec spec{.name = container,
                                     .image = nimbus.image,
                                     .command = submitCommand(inputs, nimbus.image),
                                     .network = names::network(inputs.cluster),
                                     .labels = names::labels(inputs.cluster, QStringLiteral("submit")),
                                     .memoryLimitBytes = clientMemoryBytes};
    return {oneStep(QStringLiteral("client.create"), group, Text::tr("Create a storm client on %1").arg(machine),
                    Text::tr("a one-off container of %1").arg(nimbus.image.section(u'@', 0, 0)),
                    actions::CreateSubmitter{.machine = machine, .spec = spec}, 1),
            oneStep(QStringLiteral("jar.upload"), group, Text::tr("Copy the jar into it"), inputs.jar,
                    actions::UploadJar{.machine = machine, .container = container, .jar = inputs.jar,
                                       .sha256 = inputs.jarSha256},
                    1),
            oneStep(QStringLiteral("client.run"), group, Text::tr("Run storm jar"), inputs.mainClass,
                    actions::RunSubmitter{.machine = machine, .container = container, .topology = inputs.topology},
                    clientSeconds),
            oneStep(QStringLiteral("topology.wait"), group,
                    Text::tr("Wait until Nimbus lists %1 and assigns Storm workers").arg(inputs.topology),
                    Text::tr("up to 60 s"), actions::WaitTopology{.manager = machine, .uiService = ui.name, .topology = inputs.topology}, assignSeconds),
            oneStep(QStringLiteral("client.remove"), group, Text::tr("Remove the storm client"), {},
                    actions::RemoveContainer{.machine = machine, .container = container}, 1)};
}

const storm::TopologySummary *topologyIn(const cluster::Snapshot &snapshot, auto matches)
{
    if (!snapshot.storm) {
        return nullptr;
    }
    const auto &all = snapshot.storm->topologies;
    const auto found = std::find_if(all.begin(), all.end(), matches);
    return found == all.end() ? nullptr : &*found;
}

Error notReachable(const QString &attempted)
{
    return refusal(attempted, Text::tr("the Storm UI is not reachable"),
                   Text::tr("Look at the swarm task of the UI; the status says why it cannot be asked."),
                   QStringLiteral("storm.no-route"));
}
} // namespace

Result<plan::Plan> submitPlan(const SubmitInputs &inputs, const cluster::Snapshot &snapshot, const Stamp &stamp)
{
    const QString attempted = Text::tr("plan the submission");
    if (const auto found = problems(inputs); !found.empty()) {
        return failure(refusal(attempted, found));
    }
    const docker::Service *nimbus = serviceOfRole(snapshot, QStringLiteral("nimbus"));
    const Machine *machine = managerMachine(snapshot);
    if (!nimbus || !machine) {
        return failure(refusal(attempted, Text::tr("there is no Nimbus in this swarm"),
                               Text::tr("Set up the cluster first."), QStringLiteral("storm.no-nimbus")));
    }
    const docker::Service *ui = serviceOfRole(snapshot, QStringLiteral("ui"));
    if (!ui || !snapshot.storm) {
        return failure(notReachable(attempted));
    }
    if (topologyIn(snapshot, [&](const auto &one) { return one.name == inputs.topology; })) {
        return failure(refusal(attempted, Text::tr("a topology named %1 is there").arg(inputs.topology),
                               Text::tr("Choose another name, or kill it and wait until it is gone."),
                               QStringLiteral("submit.name-taken")));
    }
    plan::Plan made{.operation = stamp.operation,
                    .kind = QStringLiteral("submit"),
                    .cluster = inputs.cluster,
                    .title = Text::tr("Submit %1").arg(inputs.topology),
                    .made = stamp.now,
                    .reversible = true,
                    .machines = snapshot.machines};
    made.stages = submitStages(inputs, machine->name, *nimbus, *ui, stamp);
    made.notes = {Text::tr("The main class runs inside the cluster's network: submit only what you trust.")};
    made.stays = {Text::tr("the topology, once Nimbus lists it; kill it to remove it")};
    return made;
}

std::optional<std::chrono::seconds> messageTimeout(const cluster::Snapshot &snapshot, const storm::TopologyId &topology)
{
    if (!snapshot.storm) {
        return std::nullopt;
    }
    const auto &pages = snapshot.storm->pages;
    const auto page =
        std::find_if(pages.begin(), pages.end(), [&](const auto &one) { return one.summary.id == topology; });
    return page != pages.end() && page->messageTimeoutSeconds
               ? std::optional(std::chrono::seconds(*page->messageTimeoutSeconds))
               : std::nullopt;
}

Result<plan::Plan> killPlan(const storm::TopologyId &topology, std::chrono::seconds wait,
                            const cluster::Snapshot &snapshot, const Stamp &stamp)
{
    const QString attempted = Text::tr("plan the kill");
    const docker::Service *ui = serviceOfRole(snapshot, QStringLiteral("ui"));
    const Machine *machine = managerMachine(snapshot);
    if (!ui || !machine || !snapshot.storm) {
        return failure(notReachable(attempted));
    }
    const storm::TopologySummary *found = topologyIn(snapshot, [&](const auto &one) { return one.id == topology; });
    if (!found) {
        return failure(refusal(attempted, Text::tr("Nimbus does not list %1").arg(topology.value),
                               Text::tr("It may be gone already; refresh."), QStringLiteral("storm.no-such-topology")));
    }
    plan::Plan made{.operation = stamp.operation,
                    .kind = QStringLiteral("kill"),
                    .cluster = snapshot.cluster,
                    .title = Text::tr("Kill %1").arg(found->name),
                    .made = stamp.now,
                    .reversible = false,
                    .machines = snapshot.machines};
    const int seconds = static_cast<int>(wait.count());
    made.stages = {oneStep(QStringLiteral("topology.kill"), Text::tr("Kill"), Text::tr("Kill %1").arg(found->name),
                           Text::tr("its spouts stop at once, its Storm workers after %1 s").arg(seconds),
                           actions::KillTopology{.manager = machine->name, .uiService = ui->name, .topology = topology, .name = found->name, .waitSeconds = seconds},
                           seconds + 5)};
    made.notes = {Text::tr("A killed topology cannot be brought back; submit it again. Its name stays taken until it is gone.")};
    return made;
}

} // namespace stormdeck::ops
