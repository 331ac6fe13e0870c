// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/joinclones.h"

#include "actions/values.h"
#include "cluster/published.h"
#include "ops/refusal.h"
#include "preflight/checks.h"
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

using preflight::CheckResult;
using preflight::MachineFacts;
using preflight::Verdict;

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

/// Empty where it is in no swarm.
docker::NodeId nodeOf(const MachineFacts &clone)
{
    return clone.engine ? clone.engine->info.swarm.node : docker::NodeId();
}

/// Whether the swarm of the snapshot has that node.
bool isOfThisSwarm(const docker::NodeId &id, const cluster::Snapshot &snapshot)
{
    return snapshot.swarm && std::any_of(snapshot.swarm->nodes.begin(), snapshot.swarm->nodes.end(),
                                         [&](const docker::Node &node) { return node.id == id; });
}

Error refused(const QString &reason, const QString &remedy, const QString &code)
{
    return refusal(Text::tr("plan the joining"), reason, remedy, code);
}

std::optional<Error> refusalOf(const Machine &clone, const MachineFacts &facts, const cluster::Snapshot &snapshot)
{
    if (!facts.engine) {
        return refused(Text::tr("no engine runs on %1").arg(clone.name),
                       Text::tr("Prepare the machine first, or start its docker.service."),
                       QStringLiteral("clones.no-engine"));
    }
    if (clone.address.isEmpty()) {
        return refused(Text::tr("the address of %1 that the others are to use is not known").arg(clone.name),
                       Text::tr("Give it, as ops@%1=10.0.0.5.").arg(clone.engine.host),
                       QStringLiteral("clones.no-address"));
    }
    const docker::NodeId node = nodeOf(facts);
    if (!node.isEmpty() && !isOfThisSwarm(node, snapshot)) {
        return refused(
            Text::tr("%1 is in another swarm (node %2)").arg(clone.name, node.value.left(12)),
            Text::tr("If it came there by the snapshot, run docker swarm leave --force on it, and prepare the "
                     "snapshot anew with its identity removed."),
            QStringLiteral("clones.other-swarm"));
    }
    return std::nullopt;
}

/// The clones as they were seen, then the machines of the cluster with what their engines say. A machine that is both
/// is taken as a clone.
preflight::Facts allFacts(const JoinClonesInputs &inputs, const SeenMachines &seen, const cluster::Snapshot &snapshot)
{
    preflight::Facts facts{.machines = seen.clones};
    for (size_t i = 0; i < facts.machines.size(); ++i) {
        facts.machines[i].machine = inputs.clones[i];
        facts.machines[i].address = inputs.clones[i].address;
    }
    const auto isNamed = [](const QString &name) {
        return [name](const MachineFacts &one) { return one.machine.name == name; };
    };
    for (const Machine &machine : snapshot.machines) {
        if (std::any_of(facts.machines.begin(), facts.machines.end(), isNamed(machine.name))) {
            continue;
        }
        const auto known = std::find_if(seen.others.begin(), seen.others.end(), isNamed(machine.name));
        MachineFacts other = known == seen.others.end() ? MachineFacts{.machine = machine} : *known;
        if (const auto engine = snapshot.engines.constFind(machine.name); engine != snapshot.engines.constEnd()) {
            other.engine = preflight::EngineFacts{.version = engine->version, .info = engine->info, .networks = {}};
        }
        // A clone may have the address of a lost machine that it replaces.
        other.address = other.system || other.engine ? machine.address : QString();
        facts.machines.push_back(std::move(other));
    }
    return facts;
}

QString findingOf(const CheckResult &result)
{
    const QString commands = result.lines.join(QStringLiteral("; "));
    return QStringLiteral("%1: %2 %3%4")
        .arg(result.title, result.sentence, result.remedy,
             commands.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(commands));
}

std::optional<Error> sharedRefusal(const std::vector<CheckResult> &results)
{
    QString findings;
    for (const CheckResult &result : results) {
        if (result.verdict == Verdict::Error) {
            findings += QStringLiteral("\n• ") + findingOf(result);
        }
    }
    return findings.isEmpty()
               ? std::nullopt
               : std::optional(refused(Text::tr("machines share what must be one machine's own.%1").arg(findings),
                                       Text::tr("Or prepare the snapshot anew with its identity removed."),
                                       QStringLiteral("clones.shared-identity")));
}

