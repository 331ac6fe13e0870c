// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storm/client.h"

#include "storm/decode.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>

namespace stormdeck::storm {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storm)
};

const QByteArray prefix = "/api/v1/";
const QByteArray clusterPath = prefix + "cluster/summary";
const QByteArray nimbusPath = prefix + "nimbus/summary";
const QByteArray supervisorPath = prefix + "supervisor/summary";
const QByteArray topologyPath = prefix + "topology/summary";
const QByteArray configurationPath = prefix + "cluster/configuration";

QByteArray pagePath(const TopologyId &id)
{
    return prefix + "topology/" + QUrl::toPercentEncoding(id.value) + "?window=600&sys=false";
}

/// Component ids may hold anything, a slash too.
QByteArray componentPath(const TopologyId &id, const QString &component, StatsWindow window)
{
    return prefix + "topology/" + QUrl::toPercentEncoding(id.value) + "/component/" +
           QUrl::toPercentEncoding(component) + "?window=" + QUrl::toPercentEncoding(wordOf(window)) + "&sys=false";
}

/// Names what was tried and where, in an error that came from below.
Error told(Error error, const QString &attempted, const QString &target)
{
    error.attempted = attempted;
    error.target = target;
    return error;
}

Error redirected(const http::Response &response)
{
    return {.kind = ErrorKind::Denied,
            .layer = Layer::Storm,
            .reason = Text::tr("it points to another page (%1)").arg(QString::fromUtf8(response.header("Location"))),
            .remedy = Text::tr("Something in front of the Storm UI may want a login; use the port of the UI itself."),
            .code = QStringLiteral("storm.redirected"),
            .raw = response.body.left(4096),
            .httpStatus = response.status};
}

bool isRedirect(const http::Response &response)
{
    return response.status >= 300 && response.status < 400;
}

/// The body of a good answer, else why it is none.
Result<QByteArray> bodyOf(Result<http::Response> response)
{
    if (!response) {
        return failure(response.error());
    }
    if (isRedirect(*response)) {
        return failure(redirected(*response));
    }
    if (!response->isSuccess()) {
        return failure(decodeRefusal(response->status, response->body));
    }
    return std::move(response->body);
}

/// Storm 0.9 answers a change with a redirect to the topology.
bool isAcceptedByRedirect(const Result<http::Response> &response)
{
    return response && isRedirect(*response) && response->header("Location").contains("/api/v1/topology/");
}

template <typename Value>
using Decoder = Result<Value> (*)(const QByteArray &);

template <typename Value>
Result<Value> valueOf(const Result<QByteArray> &body, Decoder<Value> decode, const QString &attempted,
                      const QString &target)
{
    auto value = body.and_then(decode);
    if (!value) {
        return failure(told(value.error(), attempted, target));
    }
    return value;
}

QString readCluster()
{
    return Text::tr("read the state of the Storm cluster");
}

QString listNimbuses()
{
    return Text::tr("list the Nimbus daemons");
}

QString listSupervisors()
{
    return Text::tr("list the supervisors");
}

QString listTopologies()
{
    return Text::tr("list the topologies");
}

QString readTopology(const TopologyId &id)
{
    return Text::tr("read the topology %1").arg(id.value);
}

/// Before 1.0 Storm has no list of its Nimbus daemons, and without one it would seem to have no leader.
Error explained(Error error, const QByteArray &path, const RawAnswers &bodies)
{
    if (path != nimbusPath || error.httpStatus != 404) {
        return error;
    }
    const auto cluster = decodeClusterSummary(bodyNamed(bodies, clusterPath));
    if (cluster && cluster->stormVersion.startsWith(u"0.")) {
        error.reason = Text::tr("it is Storm %1, and 1.0 is the oldest that can be read").arg(cluster->stormVersion);
        error.remedy = Text::tr("Upgrade Storm to 1.0 or newer.");
        error.code = QStringLiteral("storm.too-old");
    }
    return error;
}

