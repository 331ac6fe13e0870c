// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/checks.h"
#include "preflight/sockets.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

bool isOfEngine(const Listener &listener)
{
    return listener.process == QStringLiteral("dockerd") || listener.process == QStringLiteral("docker-proxy");
}

bool isInSwarm(const MachineFacts &machine)
{
    return machine.engine && machine.engine->info.swarm.state.value != docker::LocalNodeState::Inactive;
}

/// What holds ports that are wanted, by how much that matters.
struct Taken
{
    QStringList bad;         ///< keeps the cluster from being set up
    QStringList known;       ///< held by whom it is for
    QStringList others;      ///< ports that matter only where they are published
    bool isLeftOver = false; ///< an engine outside a swarm holds a port of swarms
};

void judge(const PortUse &use, const Listener &listener, const MachineFacts &machine, Taken &taken)
{
    const QString line = text(listener) + (use.protocol == PortProtocol::Udp ? QStringLiteral("/udp") : QString());
    const bool isSwarms = use.need == Need::Swarm && isInSwarm(machine);
    if (use.need == Need::Overlay) {
        taken.others << line;
    } else if (isSwarms || (use.need == Need::Published && isOfEngine(listener))) {
        taken.known << line;
    } else {
        taken.bad << line;
        taken.isLeftOver = taken.isLeftOver || isOfEngine(listener);
    }
}

Taken takenOn(const MachineFacts &machine, const Facts &facts)
{
    Taken taken;
    for (const PortUse &use : facts.wanted.ports) {
        for (const Listener &listener : machine.system->listeners) {
            const bool isIt = listener.protocol == use.protocol && listener.port == use.port;
            if (isIt && use.isOn(machine.machine.name)) {
                judge(use, listener, machine, taken);
            }
        }
    }
    return taken;
}
} // namespace

CheckResult checkPortsTaken(const MachineFacts &machine, const Facts &facts)
{
    CheckResult result{.code = QStringLiteral("ports.taken"),
                       .subject = machine.machine.name,
                       .title = Text::tr("Ports that the cluster needs")};
    const Taken taken = takenOn(machine, facts);
    if (!taken.bad.isEmpty()) {
        result.verdict = Verdict::Error;
        result.sentence = taken.isLeftOver ? Text::tr("The engine holds a port of swarms though it is in none.")
                                           : Text::tr("Something else holds what the cluster needs: %1.")
                                                 .arg(taken.bad.join(QStringLiteral(", ")));
        result.evidence = taken.bad.join(QStringLiteral(", "));
        result.remedy = taken.isLeftOver
                            ? Text::tr("It has kept it from the last swarm: restart it, or no name resolves on "
                                       "its overlay networks.")
                            : Text::tr("End what holds it, or publish another port.");
        result.lines = {taken.isLeftOver ? QStringLiteral("sudo systemctl restart docker")
                                         : QStringLiteral("sudo ss -lntup")};
    } else if (!taken.others.isEmpty()) {
        result.verdict = Verdict::Notice;
        result.sentence = Text::tr("Ports of ZooKeeper or Storm are held on the machine itself.");
        result.evidence = taken.others.join(QStringLiteral(", "));
        result.remedy =
            Text::tr("Nothing to do: the cluster uses its own network. Those ports cannot be published there.");
    } else {
        result.sentence = taken.known.isEmpty() ? Text::tr("They are free.")
                                                : Text::tr("They are free, or held by the cluster itself.");
        result.evidence = taken.known.join(QStringLiteral(", "));
    }
    return result;
}

} // namespace stormdeck::preflight
