// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"
#include "cluster/join.h"

namespace stormdeck::test {

/// When everything in the scene is looked at.
[[nodiscard]] QDateTime sceneTime();
/// Three machines storm-1..3 in one swarm (storm-1 manages), zk1..3, Nimbus and UI on storm-1, a supervisor with two
/// slots on each, one topology "wordcount" with a worker on each; all of it ten minutes old. Shaped as the recorded
/// answers of Storm 2.8.3 and of the engines' API.
[[nodiscard]] cluster::Planes healthyPlanes();
/// The same machines before there is a swarm.
[[nodiscard]] cluster::Planes emptyPlanes();
/// Every plane that has facts answered just now; one without has nothing to be asked.
[[nodiscard]] cluster::Freshness freshNow(const cluster::Planes &planes, Instant now);
/// The last good answer is that old and several tries have failed since.
void silence(cluster::SourceAge &age, Instant now, std::chrono::seconds ago);

[[nodiscard]] docker::Node &nodeOf(cluster::Planes &planes, const QString &name);
/// The swarm task of a service on a node, as "lab-supervisor" on "storm-3".
[[nodiscard]] docker::Task &taskOf(cluster::Planes &planes, const QString &service, const QString &node);
void nodeDown(cluster::Planes &planes, const QString &name);
void memberDown(cluster::Planes &planes, const QString &member);

} // namespace stormdeck::test
