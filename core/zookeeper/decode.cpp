// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/decode.h"

#include <QCoreApplication>

namespace stormdeck::zookeeper {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ZooKeeper)
};

constexpr qsizetype sampleLength = 80;

Named<Role> roleNamed(const QString &word)
{
    static const QMap<QString, Role> roles{{QStringLiteral("leader"), Role::Leader},
                                           {QStringLiteral("follower"), Role::Follower},
                                           {QStringLiteral("observer"), Role::Observer},
                                           {QStringLiteral("standalone"), Role::Standalone}};
    return {roles.value(word.toLower(), Role::Unknown), word};
}

/// "3.6.1" of "3.6.1--104dcb3e, built on 04/21/2020 15:01 GMT".
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

void takeLatency(const QString &value, Srvr &srvr)
{
    const QStringList three = value.split(u'/');
    if (three.size() == 3) {
        srvr.latencyMinMs = number(three[0]);
        srvr.latencyAverageMs = number(three[1]);
        srvr.latencyMaxMs = number(three[2]);
    }
}

void takeLine(const QString &key, const QString &value, Srvr &srvr)
{
    if (key == QStringLiteral("Zookeeper version")) {
        srvr.version = versionIn(value);
    } else if (key == QStringLiteral("Latency min/avg/max")) {
        takeLatency(value, srvr);
    } else if (key == QStringLiteral("Connections")) {
        srvr.connections = whole(value);
    } else if (key == QStringLiteral("Outstanding")) {
        srvr.outstanding = whole(value);
    } else if (key == QStringLiteral("Zxid")) {
        srvr.zxid = value;
    } else if (key == QStringLiteral("Mode")) {
        srvr.role = roleNamed(value);
    } else if (key == QStringLiteral("Node count")) {
        srvr.znodes = whole(value);
    }
}

/// nullopt where there is no mode: then the answer is cut, or none of ZooKeeper's.
std::optional<Srvr> decodeSrvr(const QString &answer)
{
    Srvr srvr;
    for (const QString &line : answer.split(u'\n')) {
        const qsizetype colon = line.indexOf(u':');
        if (colon > 0) {
            takeLine(line.left(colon), line.mid(colon + 1).trimmed(), srvr);
        }
    }
    return srvr.role.word.isEmpty() ? std::nullopt : std::optional(srvr);
}

QMap<QString, QString> decodeMntr(const QString &answer)
{
    QMap<QString, QString> monitor;
    for (const QString &line : answer.split(u'\n')) {
        const qsizetype tab = line.indexOf(u'\t');
        if (tab > 0) {
            monitor.insert(line.left(tab), line.mid(tab + 1).trimmed());
        }
    }
    return monitor;
}

/// The same facts out of mntr, for a member that allows mntr only.
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

bool isNotServing(const QString &answer)
{
    return answer.contains(QStringLiteral("not currently serving requests"));
}

bool isNotAllowed(const QString &answer)
{
    return answer.contains(QStringLiteral("is not executed because it is not in the whitelist"));
}

QString notAllowedNote(const QStringList &words)
{
    return Text::tr("the word %1 is not allowed; ZOO_4LW_COMMANDS_WHITELIST (4lw.commands.whitelist) would allow it")
        .arg(words.join(QStringLiteral(", ")));
}

QString unreadableNote(const QString &answer)
{
    QString sample = answer.left(sampleLength).simplified();
    for (QChar &character : sample) {
        character = character.isPrint() ? character : QChar(QChar::ReplacementCharacter);
    }
    return sample.isEmpty() ? Text::tr("the answer was empty")
                            : Text::tr("the answer could not be read: “%1”").arg(sample);
}
} // namespace

MemberAnswer decodeMember(const QString &name, const QByteArray &srvr, const QByteArray &mntr)
{
    const QString said = QString::fromUtf8(srvr);
    const QString monitored = QString::fromUtf8(mntr);
    MemberAnswer answer{.name = name};
    QStringList refusedWords;
    if (isNotAllowed(said)) {
        refusedWords << QStringLiteral("srvr");
    }
    if (isNotAllowed(monitored)) {
        refusedWords << QStringLiteral("mntr");
    }
    if (!refusedWords.isEmpty()) {
        answer.note = notAllowedNote(refusedWords);
    }
    if (isNotServing(said) || isNotServing(monitored)) {
        answer.state = MemberAnswer::State::NotServing;
        return answer;
    }
    answer.monitor = decodeMntr(monitored);
    answer.srvr = decodeSrvr(said);
    if (!answer.srvr) {
        answer.srvr = srvrFrom(answer.monitor);
    }
    if (answer.srvr) {
        answer.state = MemberAnswer::State::Serving;
    } else if (!refusedWords.isEmpty()) {
        answer.state = MemberAnswer::State::NotAllowed;
    } else {
        answer.note = unreadableNote(said.isEmpty() ? monitored : said);
    }
    return answer;
}

} // namespace stormdeck::zookeeper
