// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"

#include "docker/decode.h"
#include "docker/encode.h"
#include "docker/requests.h"
#include "docker/version.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <array>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DockerClient)
};

Q_LOGGING_CATEGORY(lcDocker, "stormdeck.docker")

using http::Method;

constexpr std::array statePaths{"/swarm", "/nodes", "/services", "/tasks", "/networks", "/configs"};

std::vector<http::Request> stateRequests(ApiVersion version)
{
    std::vector<http::Request> requests;
    for (const char *path : statePaths) {
        requests.push_back(request(Method::Get, "/v" + version.text().toLatin1() + path));
    }
    return requests;
}

/// The first error among the answers, a status outside 200-299 being one.
std::optional<Error> firstError(const std::vector<Result<http::Response>> &answers)
{
    for (const auto &answer : answers) {
        if (!answer) {
            return answer.error();
        }
        if (!answer->isSuccess()) {
            return statusError(*answer, false);
        }
    }
    return std::nullopt;
}

template <typename T>
bool into(T &target, Result<T> value, std::optional<Error> &error)
{
    if (!value) {
        error = std::move(value.error());
        return false;
    }
    target = std::move(*value);
    return true;
}

RawAnswers bodiesOf(const std::vector<Result<http::Response>> &answers)
{
    RawAnswers bodies;
    for (size_t i = 0; i < answers.size(); ++i) {
        bodies.push_back({statePaths[i], answers[i]->body});
    }
    return bodies;
}

/// The id of what was made. What the engine has against it does not stop anything; it is written to the log.
template <typename IdType>
Result<IdType> createdId(const Result<http::Response> &answer, const QString &attempted, const QString &target)
{
    const auto created = decoded(answer, decodeCreated, attempted, target);
    if (!created) {
        return failure(created.error());
    }
    for (const QString &warning : created->warnings) {
        qCWarning(lcDocker).noquote() << target << "warns:" << warning;
    }
    return IdType{created->id};
}
} // namespace

Result<NodeId> Client::initSwarm(const SwarmInit &init, const std::stop_token &stop)
{
    const QString attempted = Text::tr("create the swarm");
    const auto answer = call(post("/swarm/init", encodeSwarmInit(init)), attempted, slow(), stop);
    return decoded(answer, decodeText, attempted, target()).map([](const QString &id) { return NodeId{id}; });
}

Result<void> Client::joinSwarm(const SwarmJoin &join, const Secret &token, const std::stop_token &stop)
{
    return withoutBody(
        call(post("/swarm/join", encodeSwarmJoin(join, token)), Text::tr("join the swarm"), slow(), stop));
}

Result<void> Client::leaveSwarm(bool force, const std::stop_token &stop)
{
    return withoutBody(
        call(post(force ? "/swarm/leave?force=1" : "/swarm/leave"), Text::tr("leave the swarm"), slow(), stop));
}

Result<Swarm> Client::swarm(const std::stop_token &stop)
{
    const QString attempted = Text::tr("read the swarm");
    return decoded(call(request(Method::Get, "/swarm"), attempted, quick(), stop), decodeSwarm, attempted, target());
}

Result<JoinTokens> Client::joinTokens(const std::stop_token &stop)
{
    const QString attempted = Text::tr("read the join tokens");
    return decoded(call(request(Method::Get, "/swarm"), attempted, quick(), stop), decodeJoinTokens, attempted,
                   target());
}

Result<SwarmState> decodeSwarmState(const RawAnswers &bodies)
{
    SwarmState state{.raw = bodies};
    std::optional<Error> error;
    const bool isWhole = into(state.swarm, decodeSwarm(bodyNamed(bodies, "/swarm")), error) &&
                         into(state.nodes, decodeNodes(bodyNamed(bodies, "/nodes")), error) &&
                         into(state.services, decodeServices(bodyNamed(bodies, "/services")), error) &&
                         into(state.tasks, decodeTasks(bodyNamed(bodies, "/tasks")), error) &&
                         into(state.networks, decodeNetworks(bodyNamed(bodies, "/networks")), error) &&
                         into(state.configs, decodeConfigs(bodyNamed(bodies, "/configs")), error);
    return isWhole ? Result<SwarmState>(std::move(state)) : failure(*error);
}

Result<SwarmState> Client::swarmState(const std::stop_token &stop)
{
    const QString attempted = Text::tr("read the state of the swarm");
    for (bool again = false;; again = true) {
        const auto version = apiVersion(stop);
        if (!version) {
            return failure(located(version.error(), attempted, target()));
        }
        const auto answers = m_http.sendAll(stateRequests(*version), quick(), stop);
        const auto error = firstError(answers);
        if (error && error->httpStatus == 400 && complainsOfVersion(error->reason)) {
            m_version.reset();
            if (!again) {
                continue;
            }
        }
        auto state = error ? Result<SwarmState>(failure(*error)) : decodeSwarmState(bodiesOf(answers));
        return state ? std::move(state) : failure(located(state.error(), attempted, target()));
    }
}

