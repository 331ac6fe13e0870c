// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/values.h"
#include "cluster/published.h"
#include "ops/builders.h"
#include "ops/names.h"
#include "ops/refusal.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::ops {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(TearDown) };

constexpr int stopSeconds = 11; // a container's stop grace
constexpr int leaveSeconds = 3;

plan::Step step(const QString &id, const QString &title, const actions::Action &action, int seconds = 1)
{
    return {.id = {id}, .title = title, .action = actions::encode(action), .weight = seconds};
}

class TearDownBuilder
{
public:
    TearDownBuilder(const TearDownInputs &inputs, const cluster::Snapshot &snapshot, const cluster::Inventory &inventory)
        : m_inputs(inputs), m_snapshot(snapshot), m_inventory(inventory), m_manager(managerName())
    {}

    std::vector<plan::Stage> stages()
    {
        if (m_snapshot.swarm && !m_manager.isEmpty()) {
            add(Text::tr("Claim"), QStringLiteral("claim"), Text::tr("Claim the cluster"),
                {step(QStringLiteral("lease.take"), Text::tr("Claim the cluster"),
                      actions::TakeLease{.manager = m_manager, .what = Text::tr("tear down %1").arg(m_inputs.cluster)})});
            add(Text::tr("Storm and ZooKeeper"), QStringLiteral("services"), Text::tr("Remove the services"), services());
        }
        add(Text::tr("Storm and ZooKeeper"), QStringLiteral("clients"), Text::tr("Remove left-over storm clients"), clients());
        if (m_snapshot.swarm && !m_manager.isEmpty()) {
            add(Text::tr("Storm and ZooKeeper"), QStringLiteral("objects"), Text::tr("Remove configs and networks"), objects());
        }
        add(Text::tr("Data"), QStringLiteral("volumes"), Text::tr("Remove the volumes"), volumes());
        if (leavesSwarm()) {
            leaveStages();
        } else if (m_snapshot.swarm && !m_manager.isEmpty()) {
            add(Text::tr("Claim"), QStringLiteral("release"), Text::tr("Free the cluster for other changes"),
                {step(QStringLiteral("lease.release"), Text::tr("Release the claim"),
                      actions::ReleaseLease{.manager = m_manager})});
        }
        return std::move(m_stages);
    }

    /// Only a swarm that this cluster's set-up made is taken down with it.
    [[nodiscard]] bool leavesSwarm() const
    {
        return m_snapshot.swarm && !m_inputs.keepSwarm && !m_manager.isEmpty()
            && m_snapshot.swarm->swarm.labels.value(cluster::labels::cluster) == m_inputs.cluster;
    }

private:
    [[nodiscard]] bool isOurs(const docker::Labels &labels) const
    {
        return labels.value(cluster::labels::cluster) == m_inputs.cluster;
    }

    [[nodiscard]] QString managerName() const
    {
        QString any;
        for (const Machine &machine : m_snapshot.machines) {
            const auto facts = m_snapshot.engines.constFind(machine.name);
            if (facts != m_snapshot.engines.constEnd() && facts->info.swarm.controlAvailable) {
                any = machine.name;
                if (machine.manager) {
                    break;
                }
            }
        }
        return any;
    }

    void add(const QString &group, const QString &id, const QString &title, std::vector<plan::Step> steps)
    {
        if (steps.empty()) {
            return;
        }
        QStringList names;
        for (const plan::Step &one : steps) {
            names << one.title;
        }
        const QString detail = steps.size() == 1 ? QString() : Text::tr("%1 in parallel").arg(steps.size());
        m_stages.push_back({.id = {id}, .group = group, .title = title, .detail = detail, .steps = std::move(steps)});
    }

    std::vector<plan::Step> services() const
    {
        std::vector<plan::Step> steps;
        for (const docker::Service &service : m_snapshot.swarm->services) {
            if (isOurs(service.labels)) {
                steps.push_back(step(QStringLiteral("service.remove.") + service.name,
                                     Text::tr("Remove the service %1").arg(service.name),
                                     actions::RemoveService{.manager = m_manager, .service = service.id, .name = service.name},
                                     stopSeconds));
            }
        }
        return steps;
    }

    std::vector<plan::Step> clients() const
    {
        std::vector<plan::Step> steps;
        for (auto it = m_inventory.containers.begin(); it != m_inventory.containers.end(); ++it) {
            for (const docker::Container &container : it.value()) {
                const QString name = container.names.isEmpty() ? container.id.value : container.names.first();
                steps.push_back(step(QStringLiteral("container.remove.%1.%2").arg(it.key(), name),
                                     Text::tr("Remove the container %1 on %2").arg(name, it.key()),
                                     actions::RemoveContainer{.machine = it.key(), .container = name}));
            }
        }
        return steps;
    }

