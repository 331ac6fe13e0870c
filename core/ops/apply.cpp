// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/builders.h"
#include "ops/names.h"
#include "ops/refusal.h"
#include "ops/services.h"
#include "util/hostport.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::ops {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Apply)
};

constexpr int joinSeconds = 3;
constexpr int pullSeconds = 20;
constexpr int memberSeconds = 3;
constexpr int ensembleSeconds = 6;
constexpr int daemonSeconds = 3;
constexpr int stormSeconds = 22;

plan::Step step(const QString &id, const QString &title, const actions::Action &action, int seconds = 1)
{
    return {.id = {id}, .title = title, .action = actions::encode(action), .weight = seconds};
}

class ApplyBuilder
{
public:
    explicit ApplyBuilder(const ClusterInputs &inputs)
        : m_inputs(inputs), m_manager(firstManager(inputs)), m_supervisors(static_cast<int>(inputs.machines.size()))
    {
    }

    std::vector<plan::Stage> stages()
    {
        swarmStages();
        imageStage();
        ensembleStages();
        stormStages();
        return std::move(m_stages);
    }

private:
    void add(const QString &group, const QString &id, const QString &title, const QString &detail,
             std::vector<plan::Step> steps)
    {
        m_stages.push_back({.id = {id}, .group = group, .title = title, .detail = detail, .steps = std::move(steps)});
    }

    void swarmStages()
    {
        const QString group = Text::tr("Swarm");
        const actions::InitSwarm init{.machine = m_manager.name,
                                      .init = {.advertiseAddress = m_manager.address,
                                               .dataPathPort = m_inputs.dataPathPort.value_or(0),
                                               .defaultAddressPools = m_inputs.addressPools,
                                               .labels = names::labels(m_inputs.name, QStringLiteral("swarm"))}};
        const QString title = Text::tr("Create the swarm on %1").arg(m_manager.name);
        add(group, QStringLiteral("swarm"), title, Text::tr("advertise %1").arg(m_manager.address),
            {step(QStringLiteral("swarm.init"), title, init)});
        std::vector<plan::Step> joins;
        QStringList names;
        for (const Machine &machine : m_inputs.machines) {
            if (machine.name != m_manager.name) {
                joins.push_back(joinStep(machine));
                names << machine.name;
            }
        }
        if (!joins.empty()) {
            const qsizetype count = names.size();
            add(group, QStringLiteral("join"), Text::tr("Join %1").arg(names.join(QStringLiteral(", "))),
                Text::tr("%1 in parallel").arg(count), std::move(joins));
        }
        const actions::TakeLease lease{.manager = m_manager.name, .what = Text::tr("set up %1").arg(m_inputs.name)};
        add(group, QStringLiteral("claim"), Text::tr("Claim the cluster"),
            Text::tr("so that no other console changes it meanwhile"),
            {step(QStringLiteral("lease.take"), Text::tr("Claim the cluster"), lease)});
    }

    plan::Step joinStep(const Machine &machine) const
    {
        const actions::JoinSwarm join{.machine = machine.name,
                                      .manager = m_manager.name,
                                      .join = {.advertiseAddress = machine.address,
                                               .remoteAddresses = {hostAndPort(m_manager.address, swarmPort)}},
                                      .asManager = machine.manager};
        return step(QStringLiteral("swarm.join.") + machine.name, Text::tr("Join %1").arg(machine.name), join,
                    joinSeconds);
    }

    void imageStage()
    {
        std::vector<plan::Step> pulls;
        for (const Machine &machine : m_inputs.machines) {
            if (m_inputs.zookeeper.members.contains(machine.name)) {
                pulls.push_back(pullStep(machine, QStringLiteral("zookeeper"), m_inputs.zookeeper.image));
            }
            pulls.push_back(pullStep(machine, QStringLiteral("storm"), m_inputs.storm.image));
        }
        const QString both =
            Text::tr("Pull %1 and %2")
                .arg(m_inputs.storm.image.section(u'@', 0, 0), m_inputs.zookeeper.image.section(u'@', 0, 0));
        add(Text::tr("Images"), QStringLiteral("images"), both,
            Text::tr("on %n machine(s), one digest for all", nullptr, m_supervisors), std::move(pulls));
    }

