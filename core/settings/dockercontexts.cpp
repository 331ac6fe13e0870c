// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/dockercontexts.h"

#include "util/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace stormdeck::settings {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DockerContexts)
};

constexpr qint64 largestFile = 1024 * 1024;
constexpr qsizetype mostContexts = 200;

QString configFolder(const QProcessEnvironment &environment)
{
    return environment.value(QStringLiteral("DOCKER_CONFIG"), QDir::homePath() + QStringLiteral("/.docker"));
}

Error unusable(const QString &name, const QString &reason, const QString &remedy)
{
    return {.kind = ErrorKind::Denied,
            .layer = Layer::Local,
            .attempted = Text::tr("use the Docker context %1").arg(name),
            .reason = reason,
            .remedy = remedy,
            .code = QStringLiteral("context.unusable")};
}

Result<QJsonObject> readObject(const QString &path)
{
    const auto content = readFile(path, largestFile);
    if (!content) {
        return failure(content.error());
    }
    const QJsonDocument document = QJsonDocument::fromJson(*content);
    if (!document.isObject()) {
        return failure({.kind = ErrorKind::Undecodable,
                        .layer = Layer::Local,
                        .attempted = Text::tr("read"),
                        .target = path,
                        .reason = Text::tr("it is no JSON object"),
                        .remedy = Text::tr("Make the context anew with the docker command line."),
                        .code = QStringLiteral("context.undecodable")});
    }
    return document.object();
}

Result<Endpoint> endpointOf(const QString &host, const QString &certificates)
{
    auto endpoint = parseEndpoint(host, certificates.isEmpty() ? plainEnginePort : tlsEnginePort);
    if (endpoint && endpoint->kind == Endpoint::Kind::Tcp) {
        endpoint->certificates = certificates;
    }
    return endpoint;
}

std::vector<KnownEngine> fromEnvironment(const QProcessEnvironment &environment)
{
    const QString host = environment.value(QStringLiteral("DOCKER_HOST"));
    if (host.isEmpty()) {
        return {};
    }
    // Like docker: any text in DOCKER_TLS_VERIFY but an empty one asks for TLS.
    const bool encrypted = !environment.value(QStringLiteral("DOCKER_TLS_VERIFY")).isEmpty();
    const QString folder = environment.value(QStringLiteral("DOCKER_CERT_PATH"), configFolder(environment));
    return {{.name = QStringLiteral("DOCKER_HOST"),
             .origin = KnownEngine::Origin::Environment,
             .isCurrent = true,
             .endpoint = endpointOf(host, encrypted ? folder : QString())}};
}

/// `id` names the folders of a context: the hash of its name.
KnownEngine contextOf(const QString &contexts, const QString &id)
{
    const auto meta = readObject(contexts + QStringLiteral("/meta/") + id + QStringLiteral("/meta.json"));
    if (!meta) {
        return {.name = id, .endpoint = failure(meta.error())};
    }
    const QString name = meta->value(u"Name").toString();
    const QJsonObject engine = meta->value(u"Endpoints").toObject().value(u"docker").toObject();
    if (engine.value(u"SkipTLSVerify").toBool()) {
        return {.name = name,
                .endpoint = failure(unusable(name, Text::tr("it does not check who answers"),
                                             Text::tr("Make it with its certificates and without skip-tls-verify.")))};
    }
    const QString folder = contexts + QStringLiteral("/tls/") + id + QStringLiteral("/docker");
    return {.name = name,
            .endpoint = endpointOf(engine.value(u"Host").toString(), QDir(folder).exists() ? folder : QString())};
}

std::vector<KnownEngine> fromContexts(const QProcessEnvironment &environment, bool mayBeCurrent)
{
    const QString folder = configFolder(environment);
    const QString contexts = folder + QStringLiteral("/contexts");
    const auto config = readObject(folder + QStringLiteral("/config.json"));
    const QString chosen = environment.value(QStringLiteral("DOCKER_CONTEXT"),
                                             config ? config->value(u"currentContext").toString() : QString());
    const QStringList ids = QDir(contexts + QStringLiteral("/meta")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::vector<KnownEngine> found;
    for (const QString &id : ids.first(std::min(ids.size(), mostContexts))) {
        found.push_back(contextOf(contexts, id));
        found.back().isCurrent = mayBeCurrent && found.back().name == chosen;
    }
    return found;
}
} // namespace

std::vector<KnownEngine> knownEngines(const QProcessEnvironment &environment)
{
    std::vector<KnownEngine> engines = fromEnvironment(environment);
    for (KnownEngine &engine : fromContexts(environment, engines.empty())) {
        engines.push_back(std::move(engine));
    }
    const auto isCurrent = [](const KnownEngine &engine) { return engine.isCurrent; };
    if (QFile::exists(usualEngineSocket())) {
        engines.push_back({.name = QStringLiteral("default"),
                           .origin = KnownEngine::Origin::LocalSocket,
                           .isCurrent = std::none_of(engines.begin(), engines.end(), isCurrent),
                           .endpoint = Endpoint::unixSocket(usualEngineSocket())});
    }
    std::stable_sort(engines.begin(), engines.end(), [](const KnownEngine &a, const KnownEngine &b) {
        return a.isCurrent != b.isCurrent ? a.isCurrent : a.name < b.name;
    });
    return engines;
}

} // namespace stormdeck::settings
