// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/facts.h"
#include "util/clock.h"

#include <QMap>

namespace stormdeck::cluster {

/// What several looks at Storm tell together and a single one cannot.
struct Seen
{
    /// Hosts under which each listed supervisor id was listed lately, at most four: more than one where supervisors
    /// share an id, or where one got another host name.
    QMap<storm::SupervisorId, QStringList> hosts;
    /// When a Storm worker of a topology was seen younger than before, at most twenty, oldest first.
    QMap<storm::TopologyId, std::vector<Instant>> restarts;
    bool operator==(const Seen &) const = default;
};

/// Keeps count from look to look. A value of whoever takes Storm's answers; remembers nothing of what Storm no longer
/// lists.
class Sightings
{
public:
    void note(const StormFacts &storm, Instant at);
    [[nodiscard]] const Seen &seen() const { return m_seen; }

private:
    void noteHosts(const StormFacts &storm);
    void noteWorkers(const storm::TopologyPage &page, QMap<QString, qint64> &uptimes, Instant at);

    Seen m_seen;
    QMap<QString, qint64> m_uptimes; ///< by topology, host and port
};

} // namespace stormdeck::cluster
