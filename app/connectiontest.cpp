// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectiontest.h"

#include "access/ways.h"
#include "style/layername.h"
#include "util/hostport.h"
#include "watch/observeonce.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::app {

using dialogs::CheckStep;
using State = CheckStep::State;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionTest)
};

/// The layers before the swarm, the nearest first.
enum class Stage { Resolve, Connect, Tls, Ssh, HostKey, Login, Socket, Http, Api, Permission };

/// The hosts that an SSH connection passes, the first one first, and whether it is up itself.
struct Way
{
    std::vector<std::shared_ptr<const ssh::Session>> hops;
    bool isUp = false;
};

Way wayTo(const Machine &machine, access::Tunnels &tunnels)
{
    Way way;
    const auto session = machine.engine.kind == Endpoint::Kind::Ssh ? tunnels.session(machine) : failure({});
    if (!session) {
        return way;
    }
    way.isUp = (*session)->isUp();
    for (auto hop = (*session)->before(); hop; hop = hop->before()) {
        way.hops.insert(way.hops.begin(), hop);
    }
    return way;
}

/// Those that a connection to such an endpoint has, in the order in which they are passed. A name that a host on the
/// way looks up is part of what that host connects to.
std::vector<Stage> stagesOf(const Endpoint &endpoint, const Way &way)
{
    using enum Stage;
    if (endpoint.kind == Endpoint::Kind::Unix) {
        return {Connect, Permission, Http, Api};
    }
    std::vector<Stage> stages{Connect};
    if (!isAddress(endpoint.host) && way.hops.empty()) {
        stages.insert(stages.begin(), Resolve);
    }
    if (endpoint.kind == Endpoint::Kind::Ssh) {
        stages.insert(stages.end(), {Ssh, HostKey, Login, Socket});
    } else if (endpoint.isEncrypted()) {
        stages.push_back(Tls);
    }
    stages.insert(stages.end(), {Http, Api, Permission});
    return stages;
}

Stage stageOf(const Error &error)
{
    const bool isRefused =
        error.kind == ErrorKind::Denied && (error.layer == Layer::Docker || error.layer == Layer::Connect);
    switch (error.layer) {
    case Layer::Local:
    case Layer::Resolve:
        return Stage::Resolve;
    case Layer::Connect:
        return isRefused ? Stage::Permission : Stage::Connect;
    case Layer::Tls:
        return Stage::Tls;
    case Layer::Ssh:
        return Stage::Ssh;
    case Layer::HostKey:
        return Stage::HostKey;
    case Layer::Login:
        return Stage::Login;
    case Layer::Channel:
        return Stage::Socket;
    case Layer::Http:
        return Stage::Http;
    default:
        return isRefused ? Stage::Permission : Stage::Api;
    }
}

/// Where among these an error belongs: its own stage, else the next one there is. That a host on the way opens no
/// channel to the next one is what a refused connection is elsewhere.
size_t placeOf(const Error &error, const Way &way, const std::vector<Stage> &stages)
{
    if (!way.hops.empty() && !way.isUp && error.layer == Layer::Channel) {
        return 0;
    }
    const Stage wanted = stageOf(error);
    auto at = std::find(stages.begin(), stages.end(), wanted);
    if (at == stages.end()) {
        at = std::find_if(stages.begin(), stages.end(), [&](Stage one) { return one > wanted; });
    }
    return static_cast<size_t>(std::min(at, stages.end() - 1) - stages.begin());
}

QString nameOf(Stage stage, const Endpoint &endpoint)
{
    switch (stage) {
    case Stage::Resolve:
        return style::layerName(Layer::Resolve);
    case Stage::Connect:
        return endpoint.kind == Endpoint::Kind::Unix ? Text::tr("Socket") : Text::tr("TCP");
    case Stage::Tls:
        return style::layerName(Layer::Tls);
    case Stage::Ssh:
        return style::layerName(Layer::Ssh);
    case Stage::HostKey:
        return Text::tr("Host key");
    case Stage::Login:
        return Text::tr("Login");
    case Stage::Socket:
        return Text::tr("Engine's socket");
    case Stage::Http:
        return style::layerName(Layer::Http);
    case Stage::Api:
        return Text::tr("API version");
    case Stage::Permission:
        return Text::tr("Permission");
    }
    return {};
}

/// What is known of a stage that was passed; empty: no more than that.
QString passedText(Stage stage, const Endpoint &endpoint, const QString &api)
{
    switch (stage) {
    case Stage::Resolve:
        return endpoint.host;
    case Stage::Connect:
        return endpoint.kind == Endpoint::Kind::Unix ? endpoint.path : endpoint.text();
    case Stage::Tls:
        return Text::tr("verified by %1").arg(endpoint.certificates);
    case Stage::Socket:
        return endpoint.path;
    case Stage::Api:
        return api;
    default:
        return {};
    }
}

