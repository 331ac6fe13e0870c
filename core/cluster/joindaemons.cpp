// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"

#include <QCoreApplication>

#include <limits>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Join)
};

/// Finds the daemon that Storm means by a host, by the ways in join()'s order.
class Hosts
{
public:
    Hosts(const std::vector<PlacedDaemon> &placed, const Snapshot &snapshot, StormRole role)
    {
        for (size_t at = 0; at < placed.size(); ++at) {
            const PlacedDaemon &one = placed[at];
            if (snapshot.nodes[one.node].daemons[one.daemon].role != role) {
                continue;
            }
            m_names.insert(one.host.toLower(), at);
            m_containers.insert(one.container.shortened(), at);
            for (const QString &address : one.addresses) {
                m_addresses.insert(address, at);
            }
        }
    }

    [[nodiscard]] std::optional<size_t> find(const QString &host) const
    {
        if (host.isEmpty()) {
            return std::nullopt;
        }
        const std::pair<const QHash<QString, size_t> &, QString> ways[] = {
            {m_names, host.toLower()}, {m_containers, host.left(12)}, {m_addresses, host}};
        for (const auto &[index, key] : ways) {
            if (const auto found = index.constFind(key); found != index.constEnd()) {
                return *found;
            }
        }
        return std::nullopt;
    }

private:
    QHash<QString, size_t> m_names;
    QHash<QString, size_t> m_containers;
    QHash<QString, size_t> m_addresses;
};

void place(JoinWork &work, Snapshot &snapshot, StormRole role, const QString &word)
{
    for (const docker::Service *service : servicesOfRole(work.planes.swarm, work.planes.cluster, word)) {
        for (const NumberedTask &numbered : work.tasksOf(service->id)) {
            const docker::Task *task = numbered.task;
            const auto at = work.cardOf(numbered);
            if (!at || !isPresent(*task)) {
                continue;
            }
            NodeView &node = snapshot.nodes[*at];
            const QString pattern = task->hostname.isEmpty() ? service->hostname : task->hostname;
            work.placed.push_back({.node = *at,
                                   .daemon = node.daemons.size(),
                                   .host = expandedHost(pattern, *service, *task, node.name),
                                   .container = task->container,
                                   .addresses = task->addresses});
            node.daemons.push_back({.role = role,
                                    .service = service->id,
                                    .task = task->state,
                                    .taskSince = task->changedAt,
                                    .taskError = task->error});
        }
    }
}

DaemonView &viewOf(Snapshot &snapshot, const PlacedDaemon &placed)
{
    return snapshot.nodes[placed.node].daemons[placed.daemon];
}

qint64 uptimeOf(const storm::Supervisor &supervisor)
{
    return supervisor.uptimeSeconds.value_or(std::numeric_limits<qint64>::max());
}

/// A supervisor that was made anew has the host name of its predecessor, which stays listed for a while.
const storm::Supervisor *younger(const storm::Supervisor &one, const storm::Supervisor *other)
{
    return !other || uptimeOf(one) < uptimeOf(*other) ? &one : other;
}

void addUnjoined(Snapshot &snapshot, const QString &kind, const QString &host, const QString &detail)
{
    if (snapshot.swarm) {
        snapshot.unjoined.push_back({.kind = kind, .host = host, .detail = detail});
    }
}

void listSupervisors(JoinWork &work, Snapshot &snapshot, const Hosts &hosts)
{
    const auto &supervisors = work.planes.storm->supervisors;
    const QString strange = Text::tr("no swarm task has this host name");
    const QString older = Text::tr("listed again with an older id");
    std::vector<std::optional<size_t>> places;
    places.reserve(supervisors.size());
    for (const storm::Supervisor &supervisor : supervisors) {
        const auto at = places.emplace_back(hosts.find(supervisor.host));
        if (at) {
            work.placed[*at].supervisor = younger(supervisor, work.placed[*at].supervisor);
        }
    }
    for (size_t i = 0; i < supervisors.size(); ++i) {
        const storm::Supervisor &supervisor = supervisors[i];
        const auto at = places[i];
        if (!at) {
            addUnjoined(snapshot, QStringLiteral("supervisor"), supervisor.host, strange);
        } else if (work.placed[*at].supervisor != &supervisor) {
            addUnjoined(snapshot, QStringLiteral("supervisor"), supervisor.host, older);
        } else {
            DaemonView &view = viewOf(snapshot, work.placed[*at]);
            view.host = supervisor.host;
            view.listed = true;
            view.supervisor = supervisor.id;
        }
    }
}

/// A host that is gone has no part in an id any more.
void keepHostsThatRun(const JoinWork &work, Snapshot &snapshot, const Hosts &hosts)
{
    for (QStringList &seen : snapshot.seen.hosts) {
        seen.removeIf([&](const QString &host) {
            const auto at = hosts.find(host);
            return !at || !(snapshot.nodes[work.placed[*at].node].daemons[work.placed[*at].daemon].task ==
                            docker::TaskState::Running);
        });
    }
}

void listNimbuses(JoinWork &work, Snapshot &snapshot)
{
    const Hosts hosts(work.placed, snapshot, StormRole::Nimbus);
    for (const storm::Nimbus &nimbus : work.planes.storm->nimbuses) {
        const auto at = hosts.find(nimbus.host);
        if (!at) {
            addUnjoined(snapshot, QStringLiteral("nimbus"), nimbus.host, nimbus.status.word);
            continue;
        }
        DaemonView &view = viewOf(snapshot, work.placed[*at]);
        view.host = nimbus.host;
        view.listed = !(nimbus.status == storm::NimbusStatus::Offline);
        view.leader = nimbus.status == storm::NimbusStatus::Leader;
    }
}

/// Storm has no list of UIs; the one that answered is there.
void listUis(const JoinWork &work, Snapshot &snapshot)
{
    for (const PlacedDaemon &placed : work.placed) {
        DaemonView &view = viewOf(snapshot, placed);
        view.listed = view.listed || view.role == StormRole::Ui;
    }
}
} // namespace

void joinDaemons(JoinWork &work, Snapshot &snapshot)
{
    place(work, snapshot, StormRole::Nimbus, QStringLiteral("nimbus"));
    place(work, snapshot, StormRole::Ui, QStringLiteral("ui"));
    place(work, snapshot, StormRole::Supervisor, QStringLiteral("supervisor"));
    if (work.planes.storm) {
        const Hosts hosts(work.placed, snapshot, StormRole::Supervisor);
        listSupervisors(work, snapshot, hosts);
        keepHostsThatRun(work, snapshot, hosts);
        listNimbuses(work, snapshot);
        listUis(work, snapshot);
    }
}

} // namespace stormdeck::cluster