    static plan::Step pullStep(const Machine &machine, const QString &what, const QString &reference)
    {
        return step(QStringLiteral("image.%1.%2").arg(what, machine.name),
                    Text::tr("Pull %1 on %2").arg(reference.section(u'@', 0, 0), machine.name),
                    actions::PullImage{.machine = machine.name, .reference = reference}, pullSeconds);
    }

    void ensembleStages()
    {
        const QString group = Text::tr("ZooKeeper");
        const QString network = names::network(m_inputs.name);
        const actions::CreateNetwork create{
            .manager = m_manager.name,
            .spec = {.name = network, .labels = names::labels(m_inputs.name, QStringLiteral("network"))}};
        add(group, QStringLiteral("network"), Text::tr("Create the network %1").arg(network),
            Text::tr("overlay, attachable"),
            {step(QStringLiteral("network"), Text::tr("Create %1").arg(network), create)});

        std::vector<plan::Step> members;
        actions::WaitEnsemble wait{.manager = m_manager.name};
        for (qsizetype i = 0; i < m_inputs.zookeeper.members.size(); ++i) {
            const actions::CreateService service = memberService(m_inputs, i);
            wait.services << service.spec.name;
            wait.members << names::member(i);
            members.push_back(step(QStringLiteral("service.") + names::member(i),
                                   Text::tr("Start %1 on %2").arg(names::member(i), service.pinnedTo), service,
                                   memberSeconds));
        }
        add(group, QStringLiteral("members"), Text::tr("Start %1").arg(wait.members.join(QStringLiteral(", "))),
            Text::tr("one a machine, with volumes of its own"), std::move(members));
        const QString title =
            members.size() == 1 || wait.members.size() == 1
                ? Text::tr("Wait until %1 serves").arg(wait.members.first())
                : Text::tr("Wait for a leader and %n follower(s)", nullptr, static_cast<int>(wait.members.size()) - 1);
        add(group, QStringLiteral("ensemble"), title, Text::tr("asks each member, up to 120 s"),
            {step(QStringLiteral("ensemble.wait"), title, wait, ensembleSeconds)});
    }

    void stormStages()
    {
        const QString group = Text::tr("Storm");
        const docker::ConfigSpec config = stormConfig(m_inputs);
        add(group, QStringLiteral("config"), Text::tr("Create the config %1").arg(config.name),
            Text::tr("storm.yaml of every daemon"),
            {step(QStringLiteral("config.storm"), Text::tr("Create %1").arg(config.name),
                  actions::CreateConfig{.manager = m_manager.name, .spec = config})});
        const QString ui = m_inputs.storm.uiPort
                               ? Text::tr("UI on %1:%2").arg(m_inputs.storm.ui).arg(*m_inputs.storm.uiPort)
                               : Text::tr("UI on %1, no port opened").arg(m_inputs.storm.ui);
        add(group, QStringLiteral("daemons"), Text::tr("Start nimbus, ui and supervisors"),
            Text::tr("nimbus on %1, %2, a supervisor a machine with %n slot(s)", nullptr,
                     static_cast<int>(m_inputs.storm.slotPorts.size()))
                .arg(m_inputs.storm.nimbus, ui),
            {step(QStringLiteral("service.nimbus"), Text::tr("Start nimbus on %1").arg(m_inputs.storm.nimbus),
                  nimbusService(m_inputs), daemonSeconds),
             step(QStringLiteral("service.ui"), Text::tr("Start the Storm UI on %1").arg(m_inputs.storm.ui),
                  uiService(m_inputs), daemonSeconds),
             step(QStringLiteral("service.supervisor"), Text::tr("Start a supervisor on each machine"),
                  supervisorService(m_inputs), daemonSeconds)});
        waitStage(group);
        add(group, QStringLiteral("release"), Text::tr("Free the cluster for other changes"), {},
            {step(QStringLiteral("lease.release"), Text::tr("Release the claim"),
                  actions::ReleaseLease{.manager = m_manager.name})});
    }

    void waitStage(const QString &group)
    {
        const QString title = Text::tr("Wait for a Nimbus leader and %n supervisor(s)", nullptr, m_supervisors);
        add(group, QStringLiteral("storm"), title, Text::tr("asks the Storm UI, up to 240 s"),
            {step(QStringLiteral("storm.wait"), title,
                  actions::WaitStorm{.manager = m_manager.name,
                                     .uiService = names::service(m_inputs.name, QStringLiteral("ui")),
                                     .supervisorService = names::service(m_inputs.name, QStringLiteral("supervisor")),
                                     .supervisors = m_supervisors},
                  stormSeconds)});
    }

