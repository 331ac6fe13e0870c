// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/uiroutes.h"

#include "access/access.h"
#include "net/stream.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Access)
};

constexpr size_t mostWays = 8;
constexpr std::chrono::seconds portPatience{2};
constexpr std::chrono::seconds relayPatience{5};

QString label()
{
    return Text::tr("Storm UI");
}

Error uiError(ErrorKind kind, const QString &code, const QString &reason, const QString &remedy)
{
    return {.kind = kind,
            .layer = Layer::Storm,
            .attempted = Text::tr("ask the Storm UI"),
            .reason = reason,
            .remedy = remedy,
            .code = code};
}

UiWay relayWay(const RunningContainer &container, const QString &host, quint16 port)
{
    return {.route = relayRoute(container.name, container.machine.name),
            .relay = RelayTarget{.machine = container.machine,
                                 .container = container.id,
                                 .through = container.name,
                                 .host = host,
                                 .port = port}};
}

const docker::Task *uiTask(const UiSite &site)
{
    const auto &tasks = site.around.tasks;
    const auto found = std::find_if(tasks.begin(), tasks.end(), [&](const docker::Task &task) {
        return task.service == site.service && docker::runsAsMeant(task);
    });
    return found == tasks.end() ? nullptr : &*found;
}

Error whyNone(const UiSite &site)
{
    if (uiTask(site)) {
        return uiError(ErrorKind::Unreachable, QStringLiteral("storm.no-route"),
                       Text::tr("its port is not published, and no container of its cluster runs on a machine that is "
                                "known here"),
                       Text::tr("Add the machine to the profile, or publish the port."));
    }
    QString state;
    for (const docker::Task &task : site.around.tasks) {
        if (task.service == site.service && task.desired == docker::TaskState::Running) {
            state = task.state.word;
        }
    }
    return uiError(ErrorKind::Unreachable, QStringLiteral("storm.no-route"),
                   state.isEmpty() ? Text::tr("no swarm task of it is meant to run")
                                   : Text::tr("its swarm task is %1").arg(state),
                   Text::tr("Look at the swarm tasks of the UI's service."));
}

/// Whether it says something about the way and nothing about the other end, so that another way may work.
bool isOfTheWay(const Error &error)
{
    return error.kind == ErrorKind::Unreachable && error.layer != Layer::Storm;
}

/// Whether it says the same on every way.
bool isOfTheUi(const Error &error, const UiWay &way)
{
    const bool isLoopback = way.relay && way.relay->host == QStringLiteral("127.0.0.1");
    return error.code == QStringLiteral("relay.paused") ||
           (error.code == QStringLiteral("relay.refused") && !isLoopback);
}

/// The UI's own container where it is paused: then nothing else matters.
std::optional<Error> paused(Access &access, const std::vector<UiWay> &ways, const UiSite &site,
                            const std::stop_token &stop)
{
    const docker::Task *task = uiTask(site);
    const auto own = std::find_if(ways.begin(), ways.end(), [&](const UiWay &way) {
        return task && way.relay && way.relay->container == task->container;
    });
    if (own == ways.end()) {
        return std::nullopt;
    }
    auto engine = access.engine(own->relay->machine.name);
    const auto state = engine ? (*engine)->container(own->relay->container, stop) : failure(engine.error());
    if (!state || state->status != QStringLiteral("paused")) {
        return std::nullopt;
    }
    return uiError(ErrorKind::Conflict, QStringLiteral("storm.ui-paused"),
                   Text::tr("its container on %1 is paused").arg(own->relay->machine.name),
                   Text::tr("Let it go on: docker unpause %1").arg(own->relay->container.shortened()));
}
} // namespace

