// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/snapshot.h"

#include <QHash>

namespace stormdeck::cluster {

/// Which topology has which colour. A topology keeps its colour as long as it lives; the colour of one that Storm no
/// longer lists is free for the next new one. Copied freely; not thread-safe.
class Colours
{
public:
    /// Colours the topologies of a snapshot; new ones, in the order of their submission, get the first free colours.
    /// While Storm is not heard of, every topology it listed keeps its colour.
    void paint(Snapshot &snapshot);

private:
    QHash<storm::TopologyId, int> m_given;
};

} // namespace stormdeck::cluster
