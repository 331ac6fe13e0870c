// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/facts.h"
#include "cluster/paces.h"
#include "util/clock.h"

#include <QMap>

namespace stormdeck::cluster {

/// "lab-supervisor-storm-2, port 6700": where a Storm worker runs, as Restart::place has it.
[[nodiscard]] QString placeOfWorker(const QString &host, quint16 port);

/// Another Storm worker was seen where one had run before.
struct Restart
{
    QString place; ///< placeOfWorker()
    Instant at;
    bool operator==(const Restart &) const = default;
};

/// What several looks tell together and a single one cannot.
struct Seen
{
    /// Hosts under which each listed supervisor id was listed lately, at most four: more than one where supervisors
    /// share an id, or where one got another host name.
    QMap<storm::SupervisorId, QStringList> hosts;
    /// Starts of Storm workers where one had run before, at most sixty of a topology, oldest first.
    QMap<storm::TopologyId, std::vector<Restart>> restarts;
    /// Since when the engines that are joining a swarm were seen to do so, by machine.
    QMap<QString, Instant> joiningSince;
    Paces paces; ///< of the ensemble's members
    bool operator==(const Seen &) const = default;
};

/// Keeps count from look to look. A value of whoever takes the answers; remembers nothing of what Storm no longer
/// lists and no engine that is not joining.
class Sightings
{
public:
    void note(const StormFacts &storm, Instant at);
    void note(const QString &machine, const EngineFacts &engine, Instant at);
    void note(const EnsembleFacts &ensemble);
    [[nodiscard]] const Seen &seen() const { return m_seen; }

private:
    /// A Storm worker as it was seen last.
    struct Run
    {
        std::chrono::seconds uptime{0};
        Instant start; ///< not later than this
    };
    void noteHosts(const StormFacts &storm);
    void noteWorkers(const storm::TopologyPage &page, QMap<QString, Run> &runs, Instant at);

    Seen m_seen;
    QMap<QString, Run> m_runs; ///< by topology and place
    PaceCount m_paces;
};

} // namespace stormdeck::cluster
