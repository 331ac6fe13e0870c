// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/sources.h"

#include "access/ensemble.h"
#include "cluster/limits.h"
#include "cluster/published.h"
#include "net/certificates.h"
#include "watch/homeswarm.h"
#include "watch/planefacts.h"
#include "watch/uisite.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::watch {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Sources)
};

constexpr std::chrono::milliseconds enginePatience{2000};
constexpr std::chrono::milliseconds memberPatience{15'000};
static_assert(storm::Client::patience <= cluster::limits::longestLook, "a slow answer would be told as silence");
constexpr std::chrono::hours inspectEvery{1};

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

/// Whether a swarm has not been heard yet, though there may be one: what it runs is unknown then, and not nothing.
bool isSwarmUnknown(const cluster::Planes &planes)
{
    return !planes.swarm && anyInSwarm(planes).value_or(true);
}

/// A manager that has gone over to another swarm since its engine was asked last.
Error otherSwarm(const QString &machine)
{
    return {.kind = ErrorKind::Conflict,
            .layer = Layer::Swarm,
            .attempted = Text::tr("read the state of the swarm"),
            .target = machine,
            .reason = Text::tr("it is a manager of another swarm now"),
            .remedy = Text::tr("Bring a manager of this swarm back, or take %1 out of the connection.").arg(machine),
            .code = QStringLiteral("swarm.other")};
}

access::EnsembleMembers membersOf(const cluster::SwarmFacts &swarm)
{
    access::EnsembleMembers members{.tasks = swarm.tasks, .nodes = swarm.nodes};
    for (const docker::Service &service : swarm.services) {
        if (cluster::roleOf(service) == QStringLiteral("zookeeper")) {
            members.services.push_back(service);
        }
    }
    if (!members.services.empty()) {
        members.around = cluster::servicesAround(members.services.front(), swarm.services);
    }
    return members;
}
} // namespace

EnginesSource::EnginesSource(const std::vector<Machine> &machines, const Backoff &usual, Store &store,
                             std::shared_ptr<access::Ways> ways)
    : m_store(store), m_ways(access::orOwn(std::move(ways)))
{
    for (const Machine &machine : machines) {
        m_engines.push_back({machine, std::nullopt, usual});
        if (machine.engine.isEncrypted()) {
            m_folders.insert(machine.name, machine.engine.certificates);
        }
    }
}

/// Not when this is made, which may be on a thread that must not wait for the disk.
void EnginesSource::prepare()
{
    access::Relays::removeAbandoned();
    access::Tunnels::removeAbandoned();
    for (Engine &engine : m_engines) {
        engine.client = m_ways->tunnels.client(engine.machine);
    }
}

bool EnginesSource::look(const std::stop_token &stop)
{
    if (!std::exchange(m_isPrepared, true)) {
        prepare();
    }
    m_ways->tunnels.endUnused(); // of profiles that were left, and of machines that were only tried
    const Instant now = BootClock::now();
    inspectCertificates(now);
    std::vector<Engine *> asked;
    std::vector<docker::Client *> clients;
    for (Engine &engine : m_engines) {
        if (engine.due <= now) {
            asked.push_back(&engine);
            clients.push_back(&*engine.client);
        }
    }
    auto answers = docker::engineAnswers(clients, Deadline::in(enginePatience), stop);
    for (size_t i = 0; i < answers.size(); ++i) {
        if (!answers[i] && isCancelled(answers[i].error())) {
            return true;
        }
        take(*asked[i], std::move(answers[i]));
    }
    return true;
}

void EnginesSource::inspectCertificates(Instant now)
{
    if (m_folders.isEmpty() || now < m_inspectNext) {
        return;
    }
    m_inspectNext = now + inspectEvery;
    cluster::CertificateFacts facts{.lookedAt = QDateTime::currentDateTimeUtc()};
    for (auto folder = m_folders.begin(); folder != m_folders.end(); ++folder) {
        facts.machines.insert(folder.key(), net::inspectCertificates(*folder));
    }
    m_store.putCertificates(std::move(facts));
}

void EnginesSource::take(Engine &engine, Result<docker::EngineAnswer> answer)
{
    if (!answer) {
        m_ways->relays.abandon(engine.machine.name, answer.error());
    }
    engine.due = BootClock::now() + engine.backoff.after(answer.has_value());
    RawAnswers raw = answer ? std::move(answer->raw) : RawAnswers();
    m_store.putEngine(engine.machine.name,
                      std::move(answer).map([](docker::EngineAnswer &&said) { return factsOf(std::move(said)); }),
                      std::move(raw));
    m_store.setEngineNextTry(engine.machine.name, engine.due);
}

