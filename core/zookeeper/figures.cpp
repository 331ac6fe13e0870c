// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/figures.h"

namespace stormdeck::zookeeper {

Named<Role> roleNamed(const QString &word)
{
    static const QMap<QString, Role> roles{{QStringLiteral("leader"), Role::Leader},
                                           {QStringLiteral("follower"), Role::Follower},
                                           {QStringLiteral("observer"), Role::Observer},
                                           {QStringLiteral("standalone"), Role::Standalone}};
    return {roles.value(word.toLower(), Role::Unknown), word};
}

QString versionIn(const QString &text)
{
    return text.section(u',', 0, 0).section(u'-', 0, 0).trimmed();
}

std::optional<double> number(const QString &text)
{
    bool isNumber = false;
    const double value = text.trimmed().toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

std::optional<qint64> whole(const QString &text)
{
    bool isNumber = false;
    const qint64 value = text.trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

std::optional<Srvr> srvrFrom(const QMap<QString, QString> &monitor)
{
    const auto value = [&monitor](const char *key) { return monitor.value(QString::fromLatin1(key)); };
    if (value("zk_server_state").isEmpty()) {
        return std::nullopt;
    }
    return Srvr{.role = roleNamed(value("zk_server_state")),
                .version = versionIn(value("zk_version")),
                .latencyMinMs = number(value("zk_min_latency")),
                .latencyAverageMs = number(value("zk_avg_latency")),
                .latencyMaxMs = number(value("zk_max_latency")),
                .outstanding = whole(value("zk_outstanding_requests")),
                .connections = whole(value("zk_num_alive_connections")),
                .znodes = whole(value("zk_znode_count"))};
}

} // namespace stormdeck::zookeeper
