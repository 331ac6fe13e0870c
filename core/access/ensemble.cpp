// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/ensemble.h"

#include "zookeeper/client.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>
#include <thread>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Ensemble)
};

constexpr quint16 clientPort = 2181;
/// Threads that ask members; an ensemble is seldom larger than seven.
constexpr size_t mostAtOnce = 8;

std::optional<quint16> publishedClientPort(const docker::Service &service)
{
    for (const docker::PublishedPort &port : service.ports) {
        if (port.target == clientPort && port.mode == docker::PublishMode::Host) {
            return port.published;
        }
    }
    return std::nullopt;
}

const docker::Task *runningTask(const EnsembleMembers &ensemble, const docker::ServiceId &service)
{
    const auto found = std::find_if(ensemble.tasks.begin(), ensemble.tasks.end(), [&](const docker::Task &task) {
        return task.service == service && docker::runsAsMeant(task);
    });
    return found == ensemble.tasks.end() ? nullptr : &*found;
}

const docker::Node *nodeOf(const EnsembleMembers &ensemble, const docker::Task &task)
{
    const auto found = std::find_if(ensemble.nodes.begin(), ensemble.nodes.end(),
                                    [&](const docker::Node &node) { return node.id == task.node; });
    return found == ensemble.nodes.end() ? nullptr : &*found;
}

zookeeper::MemberAnswer silent(const QString &name, const QString &why)
{
    return {.name = name, .state = zookeeper::MemberAnswer::State::NoAnswer, .note = why};
}

/// One member by its published port; without a swarm task that runs there is nobody to ask.
Result<zookeeper::MemberAnswer> askByPort(const EnsembleMembers &ensemble, const docker::Service &service,
                                          Deadline deadline, const std::stop_token &stop)
{
    const QString name = memberName(service);
    const docker::Task *task = runningTask(ensemble, service.id);
    const docker::Node *node = task ? nodeOf(ensemble, *task) : nullptr;
    if (!node) {
        return silent(name, Text::tr("no swarm task of it runs"));
    }
    const Endpoint endpoint = Endpoint::tcp(node->address, *publishedClientPort(service));
    return zookeeper::askMember(name, endpoint, deadline, stop);
}

/// All members at once, each on a thread of its own, so that silent ones cost one deadline together.
Result<EnsembleAnswers> askPublished(const EnsembleMembers &ensemble, Deadline deadline, const std::stop_token &stop)
{
    const size_t count = ensemble.services.size();
    std::vector<Result<zookeeper::MemberAnswer>> answers(count, zookeeper::MemberAnswer{});
    std::atomic<size_t> next = 0;
    const auto askSome = [&] {
        for (size_t i = next++; i < count; i = next++) {
            answers[i] = askByPort(ensemble, ensemble.services[i], deadline, stop);
        }
    };
    {
        std::vector<std::jthread> beside;
        for (size_t i = 1; i < std::min(count, mostAtOnce); ++i) {
            beside.emplace_back(askSome);
        }
        askSome();
    }
    EnsembleAnswers said{.route = Text::tr("published port")};
    for (Result<zookeeper::MemberAnswer> &answer : answers) {
        if (!answer) {
            return failure(answer.error());
        }
        said.members.push_back(std::move(*answer));
    }
    return said;
}

QStringList probeArguments(const EnsembleMembers &ensemble)
{
    QStringList arguments;
    for (const docker::Service &service : ensemble.services) {
        const QString name = memberName(service);
        arguments << name << name << QString::number(clientPort);
    }
    return arguments;
}

Result<EnsembleAnswers> askByExec(Access &access, const EnsembleMembers &ensemble, const docker::Service &through,
                                  const Machine &machine, Deadline deadline, const std::stop_token &stop)
{
    auto engine = access.engine(machine.name);
    if (!engine) {
        return failure(engine.error());
    }
    const QStringList command =
        QStringList{QStringLiteral("bash"), QStringLiteral("-c"), zookeeper::probeScript(), QStringLiteral("probe")} +
        probeArguments(ensemble);
    const docker::Task *task = runningTask(ensemble, through.id);
    const auto said = (*engine)->exec(task->container, command, {}, deadline, stop);
    if (!said) {
        return failure(said.error());
    }
    QStringList names;
    for (const docker::Service &service : ensemble.services) {
        names << memberName(service);
    }
    return EnsembleAnswers{.route = Text::tr("exec in %1 on %2").arg(memberName(through), machine.name),
                           .members = zookeeper::decodeProbe(names, said->output)};
}

Error noRoute()
{
    return {.kind = ErrorKind::Unreachable,
            .layer = Layer::ZooKeeper,
            .attempted = Text::tr("ask the ZooKeeper ensemble"),
            .reason = Text::tr("no member's container runs on an engine that is reachable, and no port is published"),
            .remedy = Text::tr("Look at the swarm tasks of the members."),
            .code = QStringLiteral("ensemble.no-route")};
}
} // namespace

QString memberName(const docker::Service &service)
{
    return service.hostname.isEmpty() ? service.name : service.hostname;
}

const Machine *machineOf(const Access &access, const docker::Node &node)
{
    const std::vector<Machine> &machines = access.machines();
    const auto by = [&](auto matches) -> const Machine * {
        const auto found = std::find_if(machines.begin(), machines.end(), matches);
        return found == machines.end() ? nullptr : &*found;
    };
    const Machine *found =
        by([&](const Machine &machine) { return !node.address.isEmpty() && machine.address == node.address; });
    return found ? found : by([&](const Machine &machine) { return machine.name == node.hostname; });
}

Result<EnsembleAnswers> askEnsemble(Access &access, const EnsembleMembers &ensemble, Deadline deadline,
                                    const std::stop_token &stop)
{
    const bool published = std::all_of(ensemble.services.begin(), ensemble.services.end(),
                                       [](const docker::Service &one) { return publishedClientPort(one).has_value(); });
    if (published) {
        return askPublished(ensemble, deadline, stop);
    }
    Error last = noRoute();
    for (const docker::Service &service : ensemble.services) {
        const docker::Task *task = runningTask(ensemble, service.id);
        const docker::Node *node = task && !task->container.isEmpty() ? nodeOf(ensemble, *task) : nullptr;
        const Machine *machine = node ? machineOf(access, *node) : nullptr;
        if (!machine) {
            continue;
        }
        auto answers = askByExec(access, ensemble, service, *machine, deadline, stop);
        if (answers || answers.error().kind == ErrorKind::Cancelled) {
            return answers;
        }
        last = answers.error();
    }
    return failure(std::move(last));
}

} // namespace stormdeck::access
