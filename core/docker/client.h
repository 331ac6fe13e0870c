// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/event.h"
#include "docker/execstream.h"
#include "docker/ndjson.h"
#include "docker/specs.h"
#include "docker/stats.h"
#include "docker/types.h"
#include "http/client.h"
#include "util/clock.h"
#include "util/rawanswer.h"

#include <functional>

namespace stormdeck::docker {

/// All that a picture of the swarm is made of, asked in parallel from one manager.
struct SwarmState
{
    Swarm swarm;
    std::vector<Node> nodes;
    std::vector<Service> services;
    std::vector<Task> tasks;
    std::vector<Network> networks;
    std::vector<Config> configs;
    RawAnswers raw; ///< what it was decoded from, by path: "/nodes"
};

/// What an engine says of itself.
struct EngineAnswer
{
    EngineVersion version;
    EngineInfo info;
    RawAnswers raw; ///< what it was decoded from: "/version" and "/info"
};

/// From where a log is read on. A plain value.
struct LogStart
{
    std::optional<int> tail;                        ///< the last so many lines; nullopt: all
    std::optional<std::chrono::milliseconds> since; ///< only lines from that moment on (since 1970, the engine's clock)
};

/// From bodies kept earlier. Undecodable as decode.h tells.
[[nodiscard]] Result<SwarmState> decodeSwarmState(const RawAnswers &bodies);
[[nodiscard]] Result<EngineAnswer> decodeEngineAnswer(const RawAnswers &bodies);

struct ExecResult
{
    int exitCode = 0;
    QByteArray output;
    QByteArray errors;
};

/// The Docker Engine API of one engine, one function an endpoint. Belongs to one thread.
/// The API version is negotiated before the first call from GET /_ping and GET /version: the highest that both sides
/// speak, never pinned; where there is none, the error says in words which side is too old.
/// Every call has a deadline of its own (10 s, 30 s where the engine is slow by design, none for streams) and ends
/// within 50 ms of a stop. Errors: those of http::Client, and Denied (401, 403), Rejected (400, 404, 406, 500),
/// Conflict (409), with the engine's message as the reason; code "docker.not-a-manager" for 503 of swarm calls on
/// a worker or an engine outside a swarm, "docker.no-leader" where the managers have no majority.
class Client
{
public:
    /// `label`: how people call the machine.
    Client(Endpoint endpoint, QString label);
    /// Over a way that was made for it.
    explicit Client(http::Client http);

    [[nodiscard]] QString target() const { return m_http.target(); }
    /// See http::Client::closeIdle().
    void closeIdle() { m_http.closeIdle(); }
    /// The negotiated version; asks where that was not done yet.
    [[nodiscard]] Result<ApiVersion> apiVersion(const std::stop_token &stop);

    [[nodiscard]] Result<void> ping(const std::stop_token &stop);             ///< GET /_ping
    [[nodiscard]] Result<EngineVersion> version(const std::stop_token &stop); ///< GET /version
    [[nodiscard]] Result<EngineInfo> info(const std::stop_token &stop);       ///< GET /info

    /// GET /events for changes of nodes, services and containers; those of execs are left out. Ends as the sink wants
    /// no more or the engine closes the stream; otherwise at the deadline, which is no error here. Errors of the
    /// stream.
    [[nodiscard]] Result<void> watchEvents(const std::function<bool(const Event &)> &sink, Deadline deadline,
                                           const std::stop_token &stop);

    /// POST /swarm/init; returns the id of the new manager node.
    [[nodiscard]] Result<NodeId> initSwarm(const SwarmInit &init, const std::stop_token &stop);
    /// POST /swarm/join. The engine answers after at most 20 s and may go on in the background.
    [[nodiscard]] Result<void> joinSwarm(const SwarmJoin &join, const Secret &token, const std::stop_token &stop);
    [[nodiscard]] Result<void> leaveSwarm(bool force, const std::stop_token &stop); ///< POST /swarm/leave
    [[nodiscard]] Result<Swarm> swarm(const std::stop_token &stop);                 ///< GET /swarm
    [[nodiscard]] Result<JoinTokens> joinTokens(const std::stop_token &stop);       ///< GET /swarm

