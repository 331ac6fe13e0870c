// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/uiroutes.h"
#include "access/ways.h"
#include "settings/profile.h"
#include "util/clock.h"

#include <map>

namespace stormdeck::access {

/// From a profile to clients. Belongs to one thread and keeps its clients, each made when first asked for. What clients
/// keep open and have not used for a while is closed as long as any engine or the Storm UI is asked for.
class Access
{
public:
    /// `ways`: those of the session; null: its own.
    explicit Access(std::vector<Machine> machines, std::shared_ptr<Ways> ways = {});

    [[nodiscard]] const std::vector<Machine> &machines() const { return m_machines; }
    [[nodiscard]] const Machine *machine(const QString &name) const;
    /// The engine of a machine; Rejected where the profile has no such machine.
    [[nodiscard]] Result<docker::Client *> engine(const QString &machine);
    /// Commands on a machine itself; errors as Tunnels::host().
    [[nodiscard]] Result<Host> host(const QString &machine);
    /// An engine that answers and is a reachable manager of the swarm: the one used last, else the first in the order
    /// of the profile, managers first; all are asked at once. Unreachable or "docker.not-a-manager" of the last one
    /// otherwise. `only`: managers of other swarms are none; empty: of any.
    [[nodiscard]] Result<docker::Client *> manager(const std::stop_token &stop, const docker::SwarmId &only = {});
    /// Name of the machine that manager() gave last.
    [[nodiscard]] QString managerMachine() const { return m_manager; }
    /// Forget the manager found: the next manager() looks again.
    void dropManager() { m_manager.clear(); }
    /// Asks the Storm UI of a site over the way that works: see UiRoutes::ask().
    template <typename T>
    [[nodiscard]] Result<T> askUi(const UiSite &site, const std::function<Result<T>(storm::Client &)> &question,
                                  const std::stop_token &stop)
    {
        closeIdle();
        return m_ui.ask<T>(*this, site, question, stop);
    }
    /// The way over which the Storm UI was asked last.
    [[nodiscard]] Route uiRoute() const { return m_ui.route(); }

private:
    [[nodiscard]] std::vector<QStringList> searchOrder() const;
    void closeIdle();

    std::vector<Machine> m_machines;
    std::shared_ptr<Ways> m_ways;
    std::map<QString, docker::Client> m_engines;
    Instant m_nextIdleLook{};
    QString m_manager;
    UiRoutes m_ui;
};

} // namespace stormdeck::access
