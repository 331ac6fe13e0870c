// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/gossipport.h"
#include "actions/facts.h"
#include "actions/handler.h"
#include "cluster/labels.h"
#include "preflight/proxy.h"
#include "util/cancelled.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

using docker::LocalNodeState;

constexpr std::chrono::seconds leavePatience{30};
constexpr std::chrono::seconds demotePatience{30};
constexpr std::chrono::milliseconds lookPause{100};

QByteArray factsOf(const docker::EngineInfo &info)
{
    return facts({{QStringLiteral("state"), info.swarm.state.word},
                  {QStringLiteral("engine"), info.id.value},
                  {QStringLiteral("node"), info.swarm.node.value}});
}

Result<docker::EngineInfo> engineInfo(Context &context, const QString &machine)
{
    auto engine = context.access.engine(machine);
    return engine ? (*engine)->info(context.stop) : failure(engine.error());
}

/// Waits until the engine says that it is in no swarm.
Result<void> waitInactive(docker::Client &engine, const std::stop_token &stop)
{
    const Deadline deadline = Deadline::in(leavePatience);
    while (true) {
        const auto info = engine.info(stop);
        if (info && info->swarm.state == LocalNodeState::Inactive) {
            return {};
        }
        if (!pause(lookPause, stop)) {
            return failure(cancelled(Text::tr("leave the swarm")));
        }
        if (deadline.passed()) {
            return failure(info ? Error{.kind = ErrorKind::Deadline,
                                        .layer = Layer::Swarm,
                                        .attempted = Text::tr("leave the swarm"),
                                        .target = engine.target(),
                                        .reason = Text::tr("the engine still says “%1”").arg(info->swarm.state.word),
                                        .remedy = Text::tr("Resume or undo again.")}
                                : info.error());
        }
    }
}

Result<void> leave(docker::Client &engine, const std::stop_token &stop)
{
    if (auto left = engine.leaveSwarm(true, stop); !left) {
        return left;
    }
    return waitInactive(engine, stop);
}

using Entries = std::vector<docker::Node>;

/// What the manager lists and fits; nothing where it is in no swarm.
Result<Entries> entries(docker::Client &manager, const std::function<bool(const docker::Node &)> &fits,
                        const std::stop_token &stop)
{
    auto nodes = manager.nodes(stop);
    if (!nodes) {
        return nodes.error().code == QStringLiteral("docker.not-a-manager") ? Result<Entries>() : nodes;
    }
    std::erase_if(*nodes, [&](const docker::Node &node) { return !fits(node); });
    return nodes;
}

Error notDemoted(const docker::Client &manager, const docker::NodeId &node, const Result<void> &asked)
{
    Error error = asked ? Error{.kind = ErrorKind::Deadline,
                                .layer = Layer::Swarm,
                                .attempted = Text::tr("make the manager %1 a worker").arg(node.shortened()),
                                .target = manager.target(),
                                .reason = Text::tr("the swarm still counts it among its managers")}
                        : asked.error();
    error.remedy = Text::tr("Where it stays so, type “docker node demote %1” on another manager, then undo again.")
                       .arg(node.value);
    return error;
}

/// A manager that merely leaves goes on counting for the majority, and its entry cannot be removed.
Result<void> demote(docker::Client &manager, const docker::NodeId &id, const std::stop_token &stop)
{
    const Deadline deadline = Deadline::in(demotePatience);
    while (true) {
        const auto found = entries(
            manager, [&](const docker::Node &node) { return node.id == id; }, stop);
        if (!found) {
            return failure(found.error());
        }
        if (found->empty() || !found->front().manager) {
            return {};
        }
        // Refused while another one is on its way out, or where the entry has changed meanwhile.
        const bool isAsked = found->front().role == docker::NodeRole::Worker;
        const Result<void> asked = isAsked ? Result<void>() : manager.demoteNode(found->front(), stop);
        if (deadline.passed() || !pause(lookPause, stop)) {
            return failure(notDemoted(manager, id, asked));
        }
    }
}

/// Managers answer nobody who comes through a proxy.
Error joinedByProxy(Error error, const docker::EngineInfo &info)
{
    error.remedy =
        Text::tr("The engine sends to the manager through the proxy %1. Name the addresses of all machines in "
                 "its NO_PROXY (“%2”), restart it, then resume.")
            .arg(preflight::proxyOf(info), info.noProxy);
    return error;
}

