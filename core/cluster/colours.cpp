// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/colours.h"

#include <algorithm>

namespace stormdeck::cluster {

namespace {
/// The id is "<name>-<count>-<seconds since 1970>".
auto submitted(const storm::TopologyId &id)
{
    return std::tuple(id.value.section(u'-', -1).toLongLong(), id.value.section(u'-', -2, -2).toLongLong(), id.value);
}

std::vector<TopologyView *> bySubmission(std::vector<TopologyView> &topologies)
{
    std::vector<TopologyView *> order;
    for (TopologyView &topology : topologies) {
        order.push_back(&topology);
    }
    std::sort(order.begin(), order.end(), [](const TopologyView *a, const TopologyView *b) {
        return submitted(a->summary.id) < submitted(b->summary.id);
    });
    return order;
}

int firstFree(const QHash<storm::TopologyId, int> &given)
{
    QList<int> taken = given.values();
    std::sort(taken.begin(), taken.end());
    int free = 0;
    for (const int colour : std::as_const(taken)) {
        free += colour == free ? 1 : 0;
    }
    return free;
}
} // namespace

void Colours::paint(Snapshot &snapshot)
{
    if (!snapshot.storm) {
        return;
    }
    QHash<storm::TopologyId, int> living;
    for (const TopologyView &topology : snapshot.topologies) {
        if (const auto known = m_given.constFind(topology.summary.id); known != m_given.constEnd()) {
            living.insert(topology.summary.id, *known);
        }
    }
    m_given = living;
    for (TopologyView *topology : bySubmission(snapshot.topologies)) {
        auto known = m_given.find(topology->summary.id);
        if (known == m_given.end()) {
            known = m_given.insert(topology->summary.id, firstFree(m_given));
        }
        topology->colour = *known;
    }
}

} // namespace stormdeck::cluster
