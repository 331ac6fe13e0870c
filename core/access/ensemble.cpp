// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/ensemble.h"

#include "util/sidebyside.h"
#include "zookeeper/client.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Ensemble)
};

constexpr quint16 usualClientPort = 2181;
constexpr quint16 usualAdminPort = 8080;
/// Of the time of a look, for members that are asked by their ports: the rest is for another way.
constexpr std::chrono::milliseconds portPatience{4000};
/// Parts of the time of a look: a machine whose containers are asked has one, the last machine all that is left. An
/// engine can take an exec and say nothing.
constexpr int parts = 3;
/// Threads that ask members; an ensemble is seldom larger than seven.
constexpr size_t mostAtOnce = 8;

std::optional<quint16> publishedPort(const docker::Service &service, std::optional<quint16> target)
{
    for (const docker::PublishedPort &port : service.ports) {
        if (port.target == target && port.mode == docker::PublishMode::Host) {
            return port.published;
        }
    }
    return std::nullopt;
}

/// A port that the settings of a member name, as "admin.serverPort=9090" in ZOO_CFG_EXTRA or JVMFLAGS.
std::optional<quint16> portSet(const docker::Service &service, const QString &key)
{
    const QRegularExpression setting(QStringLiteral("(?:^|[\\s=.])%1=(\\d+)").arg(QRegularExpression::escape(key)));
    for (const QString &line : service.environment) {
        const auto found = setting.match(line);
        const uint port = found.hasMatch() ? found.captured(1).toUInt() : 0;
        if (port > 0 && port <= std::numeric_limits<quint16>::max()) {
            return static_cast<quint16>(port);
        }
    }
    return std::nullopt;
}

QString valueOf(const docker::Service &service, const QString &key)
{
    for (const QString &line : service.environment) {
        if (line.startsWith(key)) {
            return line.mid(key.size());
        }
    }
    return {};
}

/// The client port behind a member's own entry of ZOO_SERVERS, as "server.2=zk2:2888:3888;0.0.0.0:2182". The entry is
/// the one of its server id, else of its host, else the first: where neither tells, all share their settings.
std::optional<quint16> portListed(const docker::Service &service)
{
    static const QRegularExpression entry(QStringLiteral("(?:^|\\s)server\\.(\\d+)=([^\\s:;]+)[^\\s;]*(?:;(\\S+))?"));
    const QString id = valueOf(service, QStringLiteral("ZOO_MY_ID=")).trimmed();
    int likeness = -1;
    quint16 port = 0;
    for (auto found = entry.globalMatch(valueOf(service, QStringLiteral("ZOO_SERVERS="))); found.hasNext();) {
        const auto match = found.next();
        const QString host = match.captured(2);
        const int like = match.captured(1) == id ? 2 : host == service.hostname || host == service.name ? 1 : 0;
        if (like > likeness) {
            likeness = like;
            port = match.captured(3).section(u':', -1).toUShort();
        }
    }
    return port > 0 ? std::optional(port) : std::nullopt;
}

quint16 clientPortOf(const docker::Service &service)
{
    const auto listed = portListed(service);
    return listed ? *listed : portSet(service, QStringLiteral("clientPort")).value_or(usualClientPort);
}

/// The ports that a member listens on, by its settings; the AdminServer is on by default in 3.5 to 3.9.
struct Listening
{
    std::optional<quint16> client;
    std::optional<quint16> secure;
    std::optional<quint16> admin;
};

Listening listeningOf(const docker::Service &service)
{
    const bool isOff = std::any_of(service.environment.begin(), service.environment.end(), [](const QString &line) {
        return line == u"ZOO_ADMINSERVER_ENABLED=false" || line.contains(u"admin.enableServer=false");
    });
    const quint16 admin = portSet(service, QStringLiteral("admin.serverPort")).value_or(usualAdminPort);
    return {clientPortOf(service), portSet(service, QStringLiteral("secureClientPort")),
            isOff ? std::nullopt : std::optional(admin)};
}

zookeeper::MemberPorts portsOn(const QString &host, const docker::Service &service, const Listening &ports)
{
    const auto endpoint = [&](const std::optional<quint16> &port) {
        return port ? std::optional(Endpoint::tcp(host, *port)) : std::nullopt;
    };
    return {.name = memberName(service),
            .client = endpoint(ports.client).value_or(Endpoint{}),
            .secure = endpoint(ports.secure),
            .admin = endpoint(ports.admin)};
}

/// As the network of the members sees them.
zookeeper::MemberPorts insidePorts(const docker::Service &service)
{
    return portsOn(memberName(service), service, listeningOf(service));
}