class InitSwarmHandler final : public Handler
{
public:
    explicit InitSwarmHandler(InitSwarm action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        QStringList words{QStringLiteral("swarm"), QStringLiteral("init"), QStringLiteral("--advertise-addr"),
                          m_action.init.advertiseAddress};
        for (const QString &pool : m_action.init.defaultAddressPools) {
            words << QStringLiteral("--default-addr-pool") << pool;
        }
        if (m_action.init.dataPathPort != 0) {
            words << QStringLiteral("--data-path-port") << QString::number(m_action.init.dataPathPort);
        }
        return {dockerLine(access, m_action.machine, words)};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto info = engineInfo(context, m_action.machine);
        if (!info) {
            return failure(info.error());
        }
        const bool mayJoin = info->swarm.state == LocalNodeState::Inactive && !info->liveRestore;
        if (mayJoin && access::isGossipPortTaken(m_action.init.advertiseAddress, context.stop)) {
            return conflict(access::gossipPortTaken(m_action.machine), factsOf(*info));
        }
        return judge(*info);
    }

    Result<QByteArray> apply(Context &context) override
    {
        auto engine = context.access.engine(m_action.machine);
        if (!engine) {
            return failure(engine.error());
        }
        docker::SwarmInit init = m_action.init;
        init.labels = labelled(init.labels, context.attempt);
        const auto node = (*engine)->initSwarm(init, context.stop);
        return node.map([](const docker::NodeId &id) { return facts({{QStringLiteral("node"), id.value}}); });
    }

    Result<void> revert(Context &context, const QByteArray &) override
    {
        auto engine = context.access.engine(m_action.machine);
        const auto info = engine ? (*engine)->info(context.stop) : failure(engine.error());
        if (!info) {
            return failure(info.error());
        }
        if (info->swarm.state == LocalNodeState::Inactive) {
            return {};
        }
        const auto swarm = (*engine)->swarm(context.stop);
        if (!swarm && isWorker(*info, swarm.error())) {
            context.progress.note(Text::tr("%1 is a worker of a swarm by now and is left in it").arg(m_action.machine));
            return {};
        }
        if (!swarm) {
            return failure(swarm.error());
        }
        if (isOurs(swarm->labels, context.attempt)) {
            return leave(**engine, context.stop);
        }
        context.progress.note(
            Text::tr("%1 manages a swarm that this operation did not make and is left in it").arg(m_action.machine));
        return {};
    }

protected:
    QString awaited() const override { return Text::tr("%1 manage a swarm").arg(m_action.machine); }

private:
    plan::Observation judge(const docker::EngineInfo &info) const
    {
        const QByteArray known = factsOf(info);
        if (info.liveRestore) {
            return conflict(Text::tr("the engine of %1 has live-restore on, which swarm refuses").arg(m_action.machine),
                            known);
        }
        if (info.swarm.state == LocalNodeState::Inactive) {
            return needed(Text::tr("%1 is in no swarm").arg(m_action.machine), known);
        }
        if (info.swarm.state == LocalNodeState::Active && info.swarm.controlAvailable) {
            return hasOtherDataPort(info.swarm)
                       ? conflict(Text::tr("%1 manages a swarm that was made with port %2 for the data of overlay "
                                           "networks, which stays; ask for that port, or for none")
                                      .arg(m_action.machine)
                                      .arg(info.swarm.dataPathPort),
                                  known)
                       : satisfied(Text::tr("%1 manages a swarm").arg(m_action.machine), known);
        }
        const QString why = info.swarm.error.isEmpty() ? info.swarm.state.word : info.swarm.error;
        return conflict(Text::tr("%1 belongs to another swarm or is stuck: %2").arg(m_action.machine, why), known);
    }

    /// Somebody has taken it into another swarm meanwhile, or made it a worker where others manage what it began: it is
    /// not this operation's any more. One that is about to manage a swarm is no manager either, but not active yet.
    static bool isWorker(const docker::EngineInfo &info, const Error &error)
    {
        return info.swarm.state == LocalNodeState::Active && !info.swarm.controlAvailable &&
               error.code == QStringLiteral("docker.not-a-manager");
    }

