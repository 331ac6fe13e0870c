// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/ids.h"
#include "util/named.h"
#include "util/secret.h"

#include <QDateTime>
#include <QMap>
#include <QStringList>

#include <compare>
#include <optional>
#include <vector>

/// Values of the Docker Engine API (https://docs.docker.com/reference/api/engine/), API 1.41 to 1.56.
/// Every field is optional unless the API promises it: a missing number is nullopt, a missing text is empty.
namespace stormdeck::docker {

using Labels = QMap<QString, QString>;

/// An API version such as 1.41; compared by numbers (1.9 < 1.44).
struct ApiVersion
{
    int major = 0;
    int minor = 0;
    auto operator<=>(const ApiVersion &) const = default;
    [[nodiscard]] QString text() const { return QStringLiteral("%1.%2").arg(major).arg(minor); }
};

/// GET /version
struct EngineVersion
{
    ApiVersion api;
    ApiVersion minimumApi;
    QString version;
    QString operatingSystem;
    QString architecture;
    bool operator==(const EngineVersion &) const = default;
};

enum class LocalNodeState { Unknown, Inactive, Pending, Active, Error, Locked };
enum class NodeState { Unknown, Ready, Down, Disconnected };
enum class NodeRole { Unknown, Worker, Manager };
enum class Availability { Unknown, Active, Pause, Drain };
enum class Reachability { Unknown, Reachable, Unreachable };
enum class TaskState {
    Unknown,
    New,
    Allocated,
    Pending,
    Assigned,
    Accepted,
    Preparing,
    Ready,
    Starting,
    Running,
    Complete,
    Shutdown,
    Failed,
    Rejected,
    Remove,
    Orphaned
};
enum class EndpointMode { Unknown, Vip, Dnsrr };
enum class PublishMode { Unknown, Ingress, Host };

struct RemoteManager
{
    NodeId node;
    QString address;
    bool operator==(const RemoteManager &) const = default;
};

/// GET /info, member Swarm: the engine's own view of the swarm.
struct LocalSwarm
{
    Named<LocalNodeState> state;
    NodeId node;
    QString nodeAddress;
    bool controlAvailable = false;
    QString error;
    SwarmId swarm; ///< only where the engine is a manager
    std::vector<RemoteManager> managers;
    quint16 dataPathPort = 0; ///< of overlay networks, UDP; as `swarm`. 0: not told
    bool operator==(const LocalSwarm &) const = default;
};

/// GET /info
struct EngineInfo
{
    EngineId id;
    QString name;
    QString serverVersion;
    QString operatingSystem;
    QString architecture;
    int cpus = 0;
    qint64 memoryBytes = 0;
    int containersRunning = 0;
    QString cgroupVersion;
    bool liveRestore = false;
    QDateTime systemTime;
    LocalSwarm swarm;
    QString httpProxy;  ///< as the engine's environment has it; perhaps with a user and password
    QString httpsProxy; ///< as httpProxy
    QString noProxy;    ///< hosts, domains and networks, separated by commas
    bool operator==(const EngineInfo &) const = default;
};

/// GET /swarm
struct Swarm
{
    SwarmId id;
    quint64 version = 0;
    QDateTime createdAt;
    Labels labels;
    qint64 heartbeatNanos = 0; ///< Spec.Dispatcher.HeartbeatPeriod; 0: not told
    bool operator==(const Swarm &) const = default;
};

/// GET /swarm, member JoinTokens. Kept apart from Swarm so that it never travels with the picture.
struct JoinTokens
{
    Secret worker;
    Secret manager;
};

struct ManagerStatus
{
    bool leader = false;
    Named<Reachability> reachability;
    QString address;
    bool operator==(const ManagerStatus &) const = default;
};

/// GET /nodes
struct Node
{
    NodeId id;
    quint64 version = 0;
    QString hostname;
    QString specName;
    Labels labels;
    Named<NodeRole> role;
    Named<Availability> availability;
    Named<NodeState> state;
    QString message;
    QString address;
    QString engineVersion;
    QString operatingSystem;
    QString architecture;
    qint64 nanoCpus = 0;
    qint64 memoryBytes = 0;
    std::optional<ManagerStatus> manager;
    QDateTime createdAt;
    QDateTime updatedAt;
    bool operator==(const Node &) const = default;
};

struct PublishedPort
{
    QString protocol;
    quint16 target = 0;
    quint16 published = 0;
    Named<PublishMode> mode;
    bool operator==(const PublishedPort &) const = default;
};

struct Mount
{
    QString type;   ///< "volume", "bind", …
    QString source; ///< name of the volume or path
    QString target;
    bool readOnly = false;
    Labels volumeLabels; ///< put on a volume when it is made for this mount
    bool operator==(const Mount &) const = default;
};

/// CPU in billionths of a core, memory in bytes; 0 where nothing is set.
struct Resources
{
    qint64 nanoCpus = 0;
    qint64 memoryBytes = 0;
    bool operator==(const Resources &) const = default;
};

/// GET /services
struct Service
{
    ServiceId id;
    quint64 version = 0;
    QString name;
    Labels labels;
    bool global = false;
    std::optional<int> replicas; ///< nullopt where the service is global
    QString image;
    QString hostname;
    QStringList environment;
    QStringList arguments;
    QStringList constraints;
    std::vector<Mount> mounts;
    std::vector<PublishedPort> ports;
    QStringList networks; ///< ids or names, as in the spec
    QStringList configNames;
    Named<EndpointMode> endpointMode;
    Resources reservations;
    QString updateState; ///< "updating", "paused", "rollback_completed", …; empty: its spec was never changed
    QString updateMessage;
    QDateTime createdAt;
    QDateTime updatedAt;
    bool operator==(const Service &) const = default;
};

/// GET /tasks
struct Task
{
    TaskId id;
    ServiceId service;
    NodeId node; ///< empty while not scheduled
    std::optional<int> slot;
    Named<TaskState> state;
    Named<TaskState> desired;
    QString message;
    QString error;
    ContainerId container;
    std::optional<int> exitCode;
    QString image;
    QString hostname;      ///< as in the spec, templates unexpanded
    QStringList addresses; ///< on its networks, without prefix length
    Resources reservations;
    QDateTime createdAt;
    QDateTime changedAt;
    bool operator==(const Task &) const = default;
};

/// Whether it runs and is meant to: a task that is going away runs for its stop grace.
[[nodiscard]] inline bool runsAsMeant(const Task &task)
{
    return task.state == TaskState::Running && task.desired == TaskState::Running;
}
[[nodiscard]] inline bool hasFailed(const Task &task)
{
    return task.state == TaskState::Failed || task.state == TaskState::Rejected;
}

/// GET /networks
struct Network
{
    NetworkId id;
    QString name;
    QString driver;
    QString scope;
    bool attachable = false;
    bool ingress = false;
    QStringList subnets;
    Labels labels;
    QDateTime createdAt;
    bool operator==(const Network &) const = default;
};

/// GET /configs
struct Config
{
    ConfigId id;
    quint64 version = 0;
    QString name;
    Labels labels;
    QByteArray data;
    QDateTime createdAt;
    bool operator==(const Config &) const = default;
};

/// GET /volumes
struct Volume
{
    QString name;
    QString driver;
    Labels labels;
    QDateTime createdAt;
    bool operator==(const Volume &) const = default;
};

/// GET /images/{name}/json
struct Image
{
    QString id; ///< "sha256:…"
    QStringList tags;
    QStringList digests; ///< "repository@sha256:…"
    qint64 sizeBytes = 0;
    bool operator==(const Image &) const = default;
};

/// GET /containers/json
struct Container
{
    ContainerId id;
    QStringList names; ///< without the leading '/'
    QString image;
    QString state;  ///< "running", "exited", …
    QString status; ///< for people: "Up 3 minutes"
    Labels labels;
    QDateTime createdAt;
    bool operator==(const Container &) const = default;
};

/// GET /containers/{id}/json
struct ContainerState
{
    ContainerId id;
    QString name;
    QString status;
    bool running = false;
    int exitCode = 0;
    QString error;
    QDateTime startedAt;
    QDateTime finishedAt;
    Labels labels;
    bool operator==(const ContainerState &) const = default;
};

/// One line of the progress of POST /images/create.
struct PullProgress
{
    QString layer;  ///< id of the layer; empty for lines about the whole
    QString status; ///< "Downloading", "Pull complete", …
    qint64 current = 0;
    qint64 total = 0;
};

/// A piece of a container's output: 1 stdout, 2 stderr.
struct OutputChunk
{
    int stream = 1;
    QByteArray bytes;
};

} // namespace stormdeck::docker