Result<std::vector<Node>> Client::nodes(const std::stop_token &stop)
{
    const QString attempted = Text::tr("list the nodes");
    return decoded(call(request(Method::Get, "/nodes"), attempted, quick(), stop), decodeNodes, attempted, target());
}

Result<void> Client::demoteNode(const Node &node, const std::stop_token &stop)
{
    const QByteArray path = "/nodes/" + escaped(node.id.value) + "/update?version=" + QByteArray::number(node.version);
    return withoutBody(call(post(path, encodeNodeSpec(node, NodeRole::Worker)),
                            Text::tr("make the manager %1 a worker").arg(node.id.shortened()), quick(), stop));
}

Result<void> Client::removeNode(const NodeId &id, bool force, const std::stop_token &stop)
{
    const QByteArray path = "/nodes/" + escaped(id.value) + (force ? "?force=1" : "");
    return withoutBody(
        call(request(Method::Delete, path), Text::tr("remove the node %1").arg(id.shortened()), quick(), stop));
}

Result<std::vector<Service>> Client::services(const std::stop_token &stop)
{
    const QString attempted = Text::tr("list the services");
    return decoded(call(request(Method::Get, "/services"), attempted, quick(), stop), decodeServices, attempted,
                   target());
}

Result<ServiceId> Client::createService(const ServiceSpec &spec, const std::stop_token &stop)
{
    const QString attempted = Text::tr("create the service %1").arg(spec.name);
    return createdId<ServiceId>(call(post("/services/create", encodeService(spec)), attempted, quick(), stop),
                                attempted, target());
}

Result<void> Client::removeService(const ServiceId &id, const std::stop_token &stop)
{
    return withoutBody(call(request(Method::Delete, "/services/" + escaped(id.value)),
                            Text::tr("remove the service %1").arg(id.shortened()), quick(), stop));
}

Result<std::vector<Task>> Client::tasks(const std::stop_token &stop)
{
    const QString attempted = Text::tr("list the swarm tasks");
    return decoded(call(request(Method::Get, "/tasks"), attempted, quick(), stop), decodeTasks, attempted, target());
}

Result<std::vector<Task>> Client::tasksOf(const ServiceId &service, const std::stop_token &stop)
{
    const QString attempted = Text::tr("list the swarm tasks of the service %1").arg(service.shortened());
    const QByteArray filter = encodeFilters({{QStringLiteral("service"), {service.value}}}).toPercentEncoding();
    return decoded(call(request(Method::Get, "/tasks?filters=" + filter), attempted, quick(), stop), decodeTasks,
                   attempted, target());
}

Result<std::vector<Network>> Client::networks(const std::stop_token &stop)
{
    const QString attempted = Text::tr("list the networks");
    return decoded(call(request(Method::Get, "/networks"), attempted, quick(), stop), decodeNetworks, attempted,
                   target());
}

Result<NetworkId> Client::createNetwork(const NetworkSpec &spec, const std::stop_token &stop)
{
    const QString attempted = Text::tr("create the network %1").arg(spec.name);
    return createdId<NetworkId>(call(post("/networks/create", encodeNetwork(spec)), attempted, quick(), stop),
                                attempted, target());
}

Result<void> Client::removeNetwork(const NetworkId &id, const std::stop_token &stop)
{
    return withoutBody(call(request(Method::Delete, "/networks/" + escaped(id.value)),
                            Text::tr("remove the network %1").arg(id.shortened()), quick(), stop));
}

Result<std::vector<Config>> Client::configs(const std::stop_token &stop)
{
    const QString attempted = Text::tr("list the swarm configs");
    return decoded(call(request(Method::Get, "/configs"), attempted, quick(), stop), decodeConfigs, attempted,
                   target());
}

Result<ConfigId> Client::createConfig(const ConfigSpec &spec, const std::stop_token &stop)
{
    const QString attempted = Text::tr("create the swarm config %1").arg(spec.name);
    return createdId<ConfigId>(call(post("/configs/create", encodeConfig(spec)), attempted, quick(), stop), attempted,
                               target());
}

Result<void> Client::removeConfig(const ConfigId &id, const std::stop_token &stop)
{
    return withoutBody(call(request(Method::Delete, "/configs/" + escaped(id.value)),
                            Text::tr("remove the swarm config %1").arg(id.shortened()), quick(), stop));
}

} // namespace stormdeck::docker
