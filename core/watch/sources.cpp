// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/sources.h"

#include "access/ensemble.h"
#include "cluster/published.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::watch {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Watch)
};

constexpr std::chrono::milliseconds enginePatience{2000};
constexpr std::chrono::milliseconds memberPatience{4000};

bool isCancelled(const Error &error)
{
    return error.kind == ErrorKind::Cancelled;
}

/// Whether any engine says that it is in a swarm; nullopt while none has said anything.
std::optional<bool> anyInSwarm(const cluster::Planes &planes)
{
    if (planes.engines.isEmpty()) {
        return std::nullopt;
    }
    return std::any_of(planes.engines.begin(), planes.engines.end(), [](const cluster::EngineFacts &facts) {
        return facts.info.swarm.state != docker::LocalNodeState::Inactive;
    });
}

/// A machine whose engine answered last time and said that it is a manager; empty where none did.
QString answeringManager(const cluster::Planes &planes, const cluster::Freshness &freshness)
{
    for (const Machine &machine : planes.machines) {
        const bool manages = planes.engines.value(machine.name).info.swarm.controlAvailable;
        if (manages && freshness.engines.value(machine.name).misses == 0) {
            return machine.name;
        }
    }
    return {};
}

access::EnsembleMembers membersOf(const cluster::SwarmFacts &swarm)
{
    access::EnsembleMembers members{.tasks = swarm.tasks, .nodes = swarm.nodes};
    for (const docker::Service &service : swarm.services) {
        if (cluster::roleOf(service) == QStringLiteral("zookeeper")) {
            members.services.push_back(service);
        }
    }
    return members;
}

Error noUiRoute(const QString &reason)
{
    return {.kind = ErrorKind::Unreachable,
            .layer = Layer::Storm,
            .attempted = Text::tr("ask the Storm UI"),
            .reason = reason,
            .code = QStringLiteral("storm.no-route")};
}

/// Why publishedEndpoint() finds none.
Error whyNoRoute(const cluster::SwarmFacts &swarm, const docker::Service &service)
{
    const bool published = std::any_of(service.ports.begin(), service.ports.end(),
                                       [](const auto &port) { return port.mode == docker::PublishMode::Host; });
    if (!published) {
        return noUiRoute(Text::tr("its port is not published"));
    }
    QString state;
    for (const docker::Task &task : swarm.tasks) {
        if (task.service == service.id && task.desired == docker::TaskState::Running) {
            state = task.state.word;
        }
    }
    return noUiRoute(state.isEmpty() ? Text::tr("no swarm task of it is meant to run")
                                     : Text::tr("its swarm task is %1").arg(state));
}

Result<Endpoint> uiEndpoint(const cluster::SwarmFacts &swarm, const docker::Service &service)
{
    const auto published = cluster::publishedEndpoint(service, swarm.tasks, swarm.nodes);
    return published ? Result<Endpoint>(*published) : failure(whyNoRoute(swarm, service));
}
} // namespace

EnginesSource::EnginesSource(const std::vector<Machine> &machines, Store &store) : m_machines(machines), m_store(store)
{
    for (const Machine &machine : machines) {
        m_clients.emplace_back(machine.engine, machine.name);
    }
}

bool EnginesSource::look(const std::stop_token &stop)
{
    std::vector<docker::Client *> clients;
    for (docker::Client &client : m_clients) {
        clients.push_back(&client);
    }
    const auto answers = docker::engineAnswers(clients, Deadline::in(enginePatience), stop);
    bool good = true;
    for (size_t i = 0; i < answers.size(); ++i) {
        if (!answers[i] && isCancelled(answers[i].error())) {
            return good;
        }
        good = good && answers[i].has_value();
        m_store.putEngine(m_machines[i].name, answers[i].map([](const docker::EngineAnswer &answer) {
            return cluster::EngineFacts{answer.version, answer.info};
        }));
    }
    return true;
}

SwarmSource::SwarmSource(const std::vector<Machine> &machines, Store &store) : m_access(machines), m_store(store) {}

/// The manager in use, else one that the engines' own answers name, else one looked for. An engine that has just gone
/// silent is not waited for.
Result<docker::Client *> SwarmSource::findManager(const std::stop_token &stop)
{
    if (m_machine.isEmpty()) {
        m_machine = answeringManager(m_store.planes(), m_store.freshness());
    }
    if (m_machine.isEmpty()) {
        const auto found = m_access.manager(stop);
        m_machine = m_access.managerMachine();
        return found;
    }
    return m_access.engine(m_machine);
}

bool SwarmSource::look(const std::stop_token &stop)
{
    const auto inSwarm = anyInSwarm(m_store.planes());
    if (!inSwarm) {
        return true;
    }
    if (!*inSwarm) {
        m_store.dropSwarm();
        return true;
    }
    auto manager = findManager(stop);
    auto state = manager ? (*manager)->swarmState(stop) : failure(manager.error());
    if (!state && isCancelled(state.error())) {
        return true;
    }
    const bool good = state.has_value();
    if (!good) {
        m_machine.clear();
        m_access.dropManager();
    }
    m_store.putSwarm(std::move(state).map([](docker::SwarmState &&one) {
        return cluster::SwarmFacts{std::move(one.swarm), std::move(one.nodes),    std::move(one.services),
                                   std::move(one.tasks), std::move(one.networks), std::move(one.configs)};
    }));
    return good;
}

EnsembleSource::EnsembleSource(const std::vector<Machine> &machines, Store &store) : m_access(machines), m_store(store)
{
}

bool EnsembleSource::look(const std::stop_token &stop)
{
    const cluster::Planes planes = m_store.planes();
    const access::EnsembleMembers members = planes.swarm ? membersOf(*planes.swarm) : access::EnsembleMembers{};
    if (members.services.empty()) {
        m_store.dropEnsemble();
        return true;
    }
    const auto answers = access::askEnsemble(m_access, members, Deadline::in(memberPatience), stop);
    if (!answers && isCancelled(answers.error())) {
        return true;
    }
    m_store.putEnsemble(answers.map([&](const access::EnsembleAnswers &said) {
        return cluster::EnsembleFacts{static_cast<int>(members.services.size()), said.members, said.route};
    }));
    return answers.has_value();
}

StormSource::StormSource(const std::vector<Machine> &machines, std::optional<Endpoint> fixed, Store &store)
    : m_access(machines), m_fixed(std::move(fixed)), m_store(store)
{
}

bool StormSource::look(const std::stop_token &stop)
{
    const cluster::Planes planes = m_store.planes();
    const docker::Service *service =
        planes.swarm ? cluster::serviceOfRole(planes.swarm->services, QStringLiteral("ui")) : nullptr;
    if (!service && !m_fixed) {
        m_store.dropStorm();
        return true;
    }
    const auto endpoint = m_fixed ? Result<Endpoint>(*m_fixed) : uiEndpoint(*planes.swarm, *service);
    auto state = endpoint ? m_access.stormUi(*endpoint).state(stop) : failure(endpoint.error());
    if (!state && isCancelled(state.error())) {
        return true;
    }
    const bool good = state.has_value();
    m_store.putStorm(std::move(state));
    return good;
}

} // namespace stormdeck::watch
