// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/version.h"
#include "preflight/checks.h"
#include "preflight/proxy.h"
#include "preflight/sockets.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

CheckResult start(const MachineFacts &machine, const char *code, const QString &title)
{
    return {.code = QString::fromLatin1(code), .subject = machine.machine.name, .title = title};
}

bool hasDocker(const SystemFacts &system)
{
    return !system.dockerBinary.isEmpty() || !system.docker.enabled.isEmpty() || system.socketThere;
}

void judgeNoEngine(const SystemFacts &system, const Error &error, CheckResult &result)
{
    if (!hasDocker(system)) {
        result.sentence = Text::tr("Docker Engine is not installed.");
        result.remedy = Text::tr("Install it: the distribution's package, or Docker's own.");
        result.lines = {QStringLiteral("sudo apt-get update"), QStringLiteral("sudo apt-get install --yes docker.io")};
    } else if (!system.docker.active.isEmpty() && system.docker.active != QStringLiteral("active")) {
        result.sentence = Text::tr("Docker Engine is installed and does not run (%1).").arg(system.docker.active);
        result.remedy = Text::tr("Start it; if it does not stay up, its journal says why.");
        result.lines = {QStringLiteral("sudo systemctl enable --now docker"),
                        QStringLiteral("sudo journalctl --unit docker --lines 50")};
    } else if (system.socketThere && !system.socketOpen) {
        result.sentence = Text::tr("%1 may not use Docker's socket.").arg(system.user);
        result.remedy = Text::tr("Put the user into the group docker, which makes it root there, and connect again.");
        result.lines = {QStringLiteral("sudo usermod -aG docker ") + system.user};
    } else {
        result.sentence = sentence(error);
        result.remedy = error.remedy;
    }
}

void judgeVersionRefusal(const Error &error, CheckResult &result)
{
    result.verdict = Verdict::Error;
    result.sentence = Text::tr("The engine cannot be used: %1.").arg(error.reason);
    result.remedy = error.remedy.isEmpty() ? Text::tr("Install another version of Docker there.") : error.remedy;
}

/// "containerd 1.6.20, docker.io 20.10.24"
QString packagesText(const SystemFacts &system)
{
    QStringList texts;
    for (auto it = system.packages.begin(); it != system.packages.end(); ++it) {
        texts << it.key() + u' ' + it.value();
    }
    return texts.join(QStringLiteral(", "));
}

QString endpointBySsh(const Machine &machine)
{
    return QStringLiteral("endpoint: ssh://%1").arg(machine.engine.host);
}
} // namespace

CheckResult checkEngine(const MachineFacts &machine)
{
    CheckResult result = start(machine, "docker.engine", Text::tr("Docker Engine"));
    if (machine.system) {
        result.evidence = packagesText(*machine.system);
    }
    if (machine.engine) {
        result.sentence = Text::tr("Docker %1 answers.").arg(machine.engine->version.version);
        return result;
    }
    const Error error = machine.engineError.value_or(Error{});
    if (docker::isVersionRefusal(error)) {
        result.sentence = Text::tr("The engine answers.");
        return result;
    }
    if (error.kind == ErrorKind::Cancelled || !machine.engineError) {
        result.verdict = Verdict::NotObserved;
        result.sentence = Text::tr("It was stopped before the engine had answered.");
        return result;
    }
    result.verdict = Verdict::Error;
    if (machine.system) {
        judgeNoEngine(*machine.system, error, result);
    } else {
        result.sentence = machine.systemError ? Text::tr("The engine was not asked, as the machine was not reached.")
                                              : sentence(error);
        result.remedy = machine.systemError ? QString() : error.remedy;
        result.verdict = machine.systemError ? Verdict::NotObserved : Verdict::Error;
    }
    return result;
}

CheckResult checkEngineAtBoot(const MachineFacts &machine)
{
    CheckResult result = start(machine, "docker.boot", Text::tr("Docker after a restart"));
    const SystemFacts &system = *machine.system;
    result.evidence =
        Text::tr("docker.service is %1, docker.socket is %2.")
            .arg(system.docker.enabled.isEmpty() ? Text::tr("not known") : system.docker.enabled,
                 system.dockerSocketEnabled.isEmpty() ? Text::tr("not known") : system.dockerSocketEnabled);
    if (system.docker.enabled.isEmpty()) {
        result.verdict = Verdict::NotObserved;
        result.sentence = Text::tr("The machine does not tell whether Docker starts with it.");
    } else if (system.docker.enabled == QStringLiteral("enabled")) {
        result.sentence = Text::tr("Docker starts with the machine.");
    } else {
        result.verdict = Verdict::Warning;
        result.sentence = Text::tr("Docker does not start with the machine.");
        result.remedy = Text::tr("Enable it, or the node stays away after a restart.");
        result.lines = {QStringLiteral("sudo systemctl enable docker")};
    }
    return result;
}

CheckResult checkApi(const MachineFacts &machine)
{
    CheckResult result = start(machine, "docker.api", Text::tr("Docker API"));
    if (!machine.engine) {
        judgeVersionRefusal(machine.engineError.value_or(Error{}), result);
        return result;
    }
    const docker::EngineVersion &version = machine.engine->version;
    result.evidence = Text::tr("The engine speaks %1 to %2.").arg(version.minimumApi.text(), version.api.text());
    if (const auto spoken = docker::negotiate(version)) {
        result.sentence = Text::tr("Version %1 is spoken by both sides.").arg(spoken->text());
    } else {
        judgeVersionRefusal(spoken.error(), result);
    }
    return result;
}

