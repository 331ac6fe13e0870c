// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "find/ranking.h"

namespace stormdeck::ui {

/// All of a cluster that can be found, in the order in which equals are listed. Two lists of one length: ranking walks
/// the texts only.
struct FindIndex
{
    std::vector<Findable> texts;
    std::vector<cluster::Subject> subjects;

    void add(const QString &name, const QString &context, const cluster::Subject &subject)
    {
        texts.push_back({name, context});
        subjects.push_back(subject);
    }
};

/// Findings, nodes, topologies, services, members, components, Storm's daemons and slots, swarm tasks, ids and labels
/// of nodes. A daemon, slot, id or label leads to its node.
[[nodiscard]] FindIndex findIndexOf(const cluster::Snapshot &snapshot, const std::vector<cluster::Finding> &findings);

} // namespace stormdeck::ui
