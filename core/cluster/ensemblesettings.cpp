// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/ensemblesettings.h"

#include <QRegularExpression>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
const QString serversKey = QStringLiteral("ZOO_SERVERS=");

std::optional<QString> valueOf(const docker::Service &service, const QString &key)
{
    for (const QString &line : service.environment) {
        if (line.startsWith(key)) {
            return line.mid(key.size());
        }
    }
    return std::nullopt;
}

/// What marks a member as an observer in the lists of all members: "4" of its id, and its host.
struct Marks
{
    QSet<int> ids;
    QSet<QString> hosts;
};

void takeMarks(const QString &servers, Marks &marks)
{
    static const QRegularExpression entry(QStringLiteral("server\\.(\\d+)=([^\\s:]+):\\d+:\\d+:observer"));
    for (auto found = entry.globalMatch(servers); found.hasNext();) {
        const auto match = found.next();
        marks.ids.insert(match.captured(1).toInt());
        marks.hosts.insert(match.captured(2));
    }
}
} // namespace

std::optional<int> serverId(const docker::Service &member)
{
    const auto id = valueOf(member, QStringLiteral("ZOO_MY_ID="));
    if (!id) {
        return valueOf(member, serversKey) ? std::optional(1) : std::nullopt;
    }
    bool isNumber = false;
    const int number = id->trimmed().toInt(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<QSet<int>> listedServers(const docker::Service &member)
{
    static const QRegularExpression entry(QStringLiteral("(?:^|\\s)server\\.(\\d+)="));
    QSet<int> ids;
    const QString servers = valueOf(member, serversKey).value_or(QString());
    for (auto found = entry.globalMatch(servers); found.hasNext();) {
        ids.insert(found.next().captured(1).toInt());
    }
    return ids.isEmpty() ? std::nullopt : std::optional(ids);
}

QSet<docker::ServiceId> observersAmong(const std::vector<docker::Service> &members)
{
    Marks marks;
    for (const docker::Service &member : members) {
        takeMarks(valueOf(member, serversKey).value_or(QString()), marks);
    }
    QSet<docker::ServiceId> observers;
    for (const docker::Service &member : members) {
        const auto id = serverId(member);
        const bool marked =
            id ? marks.ids.contains(*id) : marks.hosts.contains(member.hostname) || marks.hosts.contains(member.name);
        if (marked) {
            observers.insert(member.id);
        }
    }
    return observers;
}

int observersIn(const std::vector<zookeeper::MemberAnswer> &answers, const std::vector<docker::Service> &members)
{
    const auto observers = std::count_if(answers.begin(), answers.end(), [](const zookeeper::MemberAnswer &answer) {
        return answer.srvr && answer.srvr->role == zookeeper::Role::Observer;
    });
    return std::max(static_cast<int>(observers), static_cast<int>(observersAmong(members).size()));
}

} // namespace stormdeck::cluster