void EnginesSource::hurry()
{
    const Instant now = BootClock::now();
    m_inspectNext = now;
    for (Engine &engine : m_engines) {
        engine.due = now;
        m_store.setEngineNextTry(engine.machine.name, now);
    }
}

SwarmSource::SwarmSource(const std::vector<Machine> &machines, Store &store, std::shared_ptr<access::Ways> ways)
    : m_access(machines, std::move(ways)), m_store(store)
{
}

/// The manager in use, else one that the engines' own answers name, else one looked for; none of another swarm. An
/// engine that has just gone silent is not waited for.
Result<docker::Client *> SwarmSource::findManager(const docker::SwarmId &home, const std::stop_token &stop)
{
    if (m_machine.isEmpty()) {
        m_machine = answeringManager(m_store.planes(), m_store.freshness());
    }
    if (m_machine.isEmpty()) {
        const auto found = m_access.manager(stop, home);
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
    const docker::SwarmId home = homeSwarm(m_store.planes(), m_store.freshness());
    auto manager = findManager(home, stop);
    auto state = manager ? (*manager)->swarmState(stop) : failure(manager.error());
    if (state && !home.isEmpty() && state->swarm.id != home) {
        state = failure(otherSwarm(m_machine));
    }
    if (!state && isCancelled(state.error())) {
        return true;
    }
    const bool good = state.has_value();
    if (!good) {
        m_machine.clear();
        m_access.dropManager();
    }
    RawAnswers raw = good ? std::move(state->raw) : RawAnswers();
    if (good) {
        raw.push_back({managerName, m_machine.toUtf8()});
    }
    const auto taken = [this](docker::SwarmState &&one) { return factsOf(std::move(one), m_machine); };
    m_store.putSwarm(std::move(state).map(taken), std::move(raw));
    return good;
}

EnsembleSource::EnsembleSource(const std::vector<Machine> &machines, Store &store, std::shared_ptr<access::Ways> ways)
    : m_access(machines, std::move(ways)), m_store(store)
{
}

bool EnsembleSource::look(const std::stop_token &stop)
{
    const cluster::Planes planes = m_store.planes();
    if (isSwarmUnknown(planes)) {
        return true;
    }
    access::EnsembleMembers members = planes.swarm ? membersOf(*planes.swarm) : access::EnsembleMembers{};
    if (members.services.empty()) {
        m_store.dropEnsemble();
        return true;
    }
    members.silent = silentMachines(m_store.freshness());
    members.machines = machinesByNode(planes.engines);
    const auto answers = access::askEnsemble(m_access, members, Deadline::in(memberPatience), stop);
    if (!answers && isCancelled(answers.error())) {
        return true;
    }
    const auto facts = answers.map([&](const access::EnsembleAnswers &said) {
        return cluster::EnsembleFacts{static_cast<int>(members.services.size()), said.members, said.route.text};
    });
    m_store.putEnsemble(facts, answers ? answers->route : Route{}, facts ? rawEnsemble(*facts) : RawAnswers());
    return facts.has_value();
}

StormSource::StormSource(const std::vector<Machine> &machines, std::optional<Endpoint> fixed, Store &store,
                         std::shared_ptr<access::Ways> ways)
    : m_access(machines, std::move(ways)), m_fixed(std::move(fixed)), m_store(store)
{
}

bool StormSource::look(const std::stop_token &stop)
{
    const cluster::Planes planes = m_store.planes();
    const auto site =
        uiSiteOf(planes.swarm ? &*planes.swarm : nullptr, m_fixed, planes.engines, silentMachines(m_store.freshness()));
    if (!site) {
        if (!isSwarmUnknown(planes)) {
            m_store.dropStorm();
        }
        return true;
    }
    auto state = m_access.askUi<storm::StormAnswer>(
        *site, [&](storm::Client &ui) { return ui.state(stop); }, stop);
    if (!state && isCancelled(state.error())) {
        return true;
    }
    const bool good = state.has_value();
    RawAnswers raw = good ? std::move(state->raw) : RawAnswers();
    m_store.putStorm(std::move(state).map([](storm::StormAnswer &&one) { return std::move(one.state); }),
                     m_access.uiRoute(), std::move(raw));
    return good;
}

} // namespace stormdeck::watch
