// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/conf.h"

#include "zookeeper/figures.h"

namespace stormdeck::zookeeper {

namespace {
std::optional<int> idIn(const QString &text)
{
    bool isNumber = false;
    const int id = text.toInt(&isNumber);
    return isNumber ? std::optional(id) : std::nullopt;
}

/// The list's version is written in hexadecimal digits without a mark.
std::optional<qint64> versionOf(const QString &text)
{
    bool isNumber = false;
    const qint64 version = text.toLongLong(&isNumber, 16);
    return isNumber ? std::optional(version) : std::nullopt;
}

void takeLine(const QString &key, const QString &value, Conf &conf)
{
    const QString server = QStringLiteral("server.");
    if (key == u"serverId") {
        conf.serverId = idIn(value);
    } else if (key == u"minSessionTimeout") {
        conf.leastSessionMs = whole(value);
    } else if (key == u"maxSessionTimeout") {
        conf.longestSessionMs = whole(value);
    } else if (key == u"version") {
        conf.version = versionOf(value);
    } else if (const auto id = key.startsWith(server) ? idIn(key.mid(server.size())) : std::nullopt) {
        conf.servers.insert(*id, value.section(u';', 0, 0));
    }
}
} // namespace

std::optional<Conf> decodeConf(const QString &answer)
{
    Conf conf;
    for (const QString &line : answer.split(u'\n')) {
        const qsizetype equals = line.indexOf(u'=');
        if (equals > 0) {
            takeLine(line.left(equals).trimmed(), line.mid(equals + 1).trimmed(), conf);
        }
    }
    return conf.serverId ? std::optional(conf) : std::nullopt;
}

} // namespace stormdeck::zookeeper
