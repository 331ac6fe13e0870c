// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/explain.h"
#include "unit/cluster/scene.h"

namespace stormdeck::test {

/// A healthy cluster, a moment after all was heard, of which things are asked why they are as they are.
struct ExplainScene
{
    static constexpr Instant now{std::chrono::hours(5)};

    cluster::Planes planes = healthyPlanes();
    cluster::Freshness freshness = freshNow(planes, now);

    [[nodiscard]] cluster::Snapshot joined() const { return join(planes, 1); }
    [[nodiscard]] std::optional<cluster::Explanation> explained(const cluster::Subject &subject) const
    {
        const cluster::Snapshot snapshot = joined();
        return explain(subject, snapshot, freshness, findings(snapshot, freshness, now), now);
    }
};

} // namespace stormdeck::test
