// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/factlist.h"
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ExplainNode)
};

QString withNote(const QString &word, const QString &note)
{
    return note.isEmpty() ? word : QStringLiteral("%1 (%2)").arg(word, note);
}

QString roleText(const NodeView &node)
{
    if (node.role != docker::NodeRole::Manager) {
        return node.role.word;
    }
    const QString leads = node.leader ? Text::tr("%1, leader").arg(node.role.word) : node.role.word;
    return node.reachability.word.isEmpty() ? leads : QStringLiteral("%1, %2").arg(leads, node.reachability.word);
}

QString cores(qint64 nano)
{
    return QLocale().toString(static_cast<double>(nano) / 1e9, 'f', 1);
}

QString gibibytes(qint64 bytes)
{
    return QLocale().toString(static_cast<double>(bytes) / (1LL << 30), 'f', 1);
}

void addSwarm(FactList &facts, const NodeView &node)
{
    if (!node.inSwarm) {
        return;
    }
    facts.swarm(Text::tr("State"), withNote(node.state.word, node.message));
    facts.swarm(Text::tr("Availability"), node.availability.word);
    facts.swarm(Text::tr("Role"), roleText(node));
    facts.swarm(Text::tr("Swarm tasks"), QString::number(node.tasks.size()));
    facts.swarm(Text::tr("Reserved"), Text::tr("%1 of %2 cores, %3 of %4 GiB")
                                          .arg(cores(node.reserved.nanoCpus), cores(node.nanoCpus),
                                               gibibytes(node.reserved.memoryBytes), gibibytes(node.memoryBytes)));
}

void addEngine(FactList &facts, const NodeView &node)
{
    if (node.machine.isEmpty()) {
        return;
    }
    const SourceAge age = facts.freshness().engines.value(node.machine, {.expected = false});
    facts.engine(node.machine, Text::tr("Engine"), stateOf(age, facts.now()));
    const auto engine = facts.snapshot().engines.constFind(node.machine);
    if (engine != facts.snapshot().engines.constEnd()) {
        facts.engine(node.machine, Text::tr("Its own part in the swarm"),
                     withNote(engine->info.swarm.state.word, engine->info.swarm.error));
        facts.engine(node.machine, Text::tr("Version"), engine->info.serverVersion);
    }
}

QString leftOf(const std::optional<Room> &room)
{
    return room ? Text::tr("%1 of %2 left").arg(amount(room->free), amount(room->total)) : QString();
}

void addRoom(FactList &facts, const NodeView &node)
{
    const RoomFacts room = facts.snapshot().rooms.value(node.machine);
    facts.room(node.machine, Text::tr("Disk of its engine"), leftOf(room.disk));
    facts.room(node.machine, Text::tr("Memory"), leftOf(room.memory));
}

void addRoles(FactList &facts, const NodeView &node)
{
    for (const MemberView &member : node.members) {
        facts.member(member.name, Text::tr("Ensemble member %1").arg(member.name), memberText(member));
    }
    for (const DaemonView &daemon : node.daemons) {
        facts.swarm(Text::tr("%1, its swarm task").arg(daemonName(daemon.role)),
                    withNote(daemon.task.word, daemon.taskError));
        if (daemon.role != StormRole::Ui) {
            facts.storm(daemonName(daemon.role),
                        daemon.listed ? Text::tr("listed as %1").arg(daemon.host) : Text::tr("not listed"));
        }
    }
    const auto used = std::count_if(node.slotViews.begin(), node.slotViews.end(),
                                    [](const SlotView &slot) { return !slot.topology.isEmpty(); });
    if (!node.slotViews.empty()) {
        facts.storm(Text::tr("Slots in use"), Text::tr("%1 of %2").arg(used).arg(node.slotViews.size()));
    }
}

QString swarmWord(const NodeView &node)
{
    return node.state.word.isEmpty() ? Text::tr("nothing") : QStringLiteral("“%1”").arg(node.state.word);
}

QString whyNode(const NodeView &node, NodeStatus status)
{
    switch (status) {
    case NodeStatus::Ready:
        return Text::tr("It is shown as ready: the swarm says so and its engine is not silent.");
    case NodeStatus::Down:
        return Text::tr("It is shown as down: the swarm says %1.").arg(swarmWord(node));
    case NodeStatus::Suspect:
        return Text::tr("It is shown as not answering: the swarm still says %1, but its engine is silent.")
            .arg(swarmWord(node));
    case NodeStatus::Drained:
        return Text::tr("It is shown as drained: that is the availability which the swarm was told.");
    case NodeStatus::Paused:
        return Text::tr("It is shown as paused: that is the availability which the swarm was told.");
    case NodeStatus::NotInSwarm:
        return Text::tr("It is shown as not in a swarm: no manager lists it, and its engine says the same.");
    case NodeStatus::Unreachable:
        return Text::tr("It is shown as unreachable: no manager lists it, and its engine is silent.");
    case NodeStatus::Joining:
        return Text::tr("It is shown as joining: its engine is in a swarm, but no manager here lists it yet.");
    case NodeStatus::Unknown:
        break;
    }
    return Text::tr("Its state is not known: the last word of it is %1, which is not current or means nothing here.")
        .arg(swarmWord(node));
}
} // namespace

QString memberText(const MemberView &member)
{
    if (!member.answer) {
        return Text::tr("nobody asked it");
    }
    switch (member.answer->state) {
    case zookeeper::MemberAnswer::State::Serving:
        return member.answer->srvr ? member.answer->srvr->role.word : Text::tr("serves");
    case zookeeper::MemberAnswer::State::NotServing:
        return withNote(Text::tr("answers, does not serve"), member.answer->note);
    case zookeeper::MemberAnswer::State::NotAllowed:
        return withNote(Text::tr("does not say"), member.answer->note);
    case zookeeper::MemberAnswer::State::Encrypted:
        return withNote(Text::tr("takes TLS only"), member.answer->note);
    case zookeeper::MemberAnswer::State::NoAnswer:
        break;
    }
    return withNote(Text::tr("no answer"), member.answer->note);
}

void addStateOf(FactList &facts, const NodeView &node)
{
    facts.swarm(Text::tr("State of that node"), node.state.word);
    if (!node.machine.isEmpty()) {
        facts.engine(node.machine, Text::tr("Engine there"),
                     stateOf(facts.freshness().engines.value(node.machine, {.expected = false}), facts.now()));
    }
}

QString explainNode(FactList &facts, const NodeView &node)
{
    addSwarm(facts, node);
    addEngine(facts, node);
    addRoom(facts, node);
    addRoles(facts, node);
    return whyNode(node, nodeStatus(node, facts.freshness(), facts.now()));
}

} // namespace stormdeck::cluster
