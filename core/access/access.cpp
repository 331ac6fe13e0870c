// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/access.h"

#include "access/enginesearch.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Access)
};

constexpr std::chrono::seconds betweenIdleLooks{1};

Error noSuchMachine(const QString &name)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .attempted = Text::tr("reach %1").arg(name),
            .reason = Text::tr("the profile has no machine of that name"),
            .remedy = Text::tr("Add it to the profile."),
            .code = QStringLiteral("machine.unknown")};
}

Error notAManager(const QString &target)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Swarm,
            .attempted = Text::tr("find a manager of the swarm"),
            .target = target,
            .reason = Text::tr("no machine of the profile is a manager"),
            .remedy = Text::tr("Set up a cluster, or add a manager to the profile."),
            .code = QStringLiteral("docker.not-a-manager")};
}

bool manages(const docker::LocalSwarm &local, const docker::SwarmId &only)
{
    return local.controlAvailable && (only.isEmpty() || local.swarm.isEmpty() || local.swarm == only);
}
} // namespace

Access::Access(std::vector<Machine> machines, std::shared_ptr<Ways> ways)
    : m_machines(std::move(machines)), m_ways(orOwn(std::move(ways))),
      m_ui(std::shared_ptr<Relays>(m_ways, &m_ways->relays))
{
}

const Machine *Access::machine(const QString &name) const
{
    const auto found = std::find_if(m_machines.begin(), m_machines.end(),
                                    [&](const Machine &machine) { return machine.name == name; });
    return found == m_machines.end() ? nullptr : &*found;
}

Result<docker::Client *> Access::engine(const QString &name)
{
    const Machine *known = machine(name);
    if (!known) {
        return failure(noSuchMachine(name));
    }
    closeIdle();
    const auto made = m_engines.find(name);
    return made != m_engines.end() ? &made->second
                                   : &m_engines.emplace(name, m_ways->tunnels.client(*known)).first->second;
}

/// An engine that is no manager any more, or has opened a relay, may never be asked again.
void Access::closeIdle()
{
    const Instant now = BootClock::now();
    if (now < m_nextIdleLook) {
        return;
    }
    m_nextIdleLook = now + betweenIdleLooks;
    for (auto &[name, client] : m_engines) {
        client.closeIdle();
    }
}

Result<Host> Access::host(const QString &name)
{
    const Machine *known = machine(name);
    return known ? m_ways->tunnels.host(*known) : failure(noSuchMachine(name));
}

/// The one used last by itself, since it most likely still is one; then all others, those called managers first.
std::vector<QStringList> Access::searchOrder() const
{
    QStringList last;
    QStringList managers;
    QStringList others;
    for (const Machine &machine : m_machines) {
        QStringList &rank = machine.name == m_manager ? last : machine.manager ? managers : others;
        if (!rank.contains(machine.name)) {
            rank << machine.name;
        }
    }
    return {last, managers + others};
}

Result<docker::Client *> Access::manager(const std::stop_token &stop, const docker::SwarmId &only)
{
    const auto fits = [&](const docker::EngineInfo &info) { return manages(info.swarm, only); };
    Error last = notAManager({});
    for (const QStringList &names : searchOrder()) {
        std::vector<docker::Client *> engines;
        for (const QString &name : names) {
            engines.push_back(*engine(name));
        }
        const EngineSearch search = findEngine(engines, fits, stop);
        if (search.found) {
            m_manager = names[static_cast<qsizetype>(*search.found)];
            return engines[*search.found];
        }
        for (size_t i = 0; i < engines.size(); ++i) {
            const Result<docker::EngineInfo> &info = search.answers[i];
            if (!info && info.error().kind == ErrorKind::Cancelled) {
                return failure(info.error());
            }
            // An engine that cannot be heard may be the manager: that counts for more than one that is none.
            if (!info || last.kind == ErrorKind::Rejected) {
                last = info ? notAManager(engines[i]->target()) : info.error();
            }
        }
    }
    m_manager.clear();
    return failure(std::move(last));
}

} // namespace stormdeck::access