/// A step for each host on the way: what went wrong before the engine's own host belongs to the first that is not up.
std::vector<CheckStep> hopSteps(const Way &way, const std::optional<Error> &error)
{
    std::vector<CheckStep> steps;
    bool isOpen = true;
    for (const auto &hop : way.hops) {
        CheckStep step{Text::tr("Through %1").arg(hop->host().text())};
        const bool isPassed = isOpen && (!error || hop->isUp());
        if (isPassed) {
            step.state = State::Passed;
        } else if (isOpen) {
            step.state = State::Failed;
            step.text = sentence(*error);
        }
        isOpen = isPassed;
        steps.push_back(std::move(step));
    }
    return steps;
}

std::vector<CheckStep> stepsTo(const Endpoint &endpoint, const Way &way, const std::optional<Error> &error,
                               const QString &api)
{
    const std::vector<Stage> stages = stagesOf(endpoint, way);
    std::vector<CheckStep> steps = hopSteps(way, error);
    const bool isReached = steps.empty() || steps.back().state == State::Passed;
    const size_t failed = error ? placeOf(*error, way, stages) : stages.size();
    for (size_t i = 0; i < stages.size(); ++i) {
        CheckStep step{nameOf(stages[i], endpoint)};
        if (isReached && i < failed) {
            step.state = State::Passed;
            step.text = passedText(stages[i], endpoint, api);
        } else if (isReached && i == failed) {
            step.state = State::Failed;
            step.text = sentence(*error);
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

QString swarmSentence(const docker::LocalSwarm &swarm)
{
    switch (swarm.state.value) {
    case docker::LocalNodeState::Inactive:
        return Text::tr("not in a swarm");
    case docker::LocalNodeState::Active:
        return swarm.controlAvailable ? Text::tr("manager of a swarm") : Text::tr("worker of a swarm");
    default:
        return Text::tr("swarm state “%1”").arg(swarm.state.word);
    }
}

CheckStep swarmStep(const docker::LocalSwarm &swarm)
{
    const bool isUsable = swarm.error.isEmpty() && (swarm.state.value == docker::LocalNodeState::Inactive ||
                                                    swarm.state.value == docker::LocalNodeState::Active);
    const QString words = swarm.error.isEmpty() ? swarmSentence(swarm) : swarm.error;
    return {style::layerName(Layer::Swarm), isUsable ? State::Passed : State::Failed, words};
}

/// The Storm UI as it is reached over this machine alone.
CheckStep uiStep(const Machine &machine, const std::shared_ptr<access::Ways> &ways, const std::stop_token &stop)
{
    const settings::Profile profile{.name = machine.name, .machines = {machine}, .acceptPlainTcp = true};
    const cluster::SourceAge age =
        watch::observeOnce(profile, watch::Part::Storm, SystemClock(), stop, ways).freshness.storm;
    CheckStep step{Text::tr("Storm UI")};
    if (age.answered) {
        step.state = State::Passed;
        step.text = age.route.text;
    } else if (!age.expected) {
        step.text = Text::tr("none in this swarm");
    } else if (!age.error) {
        step.text = Text::tr("not looked for: the swarm could not be read");
    } else if (codeOf(*age.error) == QStringLiteral("storm.no-route")) {
        step.text = Text::tr("not by this machine alone: %1").arg(age.error->reason);
    } else {
        step.state = State::Failed;
        step.text = sentence(*age.error);
    }
    return step;
}
} // namespace

dialogs::EngineReport testConnection(const Endpoint &endpoint, const std::shared_ptr<access::Ways> &ways,
                                     const std::stop_token &stop)
{
    const Machine machine{.name = endpoint.text(), .engine = endpoint};
    const std::shared_ptr<access::Ways> used = access::orOwn(ways);
    used->tunnels.open({machine}, stop);
    docker::Client engine = used->tunnels.client(machine);
    const auto api = engine.apiVersion(stop);
    const auto info = api ? engine.info(stop) : failure(api.error());
    const QString version = api ? api->text() : QString();
    const Way way = wayTo(machine, used->tunnels);
    if (!info) {
        dialogs::EngineReport report{failure(info.error()), stepsTo(endpoint, way, info.error(), version)};
        report.steps.push_back({style::layerName(Layer::Swarm)});
        return report;
    }
    dialogs::EngineReport report{Text::tr("Docker %1 (API %2) on %3, %4")
                                     .arg(info->serverVersion, version, info->name, swarmSentence(info->swarm)),
                                 stepsTo(endpoint, way, std::nullopt, version)};
    report.steps.push_back(swarmStep(info->swarm));
    if (info->swarm.controlAvailable) {
        report.steps.push_back(uiStep(machine, used, stop));
    }
    return report;
}

} // namespace stormdeck::app
