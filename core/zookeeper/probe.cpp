// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/client.h"
#include "zookeeper/decode.h"

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

MemberAnswer memberFrom(const QString &name, const QHash<QByteArray, Spoken> &frames)
{
    const auto srvr = frames.constFind("srvr " + name.toUtf8());
    if (srvr == frames.constEnd()) {
        return {.name = name, .note = Text::tr("the container that asked said nothing about it")};
    }
    if (srvr->status != 0) {
        return {.name = name, .note = complaint(*srvr), .late = srvr->status == timedOutStatus};
    }
    const Spoken mntr = frames.value("mntr " + name.toUtf8());
    return decodeMember(name, srvr->bytes, mntr.status == 0 ? mntr.bytes : QByteArray());
}
} // namespace

QString probeScript()
{
    // Each word is asked in a process of its own with a time limit; the answers wait in pipes and are printed one
    // after the other, so that lines do not mix. Base64, because an answer may hold any byte.
    return QStringLiteral(R"(export LC_ALL=C
ask() {
  answer=$(timeout -k 1 3 bash -c 'exec 3<>"/dev/tcp/$1/$2" && printf %s "$0" >&3 && head -c 1048576 <&3' \
    "$1" "$3" "$4" 2>&1 | base64 -w 0; exit "${PIPESTATUS[0]}")
  printf '%s %s %s %s\n' "$1" "$?" "$answer" "$2"
}
pipes=()
while [ "$#" -ge 3 ]; do
  for word in srvr mntr; do
    exec {pipe}< <(ask "$word" "$1" "$2" "$3")
    pipes+=("$pipe")
  done
  shift 3
done
for pipe in "${pipes[@]}"; do cat <&"$pipe"; done
)");
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
