// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/crossings.h"

#include "preflight/sockets.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

std::optional<PortName> portOf(const QString &protocol, const QString &number)
{
    bool isNumber = false;
    const quint16 port = number.toUShort(&isNumber);
    const bool isTcp = protocol == QStringLiteral("tcp");
    if (!isNumber || (!isTcp && protocol != QStringLiteral("udp"))) {
        return std::nullopt;
    }
    return PortName{isTcp ? PortProtocol::Tcp : PortProtocol::Udp, port};
}

Reach reachOf(const QString &text)
{
    for (const Reach reach : {Reach::Answered, Reach::Held, Reach::Refused, Reach::Silent, Reach::Failed}) {
        if (word(reach) == text) {
            return reach;
        }
    }
    return Reach::NotObserved;
}

const Listener *holderOf(const MachineFacts &machine, const PortName &port)
{
    if (!machine.system) {
        return nullptr;
    }
    const std::vector<Listener> &all = machine.system->listeners;
    const auto holds = [&](const Listener &one) { return one.protocol == port.protocol && one.port == port.port; };
    const auto open =
        std::find_if(all.begin(), all.end(), [&](const Listener &one) { return holds(one) && isOpenToOthers(one); });
    const auto any = open != all.end() ? open : std::find_if(all.begin(), all.end(), holds);
    return any == all.end() ? nullptr : &*any;
}

QString holderName(const Listener *holder)
{
    return holder ? text(*holder) : Text::tr("something on that machine");
}

/// Why a try that was turned away shows nothing; empty where it shows that the way is closed.
QString doubt(const MachineFacts &to, const PortName &port, const Post &post)
{
    if (post.has(port)) {
        return {};
    }
    if (!post.isHeld(port)) {
        return Text::tr("nothing could be set up to answer on %1").arg(to.machine.name);
    }
    const Listener *holder = holderOf(to, port);
    return holder && isOpenToOthers(*holder)
               ? QString()
               : Text::tr("held by %1, which does not wait for others").arg(holderName(holder));
}
} // namespace

bool Post::has(const PortName &port) const
{
    return std::find(bound.begin(), bound.end(), port) != bound.end();
}

bool Post::isHeld(const PortName &port) const
{
    return std::find(held.begin(), held.end(), port) != held.end();
}

Post postOf(const QByteArray &output)
{
    Post post;
    for (const QByteArray &line : output.split('\n')) {
        const QStringList words = QString::fromUtf8(line).split(u' ');
        const auto port = portOf(words.value(1), words.value(2));
        if (port && words.first() == QStringLiteral("bound")) {
            post.bound.push_back(*port);
        } else if (port && words.first() == QStringLiteral("held")) {
            post.held.push_back(*port);
        } else if (words.first() == QStringLiteral("ready")) {
            post.isReady = true;
        } else if (words.first() == QStringLiteral("pid")) {
            post.pid = words.value(1).toLongLong();
        }
    }
    return post;
}

ProbeAnswer probeAnswerOf(const QByteArray &output)
{
    ProbeAnswer answer;
    for (const QByteArray &line : output.split('\n')) {
        const QString text = QString::fromUtf8(line).trimmed();
        const QStringList words = text.split(u' ');
        const auto port = portOf(words.value(2), words.value(3));
        if (words.first() == QStringLiteral("probe") && port) {
            answer.probed.push_back(
                {words[1].toLongLong(), *port, reachOf(words.value(4)), words.value(5).toInt(), text.section(u' ', 6)});
        } else if (words.first() == QStringLiteral("size") && words.size() == 5) {
            const bool isPing = words[2] == QStringLiteral("ping");
            answer.measured.push_back({words[1].toLongLong(), isPing ? words[2] : QStringLiteral("UDP ") + words[2],
                                       words[3].toInt(), words[4].toInt()});
        }
    }
    return answer;
}

bool isWorthTrying(const PortName &port, const Post &post)
{
    return port.protocol == PortProtocol::Tcp || post.has(port);
}

Crossing crossingOf(const QString &from, const MachineFacts &to, const PortName &port, const Post &post,
                    const Probed *tried)
{
    Crossing crossing{.from = from, .to = to.machine.name, .protocol = port.protocol, .port = port.port};
    if (!tried) {
        const bool isSilentHolder = port.protocol == PortProtocol::Udp && post.isHeld(port);
        crossing.note =
            isSilentHolder
                ? Text::tr("held by %1, which answers no stranger's datagram").arg(holderName(holderOf(to, port)))
                : doubt(to, port, post);
        return crossing;
    }
    const QString reason = isBlocked(tried->reach) ? doubt(to, port, post) : QString();
    crossing.reach = reason.isEmpty() ? tried->reach : Reach::NotObserved;
    crossing.note = reason.isEmpty() ? tried->note : reason;
    if (isThrough(crossing.reach)) {
        crossing.milliseconds = tried->milliseconds;
    }
    return crossing;
}

} // namespace stormdeck::preflight
