// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/sightings.h"

namespace stormdeck::cluster {

namespace {
constexpr qsizetype mostHosts = 4;
constexpr size_t mostRestarts = 60;
/// Uptimes are counted in heartbeats; starts that differ by less are one.
constexpr std::chrono::seconds slack{15};

QString placeOf(const storm::Worker &worker)
{
    return QStringLiteral("%1, port %2").arg(worker.host).arg(worker.port);
}

void keep(std::vector<Restart> &restarts, Restart restart)
{
    restarts.push_back(std::move(restart));
    if (restarts.size() > mostRestarts) {
        restarts.erase(restarts.begin());
    }
}
} // namespace

void Sightings::noteHosts(const StormFacts &storm)
{
    QMap<storm::SupervisorId, QStringList> hosts;
    for (const storm::Supervisor &supervisor : storm.supervisors) {
        if (supervisor.id.isEmpty()) {
            continue;
        }
        QStringList known = hosts.value(supervisor.id, m_seen.hosts.value(supervisor.id));
        known.removeAll(supervisor.host);
        known << supervisor.host;
        hosts[supervisor.id] = known.mid(std::max<qsizetype>(0, known.size() - mostHosts));
    }
    m_seen.hosts = hosts;
}

/// A worker that has not reported tells nothing: Nimbus forgets all uptimes when another one begins to lead.
void Sightings::noteWorkers(const storm::TopologyPage &page, QMap<QString, Instant> &starts, Instant at)
{
    std::vector<Restart> restarts = m_seen.restarts.value(page.summary.id);
    for (const storm::Worker &worker : page.workers) {
        const QString key = page.summary.id.value + u' ' + placeOf(worker);
        const auto before = m_starts.constFind(key);
        const qint64 uptime = worker.uptimeSeconds.value_or(0);
        const Instant start = uptime > 0 || before == m_starts.constEnd() ? at - std::chrono::seconds(uptime) : *before;
        if (before != m_starts.constEnd() && start - *before > slack) {
            keep(restarts, {placeOf(worker), at});
        }
        if (uptime > 0 || before != m_starts.constEnd()) {
            starts.insert(key, start);
        }
    }
    if (!restarts.empty()) {
        m_seen.restarts[page.summary.id] = restarts;
    }
}

void Sightings::note(const StormFacts &storm, Instant at)
{
    noteHosts(storm);
    QMap<QString, Instant> starts;
    QMap<storm::TopologyId, std::vector<Restart>> restarts;
    for (const storm::TopologyPage &page : storm.pages) {
        noteWorkers(page, starts, at);
        if (m_seen.restarts.contains(page.summary.id)) {
            restarts.insert(page.summary.id, m_seen.restarts.value(page.summary.id));
        }
    }
    m_starts = starts;
    m_seen.restarts = restarts;
}

} // namespace stormdeck::cluster
