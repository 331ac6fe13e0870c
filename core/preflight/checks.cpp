// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/checks.h"

#include "docker/version.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

using OfOne = CheckResult (*)(const MachineFacts &);

/// What only a look at the system shows.
constexpr std::array ofSystems{checkSystem, checkKernel, checkDisk, checkInodes, checkMemory, checkControlGroups};

bool publishesAny(const MachineFacts &machine, const Facts &facts)
{
    return std::any_of(facts.wanted.ports.begin(), facts.wanted.ports.end(), [&](const PortUse &use) {
        return use.need == Need::Published && use.isOn(machine.machine.name);
    });
}

void addChecksAmongOthers(const MachineFacts &machine, const Facts &facts, Results &results)
{
    if (machine.system) {
        results.push_back(checkPortsTaken(machine, facts));
    }
    if (facts.machines.size() < 2) {
        return;
    }
    if (machine.system) {
        results.push_back(checkNames(machine, facts));
    }
    if (machine.engine) {
        results.push_back(checkProxy(machine, facts));
    }
    results.push_back(checkReach(machine, Need::Swarm, facts));
    if (publishesAny(machine, facts)) {
        results.push_back(checkReach(machine, Need::Published, facts));
    }
    results.push_back(checkReach(machine, Need::Overlay, facts));
    results.push_back(checkPathSize(machine, facts));
}

/// An engine whose versions are not spoken here tells nothing else of itself.
void addChecksOfEngine(const MachineFacts &machine, Results &results)
{
    if (machine.engine || (machine.engineError && docker::isVersionRefusal(*machine.engineError))) {
        results.push_back(checkApi(machine));
    }
    if (machine.engine) {
        results.push_back(checkLiveRestore(machine));
    }
}

void addChecksOf(const MachineFacts &machine, const Facts &facts, Results &results)
{
    results.push_back(checkAccess(machine));
    if (machine.system) {
        std::transform(ofSystems.begin(), ofSystems.end(), std::back_inserter(results),
                       [&](OfOne check) { return check(machine); });
    }
    results.push_back(checkEngine(machine));
    results.push_back(checkOpenEngine(machine, facts));
    addChecksOfEngine(machine, results);
    if (machine.system) {
        results.push_back(checkEngineAtBoot(machine));
        results.push_back(checkFirewall(machine));
    }
    addChecksAmongOthers(machine, facts, results);
}
} // namespace

Results checkAll(const Facts &facts)
{
    Results results;
    for (const MachineFacts &machine : facts.machines) {
        addChecksOf(machine, facts, results);
    }
    results.push_back(checkClocks(facts));
    Results identities = checkIdentities(facts);
    std::move(identities.begin(), identities.end(), std::back_inserter(results));
    results.push_back(checkAddressPools(facts));
    return results;
}

CheckResult checkAccess(const MachineFacts &machine)
{
    CheckResult result{.code = QStringLiteral("machine.access"),
                       .subject = machine.machine.name,
                       .title = Text::tr("Access to the machine")};
    if (machine.system) {
        result.sentence = Text::tr("Logged in by SSH as %1.").arg(machine.system->user);
        if (!machine.system->seesAsRoot) {
            result.evidence = Text::tr("Processes of others, firewall rules and volumes are not visible to that user "
                                       "without sudo.");
        }
    } else if (machine.systemError && machine.systemError->kind != ErrorKind::Cancelled) {
        result.verdict = Verdict::Error;
        result.sentence = sentence(*machine.systemError);
        result.remedy = machine.systemError->remedy;
    } else {
        result.verdict = Verdict::NotObserved;
        result.sentence = machine.systemError
                              ? Text::tr("It was stopped before the machine had been looked at.")
                              : Text::tr("Its engine is reached by %1, so its system was not looked at.")
                                    .arg(machine.machine.engine.text());
        result.evidence = Text::tr("Not checked: system, kernel, disk, memory, clock, control groups, firewall, ports, "
                                   "names, and which ports others reach.");
        result.remedy =
            machine.systemError ? QString() : Text::tr("Give it an ssh:// endpoint to have all of it checked.");
    }
    return result;
}

} // namespace stormdeck::preflight
