// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/sockets.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>

#include <QtEndian>
#include <algorithm>
#include <bit>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

/// Four bytes as /proc/net writes them: the lowest first, as all machines here keep them (s390x aside).
std::optional<quint32> wordOf(const QString &hex)
{
    bool isNumber = false;
    const quint32 word = hex.toUInt(&isNumber, 16);
    return isNumber && hex.size() == 8 ? std::optional(qbswap(word)) : std::nullopt;
}

QString dotted(quint32 address)
{
    return QStringLiteral("%1.%2.%3.%4")
        .arg(address >> 24)
        .arg(address >> 16 & 255)
        .arg(address >> 8 & 255)
        .arg(address & 255);
}

QString addressOf(const QString &hex)
{
    QByteArray bytes;
    for (qsizetype at = 0; at + 8 <= hex.size(); at += 8) {
        const auto word = wordOf(hex.mid(at, 8));
        if (!word) {
            return {};
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.append(static_cast<char>(*word >> shift & 255));
        }
    }
    if (bytes.size() == 4) {
        return dotted(*wordOf(hex));
    }
    if (bytes.size() != 16) {
        return {};
    }
    return QHostAddress(reinterpret_cast<const quint8 *>(bytes.constData())).toString();
}
} // namespace

std::optional<Listener> listenerOfSs(const QString &line, PortProtocol protocol)
{
    static const QRegularExpression process(QStringLiteral(R"re(users:\(\("([^"]+)",pid=(\d+))re"));
    const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    const QString local = words.value(3);
    const qsizetype colon = local.lastIndexOf(u':');
    bool isNumber = false;
    const quint16 port = local.mid(colon + 1).toUShort(&isNumber);
    if (colon < 0 || !isNumber) {
        return std::nullopt;
    }
    QString address = local.left(colon).section(u'%', 0, 0);
    address.remove(u'[').remove(u']');
    const auto match = process.match(line);
    return Listener{protocol, address, port, match.captured(1), match.captured(2).toLongLong()};
}

std::optional<Listener> listenerOfProc(const QString &hex, PortProtocol protocol)
{
    const QString address = addressOf(hex.section(u':', 0, 0));
    bool isNumber = false;
    const quint16 port = static_cast<quint16>(hex.section(u':', 1).toUInt(&isNumber, 16));
    return isNumber && !address.isEmpty() ? std::optional(Listener{protocol, address, port, {}, 0}) : std::nullopt;
}

std::optional<Route> routeOfIp(const QString &line)
{
    static const QRegularExpression network(QStringLiteral(R"(^(\d+\.\d+\.\d+\.\d+(/\d+)?)\s.*\bdev (\S+))"));
    const auto match = network.match(line);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const QString prefix = match.captured(2).isEmpty() ? QStringLiteral("/32") : QString();
    return Route{match.captured(1) + prefix, match.captured(3)};
}

std::optional<Route> routeOfProc(const QString &line)
{
    const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    const auto network = wordOf(words.value(1));
    const auto mask = wordOf(words.value(2));
    if (!network || !mask || *mask == 0) {
        return std::nullopt;
    }
    return Route{QStringLiteral("%1/%2").arg(dotted(*network)).arg(std::popcount(*mask)), words.first()};
}

const Listener *openEngineDoor(const SystemFacts &system)
{
    const auto found = std::find_if(system.listeners.begin(), system.listeners.end(), [](const Listener &one) {
        return one.protocol == PortProtocol::Tcp && one.port == plainEnginePort && isOpenToOthers(one);
    });
    return found == system.listeners.end() ? nullptr : &*found;
}

bool isOpenToOthers(const Listener &listener)
{
    return !QHostAddress(listener.address).isLoopback();
}

QString text(const Listener &listener)
{
    const QString where = (listener.address.contains(u':') ? u'[' + listener.address + u']' : listener.address) + u':' +
                          QString::number(listener.port);
    return listener.process.isEmpty() ? where
                                      : Text::tr("%1 (%2, process %3)").arg(where, listener.process).arg(listener.pid);
}

} // namespace stormdeck::preflight
