// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/decode.h"

#include "zookeeper/adminserver.h"
#include "zookeeper/conf.h"
#include "zookeeper/figures.h"

#include <QCoreApplication>

namespace stormdeck::zookeeper {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ZooKeeper)
};

constexpr qsizetype sampleLength = 80;

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

bool isNotServing(const QString &answer)
{
    return answer.contains(QStringLiteral("not currently serving requests"));
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
QString refusalNote(const QStringList &words, bool isAnsweredOtherwise)
{
    if (words.isEmpty()) {
        return {};
    }
    return isAnsweredOtherwise ? Text::tr("the word %1 is not allowed, so its AdminServer was asked")
                                     .arg(words.join(QStringLiteral(", ")))
                               : notAllowedNote(words);
}

QString encryptedNote(bool isAnsweredOtherwise)
{
    return isAnsweredOtherwise ? Text::tr("its client port takes TLS only, so its AdminServer was asked")
                               : Text::tr("its client port takes TLS only and hears no plain word: it runs, but "
                                          "whether it serves is not known");
}

QStringList refusedWords(const QByteArray &srvr, const QByteArray &mntr)
{
    QStringList words;
    if (isRefused(srvr)) {
        words << QStringLiteral("srvr");
    }
    if (isRefused(mntr)) {
        words << QStringLiteral("mntr");
    }
    return words;
}

RawAnswers rawOf(const QByteArray &srvr, const QByteArray &mntr, const Beside &beside)
{
    RawAnswers raw{{"srvr", srvr}, {"mntr", mntr}};
    for (const RawAnswer &one : {RawAnswer{"conf", beside.conf}, RawAnswer{"hello", beside.hello}, RawAnswer{"adminSrvr", beside.adminSrvr},
                                 RawAnswer{"adminMonitor", beside.adminMonitor}}) {
        if (!one.body.isEmpty()) {
            raw.push_back(one);
        }
    }
    return raw;
}

/// What the AdminServer knows takes the place of what the words do not tell.
void addFromAdmin(const AdminAnswer &admin, MemberAnswer &answer)
{
    answer.byAdminServer = (!answer.srvr && admin.srvr) || (answer.monitor.isEmpty() && !admin.monitor.isEmpty());
    if (!answer.srvr) {
        answer.srvr = admin.srvr;
    }
    if (answer.monitor.isEmpty()) {
        answer.monitor = admin.monitor;
    }
}
} // namespace

bool isRefused(const QByteArray &answer)
{
    return answer.contains("is not executed because it is not in the whitelist");
}

bool isTls(const QByteArray &answer)
{
    constexpr char alert = 0x15;
    constexpr char handshake = 0x16;
    return answer.size() >= 2 && (answer[0] == alert || answer[0] == handshake) && answer[1] == 3;
}

MemberAnswer decodeMember(const QString &name, const QByteArray &srvr, const QByteArray &mntr, const Beside &beside)
{
    const QString said = QString::fromUtf8(srvr);
    const QString monitored = QString::fromUtf8(mntr);
    const AdminAnswer admin = decodeAdmin(beside.adminSrvr, beside.adminMonitor);
    const QStringList refused = refusedWords(srvr, mntr);
    const bool encrypted = isTls(srvr) || isTls(beside.hello);
    MemberAnswer answer{.name = name, .raw = rawOf(srvr, mntr, beside)};
    if (isNotServing(said) || isNotServing(monitored) || admin.notServing) {
        answer.state = MemberAnswer::State::NotServing;
        answer.byAdminServer = admin.notServing;
        answer.note = encrypted ? encryptedNote(true) : refusalNote(refused, admin.notServing);
        return answer;
    }
    answer.monitor = decodeMntr(monitored);
    answer.srvr = decodeSrvr(said);
    if (!answer.srvr) {
        answer.srvr = srvrFrom(answer.monitor);
    }
    answer.conf = decodeConf(QString::fromUtf8(beside.conf));
    addFromAdmin(admin, answer);
    answer.note = encrypted ? encryptedNote(answer.byAdminServer) : refusalNote(refused, answer.byAdminServer);
    if (answer.srvr) {
        answer.state = MemberAnswer::State::Serving;
    } else if (encrypted) {
        answer.state = MemberAnswer::State::Encrypted;
    } else if (!refused.isEmpty()) {
        answer.state = MemberAnswer::State::NotAllowed;
    } else {
        answer.note = unreadableNote(said.isEmpty() ? monitored : said);
    }
    return answer;
}

MemberAnswer decodeMember(const QString &name, const RawAnswers &raw)
{
    return decodeMember(name, bodyNamed(raw, "srvr"), bodyNamed(raw, "mntr"),
                        {.conf = bodyNamed(raw, "conf"),
                         .hello = bodyNamed(raw, "hello"),
                         .adminSrvr = bodyNamed(raw, "adminSrvr"),
                         .adminMonitor = bodyNamed(raw, "adminMonitor")});
}

} // namespace stormdeck::zookeeper
