// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/client.h"
#include "settings/profile.h"
#include "storm/client.h"

#include <map>

namespace stormdeck::access {

/// From a profile to clients. Belongs to one thread and keeps its clients, each made when first asked for.
class Access
{
public:
    explicit Access(std::vector<Machine> machines);

    [[nodiscard]] const std::vector<Machine> &machines() const { return m_machines; }
    [[nodiscard]] const Machine *machine(const QString &name) const;
    /// The engine of a machine; Rejected where the profile has no such machine.
    [[nodiscard]] Result<docker::Client *> engine(const QString &machine);
    /// An engine that answers and is a reachable manager of the swarm: the one used last, else each machine in the
    /// order of the profile, managers first. Unreachable or "docker.not-a-manager" of the last one tried otherwise.
    [[nodiscard]] Result<docker::Client *> manager(const std::stop_token &stop);
    /// Name of the machine that manager() gave last.
    [[nodiscard]] QString managerMachine() const { return m_manager; }
    /// Forget the manager found: the next manager() looks again.
    void dropManager() { m_manager.clear(); }
    /// A client for a Storm UI at an endpoint, kept while the endpoint stays the same.
    [[nodiscard]] storm::Client &stormUi(const Endpoint &endpoint);

private:
    std::vector<Machine> m_machines;
    std::map<QString, docker::Client> m_engines;
    QString m_manager;
    std::optional<Endpoint> m_stormEndpoint;
    std::optional<storm::Client> m_storm;
};

} // namespace stormdeck::access
