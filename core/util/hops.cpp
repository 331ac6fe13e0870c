// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/hops.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Hops)
};

/// With the reason where there is none.
using Hop = tl::expected<QString, QString>;
using Hops = tl::expected<QStringList, QString>;

tl::unexpected<QString> fault(QString reason)
{
    return tl::unexpected<QString>(std::move(reason));
}

QString login(const Endpoint &engine)
{
    return Endpoint::ssh(engine.user, engine.host, engine.port, usualEngineSocket()).text();
}

const Machine *named(const std::vector<Machine> &machines, const QString &name)
{
    const auto found =
        std::find_if(machines.begin(), machines.end(), [&](const Machine &machine) { return machine.name == name; });
    return found == machines.end() ? nullptr : &*found;
}

Hop hopOver(const Machine &machine)
{
    if (machine.engine.kind != Endpoint::Kind::Ssh) {
        return fault(Text::tr("“%1” is reached by %2, not by SSH: name its login as ssh://user@host")
                         .arg(machine.name, machine.engine.text()));
    }
    return login(machine.engine);
}

/// `text` is no machine's name.
Hop hopOver(const QString &text)
{
    if (!text.startsWith(QStringLiteral("ssh://"))) {
        return fault(Text::tr("there is no machine “%1” to be reached through; another host is written ssh://user@host")
                         .arg(text));
    }
    const auto host = parseEndpoint(text);
    if (!host) {
        return fault(Text::tr("the host to be reached through cannot be read: %1").arg(host.error().reason));
    }
    if (host->path != usualEngineSocket()) {
        return fault(Text::tr("behind the host to be reached through belongs no path"));
    }
    return login(*host);
}

QString circle(const std::vector<const Machine *> &passed, const Machine &again)
{
    QStringList names;
    for (const Machine *machine : passed) {
        names << machine->name;
    }
    return Text::tr("the way leads in a circle: %1").arg((names << again.name).join(QStringLiteral(" → ")));
}

/// Nothing, or why the way to `machine` does not go on over `next`, which may be no machine.
QString faultOf(const std::vector<const Machine *> &passed, const Machine *next, const QString &hop, qsizetype hops)
{
    const Machine &machine = *passed.front();
    if (next == &machine ? passed.size() == 1 : hop == login(machine.engine)) {
        return Text::tr("“%1” cannot be reached through itself").arg(machine.name);
    }
    if (next && std::find(passed.begin(), passed.end(), next) != passed.end()) {
        return circle(passed, *next);
    }
    return hops == mostHops ? Text::tr("there are more than %1 hosts to pass").arg(mostHops) : QString();
}

Hops hopsTo(const Machine &machine, const std::vector<Machine> &machines)
{
    if (!machine.through.isEmpty() && machine.engine.kind != Endpoint::Kind::Ssh) {
        return fault(Text::tr("only a machine with an ssh:// endpoint is reached through another"));
    }
    QStringList hops;
    std::vector<const Machine *> passed{&machine};
    for (const Machine *at = &machine; at && !at->through.isEmpty();) {
        const Machine *next = named(machines, at->through);
        const Hop hop = next ? hopOver(*next) : hopOver(at->through);
        if (!hop) {
            return fault(hop.error());
        }
        if (QString wrong = faultOf(passed, next, *hop, hops.size()); !wrong.isEmpty()) {
            return fault(std::move(wrong));
        }
        hops.prepend(*hop);
        passed.push_back(next);
        at = next;
    }
    return hops;
}
} // namespace

std::vector<HopFault> findHops(std::vector<Machine> &machines)
{
    std::vector<HopFault> faults;
    for (size_t i = 0; i < machines.size(); ++i) {
        const Hops hops = hopsTo(machines[i], machines);
        machines[i].engine.hops = hops.value_or(QStringList());
        if (!hops) {
            faults.push_back({i, hops.error()});
        }
    }
    return faults;
}

} // namespace stormdeck