/// Trouble of one topology, as that it is gone or not for this user to see, which says nothing about the others.
bool isOfOneTopology(const Error &error)
{
    return error.layer == Layer::Storm && (error.kind == ErrorKind::Rejected || error.kind == ErrorKind::Denied) &&
           error.code != QStringLiteral("storm.redirected");
}

/// The page of each topology that has one among the bodies.
Result<std::vector<TopologyPage>> decodePages(const std::vector<TopologySummary> &topologies, const RawAnswers &bodies)
{
    std::vector<TopologyPage> pages;
    for (const TopologySummary &topology : topologies) {
        const RawAnswer *answer = answerNamed(bodies, pagePath(topology.id));
        if (!answer) {
            continue;
        }
        auto page = valueOf(Result<QByteArray>(answer->body), decodeTopologyPage, readTopology(topology.id), {});
        if (page) {
            pages.push_back(std::move(*page));
        } else if (!isOfOneTopology(page.error())) {
            return failure(page.error());
        }
    }
    return pages;
}
/// Without it, or where it cannot be read, the defaults are as good as can be known.
FailureTimes failureTimesIn(const RawAnswers &bodies)
{
    const RawAnswer *configuration = answerNamed(bodies, configurationPath);
    return configuration ? decodeFailureTimes(configuration->body).value_or(FailureTimes{}) : FailureTimes{};
}
} // namespace

Client::Client(Endpoint endpoint, QString label, int mostConnections)
    : m_http(std::move(endpoint), std::move(label), mostConnections)
{
}

Result<QByteArray> Client::get(const QByteArray &path, const QString &attempted, const std::stop_token &stop)
{
    auto body = bodyOf(m_http.send({.path = path}, Deadline::in(patience), stop));
    if (!body) {
        return failure(told(body.error(), attempted, target()));
    }
    return body;
}

Result<ClusterSummary> Client::clusterSummary(const std::stop_token &stop)
{
    return valueOf(get(clusterPath, readCluster(), stop), decodeClusterSummary, readCluster(), target());
}

Result<std::vector<Nimbus>> Client::nimbuses(const std::stop_token &stop)
{
    return valueOf(get(nimbusPath, listNimbuses(), stop), decodeNimbuses, listNimbuses(), target());
}

Result<std::vector<Supervisor>> Client::supervisors(const std::stop_token &stop)
{
    return valueOf(get(supervisorPath, listSupervisors(), stop), decodeSupervisors, listSupervisors(), target());
}

Result<std::vector<TopologySummary>> Client::topologies(const std::stop_token &stop)
{
    return valueOf(get(topologyPath, listTopologies(), stop), decodeTopologies, listTopologies(), target());
}

Result<TopologyPage> Client::topology(const TopologyId &id, const std::stop_token &stop)
{
    return valueOf(get(pagePath(id), readTopology(id), stop), decodeTopologyPage, readTopology(id), target());
}

Result<ComponentPage> Client::component(const TopologyId &id, const QString &component, StatsWindow window,
                                        const std::stop_token &stop)
{
    const QString attempted = Text::tr("read the component %1 of the topology %2").arg(component, id.value);
    return valueOf(get(componentPath(id, component, window), attempted, stop), decodeComponentPage, attempted,
                   target());
}

Result<StormState> decodeState(const RawAnswers &bodies)
{
    const auto part = [&](const QByteArray &path) { return Result<QByteArray>(bodyNamed(bodies, path)); };
    auto cluster = valueOf(part(clusterPath), decodeClusterSummary, readCluster(), {});
    auto nimbuses = valueOf(part(nimbusPath), decodeNimbuses, listNimbuses(), {});
    auto supervisors = valueOf(part(supervisorPath), decodeSupervisors, listSupervisors(), {});
    auto topologies = valueOf(part(topologyPath), decodeTopologies, listTopologies(), {});
    if (!cluster || !nimbuses || !supervisors || !topologies) {
        return failure(!cluster       ? cluster.error()
                       : !nimbuses    ? nimbuses.error()
                       : !supervisors ? supervisors.error()
                                      : topologies.error());
    }
    auto pages = decodePages(*topologies, bodies);
    if (!pages) {
        return failure(pages.error());
    }
    return StormState{std::move(*cluster),    std::move(*nimbuses), std::move(*supervisors),
                      std::move(*topologies), std::move(*pages),    failureTimesIn(bodies)};
}

