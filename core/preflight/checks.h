// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/facts.h"
#include "preflight/report.h"

/// The checks: pure functions of what was seen. A function that judges one machine gets it alone where it needs no
/// other; what was not seen is NotObserved, with the reason. To add one: a function here, and its line in checks.cpp.
namespace stormdeck::preflight {

using Results = std::vector<CheckResult>;

/// All checks: machine by machine in the order of the cluster file, then those of all machines together.
[[nodiscard]] Results checkAll(const Facts &facts);
/// "10.0.0.5 storm-1 zk1": what /etc/hosts of every machine needs, for machines whose address is known. The names zk1
/// and so on are among them only where some machine knows one of them.
[[nodiscard]] QStringList hostLines(const Facts &facts);

// Of one machine.
[[nodiscard]] CheckResult checkAccess(const MachineFacts &machine);
[[nodiscard]] CheckResult checkSystem(const MachineFacts &machine);
[[nodiscard]] CheckResult checkKernel(const MachineFacts &machine);
[[nodiscard]] CheckResult checkDisk(const MachineFacts &machine);
[[nodiscard]] CheckResult checkInodes(const MachineFacts &machine);
[[nodiscard]] CheckResult checkMemory(const MachineFacts &machine);
[[nodiscard]] CheckResult checkControlGroups(const MachineFacts &machine);
[[nodiscard]] CheckResult checkEngine(const MachineFacts &machine);
[[nodiscard]] CheckResult checkEngineAtBoot(const MachineFacts &machine);
/// Of an engine that told its versions, or was refused for them.
[[nodiscard]] CheckResult checkApi(const MachineFacts &machine);
[[nodiscard]] CheckResult checkLiveRestore(const MachineFacts &machine);
[[nodiscard]] CheckResult checkFirewall(const MachineFacts &machine);

// Of one machine among the others.
[[nodiscard]] CheckResult checkPortsTaken(const MachineFacts &machine, const Facts &facts);
/// Docker's port without TLS: worth knowing only where the operator took it upon themselves, or where something waits
/// on it and no other machine gets through.
[[nodiscard]] CheckResult checkOpenEngine(const MachineFacts &machine, const Facts &facts);
/// Whether its engine reaches the other machines without a proxy. Of an engine that answered.
[[nodiscard]] CheckResult checkProxy(const MachineFacts &machine, const Facts &facts);
[[nodiscard]] CheckResult checkNames(const MachineFacts &machine, const Facts &facts);
/// Whether the ports of a need get through to the machine from all others.
[[nodiscard]] CheckResult checkReach(const MachineFacts &machine, Need need, const Facts &facts);
[[nodiscard]] CheckResult checkPathSize(const MachineFacts &machine, const Facts &facts);

// Of all machines together.
[[nodiscard]] CheckResult checkClocks(const Facts &facts);
[[nodiscard]] Results checkIdentities(const Facts &facts);
[[nodiscard]] CheckResult checkAddressPools(const Facts &facts);

} // namespace stormdeck::preflight