CheckResult checkLiveRestore(const MachineFacts &machine)
{
    CheckResult result = start(machine, "docker.live-restore", Text::tr("Live restore"));
    if (!machine.engine->info.liveRestore) {
        result.sentence = Text::tr("It is off, as swarm mode needs it.");
        return result;
    }
    result.verdict = Verdict::Error;
    result.sentence = Text::tr("It is on; an engine with live restore cannot be in a swarm.");
    result.remedy = Text::tr("Set this in /etc/docker/daemon.json and restart the engine.");
    result.lines = {QStringLiteral("\"live-restore\": false"), QStringLiteral("sudo systemctl restart docker")};
    return result;
}

namespace {
/// The tries of the others to get at it.
struct DoorTries
{
    QStringList through; ///< machines
    QStringList blocked;
};

DoorTries triesAtDoor(const MachineFacts &machine, const Facts &facts)
{
    DoorTries tries;
    for (const Crossing &door : facts.doors) {
        if (door.to == machine.machine.name && isThrough(door.reach)) {
            tries.through << door.from;
        } else if (door.to == machine.machine.name && isBlocked(door.reach)) {
            tries.blocked << door.from;
        }
    }
    return tries;
}

void judgePlainEndpoint(const MachineFacts &machine, bool isAccepted, CheckResult &result)
{
    result.verdict = isAccepted ? Verdict::Notice : Verdict::Warning;
    result.sentence = Text::tr("The engine is reached without TLS: whoever reaches %1 is root on the machine.")
                          .arg(machine.machine.engine.text());
    result.evidence = isAccepted ? Text::tr("The connection says that you know it (accept_plain_tcp).") : QString();
    result.lines = {endpointBySsh(machine.machine)};
}

void judgeOpenDoor(const Listener &listener, const DoorTries &tries, CheckResult &result)
{
    const bool isKeptShut = tries.through.isEmpty() && !tries.blocked.isEmpty();
    result.verdict = isKeptShut ? Verdict::Notice : Verdict::Warning;
    result.evidence = text(listener);
    if (isKeptShut) {
        result.sentence = Text::tr("Something waits for others on port %1, by custom Docker's without TLS; none of the "
                                   "other machines gets through to it.")
                              .arg(plainEnginePort);
        result.evidence += Text::tr("; tried from %1").arg(tries.blocked.join(QStringLiteral(", ")));
        return;
    }
    result.sentence = Text::tr("Something waits for others on port %1, by custom Docker's without TLS: whoever "
                               "reaches it is root on the machine.")
                          .arg(plainEnginePort);
    if (!tries.through.isEmpty()) {
        result.evidence += Text::tr("; reached from %1").arg(tries.through.join(QStringLiteral(", ")));
    }
}
} // namespace

CheckResult checkOpenEngine(const MachineFacts &machine, const Facts &facts)
{
    CheckResult result = start(machine, "docker.open", Text::tr("Docker's port without TLS"));
    const Listener *listener = machine.system ? openEngineDoor(*machine.system) : nullptr;
    const bool isExposed = machine.machine.engine.isExposed();
    if (!isExposed && !listener) {
        result.verdict = machine.system ? Verdict::Pass : Verdict::NotObserved;
        result.sentence = machine.system ? Text::tr("Nothing waits on port %1.").arg(plainEnginePort)
                                         : Text::tr("The machine's ports were not looked at.");
        return result;
    }
    if (isExposed) {
        judgePlainEndpoint(machine, facts.wanted.acceptsPlainTcp, result);
    } else {
        judgeOpenDoor(*listener, triesAtDoor(machine, facts), result);
    }
    result.remedy = Text::tr("Close it and reach the engine by SSH, which needs no port of Docker's.");
    return result;
}

CheckResult checkProxy(const MachineFacts &machine, const Facts &facts)
{
    CheckResult result = start(machine, "docker.proxy", Text::tr("Docker's proxy"));
    const docker::EngineInfo &engine = machine.engine->info;
    const QString proxy = proxyOf(engine);
    if (proxy.isEmpty()) {
        result.sentence = Text::tr("The engine uses none.");
        return result;
    }
    QStringList others;
    for (const MachineFacts &other : facts.machines) {
        if (&other != &machine && !other.address.isEmpty()) {
            others << other.address;
        }
    }
    result.evidence = Text::tr("It sends through %1; NO_PROXY is “%2”.").arg(proxy, engine.noProxy);
    const QStringList through = throughProxy(engine, others);
    if (through.isEmpty()) {
        result.sentence = Text::tr("The engine uses none to reach the other machines.");
        return result;
    }
    const QStringList wanted = engine.noProxy.split(u',', Qt::SkipEmptyParts) + through;
    result.verdict = Verdict::Warning;
    result.sentence = Text::tr("The engine sends through a proxy to %1: machines of a swarm do not find each other so.")
                          .arg(through.join(QStringLiteral(", ")));
    result.remedy =
        Text::tr("Name the addresses of all machines in NO_PROXY of the engine (systemctl edit docker), and "
                 "restart it.");
    result.lines = {QStringLiteral("[Service]"), QStringLiteral("Environment=\"NO_PROXY=%1\"").arg(wanted.join(u',')),
                    QStringLiteral("sudo systemctl restart docker")};
    return result;
}

} // namespace stormdeck::preflight
