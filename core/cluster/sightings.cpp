// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/sightings.h"

namespace stormdeck::cluster {

namespace {
constexpr qsizetype mostHosts = 4;
constexpr size_t mostRestarts = 20;

QString placeOf(const storm::Worker &worker)
{
    return QStringLiteral("%1 %2 %3").arg(worker.topology.value, worker.host).arg(worker.port);
}

void keep(std::vector<Instant> &restarts, Instant at)
{
    restarts.push_back(at);
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

void Sightings::noteWorkers(const storm::TopologyPage &page, QMap<QString, qint64> &uptimes, Instant at)
{
    std::vector<Instant> restarts = m_seen.restarts.value(page.summary.id);
    for (const storm::Worker &worker : page.workers) {
        const qint64 uptime = worker.uptimeSeconds.value_or(0);
        if (uptime < m_uptimes.value(placeOf(worker), 0)) {
            keep(restarts, at);
        }
        uptimes.insert(placeOf(worker), uptime);
    }
    if (!restarts.empty()) {
        m_seen.restarts[page.summary.id] = restarts;
    }
}

void Sightings::note(const StormFacts &storm, Instant at)
{
    noteHosts(storm);
    QMap<QString, qint64> uptimes;
    QMap<storm::TopologyId, std::vector<Instant>> restarts;
    for (const storm::TopologyPage &page : storm.pages) {
        noteWorkers(page, uptimes, at);
        if (m_seen.restarts.contains(page.summary.id)) {
            restarts.insert(page.summary.id, m_seen.restarts.value(page.summary.id));
        }
    }
    m_uptimes = uptimes;
    m_seen.restarts = restarts;
}

} // namespace stormdeck::cluster
