// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/ways.h"
#include "commands/operations.h"
#include "commands/terminal.h"
#include "commands/terminalasker.h"
#include "ops/firstboot.h"
#include "ops/hosts.h"

#include <algorithm>

namespace stormdeck::app {

namespace {
Result<std::vector<Machine>> machinesOf(const QStringList &hosts, bool asManagers)
{
    std::vector<Machine> machines;
    for (const QString &host : hosts) {
        auto machine = ops::machineAt(host);
        if (!machine) {
            return failure(machine.error());
        }
        machine->manager = asManagers;
        machines.push_back(std::move(*machine));
    }
    return machines;
}

Result<ops::PrepareInputs> prepareInputs(const MachineArguments &given)
{
    auto machines = machinesOf(given.hosts, false);
    const auto cluster =
        given.cluster.isEmpty() ? Result<ops::ClusterInputs>(ops::ClusterInputs{}) : clusterFile(given.cluster);
    if (!machines || !cluster) {
        return failure(machines ? cluster.error() : machines.error());
    }
    ops::PrepareInputs inputs{.machines = std::move(*machines),
                              .source = given.vendor ? ops::PrepareInputs::Source::Vendor
                                                     : ops::PrepareInputs::Source::Distribution,
                              .dockerUser = given.dockerUser,
                              .tunesKernel = given.tunesKernel,
                              .timezone = given.timezone,
                              .synchronisesTime = given.synchronises,
                              .images = given.images,
                              .cleansIdentity = given.cleans,
                              .removesLoginKeys = given.removesKeys,
                              .powersOff = given.powersOff};
    inputs.engine.mirrors = cluster->registryMirrors + given.mirrors;
    inputs.engine.insecureRegistries = cluster->insecureRegistries + given.insecure;
    if (!given.cluster.isEmpty()) {
        inputs.images << cluster->zookeeper.image << cluster->storm.image;
    }
    inputs.images.removeDuplicates();
    return inputs;
}

/// The machines that joined are part of the profile from now on.
Result<void> remember(settings::Profile profile, const plan::Plan &plan)
{
    profile.machines = plan.machines;
    return settings::saveProfile(profile);
}

ops::BootRole roleOf(const QString &word)
{
    return word == QStringLiteral("first-manager") ? ops::BootRole::FirstManager
           : word == QStringLiteral("manager")     ? ops::BootRole::Manager
                                                   : ops::BootRole::Worker;
}

QString managerOf(const ops::ClusterInputs &inputs)
{
    const auto found = std::find_if(inputs.machines.begin(), inputs.machines.end(),
                                    [](const Machine &machine) { return machine.manager; });
    return found == inputs.machines.end() ? QString() : found->address.isEmpty() ? found->name : found->address;
}
} // namespace

int prepare(const Arguments &arguments, const std::stop_token &stop)
{
    const auto inputs = prepareInputs(arguments.machines);
    if (!inputs) {
        return failed(inputs.error());
    }
    const WaysPtr ways = terminalWays(arguments);
    return confirmAndRun(planPrepare(*inputs, ways, stop), arguments, false, ways, stop);
}

int joinClones(const Arguments &arguments, const std::stop_token &stop)
{
    const auto profile = chosenProfile(arguments);
    const auto clones =
        profile ? machinesOf(arguments.machines.hosts, arguments.machines.asManagers) : failure(profile.error());
    if (!clones) {
        return failed(clones.error());
    }
    const WaysPtr ways = terminalWays(arguments);
    const auto plan = planJoinClones(*profile, *clones, ways, stop);
    const int code = confirmAndRun(plan, arguments, profile->readOnly, ways, stop);
    if (code == Done) {
        if (const auto saved = remember(*profile, *plan); !saved) {
            complain(saved.error());
        }
    }
    return code;
}

int firstBoot(const Arguments &arguments, const std::stop_token & /*stop*/)
{
    const MachineArguments &given = arguments.machines;
    const auto file = clusterFile(arguments.subject);
    if (!file) {
        return failed(file.error());
    }
    const ops::ClusterInputs inputs = ops::withDefaults(*file);
    if (given.role.isEmpty()) {
        say(ops::surroundings(inputs).trimmed());
        return Done;
    }
    const auto data =
        ops::userData({.role = roleOf(given.role),
                       .cloud = given.cloud == QStringLiteral("aws") ? ops::Cloud::Aws : ops::Cloud::OpenStack,
                       .manager = given.manager.isEmpty() ? managerOf(inputs) : given.manager,
                       .addressPools = inputs.addressPools,
                       .dataPathPort = inputs.dataPathPort});
    if (!data) {
        return failed(data.error());
    }
    say(QString::fromUtf8(*data).trimmed());
    return Done;
}

} // namespace stormdeck::app
