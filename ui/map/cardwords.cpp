// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/cardwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::map {

using cluster::DaemonView;
using cluster::MemberView;
using cluster::NodeView;
using cluster::StormRole;
using docker::TaskState;
using style::Tone;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NodeCard)
};

bool isRunning(const Named<TaskState> &task)
{
    return task == TaskState::Running;
}

bool hasEndedBadly(const Named<TaskState> &task)
{
    return task == TaskState::Failed || task == TaskState::Rejected || task == TaskState::Orphaned;
}

QString roleWord(const zookeeper::Srvr &srvr)
{
    switch (srvr.role.value) {
    case zookeeper::Role::Leader:
        return Text::tr("leader");
    case zookeeper::Role::Follower:
        return Text::tr("follower");
    case zookeeper::Role::Observer:
        return Text::tr("observer");
    case zookeeper::Role::Standalone:
        return Text::tr("standalone");
    case zookeeper::Role::Unknown:
        break;
    }
    return srvr.role.word.isEmpty() ? Text::tr("role unknown") : srvr.role.word;
}

struct DaemonWords
{
    QString words;
    Tone tone = Tone::Plain;
};

DaemonWords wordsOf(const DaemonView &daemon, const NodeView &node, bool down)
{
    if (hasEndedBadly(daemon.task)) {
        return {daemon.task.word, Tone::Bad};
    }
    const bool reports = daemon.role != StormRole::Ui;
    if (down && daemon.listed) {
        return {Text::tr("still listed"), Tone::Warning};
    }
    if (!isRunning(daemon.task)) {
        return {daemon.task.word.isEmpty() ? Text::tr("state unknown") : daemon.task.word, Tone::Warning};
    }
    if (reports && !daemon.listed) {
        return {Text::tr("not listed by Storm"), Tone::Warning};
    }
    if (daemon.role == StormRole::Supervisor && !node.slotViews.empty()) {
        return {Text::tr("%n slot(s)", nullptr, static_cast<int>(node.slotViews.size())), Tone::Plain};
    }
    return {daemon.leader ? Text::tr("leader") : QString(), Tone::Plain};
}

int rank(Tone tone)
{
    return tone == Tone::Bad ? 2 : tone == Tone::Warning ? 1 : 0;
}

} // namespace

QString nameOf(StormRole role)
{
    switch (role) {
    case StormRole::Nimbus:
        return QStringLiteral("nimbus");
    case StormRole::Ui:
        return QStringLiteral("ui");
    case StormRole::Supervisor:
        break;
    }
    return QStringLiteral("supervisor");
}

QString wordOf(const MemberView &member)
{
    if (!member.answer) {
        return member.task.word.isEmpty() ? Text::tr("not asked yet") : member.task.word;
    }
    switch (member.answer->state) {
    case zookeeper::MemberAnswer::State::Serving:
        return member.answer->srvr ? roleWord(*member.answer->srvr) : Text::tr("serving");
    case zookeeper::MemberAnswer::State::NotServing:
        return Text::tr("not serving");
    case zookeeper::MemberAnswer::State::NotAllowed:
        return Text::tr("does not allow srvr");
    case zookeeper::MemberAnswer::State::Encrypted:
        return Text::tr("takes TLS only");
    case zookeeper::MemberAnswer::State::NoAnswer:
        break;
    }
    return Text::tr("not answering");
}

Tone toneOf(const MemberView &member)
{
    if (!member.answer) {
        return hasEndedBadly(member.task) ? Tone::Bad : Tone::Unknown;
    }
    switch (member.answer->state) {
    case zookeeper::MemberAnswer::State::Serving:
        return Tone::Plain;
    case zookeeper::MemberAnswer::State::NotServing:
    case zookeeper::MemberAnswer::State::NotAllowed:
    case zookeeper::MemberAnswer::State::Encrypted:
        return Tone::Warning;
    case zookeeper::MemberAnswer::State::NoAnswer:
        break;
    }
    return Tone::Bad;
}

CardRow zookeeperRow(const NodeView &node)
{
    if (node.members.empty()) {
        return {QString(), Text::tr("no member"), Tone::Unknown};
    }
    CardRow row{node.members.front().name, wordOf(node.members.front()), toneOf(node.members.front())};
    for (size_t i = 1; i < node.members.size(); ++i) {
        row.words += QStringLiteral(", %1 %2").arg(node.members[i].name, wordOf(node.members[i]));
        row.tone = std::max(row.tone, toneOf(node.members[i]), [](Tone a, Tone b) { return rank(a) < rank(b); });
    }
    return row;
}

CardRow stormRow(const NodeView &node, bool down)
{
    if (node.daemons.empty()) {
        return {QString(), Text::tr("no daemon"), Tone::Unknown};
    }
    CardRow row;
    QStringList rest;
    for (const DaemonView &daemon : node.daemons) {
        const DaemonWords said = wordsOf(daemon, node, down);
        if (rank(said.tone) > rank(row.tone)) {
            row.tone = said.tone;
        }
        if (row.strong.isEmpty()) {
            row.strong = nameOf(daemon.role);
            rest.append(said.words);
        } else {
            rest.append(said.words.isEmpty() ? nameOf(daemon.role) : nameOf(daemon.role) + u' ' + said.words);
        }
    }
    if (rest.front().isEmpty() && rest.size() > 1) {
        rest.removeFirst();
        row.strong += u',';
    }
    row.words = rest.join(QStringLiteral(", "));
    return row;
}

} // namespace stormdeck::map