/// As other machines see them.
zookeeper::MemberPorts publishedPorts(const docker::Service &service, const docker::Node &node)
{
    const Listening inside = listeningOf(service);
    return portsOn(node.address, service,
                   {publishedPort(service, inside.client), publishedPort(service, inside.secure),
                    publishedPort(service, inside.admin)});
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
    return zookeeper::askMember(publishedPorts(service, *node), deadline, stop);
}

/// All members at once, each on a thread of its own, so that silent ones cost one deadline together.
Result<EnsembleAnswers> askPublished(const EnsembleMembers &ensemble, Deadline deadline, const std::stop_token &stop)
{
    const size_t count = ensemble.services.size();
    std::vector<Result<zookeeper::MemberAnswer>> answers(count, zookeeper::MemberAnswer{});
    sideBySide(count, mostAtOnce,
               [&](size_t i) { answers[i] = askByPort(ensemble, ensemble.services[i], deadline, stop); });
    EnsembleAnswers said{.route = {Route::Kind::Port, Text::tr("published ports")}};
    for (Result<zookeeper::MemberAnswer> &answer : answers) {
        if (!answer) {
            return failure(answer.error());
        }
        said.members.push_back(std::move(*answer));
    }
    return said;
}

Result<EnsembleAnswers> askByExec(Access &access, const EnsembleMembers &ensemble, const RunningContainer &through,
                                  Deadline deadline, const std::stop_token &stop)
{
    auto engine = access.engine(through.machine.name);
    if (!engine) {
        return failure(engine.error());
    }
    std::vector<zookeeper::MemberPorts> members;
    std::transform(ensemble.services.begin(), ensemble.services.end(), std::back_inserter(members), insidePorts);
    const QStringList command =
        QStringList{QStringLiteral("bash"), QStringLiteral("-c"), zookeeper::probeScript(), QStringLiteral("probe")} +
        zookeeper::probeArguments(members);
    const auto said = (*engine)->exec(through.id, command, {}, deadline, stop);
    if (!said) {
        return failure(said.error());
    }
    QStringList names;
    for (const zookeeper::MemberPorts &member : members) {
        names << member.name;
    }
    return EnsembleAnswers{.route = relayRoute(through.name, through.machine.name),
                           .members = zookeeper::decodeProbe(names, said->output)};
}

bool isElsewhere(const std::vector<RunningContainer> &containers, const QStringList &machines)
{
    return std::any_of(containers.begin(), containers.end(), [&](const RunningContainer &one) {
        return !machines.contains(one.machine.name);
    });
}

Result<EnsembleAnswers> askThroughContainers(Access &access, const EnsembleMembers &ensemble, Error last,
                                             Deadline deadline, const std::stop_token &stop)
{
    Surroundings around{ensemble.services, ensemble.tasks, ensemble.nodes, ensemble.silent, ensemble.machines};
    around.services.insert(around.services.end(), ensemble.around.begin(), ensemble.around.end());
    const std::vector<RunningContainer> containers = runningContainers(access.machines(), around);
    const std::chrono::milliseconds part = deadline.remaining() / parts;
    QStringList overdue; // machines
    for (const RunningContainer &container : containers) {
        const QString &machine = container.machine.name;
        if (overdue.contains(machine)) {
            continue;
        }
        const bool isLastMachine = !isElsewhere(containers, overdue + QStringList{machine});
        const Deadline own(std::min(deadline.at(), BootClock::now() + part));
        auto answers = askByExec(access, ensemble, container, isLastMachine ? deadline : own, stop);
        if (answers || answers.error().kind == ErrorKind::Cancelled || deadline.passed()) {
            return answers;
        }
        if (own.passed()) {
            overdue << machine;
        }
        last = answers.error();
    }
    return failure(std::move(last));
}

bool anyAnswers(const EnsembleAnswers &answers)
{
    return std::any_of(answers.members.begin(), answers.members.end(), [](const zookeeper::MemberAnswer &member) {
        return member.state != zookeeper::MemberAnswer::State::NoAnswer;
    });
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

Result<EnsembleAnswers> askEnsemble(Access &access, const EnsembleMembers &ensemble, Deadline deadline,
                                    const std::stop_token &stop)
{
    const bool published =
        std::all_of(ensemble.services.begin(), ensemble.services.end(),
                    [](const docker::Service &one) { return publishedPort(one, clientPortOf(one)).has_value(); });
    if (!published) {
        return askThroughContainers(access, ensemble, noRoute(), deadline, stop);
    }
    const Deadline byPort(std::min(deadline.at(), BootClock::now() + portPatience));
    auto answers = askPublished(ensemble, byPort, stop);
    if (!answers || anyAnswers(*answers) || deadline.passed()) {
        return answers;
    }
    auto relayed = askThroughContainers(access, ensemble, noRoute(), deadline, stop);
    return relayed ? relayed : answers;
}

} // namespace stormdeck::access
