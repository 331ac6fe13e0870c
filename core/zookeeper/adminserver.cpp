// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/adminserver.h"

#include "zookeeper/figures.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stormdeck::zookeeper {

namespace {
/// The object in the body of an answer of 200; empty where it is something else, as a page of HTML.
QJsonObject objectIn(const QByteArray &answer)
{
    const QByteArray endOfHead = "\r\n\r\n";
    const qsizetype head = answer.indexOf(endOfHead);
    const bool isGood = answer.startsWith("HTTP/1.") && answer.left(answer.indexOf('\r')).split(' ').value(1) == "200";
    return isGood && head > 0 ? QJsonDocument::fromJson(answer.mid(head + endOfHead.size())).object() : QJsonObject();
}

bool saysNotServing(const QJsonObject &answer)
{
    return answer[QStringLiteral("error")].toString().contains(QStringLiteral("not currently serving requests"));
}

std::optional<double> numberOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<qint64> wholeOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

std::optional<Srvr> srvrOf(const QJsonObject &answer)
{
    const QJsonObject stats = answer[QStringLiteral("server_stats")].toObject();
    const QString role = stats[QStringLiteral("server_state")].toString();
    if (role.isEmpty()) {
        return std::nullopt;
    }
    const auto zxid = wholeOf(stats[QStringLiteral("last_processed_zxid")]);
    return Srvr{.role = roleNamed(role),
                .version = versionIn(answer[QStringLiteral("version")].toString()),
                .zxid = zxid ? QStringLiteral("0x%1").arg(static_cast<quint64>(*zxid), 0, 16) : QString(),
                .latencyMinMs = numberOf(stats[QStringLiteral("min_latency")]),
                .latencyAverageMs = numberOf(stats[QStringLiteral("avg_latency")]),
                .latencyMaxMs = numberOf(stats[QStringLiteral("max_latency")]),
                .outstanding = wholeOf(stats[QStringLiteral("outstanding_requests")]),
                .connections = wholeOf(stats[QStringLiteral("num_alive_client_connections")]),
                .znodes = wholeOf(answer[QStringLiteral("node_count")])};
}

/// The keys are those of mntr without what stands in front of them there.
QMap<QString, QString> figuresIn(const QJsonObject &answer)
{
    QMap<QString, QString> figures;
    for (auto one = answer.begin(); one != answer.end(); ++one) {
        const bool isAboutTheCommand = one.key() == u"command" || one.key() == u"error";
        const bool isPlain = one->isString() || one->isDouble() || one->isBool();
        if (isPlain && !isAboutTheCommand) {
            figures.insert(QStringLiteral("zk_") + one.key(), one->toVariant().toString());
        }
    }
    return figures;
}
} // namespace

QByteArray adminRequest(const char *command)
{
    return QByteArray("GET /commands/") + command + " HTTP/1.0\r\nConnection: close\r\n\r\n";
}

AdminAnswer decodeAdmin(const QByteArray &srvr, const QByteArray &monitor)
{
    const QJsonObject said = objectIn(srvr);
    const QJsonObject figures = objectIn(monitor);
    if (saysNotServing(said) || saysNotServing(figures)) {
        return {.notServing = true};
    }
    AdminAnswer answer{.srvr = srvrOf(said), .monitor = figuresIn(figures)};
    if (!answer.srvr) {
        answer.srvr = srvrFrom(answer.monitor);
    }
    return answer;
}

} // namespace stormdeck::zookeeper