    const ClusterInputs &m_inputs;
    const Machine &m_manager;
    int m_supervisors;
    std::vector<plan::Stage> m_stages;
};

std::vector<plan::Placement> placementOf(const ClusterInputs &inputs, const cluster::Snapshot &snapshot)
{
    std::vector<plan::Placement> placements;
    for (const Machine &machine : inputs.machines) {
        plan::Placement placement{.machine = machine.name};
        for (const cluster::NodeView &node : snapshot.nodes) {
            if (node.machine != machine.name) {
                continue;
            }
            for (const cluster::MemberView &member : node.members) {
                placement.before << member.name;
            }
            for (const cluster::DaemonView &daemon : node.daemons) {
                placement.before << (daemon.role == cluster::StormRole::Nimbus ? QStringLiteral("nimbus")
                                     : daemon.role == cluster::StormRole::Ui   ? QStringLiteral("ui")
                                                                               : QStringLiteral("supervisor"));
            }
        }
        const qsizetype member = inputs.zookeeper.members.indexOf(machine.name);
        if (member >= 0) {
            placement.after << names::member(member);
        }
        if (inputs.storm.nimbus == machine.name) {
            placement.after << QStringLiteral("nimbus");
        }
        if (inputs.storm.ui == machine.name) {
            placement.after << QStringLiteral("ui");
        }
        placement.after << Text::tr("supervisor, %n slot(s)", nullptr, static_cast<int>(inputs.storm.slotPorts.size()));
        placements.push_back(std::move(placement));
    }
    return placements;
}

QStringList notesOf(const ClusterInputs &inputs)
{
    QStringList notes;
    const auto managers = std::count_if(inputs.machines.begin(), inputs.machines.end(),
                                        [](const Machine &machine) { return machine.manager; });
    if (managers == 1) {
        notes << Text::tr(
                     "One manager. If %1 is lost, nothing can be changed until it returns. Running containers go on.")
                     .arg(firstManager(inputs).name);
    }
    if (inputs.zookeeper.members.size() == 1) {
        notes << Text::tr("One ensemble member. If %1 is lost, Storm assigns no work until it returns.")
                     .arg(inputs.zookeeper.members.first());
    }
    if (inputs.storm.uiPort) {
        notes << Text::tr(
                     "Port %1 of %2 is opened for the Storm UI, which asks for no password: whoever reaches it can "
                     "kill topologies.")
                     .arg(*inputs.storm.uiPort)
                     .arg(inputs.storm.ui);
    } else {
        notes << Text::tr("No port is opened for the Storm UI: Stormdeck reaches it by a relay, a command that runs in "
                          "one of the cluster's containers while it is needed.");
    }
    const auto plain = std::find_if(inputs.machines.begin(), inputs.machines.end(),
                                    [](const Machine &machine) { return machine.engine.isExposed(); });
    if (plain != inputs.machines.end()) {
        notes << Text::tr("Plain TCP. Whoever reaches the Docker port of %1 is root there.").arg(plain->name);
    }
    return notes;
}
} // namespace

Result<plan::Plan> applyPlan(const ClusterInputs &given, const cluster::Snapshot &snapshot, const Stamp &stamp)
{
    const ClusterInputs inputs = withDefaults(given);
    if (const auto found = problems(inputs); !found.empty()) {
        return failure(refusal(Text::tr("plan the cluster"), found));
    }
    plan::Plan made{.operation = stamp.operation,
                    .kind = QStringLiteral("apply"),
                    .cluster = inputs.name,
                    .title = Text::tr("Set up %1").arg(inputs.name),
                    .made = stamp.now,
                    .reversible = true,
                    .machines = inputs.machines};
    made.stages = ApplyBuilder(inputs).stages();
    made.placement = placementOf(inputs, snapshot);
    made.notes = notesOf(inputs);
    made.stays = {Text::tr("the pulled images"), Text::tr("the network docker_gwbridge on each machine")};
    return made;
}

} // namespace stormdeck::ops
