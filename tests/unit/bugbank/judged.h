// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "ops/inputs.h"
#include "unit/cluster/scene.h"

/// The healthy cluster of scene.h with one thing as a public report tells it, and what the console makes of it.
namespace stormdeck::test {

constexpr Instant judgedAt{std::chrono::hours(5)};

struct Judged
{
    cluster::Planes planes;
    cluster::Freshness freshness;

    explicit Judged(cluster::Planes from = healthyPlanes());

    [[nodiscard]] cluster::Snapshot picture() const { return cluster::join(planes, 1); }
    /// Each is held to be in the rule book.
    [[nodiscard]] std::vector<cluster::Finding> all() const;
    /// The one finding of a code; an empty one where there is none.
    [[nodiscard]] cluster::Finding of(const char *code) const;
    [[nodiscard]] bool has(const char *code) const { return count(code) > 0; }
    [[nodiscard]] int count(const char *code) const;
    [[nodiscard]] cluster::Health whole() const;
    [[nodiscard]] cluster::NodeStatus statusOf(const QString &node) const;

    [[nodiscard]] docker::Service &service(const QString &name);
    /// Puts tasks as the engine writes them in the place of those of their services.
    void takeTasks(const QByteArray &json);
    /// A member is asked and says this to srvr and mntr.
    void says(const QString &member, const QByteArray &srvr, const QByteArray &mntr = {});
    /// Three members become that many, on the three nodes in turn; all serve, the first leads.
    void resizeEnsemble(int members);
};

/// A cluster to be made on the scene's machines, with defaults for all that is not said.
[[nodiscard]] ops::ClusterInputs threeMachines();
/// A time so long before the scene, as engines write it.
[[nodiscard]] QByteArray ago(int seconds);
/// A swarm task as GET /tasks writes it, "status" being the member Status without its braces and time.
[[nodiscard]] QByteArray taskJson(const QByteArray &id, const QByteArray &service, const QByteArray &node,
                                  const QByteArray &desired, const QByteArray &status, int secondsAgo);

} // namespace stormdeck::test
