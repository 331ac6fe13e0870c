// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/hostfacts.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVersionNumber>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HostFacts)
};

/// The value of a line of os-release, without the quotes that it may have.
QString unquoted(QByteArray value)
{
    value = value.trimmed();
    const bool isQuoted =
        value.size() >= 2 && (value.startsWith('"') || value.startsWith('\'')) && value.endsWith(value.at(0));
    return QString::fromUtf8(isQuoted ? value.mid(1, value.size() - 2) : value);
}

QMap<QString, QString> assignments(const QByteArray &text)
{
    QMap<QString, QString> found;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype sign = line.indexOf('=');
        if (sign > 0 && !line.startsWith('#')) {
            found.insert(QString::fromUtf8(line.left(sign).trimmed()), unquoted(line.mid(sign + 1)));
        }
    }
    return found;
}

QString lineOf(const QByteArray &part)
{
    return QString::fromUtf8(part).section(u'\n', 0, 0).trimmed();
}

/// "ii  docker.io 20.10.24": only what is installed whole.
QMap<QString, QString> packagesIn(const QByteArray &part)
{
    QMap<QString, QString> found;
    for (const QByteArray &line : part.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() == 3 && words[0] == "ii") {
            found.insert(QString::fromUtf8(words[1]), QString::fromUtf8(words[2]));
        }
    }
    return found;
}

QStringList hostKeysIn(const QByteArray &part)
{
    QStringList found;
    for (const QByteArray &line : part.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() >= 2) {
            found << QString::fromUtf8(words[0] + ' ' + words[1]);
        }
    }
    return found;
}

/// "2: ens3    inet 10.0.0.7/24 brd …"
QStringList addressesIn(const QByteArray &part)
{
    QStringList found;
    for (const QByteArray &line : part.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const QByteArray interface = words.value(1);
        const bool isDockers =
            interface.startsWith("docker") || interface.startsWith("br-") || interface.startsWith("veth");
        if (words.value(2) == "inet" && !isDockers) {
            found << QString::fromUtf8(words.value(3).split('/').first());
        }
    }
    return found;
}

std::optional<HostEngine> engineIn(const QByteArray &part)
{
    const QJsonObject info = QJsonDocument::fromJson(part).object();
    const QString version = info.value(QLatin1String("ServerVersion")).toString();
    if (version.isEmpty()) {
        return std::nullopt;
    }
    const QJsonObject swarm = info.value(QLatin1String("Swarm")).toObject();
    return HostEngine{.id = info.value(QLatin1String("ID")).toString(),
                      .version = version,
                      .swarmState = swarm.value(QLatin1String("LocalNodeState")).toString(),
                      .node = swarm.value(QLatin1String("NodeID")).toString(),
                      .running = info.value(QLatin1String("ContainersRunning")).toInt(),
                      .containers = info.value(QLatin1String("Containers")).toInt()};
}
} // namespace

HostSystem systemOf(const QByteArray &osRelease)
{
    const auto values = assignments(osRelease);
    return {.id = values.value(QStringLiteral("ID")),
            .version = values.value(QStringLiteral("VERSION_ID")),
            .codename = values.value(QStringLiteral("VERSION_CODENAME")),
            .name = values.value(QStringLiteral("PRETTY_NAME"))};
}

bool isSupported(const HostSystem &system)
{
    const auto version = QVersionNumber::fromString(system.version);
    const auto isWithin = [&version](int first, int firstMinor, int last, int lastMinor) {
        return version >= QVersionNumber(first, firstMinor) && version <= QVersionNumber(last, lastMinor);
    };
    if (system.id == QStringLiteral("debian")) {
        return version.majorVersion() >= 11 && version.majorVersion() <= 13;
    }
    return system.id == QStringLiteral("ubuntu") && isWithin(20, 4, 26, 4);
}

QMap<QString, QByteArray> surveyParts(const QByteArray &survey)
{
    QMap<QString, QByteArray> parts;
    QString name;
    for (const QByteArray &line : survey.split('\n')) {
        if (line.startsWith('@')) {
            name = QString::fromUtf8(line.mid(1));
            parts.insert(name, {});
        } else if (line.startsWith(' ') && !name.isEmpty()) {
            parts[name] += line.mid(1) + '\n';
        }
    }
    return parts;
}