    std::vector<plan::Step> objects() const
    {
        std::vector<plan::Step> steps;
        for (const docker::Config &config : m_snapshot.swarm->configs) {
            if (isOurs(config.labels) && config.name != cluster::labels::leaseName(m_inputs.cluster)) {
                steps.push_back(step(QStringLiteral("config.remove.") + config.name,
                                     Text::tr("Remove the config %1").arg(config.name),
                                     actions::RemoveConfig{.manager = m_manager, .config = config.id, .name = config.name}));
            }
        }
        for (const docker::Network &network : m_snapshot.swarm->networks) {
            if (isOurs(network.labels)) {
                steps.push_back(step(
                    QStringLiteral("network.remove.") + network.name, Text::tr("Remove the network %1").arg(network.name),
                    actions::RemoveNetwork{.manager = m_manager, .network = network.id, .name = network.name}));
            }
        }
        return steps;
    }

    std::vector<plan::Step> volumes() const
    {
        std::vector<plan::Step> steps;
        for (auto it = m_inventory.volumes.begin(); it != m_inventory.volumes.end(); ++it) {
            for (const docker::Volume &volume : it.value()) {
                steps.push_back(step(QStringLiteral("volume.remove.%1.%2").arg(it.key(), volume.name),
                                     Text::tr("Remove the volume %1 on %2").arg(volume.name, it.key()),
                                     actions::RemoveVolume{.machine = it.key(), .name = volume.name}));
            }
        }
        return steps;
    }

    /// The others first, the manager that the swarm is spoken to through last.
    void leaveStages()
    {
        std::vector<plan::Step> others;
        std::vector<plan::Step> last;
        for (const Machine &machine : m_snapshot.machines) {
            const auto facts = m_snapshot.engines.constFind(machine.name);
            if (facts == m_snapshot.engines.constEnd() || facts->info.swarm.node.isEmpty()) {
                continue;
            }
            const actions::LeaveSwarm leave{.machine = machine.name, .node = facts->info.swarm.node};
            (machine.name == m_manager ? last : others).push_back(step(QStringLiteral("swarm.leave.") + machine.name,
                                                    Text::tr("Take %1 out of the swarm").arg(machine.name), leave,
                                                    leaveSeconds));
        }
        add(Text::tr("Swarm"), QStringLiteral("leave"), Text::tr("Take the other machines out of the swarm"), std::move(others));
        add(Text::tr("Swarm"), QStringLiteral("leave.manager"), Text::tr("End the swarm on %1").arg(m_manager), std::move(last));
    }

    const TearDownInputs &m_inputs;
    const cluster::Snapshot &m_snapshot;
    const cluster::Inventory &m_inventory;
    QString m_manager;
    std::vector<plan::Stage> m_stages;
};

QStringList notesOf(const cluster::Snapshot &snapshot)
{
    QStringList notes{Text::tr("This cannot be undone: the ensemble's and Nimbus' data are removed.")};
    for (const cluster::TopologyView &topology : snapshot.topologies) {
        notes << Text::tr("The topology %1 (%2) ends with it.").arg(topology.summary.name, topology.summary.status.word);
    }
    if (snapshot.swarm && !snapshot.storm && cluster::serviceOfRole(snapshot.swarm->services, QStringLiteral("ui"))) {
        notes << Text::tr("Storm does not tell which topologies there are; all end with it.");
    }
    return notes;
}

QStringList staysOf(const cluster::Snapshot &snapshot, bool leavesSwarm)
{
    QStringList stays{Text::tr("the pulled images on each machine")};
    if (leavesSwarm) {
        stays << Text::tr("the network docker_gwbridge on each machine");
    } else if (snapshot.swarm) {
        stays << Text::tr("the swarm itself");
    }
    return stays;
}
} // namespace

Result<plan::Plan> tearDownPlan(const TearDownInputs &inputs, const cluster::Snapshot &snapshot,
                                const cluster::Inventory &inventory, const Stamp &stamp)
{
    TearDownBuilder builder(inputs, snapshot, inventory);
    plan::Plan made{.operation = stamp.operation,
                    .kind = QStringLiteral("teardown"),
                    .cluster = inputs.cluster,
                    .title = Text::tr("Tear down %1").arg(inputs.cluster),
                    .made = stamp.now,
                    .reversible = false,
                    .machines = snapshot.machines};
    made.stages = builder.stages();
    made.notes = notesOf(snapshot);
    made.stays = staysOf(snapshot, builder.leavesSwarm());
    const auto isWork = [](const plan::Stage &stage) {
        return stage.id.value != QStringLiteral("claim") && stage.id.value != QStringLiteral("release");
    };
    if (std::none_of(made.stages.begin(), made.stages.end(), isWork)) {
        return failure(refusal(Text::tr("plan the tear-down"), Text::tr("nothing carries the name %1").arg(inputs.cluster),
                               Text::tr("Check the cluster's name."), QStringLiteral("teardown.nothing")));
    }
    return made;
}

} // namespace stormdeck::ops