    bool hasOtherDataPort(const docker::LocalSwarm &swarm) const
    {
        const quint16 wanted = m_action.init.dataPathPort;
        return wanted != 0 && swarm.dataPathPort != 0 && swarm.dataPathPort != wanted;
    }

    InitSwarm m_action;
};

class JoinSwarmHandler final : public Handler
{
public:
    explicit JoinSwarmHandler(JoinSwarm action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        const QString role = m_action.asManager ? QStringLiteral("manager") : QStringLiteral("worker");
        const QString variable =
            m_action.asManager ? QStringLiteral("$MANAGER_TOKEN") : QStringLiteral("$WORKER_TOKEN");
        return {variable.mid(1) + QStringLiteral("=$(") +
                    dockerLine(access, m_action.manager,
                               {QStringLiteral("swarm"), QStringLiteral("join-token"), QStringLiteral("-q"), role}) +
                    u')',
                dockerLine(access, m_action.machine,
                           QStringList{QStringLiteral("swarm"), QStringLiteral("join"), QStringLiteral("--token"),
                                       variable, QStringLiteral("--advertise-addr"), m_action.join.advertiseAddress} +
                               m_action.join.remoteAddresses)};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto info = engineInfo(context, m_action.machine);
        if (!info) {
            return failure(info.error());
        }
        if (info->swarm.state == LocalNodeState::Inactive) {
            return access::isGossipPortTaken(m_action.join.advertiseAddress, context.stop)
                       ? conflict(access::gossipPortTaken(m_action.machine), factsOf(*info))
                       : needed(Text::tr("%1 is in no swarm").arg(m_action.machine), factsOf(*info));
        }
        auto manager = context.access.engine(m_action.manager);
        const auto nodes = manager ? (*manager)->nodes(context.stop) : failure(manager.error());
        if (!nodes && nodes.error().code != QStringLiteral("docker.not-a-manager")) {
            return failure(nodes.error());
        }
        return judge(*info, nodes.value_or(std::vector<docker::Node>{}));
    }

    Result<QByteArray> apply(Context &context) override
    {
        auto engine = context.access.engine(m_action.machine);
        auto manager = context.access.engine(m_action.manager);
        if (!engine || !manager) {
            return failure(engine ? manager.error() : engine.error());
        }
        const auto info = (*engine)->info(context.stop);
        if (info && info->swarm.state != LocalNodeState::Inactive) {
            return factsOf(*info); // a join that was begun goes on in the engine
        }
        const auto tokens = (*manager)->joinTokens(context.stop);
        if (!tokens) {
            return failure(tokens.error());
        }
        const Secret &token = m_action.asManager ? tokens->manager : tokens->worker;
        const auto joined = (*engine)->joinSwarm(m_action.join, token, context.stop);
        const bool isProxied = info && !preflight::throughProxy(*info, m_action.join.remoteAddresses).isEmpty();
        if (!joined && isProxied) {
            return failure(joinedByProxy(joined.error(), *info));
        }
        if (!joined && !joined.error().reason.contains(QStringLiteral("Timeout was reached before node"))) {
            return failure(joined.error());
        }
        return QByteArray{};
    }

    Result<void> revert(Context &context, const QByteArray &factsBefore) override
    {
        auto engine = context.access.engine(m_action.machine);
        const auto info = engine ? (*engine)->info(context.stop) : failure(engine.error());
        if (!info) {
            return failure(info.error());
        }
        if (fact(factsBefore, QStringLiteral("state")) != QStringLiteral("inactive")) {
            return {};
        }
        auto manager = context.access.engine(m_action.manager);
        const auto isOwn = [&](const docker::Node &one) { return isEntry(one, info->swarm.node); };
        const auto listed = manager ? entries(**manager, isOwn, context.stop) : failure(manager.error());
        if (!listed && m_action.asManager) {
            return failure(listed.error());
        }
        if (listed && listed->empty() && isElsewhere(*info)) {
            context.progress.note(
                Text::tr("%1 has been taken into another swarm meanwhile and is left in it").arg(m_action.machine));
            return {};
        }
        for (const docker::Node &one : listed.value_or(Entries())) {
            if (auto demoted = demote(**manager, one.id, context.stop); !demoted) {
                return demoted;
            }
        }
        if (info->swarm.state != LocalNodeState::Inactive) {
            if (auto left = leave(**engine, context.stop); !left) {
                return left;
            }
        }
        return listed ? remove(*listed, **manager, context.stop) : failure(listed.error());
    }

protected:
    std::chrono::seconds patience() const override { return std::chrono::seconds(90); }
    QString awaited() const override { return Text::tr("%1 ready in the swarm").arg(m_action.machine); }

private:
    plan::Observation judge(const docker::EngineInfo &info, const std::vector<docker::Node> &nodes) const
    {
        const QByteArray known = factsOf(info);
        const auto node = std::find_if(nodes.begin(), nodes.end(),
                                       [&](const docker::Node &one) { return one.id == info.swarm.node; });
        const bool listed = !info.swarm.node.isEmpty() && node != nodes.end();
        if (listed && node->state == docker::NodeState::Ready) {
            return satisfied(Text::tr("%1 is ready in the swarm").arg(m_action.machine), known);
        }
        if (listed || info.swarm.state == LocalNodeState::Pending) {
            return needed(Text::tr("%1 is joining").arg(m_action.machine), known);
        }
        return conflict(Text::tr("%1 belongs to another swarm; take it out of that one first").arg(m_action.machine),
                        known);
    }