HostFacts hostFactsOf(const QByteArray &survey)
{
    const auto parts = surveyParts(survey);
    const auto line = [&parts](const char *name) { return lineOf(parts.value(QLatin1String(name))); };
    HostFacts facts{.system = systemOf(parts.value(QStringLiteral("system"))),
                    .architecture = line("architecture"),
                    .hasSystemd = line("init") == QStringLiteral("systemd"),
                    .hostName = line("host-name"),
                    .addresses = addressesIn(parts.value(QStringLiteral("addresses"))),
                    .machineId = line("machine-id"),
                    .hostKeys = hostKeysIn(parts.value(QStringLiteral("host-keys"))),
                    .packages = packagesIn(parts.value(QStringLiteral("packages"))),
                    .dockerProgram = line("docker"),
                    .engine = engineIn(parts.value(QStringLiteral("engine"))),
                    .canSynchronise = line("can-synchronise") == QStringLiteral("yes")};
    if (parts.contains(QStringLiteral("vendor"))) {
        facts.vendorRelease = line("vendor") == QStringLiteral("yes");
    }
    return facts;
}

QString enginePackage(const HostFacts &host)
{
    for (const char *name : {"docker.io", "docker-ce", "moby-engine"}) {
        if (host.packages.contains(QLatin1String(name))) {
            return QLatin1String(name);
        }
    }
    return {};
}

namespace {
Obstacle unsupported(const HostFacts &host)
{
    const HostSystem &system = host.system;
    const QString name = !system.name.isEmpty() ? system.name
                         : !system.id.isEmpty() ? system.id
                                                : Text::tr("a system that does not say which it is");
    return {.reason = Text::tr("%1 runs %2").arg(host.machine, name),
            .remedy = Text::tr("Machines are prepared with Debian 11 to 13 or Ubuntu 20.04 to 26.04. Nothing was "
                               "changed."),
            .code = QStringLiteral("host.unsupported")};
}

std::optional<Obstacle> obstacleInEngine(const HostFacts &host, bool cleaned)
{
    const HostEngine &engine = *host.engine;
    constexpr int firstMajor = 20; // the API of 20.10 is the least that a cluster needs
    if (QVersionNumber::fromString(engine.version) < QVersionNumber(firstMajor, 10)) {
        return Obstacle{.reason = Text::tr("%1 has Docker %2, which is too old").arg(host.machine, engine.version),
                        .remedy = Text::tr("Remove it there, or update it to 20.10 or newer."),
                        .code = QStringLiteral("engine.too-old")};
    }
    if (cleaned && !engine.swarmState.isEmpty() && engine.swarmState != QStringLiteral("inactive")) {
        return Obstacle{.reason = Text::tr("%1 is in a swarm (%2), and a snapshot of it would come up as the same node")
                                      .arg(host.machine, engine.swarmState),
                        .remedy = Text::tr("If it is no longer needed there, take it out of the swarm first."),
                        .code = QStringLiteral("host.in-swarm")};
    }
    if (cleaned && engine.running > 0) {
        return Obstacle{.reason = Text::tr("%n container(s) run on %1", nullptr, engine.running).arg(host.machine),
                        .remedy = Text::tr("Stop them first, if nobody needs them: a snapshot holds no containers."),
                        .code = QStringLiteral("host.in-use")};
    }
    return std::nullopt;
}
} // namespace

std::optional<Obstacle> obstacleTo(const HostFacts &host, bool cleaned)
{
    if (!isSupported(host.system)) {
        return unsupported(host);
    }
    if (!host.hasSystemd) {
        return Obstacle{.reason = Text::tr("%1 is not run by systemd").arg(host.machine),
                        .remedy = Text::tr("Use a machine that is; a container is none."),
                        .code = QStringLiteral("host.no-systemd")};
    }
    if (host.engine) {
        return obstacleInEngine(host, cleaned);
    }
    if (enginePackage(host).isEmpty() && !host.dockerProgram.isEmpty()) {
        return Obstacle{.reason = Text::tr("%1 has a docker that no package of a known name brought (%2)")
                                      .arg(host.machine, host.dockerProgram),
                        .remedy = Text::tr("Remove it there first, as a snap or an alternative such as Podman."),
                        .code = QStringLiteral("engine.stray")};
    }
    return std::nullopt;
}

} // namespace stormdeck::cluster
