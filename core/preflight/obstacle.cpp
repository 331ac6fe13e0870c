// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/obstacle.h"

#include <QCoreApplication>
#include <QVersionNumber>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Obstacle)
};

Obstacle unsupported(const QString &machine, const SystemFacts &system)
{
    const QString name = !system.systemName.isEmpty() ? system.systemName
                         : !system.systemId.isEmpty() ? system.systemId
                                                      : Text::tr("a system that does not say which it is");
    return {.reason = Text::tr("%1 runs %2").arg(machine, name),
            .remedy = Text::tr("Machines are prepared with Debian 11 to 13 or Ubuntu 20.04 to 26.04. Nothing was "
                               "changed."),
            .code = QStringLiteral("host.unsupported")};
}

std::optional<Obstacle> obstacleIn(const docker::EngineInfo &engine, const QString &machine, bool cleaned)
{
    constexpr int firstMajor = 20; // the API of 20.10 is the least that a cluster needs
    if (QVersionNumber::fromString(engine.serverVersion) < QVersionNumber(firstMajor, 10)) {
        return Obstacle{.reason = Text::tr("%1 has Docker %2, which is too old").arg(machine, engine.serverVersion),
                        .remedy = Text::tr("Remove it there, or update it to 20.10 or newer."),
                        .code = QStringLiteral("engine.too-old")};
    }
    const auto &state = engine.swarm.state;
    if (cleaned && !state.word.isEmpty() && state.value != docker::LocalNodeState::Inactive) {
        return Obstacle{.reason = Text::tr("%1 is in a swarm (%2), and a snapshot of it would come up as the same node")
                                      .arg(machine, state.word),
                        .remedy = Text::tr("If it is no longer needed there, take it out of the swarm first."),
                        .code = QStringLiteral("host.in-swarm")};
    }
    if (cleaned && engine.containersRunning > 0) {
        return Obstacle{.reason = Text::tr("%n container(s) run on %1", nullptr, engine.containersRunning).arg(machine),
                        .remedy = Text::tr("Stop them first, if nobody needs them: a snapshot holds no containers."),
                        .code = QStringLiteral("host.in-use")};
    }
    return std::nullopt;
}
} // namespace

bool isSupported(const SystemFacts &system)
{
    const auto version = QVersionNumber::fromString(system.systemVersion);
    if (system.systemId == QStringLiteral("debian")) {
        return version.majorVersion() >= 11 && version.majorVersion() <= 13;
    }
    return system.systemId == QStringLiteral("ubuntu") && version >= QVersionNumber(20, 4) &&
           version <= QVersionNumber(26, 4);
}

QString enginePackage(const SystemFacts &system)
{
    for (const char *name : {"docker.io", "docker-ce", "moby-engine"}) {
        if (system.packages.contains(QLatin1String(name))) {
            return QLatin1String(name);
        }
    }
    return {};
}

std::optional<Obstacle> obstacleTo(const MachineFacts &machine, bool cleaned)
{
    const QString &name = machine.machine.name;
    const SystemFacts system = machine.system.value_or(SystemFacts());
    if (!isSupported(system)) {
        return unsupported(name, system);
    }
    if (!system.hasSystemd) {
        return Obstacle{.reason = Text::tr("%1 is not run by systemd").arg(name),
                        .remedy = Text::tr("Use a machine that is; a container is none."),
                        .code = QStringLiteral("host.no-systemd")};
    }
    if (machine.engine) {
        return obstacleIn(machine.engine->info, name, cleaned);
    }
    if (enginePackage(system).isEmpty() && !system.dockerProgram.isEmpty()) {
        return Obstacle{.reason = Text::tr("%1 has a docker that no package of a known name brought (%2)")
                                      .arg(name, system.dockerProgram),
                        .remedy = Text::tr("Remove it there first, as a snap or an alternative such as Podman."),
                        .code = QStringLiteral("engine.stray")};
    }
    return std::nullopt;
}

} // namespace stormdeck::preflight