/// What was compared, and what was not: nothing is called a machine's own that was not seen.
QStringList notesOf(const std::vector<CheckResult> &results, const std::vector<MachineFacts> &others)
{
    QStringList compared;
    QStringList notes;
    for (const CheckResult &result : results) {
        if (result.verdict == Verdict::Pass) {
            compared << result.title;
        } else if (result.verdict == Verdict::NotObserved) {
            notes << Text::tr("%1 are not compared throughout. %2").arg(result.title, result.sentence);
        } else {
            notes << findingOf(result);
        }
    }
    if (!compared.isEmpty()) {
        notes.prepend(Text::tr("Compared between the copies and the cluster's machines, of which no two share one: %1.")
                          .arg(compared.join(QStringLiteral(", "))));
    }
    for (const MachineFacts &other : others) {
        if (other.systemError) {
            notes << Text::tr("Not compared: %1 (%2).").arg(other.machine.name, other.systemError->reason);
        }
    }
    return notes;
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

/// Nodes that swarm runs services on: one that is lost or drained has no supervisor.
bool isUsable(const docker::Node &node)
{
    return node.state == docker::NodeState::Ready && node.availability == docker::Availability::Active;
}

/// One supervisor a node, as the clusters of Stormdeck have it.
int supervisorsAfter(const std::vector<MachineFacts> &clones, const std::vector<docker::Node> &nodes)
{
    const auto isOfAClone = [&clones](const docker::Node &node) {
        return std::any_of(clones.begin(), clones.end(),
                           [&node](const MachineFacts &clone) { return nodeOf(clone) == node.id; });
    };
    const auto others = std::count_if(nodes.begin(), nodes.end(),
                                      [&](const docker::Node &node) { return isUsable(node) && !isOfAClone(node); });
    return static_cast<int>(others) + static_cast<int>(clones.size());
}

std::optional<plan::Stage> supervisorStage(const std::vector<MachineFacts> &clones, const cluster::Snapshot &snapshot,
                                           const Machine &manager)
{
    const docker::Service *ui = cluster::serviceOfRole(snapshot.swarm->services, QStringLiteral("ui"));
    const docker::Service *supervisor = cluster::serviceOfRole(snapshot.swarm->services, QStringLiteral("supervisor"));
    if (!ui || !supervisor) {
        return std::nullopt;
    }
    const int wanted = supervisorsAfter(clones, snapshot.swarm->nodes);
    return oneStep(QStringLiteral("storm.wait"), Text::tr("Storm"),
                   Text::tr("Wait for %n supervisor(s)", nullptr, wanted),
                   actions::WaitStorm{.manager = manager.name,
                                      .uiService = ui->name,
                                      .supervisorService = supervisor->name,
                                      .supervisors = wanted},
                   stormSeconds);
}

/// A clone that has the name of a machine of the profile is reached as it was looked at.
std::vector<Machine> allMachines(const JoinClonesInputs &inputs, const cluster::Snapshot &snapshot)
{
    std::vector<Machine> all = snapshot.machines;
    for (const Machine &clone : inputs.clones) {
        const auto known =
            std::find_if(all.begin(), all.end(), [&](const Machine &one) { return one.name == clone.name; });
        if (known == all.end()) {
            all.push_back(clone);
        } else {
            *known = clone;
        }
    }
    return all;
}
} // namespace

Result<plan::Plan> joinClonesPlan(const JoinClonesInputs &inputs, const SeenMachines &seen,
                                  const cluster::Snapshot &snapshot, const Stamp &stamp)
{
    const Machine *manager = managerIn(snapshot);
    if (!manager || !snapshot.swarm) {
        return failure(refused(Text::tr("no manager of a swarm is known"), Text::tr("Set up the cluster first."),
                               QStringLiteral("docker.not-a-manager")));
    }
    QStringList names;
    for (size_t i = 0; i < inputs.clones.size(); ++i) {
        if (const auto refusal = refusalOf(inputs.clones[i], seen.clones.at(i), snapshot)) {
            return failure(*refusal);
        }
        names << inputs.clones[i].name;
    }
    const auto identities = preflight::checkIdentities(allFacts(inputs, seen, snapshot));
    if (const auto refusal = sharedRefusal(identities)) {
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
    if (auto wait = supervisorStage(seen.clones, snapshot, *manager)) {
        made.stages.push_back(*std::move(wait));
    }
    made.stages.push_back(oneStep(QStringLiteral("lease.release"), Text::tr("Swarm"), Text::tr("Release the claim"),
                                  actions::ReleaseLease{.manager = manager->name}));
    made.notes = notesOf(identities, seen.others);
    made.stays = {Text::tr("the network docker_gwbridge on each machine")};
    return made;
}

} // namespace stormdeck::ops