std::vector<UiWay> waysTo(const UiSite &site, const std::vector<Machine> &machines)
{
    if (site.fixed) {
        return {{.route = {Route::Kind::Fixed, Text::tr("address %1 of the profile").arg(site.fixed->text())},
                 .endpoint = *site.fixed}};
    }
    std::vector<UiWay> ways;
    if (site.published) {
        ways.push_back(
            {.route = {Route::Kind::Port,
                       Text::tr("published port %1 of %2").arg(site.published->port).arg(site.published->host)},
             .endpoint = *site.published});
    }
    const docker::Task *ui = uiTask(site);
    for (const RunningContainer &container :
         ui ? runningContainers(machines, site.around) : std::vector<RunningContainer>{}) {
        if (container.id == ui->container) {
            ways.push_back(relayWay(container, QStringLiteral("127.0.0.1"), site.port));
        }
        for (const QString &address : ui->addresses) {
            ways.push_back(relayWay(container, address, site.port));
        }
    }
    ways.resize(std::min(ways.size(), mostWays));
    return ways;
}

std::optional<Error> UiRoutes::run(Access &access, const UiSite &site, const Question &question,
                                   const std::stop_token &stop)
{
    const std::vector<UiWay> ways = waysTo(site, access.machines());
    if (m_open && std::find(ways.begin(), ways.end(), m_open->way) == ways.end()) {
        m_open.reset();
    }
    std::optional<Error> error = m_open ? put(question) : std::nullopt;
    if (m_open && (!error || !isOfTheWay(*error))) {
        const auto explained =
            error && error->kind == ErrorKind::Deadline ? paused(access, ways, site, stop) : std::nullopt;
        return explained ? explained : error;
    }
    m_open.reset();
    if (ways.empty()) {
        return whyNone(site);
    }
    error = tryAll(access, ways, error, question, stop);
    if (error && error->kind != ErrorKind::Cancelled) {
        const auto explained = paused(access, ways, site, stop);
        return explained ? explained : error;
    }
    return error;
}

/// The first error tells most: it is of the way that should have worked.
std::optional<Error> UiRoutes::tryAll(Access &access, const std::vector<UiWay> &ways, std::optional<Error> first,
                                      const Question &question, const std::stop_token &stop)
{
    for (const UiWay &way : ways) {
        const auto opened = open(access, way, stop);
        std::optional<Error> error = opened ? put(question) : std::optional(opened.error());
        if (opened && (!error || !isOfTheWay(*error))) {
            return error;
        }
        m_open.reset();
        if (error->kind == ErrorKind::Cancelled) {
            return error;
        }
        first = first ? first : error;
        if (isOfTheUi(*error, way)) {
            break;
        }
    }
    return first;
}

std::optional<Error> UiRoutes::put(const Question &question)
{
    m_route = m_open->way.route;
    std::optional<Error> error = question(m_open->client);
    if (!error || !m_open->relay) {
        return error;
    }
    const auto trouble = m_open->relay->trouble();
    if (trouble && isOfTheWay(*error)) {
        error = trouble;
        error->kind = ErrorKind::Unreachable; // whatever it was, the question was not heard over this way
    }
    error->target = Text::tr("Storm UI, %1").arg(m_route.text);
    return error;
}

Result<void> UiRoutes::open(Access &access, const UiWay &way, const std::stop_token &stop)
{
    if (way.relay) {
        return openRelay(access, way, stop);
    }
    // A port behind a firewall would cost the client's whole patience, and there may be another way.
    if (way.route.kind == Route::Kind::Port) {
        if (const auto heard = net::Stream::connect(way.endpoint, Deadline::in(portPatience), stop); !heard) {
            Error error = heard.error();
            error.attempted = Text::tr("ask the Storm UI");
            return failure(std::move(error));
        }
    }
    m_open = std::make_unique<Open>(Open{way, nullptr, storm::Client(way.endpoint, label())});
    return {};
}

Result<void> UiRoutes::openRelay(Access &access, const UiWay &way, const std::stop_token &stop)
{
    auto engine = access.engine(way.relay->machine.name);
    if (!engine) {
        return failure(engine.error());
    }
    auto relay = m_relays->open(**engine, *way.relay, Deadline::in(relayPatience), stop);
    if (!relay) {
        return failure(relay.error());
    }
    storm::Client client((*relay)->endpoint(), label(), Relays::mostOfAClient);
    m_open = std::make_unique<Open>(Open{way, std::move(*relay), std::move(client)});
    return {};
}

} // namespace stormdeck::access
