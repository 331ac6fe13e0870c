// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/event.h"
#include "docker/stats.h"
#include "docker/types.h"
#include "util/result.h"

/// From the bytes of an engine's answers to values. Pure; Undecodable where the bytes are not JSON or lack what
/// tells one thing from another (its id or name), with a sample of them. The caller fills in attempted and target.
/// Everything else may be missing, null or of another type. To add an answer: a type, a read() for it, a function.
namespace stormdeck::docker {

[[nodiscard]] Result<EngineVersion> decodeVersion(const QByteArray &body);             ///< GET /version
[[nodiscard]] Result<EngineInfo> decodeInfo(const QByteArray &body);                   ///< GET /info
[[nodiscard]] Result<Swarm> decodeSwarm(const QByteArray &body);                       ///< GET /swarm
[[nodiscard]] Result<JoinTokens> decodeJoinTokens(const QByteArray &body);             ///< GET /swarm
[[nodiscard]] Result<std::vector<Node>> decodeNodes(const QByteArray &body);           ///< GET /nodes
[[nodiscard]] Result<std::vector<Service>> decodeServices(const QByteArray &body);     ///< GET /services
[[nodiscard]] Result<std::vector<Task>> decodeTasks(const QByteArray &body);           ///< GET /tasks
[[nodiscard]] Result<std::vector<Network>> decodeNetworks(const QByteArray &body);     ///< GET /networks
[[nodiscard]] Result<std::vector<Config>> decodeConfigs(const QByteArray &body);       ///< GET /configs
[[nodiscard]] Result<std::vector<Volume>> decodeVolumes(const QByteArray &body);       ///< GET /volumes
[[nodiscard]] Result<Image> decodeImage(const QByteArray &body);                       ///< GET /images/{name}/json
[[nodiscard]] Result<std::vector<Container>> decodeContainers(const QByteArray &body); ///< GET /containers/json
[[nodiscard]] Result<ContainerState> decodeContainer(const QByteArray &body);          ///< GET /containers/{id}/json

/// GET /containers/{id}/stats, one reading
[[nodiscard]] Result<ContainerStats> decodeStats(const QByteArray &body);

/// What was made: its id and what the engine thinks of it.
struct Created
{
    QString id;
    QStringList warnings;
};
[[nodiscard]] Result<Created> decodeCreated(const QByteArray &body); ///< POST …/create; "ID", "Id" and "id" are one
[[nodiscard]] Result<QString> decodeText(const QByteArray &body);    ///< a bare string: POST /swarm/init
[[nodiscard]] Result<QString> decodeDigest(const QByteArray &body);  ///< GET /distribution/{name}/json

/// The end of a container that was waited for; `error` where the engine could not wait.
struct Exit
{
    int code = 0;
    QString error;
};
[[nodiscard]] Result<Exit> decodeWait(const QByteArray &body); ///< POST /containers/{id}/wait
/// GET /exec/{id}/json: the exit code, nullopt while the command runs.
[[nodiscard]] Result<std::optional<int>> decodeExecState(const QByteArray &body);

/// One line of POST /images/create: progress, or the end of it by an error.
struct PullLine
{
    PullProgress progress;
    QString error;
};
[[nodiscard]] Result<PullLine> decodePullLine(const QByteArray &line);

[[nodiscard]] Result<Event> decodeEvent(const QByteArray &line);

/// The text in {"message": "…"}; empty where the body is something else.
[[nodiscard]] QString decodeMessage(const QByteArray &body);

} // namespace stormdeck::docker