Result<StormAnswer> Client::state(const std::stop_token &stop)
{
    auto answer = askState(stop);
    if (!answer && answer.error().kind != ErrorKind::Cancelled) {
        m_configuration.reset();
        m_looksToTry = 0;
    }
    return answer;
}

Result<StormAnswer> Client::askState(const std::stop_token &stop)
{
    std::vector<http::Request> requests{
        {.path = clusterPath}, {.path = nimbusPath}, {.path = supervisorPath}, {.path = topologyPath}};
    if (isConfigurationDue()) {
        requests.push_back({.path = configurationPath});
    }
    const std::array attempted{readCluster(), listNimbuses(), listSupervisors(), listTopologies()};
    auto answers = m_http.sendAll(requests, Deadline::in(patience), stop);
    StormAnswer answer;
    for (size_t i = 0; i < attempted.size(); ++i) {
        auto body = bodyOf(std::move(answers[i]));
        if (!body) {
            return failure(told(explained(body.error(), requests[i].path, answer.raw), attempted[i], target()));
        }
        answer.raw.push_back({requests[i].path, std::move(*body)});
    }
    if (answers.size() > attempted.size()) {
        keepConfiguration(std::move(answers.back()));
    }
    if (m_configuration && !m_configuration->isEmpty()) {
        answer.raw.push_back({configurationPath, *m_configuration});
    }
    if (const auto asked = askPages(answer.raw, stop); !asked) {
        return failure(asked.error());
    }
    auto state = decodeState(answer.raw);
    if (!state) {
        return failure(told(state.error(), state.error().attempted, target()));
    }
    answer.state = std::move(*state);
    return answer;
}

bool Client::isConfigurationDue()
{
    m_looksToTry = std::max(m_looksToTry - 1, 0);
    return !m_configuration && m_looksToTry == 0;
}

/// One that was merely lost is asked for again at the next look. Storm asks Nimbus for it and fails while none leads.
void Client::keepConfiguration(Result<http::Response> answer)
{
    const bool isHeard = answer.has_value();
    const bool hasFailed = isHeard && answer->status >= 500;
    auto body = bodyOf(std::move(answer));
    if (hasFailed) {
        m_looksToTry = looksBetweenTries;
    } else if (isHeard) {
        m_configuration = body ? std::move(*body) : QByteArray();
    }
}

Result<void> Client::askPages(RawAnswers &bodies, const std::stop_token &stop)
{
    const auto topologies =
        valueOf(Result<QByteArray>(bodyNamed(bodies, topologyPath)), decodeTopologies, listTopologies(), target());
    if (!topologies) {
        return failure(topologies.error());
    }
    std::vector<http::Request> requests;
    for (const TopologySummary &topology : *topologies) {
        requests.push_back({.path = pagePath(topology.id)});
    }
    auto answers = m_http.sendAll(requests, Deadline::in(patience), stop);
    for (size_t i = 0; i < answers.size(); ++i) {
        auto body = bodyOf(std::move(answers[i]));
        if (body) {
            bodies.push_back({requests[i].path, std::move(*body)});
        } else if (!isOfOneTopology(body.error())) {
            return failure(told(body.error(), readTopology((*topologies)[i].id), target()));
        }
    }
    return {};
}

Result<void> Client::kill(const TopologyId &id, std::chrono::seconds wait, const std::stop_token &stop)
{
    const QByteArray path = prefix + "topology/" + QUrl::toPercentEncoding(id.value) + "/kill/" +
                            QByteArray::number(static_cast<qint64>(wait.count()));
    auto response = m_http.send({.method = http::Method::Post, .path = path}, Deadline::in(patience), stop);
    if (isAcceptedByRedirect(response)) {
        return {};
    }
    return valueOf(bodyOf(std::move(response)), decodeAccepted, Text::tr("kill the topology %1").arg(id.value),
                   target());
}

} // namespace stormdeck::storm
