// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/values.h"

/// Names of the members of each action, once: describe(visitor, value) calls visitor(name, member) for each. The codec
/// writes and reads JSON with it.
namespace stormdeck::actions {

#define STORMDECK_DESCRIBE(Type) template <typename V, typename T> requires std::is_same_v<std::remove_const_t<T>, Type> \
    void describe(V &visit, T &value)

STORMDECK_DESCRIBE(docker::SwarmInit)
{
    visit("listen", value.listenAddress);
    visit("advertise", value.advertiseAddress);
    visit("dataPath", value.dataPathAddress);
    visit("dataPathPort", value.dataPathPort);
    visit("pools", value.defaultAddressPools);
    visit("subnetSize", value.subnetSize);
    visit("labels", value.labels);
}

STORMDECK_DESCRIBE(docker::SwarmJoin)
{
    visit("listen", value.listenAddress);
    visit("advertise", value.advertiseAddress);
    visit("remotes", value.remoteAddresses);
}

STORMDECK_DESCRIBE(docker::NetworkSpec)
{
    visit("name", value.name);
    visit("attachable", value.attachable);
    visit("subnet", value.subnet);
    visit("labels", value.labels);
}

STORMDECK_DESCRIBE(docker::ConfigSpec)
{
    visit("name", value.name);
    visit("data", value.data);
    visit("labels", value.labels);
}

STORMDECK_DESCRIBE(docker::Mount)
{
    visit("type", value.type);
    visit("source", value.source);
    visit("target", value.target);
    visit("readOnly", value.readOnly);
    visit("volumeLabels", value.volumeLabels);
}

STORMDECK_DESCRIBE(docker::PublishedPort)
{
    visit("protocol", value.protocol);
    visit("target", value.target);
    visit("published", value.published);
    visit("mode", value.mode);
}

STORMDECK_DESCRIBE(docker::ConfigFile)
{
    visit("name", value.name);
    visit("path", value.path);
    visit("mode", value.mode);
}

STORMDECK_DESCRIBE(docker::NetworkAttachment)
{
    visit("network", value.network);
    visit("aliases", value.aliases);
}

STORMDECK_DESCRIBE(docker::Resources)
{
    visit("nanoCpus", value.nanoCpus);
    visit("memoryBytes", value.memoryBytes);
}

STORMDECK_DESCRIBE(docker::ServiceSpec)
{
    visit("name", value.name);
    visit("labels", value.labels);
    visit("global", value.global);
    visit("replicas", value.replicas);
    visit("image", value.image);
    visit("arguments", value.arguments);
    visit("environment", value.environment);
    visit("hostname", value.hostname);
    visit("user", value.user);
    visit("constraints", value.constraints);
    visit("mounts", value.mounts);
    visit("ports", value.ports);
    visit("configs", value.configs);
    visit("networks", value.networks);
    visit("reservations", value.reservations);
    visit("limits", value.limits);
}

STORMDECK_DESCRIBE(docker::ContainerSpec)
{
    visit("name", value.name);
    visit("image", value.image);
    visit("command", value.command);
    visit("environment", value.environment);
    visit("user", value.user);
    visit("network", value.network);
    visit("labels", value.labels);
    visit("memoryLimit", value.memoryLimitBytes);
}

STORMDECK_DESCRIBE(InitSwarm)
{
    visit("machine", value.machine);
    visit("init", value.init);
}

STORMDECK_DESCRIBE(JoinSwarm)
{
    visit("machine", value.machine);
    visit("manager", value.manager);
    visit("join", value.join);
    visit("asManager", value.asManager);
}

STORMDECK_DESCRIBE(TakeLease)
{
    visit("manager", value.manager);
    visit("what", value.what);
}

STORMDECK_DESCRIBE(ReleaseLease) { visit("manager", value.manager); }

STORMDECK_DESCRIBE(PullImage)
{
    visit("machine", value.machine);
    visit("reference", value.reference);
}

STORMDECK_DESCRIBE(CreateNetwork)
{
    visit("manager", value.manager);
    visit("spec", value.spec);
}

STORMDECK_DESCRIBE(CreateConfig)
{
    visit("manager", value.manager);
    visit("spec", value.spec);
}

STORMDECK_DESCRIBE(CreateService)
{
    visit("manager", value.manager);
    visit("spec", value.spec);
    visit("pinnedTo", value.pinnedTo);
    visit("expectedTasks", value.expectedTasks);
}

STORMDECK_DESCRIBE(WaitEnsemble)
{
    visit("manager", value.manager);
    visit("services", value.services);
    visit("members", value.members);
}

STORMDECK_DESCRIBE(WaitStorm)
{
    visit("manager", value.manager);
    visit("uiService", value.uiService);
    visit("supervisorService", value.supervisorService);
    visit("supervisors", value.supervisors);
}

STORMDECK_DESCRIBE(CreateSubmitter)
{
    visit("machine", value.machine);
    visit("spec", value.spec);
}

STORMDECK_DESCRIBE(UploadJar)
{
    visit("machine", value.machine);
    visit("container", value.container);
    visit("jar", value.jar);
    visit("sha256", value.sha256);
}

STORMDECK_DESCRIBE(RunSubmitter)
{
    visit("machine", value.machine);
    visit("container", value.container);
    visit("topology", value.topology);
}

STORMDECK_DESCRIBE(WaitTopology)
{
    visit("manager", value.manager);
    visit("uiService", value.uiService);
    visit("topology", value.topology);
}

STORMDECK_DESCRIBE(RemoveContainer)
{
    visit("machine", value.machine);
    visit("container", value.container);
}

STORMDECK_DESCRIBE(KillTopology)
{
    visit("manager", value.manager);
    visit("uiService", value.uiService);
    visit("topology", value.topology);
    visit("name", value.name);
    visit("waitSeconds", value.waitSeconds);
}

STORMDECK_DESCRIBE(RemoveService)
{
    visit("manager", value.manager);
    visit("service", value.service);
    visit("name", value.name);
}

STORMDECK_DESCRIBE(RemoveNetwork)
{
    visit("manager", value.manager);
    visit("network", value.network);
    visit("name", value.name);
}

STORMDECK_DESCRIBE(RemoveConfig)
{
    visit("manager", value.manager);
    visit("config", value.config);
    visit("name", value.name);
}

STORMDECK_DESCRIBE(RemoveVolume)
{
    visit("machine", value.machine);
    visit("name", value.name);
}

STORMDECK_DESCRIBE(LeaveSwarm)
{
    visit("machine", value.machine);
    visit("node", value.node);
}

STORMDECK_DESCRIBE(CheckHost)
{
    visit("machine", value.machine);
    visit("system", value.system);
    visit("isCleaned", value.isCleaned);
}

STORMDECK_DESCRIBE(AwaitPackageLock)
{
    visit("machine", value.machine);
    visit("packages", value.packages);
}

STORMDECK_DESCRIBE(AddVendorRepository)
{
    visit("machine", value.machine);
    visit("system", value.system);
    visit("codename", value.codename);
    visit("architecture", value.architecture);
}

STORMDECK_DESCRIBE(InstallPackages)
{
    visit("machine", value.machine);
    visit("packages", value.packages);
    visit("enabled", value.enabled);
}

STORMDECK_DESCRIBE(EngineSettings)
{
    visit("logMegabytes", value.logMegabytes);
    visit("logFiles", value.logFiles);
    visit("liveRestoreOff", value.liveRestoreOff);
    visit("mirrors", value.mirrors);
    visit("insecureRegistries", value.insecureRegistries);
}

STORMDECK_DESCRIBE(ConfigureEngine)
{
    visit("machine", value.machine);
    visit("settings", value.settings);
}

STORMDECK_DESCRIBE(AddToGroup)
{
    visit("machine", value.machine);
    visit("user", value.user);
    visit("group", value.group);
}

STORMDECK_DESCRIBE(PrepullImage)
{
    visit("machine", value.machine);
    visit("reference", value.reference);
}

STORMDECK_DESCRIBE(ConfigureKernel)
{
    visit("machine", value.machine);
    visit("values", value.values);
}

STORMDECK_DESCRIBE(ConfigureTime)
{
    visit("machine", value.machine);
    visit("timezone", value.timezone);
    visit("isSynchronised", value.isSynchronised);
}

STORMDECK_DESCRIBE(CleanIdentity)
{
    visit("machine", value.machine);
    visit("hostKeys", value.hostKeys);
    visit("loginKeys", value.loginKeys);
}

STORMDECK_DESCRIBE(PowerOff) { visit("machine", value.machine); }

#undef STORMDECK_DESCRIBE

} // namespace stormdeck::actions
