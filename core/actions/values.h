// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/hostvalues.h"
#include "docker/specs.h"
#include "plan/plan.h"
#include "storm/ids.h"

#include <optional>
#include <variant>

/// What a step can do, as values. Machines are named as in Plan::machines; `manager` names the one through which the
/// swarm is spoken to. To add one: a struct here and in Action, its members in fields.h, its kind in codec.cpp,
/// and a handle() in handler.h whose verbs are in a file of their own.
namespace stormdeck::actions {

/// Makes the first manager. Reverting leaves the swarm where this operation made it.
struct InitSwarm {
    QString machine;
    docker::SwarmInit init;
    bool operator==(const InitSwarm &) const = default;
};

/// Adds a machine to the manager's swarm; the token is asked for when it is needed and kept nowhere. Reverting takes it
/// out again, a manager once it is none any more.
struct JoinSwarm {
    QString machine;
    QString manager;
    docker::SwarmJoin join;
    bool asManager = false;
    bool operator==(const JoinSwarm &) const = default;
};

/// Claims the cluster with the swarm config stormdeck-lease-<cluster>, so that two consoles do not change it at once.
struct TakeLease {
    QString manager;
    QString what;
    bool operator==(const TakeLease &) const = default;
};

struct ReleaseLease {
    QString manager;
    bool operator==(const ReleaseLease &) const = default;
};

struct PullImage {
    QString machine;
    QString reference;
    bool operator==(const PullImage &) const = default;
};

struct CreateNetwork {
    QString manager;
    docker::NetworkSpec spec;
    bool operator==(const CreateNetwork &) const = default;
};

struct CreateConfig {
    QString manager;
    docker::ConfigSpec spec;
    bool operator==(const CreateConfig &) const = default;
};

/// Creates a service and waits until its swarm tasks run. `pinnedTo` becomes a constraint on the node id that the
/// machine has by then. Configs are named; their ids are looked up. Reverting removes the service, waits for its
/// containers to be gone and removes the volumes that this operation made for it.
struct CreateService {
    QString manager;
    docker::ServiceSpec spec;
    QString pinnedTo;       ///< machine name; empty: anywhere
    int expectedTasks = 1;  ///< running tasks that make it done
    bool operator==(const CreateService &) const = default;
};

/// Waits for a leader and enough followers among the members' services.
struct WaitEnsemble {
    QString manager;
    QStringList services; ///< "lab-zk1", …
    QStringList members;  ///< "zk1", … in the same order
    bool operator==(const WaitEnsemble &) const = default;
};

/// Waits until the Storm UI of this service's running swarm task reports a leader and so many supervisors of those that
/// run now, not of earlier containers.
struct WaitStorm {
    QString manager;
    QString uiService;
    QString supervisorService; ///< its hosts are named "<service>-<node host name>"
    int supervisors = 0;
    bool operator==(const WaitStorm &) const = default;
};

/// A one-off container on the cluster's network, made but not started.
struct CreateSubmitter {
    QString machine;
    docker::ContainerSpec spec;
    bool operator==(const CreateSubmitter &) const = default;
};

/// Copies a local jar into the submitter as /tmp/topology.jar.
struct UploadJar {
    QString machine;
    QString container;
    QString jar;        ///< path on this computer
    QByteArray sha256;  ///< of the jar when the plan was made; another content is refused
    bool operator==(const UploadJar &) const = default;
};

/// Starts the submitter and follows its output to its end.
struct RunSubmitter {
    QString machine;
    QString container;
    QString topology; ///< its name
    bool operator==(const RunSubmitter &) const = default;
};

/// Waits until Nimbus lists the topology and its Storm workers are assigned.
struct WaitTopology {
    QString manager;
    QString uiService;
    QString topology;
    bool operator==(const WaitTopology &) const = default;
};

struct RemoveContainer {
    QString machine;
    QString container;
    bool operator==(const RemoveContainer &) const = default;
};

/// Kills by topology id and waits until Nimbus no longer lists it.
struct KillTopology {
    QString manager;
    QString uiService;
    storm::TopologyId topology;
    QString name;
    int waitSeconds = 30;
    bool operator==(const KillTopology &) const = default;
};

/// Removes a service and waits until no container of it is left on any machine.
struct RemoveService {
    QString manager;
    docker::ServiceId service;
    QString name;
    bool operator==(const RemoveService &) const = default;
};

struct RemoveNetwork {
    QString manager;
    docker::NetworkId network;
    QString name;
    bool operator==(const RemoveNetwork &) const = default;
};

struct RemoveConfig {
    QString manager;
    docker::ConfigId config;
    QString name;
    bool operator==(const RemoveConfig &) const = default;
};

struct RemoveVolume {
    QString machine;
    QString name;
    bool operator==(const RemoveVolume &) const = default;
};

/// Takes a machine, as this node, out of a swarm that ends as a whole: what its managers still list does not matter.
struct LeaveSwarm {
    QString machine;
    docker::NodeId node;
    bool operator==(const LeaveSwarm &) const = default;
};

using Action = std::variant<InitSwarm, JoinSwarm, TakeLease, ReleaseLease, PullImage, CreateNetwork, CreateConfig,
                            CreateService, WaitEnsemble, WaitStorm, CreateSubmitter, UploadJar, RunSubmitter,
                            WaitTopology, RemoveContainer, KillTopology, RemoveService, RemoveNetwork, RemoveConfig,
                            RemoveVolume, LeaveSwarm, CheckHost, AwaitPackageLock, AddVendorRepository, InstallPackages,
                            ConfigureEngine, AddToGroup, PrepullImage, ConfigureKernel, ConfigureTime, CleanIdentity,
                            PowerOff>;

/// Action <-> what a plan carries. Decoding refuses an unknown kind (Undecodable).
[[nodiscard]] plan::Action encode(const Action &action);
[[nodiscard]] Result<Action> decode(const plan::Action &action);

} // namespace stormdeck::actions