    /// GET /swarm, /nodes, /services, /tasks, /networks, /configs in parallel. The first error wins.
    [[nodiscard]] Result<SwarmState> swarmState(const std::stop_token &stop);
    [[nodiscard]] Result<std::vector<Node>> nodes(const std::stop_token &stop); ///< GET /nodes
    /// POST /nodes/{id}/update: a worker from now on, otherwise as `node` was read. Rejected where that is out of date,
    /// or the swarm cannot spare this manager. The node gives its part in the swarm's log up soon after.
    [[nodiscard]] Result<void> demoteNode(const Node &node, const std::stop_token &stop);
    [[nodiscard]] Result<void> removeNode(const NodeId &id, bool force, const std::stop_token &stop);

    [[nodiscard]] Result<std::vector<Service>> services(const std::stop_token &stop); ///< GET /services
    [[nodiscard]] Result<ServiceId> createService(const ServiceSpec &spec, const std::stop_token &stop);
    [[nodiscard]] Result<void> removeService(const ServiceId &id, const std::stop_token &stop);
    [[nodiscard]] Result<std::vector<Task>> tasks(const std::stop_token &stop); ///< GET /tasks
    /// GET /tasks?filters={"service":[…]}
    [[nodiscard]] Result<std::vector<Task>> tasksOf(const ServiceId &service, const std::stop_token &stop);

    [[nodiscard]] Result<std::vector<Network>> networks(const std::stop_token &stop); ///< GET /networks
    [[nodiscard]] Result<NetworkId> createNetwork(const NetworkSpec &spec, const std::stop_token &stop);
    [[nodiscard]] Result<void> removeNetwork(const NetworkId &id, const std::stop_token &stop);

    [[nodiscard]] Result<std::vector<Config>> configs(const std::stop_token &stop); ///< GET /configs
    [[nodiscard]] Result<ConfigId> createConfig(const ConfigSpec &spec, const std::stop_token &stop);
    [[nodiscard]] Result<void> removeConfig(const ConfigId &id, const std::stop_token &stop);

    [[nodiscard]] Result<std::vector<Volume>> volumes(const std::stop_token &stop); ///< GET /volumes
    [[nodiscard]] Result<void> removeVolume(const QString &name, const std::stop_token &stop);

    /// GET /images/{name}/json; nullopt where the engine does not have it.
    [[nodiscard]] Result<std::optional<Image>> image(const QString &reference, const std::stop_token &stop);
    /// POST /images/create; reports progress line by line. An error inside the stream is Rejected with its text.
    [[nodiscard]] Result<void> pullImage(const QString &reference,
                                         const std::function<void(const PullProgress &)> &progress,
                                         const std::stop_token &stop);
    /// GET /distribution/{name}/json: the digest ("sha256:…") that the registry has for a tag now.
    [[nodiscard]] Result<QString> registryDigest(const QString &reference, const std::stop_token &stop);

