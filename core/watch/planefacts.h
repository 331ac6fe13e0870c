// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/facts.h"
#include "cluster/room.h"
#include "docker/client.h"
#include "util/rawanswer.h"
#include "util/result.h"

/// From what the clients answered, now or in a recording, to the facts of a plane. Pure.
namespace stormdeck::watch {

[[nodiscard]] cluster::EngineFacts factsOf(docker::EngineAnswer &&answer);
[[nodiscard]] cluster::SwarmFacts factsOf(docker::SwarmState &&state, const QString &manager);
/// Machines by the nodes that their engines call themselves; `engines` by machine.
[[nodiscard]] QMap<docker::NodeId, QString> machinesByNode(const QMap<QString, cluster::EngineFacts> &engines);
/// What stayed the same from answer to answer is told once more each time: nodes, services and swarm tasks that are as
/// they were take over the texts of those before, so that the pictures that are alive at one time share them.
void shareUnchanged(const cluster::SwarmFacts &before, cluster::SwarmFacts &facts);
/// Under which the name of the manager's machine lies among the bodies of the swarm.
inline const QByteArray managerName = QByteArrayLiteral("manager");

/// What a container of that name said of the room on its machine.
[[nodiscard]] RawAnswers rawRoom(const QByteArray &output, const QString &container);
[[nodiscard]] Result<cluster::RoomFacts> decodeRoom(const RawAnswers &raw);

/// What the members said by "<name>/srvr", "<name>/mntr" and so on, by "<name>/note" why one did not answer, by
/// "<name>/late" that nothing came in time, the route and how many were asked.
[[nodiscard]] RawAnswers rawEnsemble(const cluster::EnsembleFacts &facts);
/// Knows the name that recordings had for that number before observers were told apart.
[[nodiscard]] cluster::EnsembleFacts decodeEnsemble(const RawAnswers &raw);

} // namespace stormdeck::watch
