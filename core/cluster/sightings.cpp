// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/sightings.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
constexpr qsizetype mostHosts = 4;
constexpr size_t mostRestarts = 60;
/// An uptime is that of the last heartbeat, which may be executor.metrics.frequency.secs (60 s) and some delay old.
constexpr std::chrono::seconds oldestUptime{75};

void keep(std::vector<Restart> &restarts, Restart restart)
{
    restarts.push_back(std::move(restart));
    if (restarts.size() > mostRestarts) {
        restarts.erase(restarts.begin());
    }
}
} // namespace

QString placeOfWorker(const QString &host, quint16 port)
{
    return QStringLiteral("%1, port %2").arg(host).arg(port);
}

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

/// A worker that has not reported tells nothing: Nimbus forgets all uptimes when another one begins to lead. One that
/// has began at the latest its uptime ago; another runs at its place where the uptime fell, or where even the oldest
/// uptime puts the start later than that.
void Sightings::noteWorkers(const storm::TopologyPage &page, QMap<QString, Run> &runs, Instant at)
{
    std::vector<Restart> restarts = m_seen.restarts.value(page.summary.id);
    for (const storm::Worker &worker : page.workers) {
        const QString key = page.summary.id.value + u' ' + placeOfWorker(worker.host, worker.port);
        const auto before = m_runs.constFind(key);
        const bool isKnown = before != m_runs.constEnd();
        const std::chrono::seconds uptime(worker.uptimeSeconds.value_or(0));
        if (uptime <= std::chrono::seconds::zero()) {
            if (isKnown) {
                runs.insert(key, *before);
            }
            continue;
        }
        const Instant start = at - uptime;
        const bool isOther = isKnown && (uptime < before->uptime || start - oldestUptime > before->start);
        if (isOther) {
            keep(restarts, {placeOfWorker(worker.host, worker.port), at});
        }
        runs.insert(key, {uptime, isKnown && !isOther ? std::min(start, before->start) : start});
    }
    if (!restarts.empty()) {
        m_seen.restarts[page.summary.id] = restarts;
    }
}

void Sightings::note(const StormFacts &storm, Instant at)
{
    noteHosts(storm);
    QMap<QString, Run> runs;
    QMap<storm::TopologyId, std::vector<Restart>> restarts;
    for (const storm::TopologyPage &page : storm.pages) {
        noteWorkers(page, runs, at);
        if (m_seen.restarts.contains(page.summary.id)) {
            restarts.insert(page.summary.id, m_seen.restarts.value(page.summary.id));
        }
    }
    m_runs = runs;
    m_seen.restarts = restarts;
}

void Sightings::note(const QString &machine, const EngineFacts &engine, Instant at)
{
    if (!(engine.info.swarm.state == docker::LocalNodeState::Pending)) {
        m_seen.joiningSince.remove(machine);
    } else if (!m_seen.joiningSince.contains(machine)) {
        m_seen.joiningSince.insert(machine, at);
    }
}

void Sightings::note(const EnsembleFacts &ensemble)
{
    m_paces.note(ensemble);
    m_seen.paces = m_paces.paces();
}

} // namespace stormdeck::cluster
