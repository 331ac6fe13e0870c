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

/// "word status size name": so many bytes follow, and a line's end.
struct Head
{
    QByteArray key; ///< "srvr zk1"
    int status = 0;
    qsizetype size = 0;
};

/// nullopt where the line is something else.
std::optional<Head> readHead(const QByteArray &line)
{
    const QList<QByteArray> fields = line.split(' ');
    bool hasStatus = false;
    bool hasSize = false;
    const int status = fields.value(1).toInt(&hasStatus);
    const qsizetype size = fields.value(2).toInt(&hasSize);
    if (fields.size() < 4 || !hasStatus || !hasSize || size < 0) {
        return std::nullopt;
    }
    return Head{fields[0] + ' ' + fields.mid(3).join(' '), status, size};
}

/// What stands before a frame without an answer is the shell's complaint about that question.
QHash<QByteArray, Spoken> framesIn(const QByteArray &output)
{
    QHash<QByteArray, Spoken> frames;
    QByteArray complaint;
    for (qsizetype at = 0; at < output.size();) {
        const qsizetype found = output.indexOf('\n', at);
        const qsizetype end = found < 0 ? output.size() : found;
        const QByteArray line = output.mid(at, end - at);
        at = end + 1;
        const auto head = readHead(line);
        if (!head) {
            complaint += line + '\n';
            continue;
        }
        if (at + head->size > output.size()) {
            break; // cut off
        }
        frames.insert(head->key, {head->status, head->status == 0 ? output.mid(at, head->size) : complaint});
        complaint.clear();
        at += head->size + 1;
    }
    return frames;
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
        const bool late = frames.value("end " + name.toUtf8()).status == timedOutStatus;
        return {.name = name,
                .note = late ? complaint({timedOutStatus, {}})
                             : Text::tr("the container that asked said nothing about it"),
                .late = late};
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
/// Each member is asked by one shell of its own, which starts nothing: /dev/tcp and read are enough, a connect that
/// hangs is ended from outside, and what one prints is held together by a token in a pipe. One that is lost with a shell
/// that was killed is waited for longer than anybody waits for this, but not for ever: in posix mode, since bash ends a
/// read by an alarm there, and elsewhere looks first and then reads, for ever where another shell was faster. All that
/// is started is waited for, since the first process of a container seldom takes care of what others leave behind.
constexpr auto questions = R"sh(export LC_ALL=C LONG=2 SHORT=0.7 WHOLE=3 TOKEN=9
ask() {
  answer= status=1
  if exec 3<>"/dev/tcp/$host/$5"; then
    printf %b "$2" >&3
    IFS= read -r -N "$3" -t "$4" answer <&3
    [ $? -gt 128 ] && status=124 || status=0
    exec 3>&-
  fi
  printf '%s %s %s %s\n%s\n' "$1" "$status" "${#answer}" "$name" "$answer"
}
hello() { ask hello '%HELLO%' %HELLOSIZE% "$SHORT" "$1"; }
admin() { ask "$1" "GET /commands/$2 HTTP/1.0\r\n\r\n" 1048576 "$SHORT" "$3"; }
member() {
  trap '' PIPE
  name=$1 host=$2 more= words=
  ask srvr srvr 1048576 "$LONG" "$3"
  case $status:$answer in
    0:$'\x15\x03\x03'*) more=1 ;;
    0:*'srvr is not executed'*) more=1 words=1 ;;
    0:|124:*) hello "$3" ;;
    0:*) words=1 ;;
    *) [ "$4" = - ] || hello "$4" ;;
  esac
  case $answer in $'\x15\x03\x03'*|$'\x16\x03\x03'*) more=1 ;; esac
  if [ -n "$words" ]; then
    ask mntr mntr 1048576 "$LONG" "$3"
    case $status:$answer in
      0:*'mntr is not executed'*) more=1 ;;
      0:?*) ask conf conf 1048576 "$SHORT" "$3" ;;
    esac
  fi
  [ -n "$more" ] && [ "$5" != - ] || return
  admin adminSrvr srvr "$5"
  admin adminMonitor monitor "$5"
}
export -f ask hello admin member
exec {token}<> <(:)
printf . >&"$token"
while [ "$#" -ge 5 ]; do
  {
    said=$(timeout -k 1 "$WHOLE" bash -c 'member "$@"' member "$1" "$2" "$3" "$4" "$5" 2>&1
      printf 'end %s 0 %s' "$?" "$1")
    set -o posix
    read -r -N 1 -t "$TOKEN" <&"$token"
    set +o posix
    printf '%s\n\n' "$said"
    printf . >&"$token"
  } &
  shift 5
done
wait
)sh";
} // namespace

QString probeScript()
{
    QString script = QString::fromLatin1(questions);
    script.replace(QStringLiteral("%HELLO%"), QString::fromLatin1(asEscapes(tlsGreeting())));
    return script.replace(QStringLiteral("%HELLOSIZE%"), QString::number(greetingAnswerSize));
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
    const QHash<QByteArray, Spoken> frames = framesIn(output);
    std::vector<MemberAnswer> answers;
    for (const QString &name : names) {
        answers.push_back(memberFrom(name, frames));
    }
    return answers;
}

} // namespace stormdeck::zookeeper
