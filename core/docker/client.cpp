// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"

#include "docker/decode.h"
#include "docker/requests.h"
#include "docker/version.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DockerClient)
};

constexpr auto pingPath = "/_ping";
constexpr auto versionPath = "/version";
constexpr auto infoPath = "/info";
constexpr std::chrono::minutes versionGoodFor{1};

/// The answer where it is a success, else its error.
Result<http::Response> accepted(Result<http::Response> answer, http::Method method)
{
    if (!answer || answer->isSuccess()) {
        return answer;
    }
    return failure(statusError(*answer, method != http::Method::Get && method != http::Method::Head));
}

/// What the engine speaks, from /version, or from the head of /_ping where a gateway lets only that through.
Result<EngineVersion> versionIn(const http::Response &ping, const Result<http::Response> &versionAnswer)
{
    auto version = accepted(versionAnswer, http::Method::Get).and_then([](const http::Response &answer) {
        return decodeVersion(answer.body);
    });
    if (!version) {
        if (const auto api = parseApiVersion(QString::fromLatin1(ping.header("Api-Version")))) {
            return EngineVersion{.api = *api};
        }
    }
    return version;
}

Result<EngineAnswer> engineAnswer(const Result<http::Response> &version, const Result<http::Response> &info,
                                  const QString &target)
{
    const QString attempted = Text::tr("ask the Docker engine about itself");
    RawAnswers bodies;
    auto heard = accepted(version, http::Method::Get)
                     .and_then([&](const http::Response &part) {
                         bodies.push_back({versionPath, part.body});
                         return accepted(info, http::Method::Get);
                     })
                     .and_then([&](const http::Response &part) {
                         bodies.push_back({infoPath, part.body});
                         return decodeEngineAnswer(bodies);
                     });
    return heard ? std::move(heard) : failure(located(std::move(heard.error()), attempted, target));
}

/// Not where an engine was exchanged since its version was kept.
bool tellsOneVersion(const Result<EngineAnswer> &answer)
{
    return answer && !answer->info.serverVersion.isEmpty() && answer->info.serverVersion == answer->version.version;
}
} // namespace

Result<EngineAnswer> decodeEngineAnswer(const RawAnswers &bodies)
{
    auto version = decodeVersion(bodyNamed(bodies, versionPath));
    if (!version) {
        return failure(version.error());
    }
    return decodeInfo(bodyNamed(bodies, infoPath)).map([&](EngineInfo &&info) {
        return EngineAnswer{std::move(*version), std::move(info), bodies};
    });
}

Client::Client(Endpoint endpoint, QString label) : m_http(std::move(endpoint), std::move(label)) {}

Client::Client(http::Client http) : m_http(std::move(http)) {}

Result<ApiVersion> Client::askVersions(Deadline deadline, const std::stop_token &stop)
{
    const std::array requests{request(http::Method::Get, pingPath), request(http::Method::Get, versionPath)};
    auto answers = m_http.sendAll(requests, Deadline(std::min(deadline.at(), quick().at())), stop);
    const auto ping = accepted(std::move(answers[0]), http::Method::Get);
    if (!ping) {
        return failure(ping.error());
    }
    return versionIn(*ping, answers[1]).and_then(negotiate);
}

Result<ApiVersion> Client::apiVersion(const std::stop_token &stop)
{
    return versionBy(quick(), stop);
}

Result<ApiVersion> Client::versionBy(Deadline deadline, const std::stop_token &stop)
{
    if (!m_version) {
        auto version = askVersions(deadline, stop);
        if (!version) {
            return failure(located(std::move(version.error()), Text::tr("agree on an API version"), target()));
        }
        m_version = *version;
    }
    return *m_version;
}

Result<http::Response> Client::sendVersioned(const http::Request &request, const QString &attempted, const Send &send,
                                             Deadline deadline, const std::stop_token &stop)
{
    for (bool again = false;; again = true) {
        const auto version = versionBy(deadline, stop);
        if (!version) {
            return failure(located(version.error(), attempted, target()));
        }
        http::Request versioned = request;
        versioned.path.prepend("/v" + version->text().toLatin1());
        auto answer = accepted(send(versioned), request.method);
        if (answer) {
            return answer;
        }
        const bool isRefusedVersion = answer.error().httpStatus == 400 && complainsOfVersion(answer.error().reason);
        if (isRefusedVersion) {
            m_version.reset();
        }
        if (!isRefusedVersion || again || request.source) {
            return failure(located(std::move(answer.error()), attempted, target()));
        }
    }
}

Result<http::Response> Client::call(http::Request request, const QString &attempted, Deadline deadline,
                                    const std::stop_token &stop)
{
    const auto send = [&](const http::Request &versioned) { return m_http.send(versioned, deadline, stop); };
    return sendVersioned(request, attempted, send, deadline, stop);
}

Result<http::Response> Client::stream(const http::Request &request, const http::ChunkSink &sink,
                                      const QString &attempted, Deadline deadline, const std::stop_token &stop)
{
    const auto send = [&](const http::Request &versioned) { return m_http.stream(versioned, sink, deadline, stop); };
    return sendVersioned(request, attempted, send, deadline, stop);
}

Result<void> Client::ping(const std::stop_token &stop)
{
    auto answer = accepted(m_http.send(request(http::Method::Get, pingPath), quick(), stop), http::Method::Get);
    if (!answer) {
        return failure(located(std::move(answer.error()), Text::tr("reach the Docker engine"), target()));
    }
    return {};
}

Result<EngineVersion> Client::version(const std::stop_token &stop)
{
    const QString attempted = Text::tr("read the version of the Docker engine");
    auto answer = accepted(m_http.send(request(http::Method::Get, versionPath), quick(), stop), http::Method::Get);
    if (!answer) {
        return failure(located(std::move(answer.error()), attempted, target()));
    }
    return decoded(answer, decodeVersion, attempted, target());
}

Result<EngineInfo> Client::info(const std::stop_token &stop)
{
    const QString attempted = Text::tr("ask the Docker engine about itself");
    return decoded(call(request(http::Method::Get, infoPath), attempted, quick(), stop), decodeInfo, attempted,
                   target());
}

std::vector<Result<EngineAnswer>> engineAnswers(std::span<Client *const> clients, Deadline deadline,
                                                const std::stop_token &stop)
{
    std::vector<http::Client *> senders;
    std::vector<http::Request> requests;
    const auto ask = [&](Client &client, const char *path) {
        senders.push_back(&client.m_http);
        requests.push_back(request(http::Method::Get, path));
    };
    const Instant now = BootClock::now();
    for (Client *client : clients) {
        if (!client->m_kept || now - client->m_kept->at >= versionGoodFor) {
            client->m_kept.reset();
            ask(*client, versionPath);
        }
        ask(*client, infoPath);
    }
    const auto answers = http::sendEach(senders, requests, deadline, stop);
    std::vector<Result<EngineAnswer>> results;
    auto next = answers.begin();
    for (Client *client : clients) {
        const Result<http::Response> version =
            client->m_kept ? Result<http::Response>(client->m_kept->answer) : *next++;
        results.push_back(engineAnswer(version, *next++, client->target()));
        if (!tellsOneVersion(results.back())) {
            client->m_kept.reset();
        } else if (!client->m_kept) {
            client->m_kept = Client::KeptVersion{*version, now};
        }
    }
    return results;
}

} // namespace stormdeck::docker