    /// Somebody has taken it into another swarm meanwhile, which is none of this operation's: its managers are others.
    bool isElsewhere(const docker::EngineInfo &info) const
    {
        const auto &managers = info.swarm.managers;
        return !managers.empty() && std::none_of(managers.begin(), managers.end(), [&](const auto &one) {
            return m_action.join.remoteAddresses.contains(one.address);
        });
    }

    /// Once the machine has left, only its address tells which entry was its own.
    bool isEntry(const docker::Node &one, const docker::NodeId &node) const
    {
        return node.isEmpty() ? one.address == m_action.join.advertiseAddress && one.state != docker::NodeState::Ready
                              : one.id == node;
    }

    /// The manager keeps an entry of a node that left.
    static Result<void> remove(const Entries &left, docker::Client &manager, const std::stop_token &stop)
    {
        for (const docker::Node &one : left) {
            if (auto removed = manager.removeNode(one.id, true, stop); !removed) {
                return removed;
            }
        }
        return {};
    }

    JoinSwarm m_action;
};

class LeaveSwarmHandler final : public Handler
{
public:
    explicit LeaveSwarmHandler(LeaveSwarm action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        return {dockerLine(access, m_action.machine,
                           {QStringLiteral("swarm"), QStringLiteral("leave"), QStringLiteral("--force")})};
    }

    bool isReversible() const override { return false; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto info = engineInfo(context, m_action.machine);
        return info.map([&](const docker::EngineInfo &now) {
            return isInside(now) ? needed(Text::tr("%1 is in the swarm").arg(m_action.machine), factsOf(now))
                                 : satisfied(farewell(context), factsOf(now));
        });
    }

    Result<QByteArray> apply(Context &context) override
    {
        auto engine = context.access.engine(m_action.machine);
        const auto info = engine ? (*engine)->info(context.stop) : failure(engine.error());
        if (!info) {
            return failure(info.error());
        }
        const auto left = isInside(*info) ? leave(**engine, context.stop) : Result<void>{};
        return left.map([] { return QByteArray{}; });
    }

protected:
    QString awaited() const override { return Text::tr("%1 out of the swarm").arg(m_action.machine); }

private:
    bool isInside(const docker::EngineInfo &info) const
    {
        return info.swarm.state != LocalNodeState::Inactive && info.swarm.node == m_action.node;
    }

    QString farewell(Context &context) const
    {
        const Machine *machine = context.access.machine(m_action.machine);
        return machine && access::isGossipPortTaken(machine->address, context.stop)
                   ? access::gossipPortTaken(m_action.machine)
                   : Text::tr("%1 is in no swarm").arg(m_action.machine);
    }

    LeaveSwarm m_action;
};
} // namespace

HandlerPtr handle(const InitSwarm &action)
{
    return std::make_unique<InitSwarmHandler>(action);
}
HandlerPtr handle(const JoinSwarm &action)
{
    return std::make_unique<JoinSwarmHandler>(action);
}
HandlerPtr handle(const LeaveSwarm &action)
{
    return std::make_unique<LeaveSwarmHandler>(action);
}

} // namespace stormdeck::actions
