// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/client.h"
#include "zookeeper/decode.h"
#include "zookeeper/greeting.h"

#include <QCoreApplication>
#include <QHash>

namespace stormdeck::zookeeper {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ZooKeeper)
};

constexpr int timedOutStatus = 124;

/// What one member said to one word: the exit status of the asking, and the answer or the shell's complaint.
struct Spoken
{
    int status = 0;
    QByteArray bytes;
};

/// A line is "word status base64 name"; nullopt where it is something else.
std::optional<std::pair<QByteArray, Spoken>> readFrame(const QByteArray &line)
{
    const QList<QByteArray> fields = line.split(' ');
    bool isNumber = false;
    const int status = fields.value(1).toInt(&isNumber);
    if (fields.size() < 4 || !isNumber) {
        return std::nullopt;
    }
    const auto bytes = QByteArray::fromBase64Encoding(fields[2], QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes) {
        return std::nullopt;
    }
    // Key and value: "srvr zk1".
    return std::pair(fields[0] + ' ' + fields.mid(3).join(' '), Spoken{status, *bytes});
}

QString complaint(const Spoken &spoken)
{
    if (spoken.status == timedOutStatus) {
        return Text::tr("no answer came in time");
    }
    if (spoken.bytes.contains("Connection refused")) {
        return Text::tr("the connection was refused");
    }
    if (spoken.bytes.contains("not known") || spoken.bytes.contains("name resolution") ||
        spoken.bytes.contains("No address associated")) {
        return Text::tr("its name is not known in the container that asked");
    }
    if (spoken.bytes.contains("No route to host") || spoken.bytes.contains("Network is unreachable")) {
        return Text::tr("there is no network path to it");
    }
    return Text::tr("it could not be asked: %1").arg(QString::fromUtf8(spoken.bytes.left(200)).simplified());
}

/// What was said; empty where the asking failed.
QByteArray saidIn(const QHash<QByteArray, Spoken> &frames, const QByteArray &word, const QString &name)
{
    const Spoken spoken = frames.value(word + ' ' + name.toUtf8());
    return spoken.status == 0 ? spoken.bytes : QByteArray();
}

MemberAnswer memberFrom(const QString &name, const QHash<QByteArray, Spoken> &frames)
{
    const auto srvr = frames.constFind("srvr " + name.toUtf8());
    if (srvr == frames.constEnd()) {
        return {.name = name, .note = Text::tr("the container that asked said nothing about it")};
    }
    const Beside beside{.conf = saidIn(frames, "conf", name),
                        .hello = saidIn(frames, "hello", name),
                        .adminSrvr = saidIn(frames, "adminSrvr", name),
                        .adminMonitor = saidIn(frames, "adminMonitor", name)};
    if (srvr->status != 0 && !isTls(beside.hello)) {
        return {.name = name, .note = complaint(*srvr), .late = srvr->status == timedOutStatus};
    }
    return decodeMember(name, saidIn(frames, "srvr", name), saidIn(frames, "mntr", name), beside);
}

/// For printf %b.
QByteArray asEscapes(const QByteArray &bytes)
{
    return "\\x" + bytes.toHex('x').replace("x", "\\x");
}

/// How base64 of such a beginning begins; as many bytes of it as make whole letters.
QByteArray base64Of(const QByteArray &beginning)
{
    return beginning.left(beginning.size() / 3 * 3).toBase64();
}
} // namespace

QString probeScript()
{
    // Each member is asked in a process of its own, and each question has a time limit; the answers wait in pipes and
    // are printed one after the other, so that lines do not mix. Base64, because an answer may hold any byte.
    static const QString script = QStringLiteral(R"sh(export LC_ALL=C
ask() {
  answer=$(timeout -k 1 "$3" bash -c 'exec 3<>"/dev/tcp/$1/$2" && printf %b "$0" >&3 && head -c "$3" <&3' \
    "$2" "$6" "$7" "$4" 2>&1 | base64 -w 0; exit "${PIPESTATUS[0]}")
  status=$?
  printf '%s %s %s %s\n' "$1" "$status" "$answer" "$5"
}
hello() { ask hello '%HELLO%' 1 %HELLOSIZE% "$@"; }
admin() { ask "$1" "GET /commands/$2 HTTP/1.0\r\n\r\n" 1 1048576 "$3" "$4" "$5"; }
member() {
  exec {mntr}< <(ask mntr mntr 2 1048576 "$1" "$2" "$3")
  ask srvr srvr 2 1048576 "$1" "$2" "$3"
  more=
  case $status:$answer in
    0:%SRVRREFUSED%*|0:%ALERT%*) more=1;;
    0:|124:*) hello "$1" "$2" "$3";;
    0:*) ;;
    *) [ "$4" = - ] || hello "$1" "$2" "$4";;
  esac
  case $answer in %ALERT%*|%HANDSHAKE%*) more=1;; esac
  read -r line <&"$mntr"
  printf '%s\n' "$line"
  case $line in
    "mntr 0 %MNTRREFUSED%"*) more=1;;
    "mntr 0 "[!\ ]*) ask conf conf 1 1048576 "$1" "$2" "$3";;
  esac
  [ -n "$more" ] && [ "$5" != - ] || return
  exec {figures}< <(admin adminMonitor monitor "$1" "$2" "$5")
  admin adminSrvr srvr "$1" "$2" "$5"
  cat <&"$figures"
}
pipes=()
while [ "$#" -ge 5 ]; do
  exec {pipe}< <(member "$1" "$2" "$3" "$4" "$5")
  pipes+=("$pipe")
  shift 5
done
for pipe in "${pipes[@]}"; do cat <&"$pipe"; done
)sh");
    const auto filled = [](QString text, const char *name, const QByteArray &value) {
        return text.replace(QLatin1String(name), QString::fromLatin1(value));
    };
    QString whole = filled(script, "%HELLO%", asEscapes(tlsGreeting()));
    whole = filled(whole, "%HELLOSIZE%", QByteArray::number(greetingAnswerSize));
    whole = filled(whole, "%ALERT%", base64Of("\x15\x03\x03").left(3));
    whole = filled(whole, "%HANDSHAKE%", base64Of("\x16\x03\x03").left(3));
    whole = filled(whole, "%SRVRREFUSED%", base64Of("srvr is not executed"));
    return filled(whole, "%MNTRREFUSED%", base64Of("mntr is not executed"));
}

QStringList probeArguments(const std::vector<MemberPorts> &members)
{
    const auto textOf = [](const std::optional<Endpoint> &endpoint) {
        return endpoint ? QString::number(endpoint->port) : QStringLiteral("-");
    };
    QStringList arguments;
    for (const MemberPorts &member : members) {
        arguments << member.name << member.client.host << textOf(member.client) << textOf(member.secure)
                  << textOf(member.admin);
    }
    return arguments;
}

std::vector<MemberAnswer> decodeProbe(const QStringList &names, const QByteArray &output)
{
    QHash<QByteArray, Spoken> frames;
    for (const QByteArray &line : output.split('\n')) {
        if (const auto frame = readFrame(line)) {
            frames.insert(frame->first, frame->second);
        }
    }
    std::vector<MemberAnswer> answers;
    for (const QString &name : names) {
        answers.push_back(memberFrom(name, frames));
    }
    return answers;
}

} // namespace stormdeck::zookeeper