    /// GET /containers/json?all=1, optionally only those with all these labels ("key" or "key=value").
    [[nodiscard]] Result<std::vector<Container>> containers(const QStringList &labels, const std::stop_token &stop);
    [[nodiscard]] Result<ContainerState> container(const ContainerId &id, const std::stop_token &stop);
    [[nodiscard]] Result<ContainerId> createContainer(const ContainerSpec &spec, const std::stop_token &stop);
    [[nodiscard]] Result<void> startContainer(const ContainerId &id, const std::stop_token &stop);
    /// GET /containers/{id}/stats?stream=false&one-shot=1: cpu and memory at one moment. The engine of a container that
    /// does not run gives figures without memory.
    [[nodiscard]] Result<ContainerStats> containerStats(const ContainerId &id, const std::stop_token &stop);
    /// POST /containers/{id}/wait; returns the exit code. Waits up to `deadline`.
    [[nodiscard]] Result<int> waitContainer(const ContainerId &id, Deadline deadline, const std::stop_token &stop);
    /// GET /containers/{id}/logs?follow=1: output from the start until the container ends; frames are undone.
    [[nodiscard]] Result<void> followOutput(const ContainerId &id, const std::function<bool(const OutputChunk &)> &sink,
                                            Deadline deadline, const std::stop_token &stop);
    /// GET /containers/{id}/logs?follow=1&timestamps=1: the lines from `start` on and what comes, each with its time in
    /// front, until the container ends, the sink has enough, or a stop.
    [[nodiscard]] Result<void> followLog(const ContainerId &id, const LogStart &start,
                                         const std::function<bool(const OutputChunk &)> &sink,
                                         const std::stop_token &stop);
    /// GET /tasks/{id}/logs, the same for a swarm task on any node, asked of a manager. Goes on after the task ended.
    [[nodiscard]] Result<void> followTaskLog(const TaskId &id, const LogStart &start,
                                             const std::function<bool(const OutputChunk &)> &sink,
                                             const std::stop_token &stop);
    /// PUT /containers/{id}/archive: a tar stream unpacked in `folder` of the container.
    [[nodiscard]] Result<void> uploadArchive(const ContainerId &id, const QString &folder, const http::BodySource &tar,
                                             qint64 size, Deadline deadline, const std::stop_token &stop);
    [[nodiscard]] Result<void> removeContainer(const ContainerId &id, bool force, bool withVolumes,
                                               const std::stop_token &stop);
    /// Runs a command in a running container without input and collects what it says (at most 4 MiB).
    /// POST /containers/{id}/exec, POST /exec/{id}/start, GET /exec/{id}/json.
    [[nodiscard]] Result<ExecResult> exec(const ContainerId &id, const QStringList &command, const QString &user,
                                          Deadline deadline, const std::stop_token &stop);
    /// Runs a command in a running container with its three streams attached: POST /containers/{id}/exec,
    /// POST /exec/{id}/start (hijacked). A stop or an error between the two leaves an exec that was never started: no
    /// process, only an entry that the engine forgets together with the container. Conflict where the container is
    /// paused or restarting. A command that does not exist is told in the stream.
    [[nodiscard]] Result<ExecStream> attach(const ContainerId &id, const QStringList &command, Deadline deadline,
                                            const std::stop_token &stop);
    /// GET /exec/{id}/json: the exit code; nullopt while the command runs.
    [[nodiscard]] Result<std::optional<int>> execExit(const QString &exec, Deadline deadline,
                                                      const std::stop_token &stop);

private:
    friend std::vector<Result<EngineAnswer>> engineAnswers(std::span<Client *const> clients, Deadline deadline,
                                                           const std::stop_token &stop);
    using Send = std::function<Result<http::Response>(const http::Request &)>;

    [[nodiscard]] Result<ApiVersion> askVersions(Deadline deadline, const std::stop_token &stop);
    /// As apiVersion(), no later than the call that needs it.
    [[nodiscard]] Result<ApiVersion> versionBy(Deadline deadline, const std::stop_token &stop);
    /// Sends in the negotiated version, and once more where the engine was exchanged for one that refuses it.
    [[nodiscard]] Result<http::Response> sendVersioned(const http::Request &request, const QString &attempted,
                                                       const Send &send, Deadline deadline,
                                                       const std::stop_token &stop);
    [[nodiscard]] Result<http::Response> call(http::Request request, const QString &attempted, Deadline deadline,
                                              const std::stop_token &stop);
    [[nodiscard]] Result<http::Response> stream(const http::Request &request, const http::ChunkSink &sink,
                                                const QString &attempted, Deadline deadline,
                                                const std::stop_token &stop);
    [[nodiscard]] Result<void> streamOutput(const http::Request &request,
                                            const std::function<bool(const OutputChunk &)> &sink,
                                            const QString &attempted, Deadline deadline, const std::stop_token &stop);
    /// Gives the sink the lines of a stream, a last one without a line end too; its errors end the stream and are told
    /// as the stream's.
    [[nodiscard]] Result<void> streamLines(const http::Request &request, const LineReader::Sink &sink,
                                           const QString &attempted, Deadline deadline, const std::stop_token &stop);
    [[nodiscard]] Result<int> exitCodeOf(const QString &exec, Deadline deadline, const std::stop_token &stop);
    /// What an engine said last to GET /version.
    struct KeptVersion
    {
        http::Response answer;
        Instant at;
    };
    http::Client m_http;
    std::optional<ApiVersion> m_version;
    std::optional<KeptVersion> m_kept; ///< of engineAnswers()
};

/// GET /version and GET /info of several engines at once, in the order of `clients`; an engine that does not answer
/// costs the others nothing. All clients belong to the calling thread. An engine starts programs to tell its version,
/// so one that answers is asked for it once a minute, or when /info tells another.
[[nodiscard]] std::vector<Result<EngineAnswer>> engineAnswers(std::span<Client *const> clients, Deadline deadline,
                                                              const std::stop_token &stop);

} // namespace stormdeck::docker
