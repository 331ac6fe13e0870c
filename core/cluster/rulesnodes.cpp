// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

QMap<QString, int> workersOn(const NodeView &node)
{
    QMap<QString, int> workers;
    for (const SlotView &slot : node.slotViews) {
        if (!slot.topology.isEmpty()) {
            ++workers[slot.topologyName];
        }
    }
    return workers;
}

QString workersSentence(const QString &topology, int count, bool past)
{
    const QString pattern = past ? (count == 1 ? Text::tr("%1 Storm worker of %2 was running there.")
                                               : Text::tr("%1 Storm workers of %2 were running there."))
                                 : (count == 1 ? Text::tr("%1 Storm worker of %2 runs there.")
                                               : Text::tr("%1 Storm workers of %2 run there."));
    return pattern.arg(count).arg(topology);
}

/// What runs on a node, or ran while it was heard.
QString workSentences(const NodeView &node, bool past)
{
    QStringList parts;
    const QMap<QString, int> workers = workersOn(node);
    for (auto it = workers.begin(); it != workers.end(); ++it) {
        parts << workersSentence(it.key(), it.value(), past);
    }
    for (const MemberView &member : node.members) {
        parts << (past ? Text::tr("Ensemble member %1 was there.") : Text::tr("Ensemble member %1 is there."))
                     .arg(member.name);
    }
    return sentences(parts);
}

SourceAge engineAge(const Known &known, const NodeView &node)
{
    return known.freshness.engines.value(node.machine, {.expected = false});
}

/// "Its engine has not answered for 26 s", without an end.
QString silence(const Known &known, const NodeView &node)
{
    const SourceAge age = engineAge(known, node);
    if (!isSilent(age, known.now)) {
        return {};
    }
    return age.answered ? Text::tr("Its engine has not answered for %1").arg(duration(known.now - *age.answered))
                        : Text::tr("Its engine has not answered yet");
}

QString whoNoticed(const Known &known, const NodeView &node)
{
    const auto ago = secondsSince(node.changedAt, known.wall);
    const QString confirmed = ago ? Text::tr("swarm confirmed %1 ago").arg(duration(std::chrono::seconds(*ago)))
                                  : Text::tr("swarm says %1").arg(node.state.word);
    const QString engine = silence(known, node);
    if (!engine.isEmpty()) {
        return Text::tr("%1; %2.").arg(engine, confirmed);
    }
    const bool answers = isHeard(engineAge(known, node), known.now);
    const QString said =
        node.message.isEmpty() ? node.state.word : QStringLiteral("%1 (%2)").arg(node.state.word, node.message);
    return answers ? Text::tr("Swarm says %1, yet its engine answers.").arg(said)
                   : Text::tr("Swarm says %1.").arg(said);
}

/// Until when Nimbus moves the work of a node that is gone; empty where there is none, or Storm is not heard.
QString whatNimbusDoes(const Known &known, const NodeView &node)
{
    const int workers = static_cast<int>(std::count_if(node.slotViews.begin(), node.slotViews.end(),
                                                       [](const SlotView &slot) { return !slot.topology.isEmpty(); }));
    const auto lost = lostAt(node, known.freshness, known.now, known.wall);
    const auto usual = nimbusClock(node, known.clocks);
    if (workers == 0 || !usual || !lost || !isHeard(known.freshness.storm, known.now)) {
        return {};
    }
    const auto left = *lost + *usual - known.now;
    const QString who = workers == 1 ? Text::tr("the Storm worker") : Text::tr("the Storm workers");
    return left > std::chrono::seconds(0)
               ? Text::tr("Nimbus has not moved %1 yet and will in about %2.").arg(who, duration(left))
               : Text::tr("Nimbus has not moved %1 yet and should any moment.").arg(who);
}

Finding twinFinding(const NodeView &node, const NodeView &living)
{
    return {.code = QStringLiteral("node.stale-entry"),
            .severity = Severity::Notice,
            .subject = node.key,
            .headline = Text::tr("An old entry of %1 is left in the swarm.").arg(node.name),
            .evidence = Text::tr("The entry %1 is down; the machine is in the swarm again as %2.")
                            .arg(node.node.shortened(), living.node.shortened()),
            .nextMove = Text::tr("Remove the entry that is down from the swarm.")};
}

Finding downFinding(const Known &known, const NodeView &node)
{
    const QString wait = whatNimbusDoes(known, node);
    return {.code = QStringLiteral("node.down"),
            .severity = Severity::Failure,
            .subject = node.key,
            .headline = Text::tr("%1 is down.").arg(node.name),
            .evidence = sentences({whoNoticed(known, node), workSentences(node, true)}),
            .nextMove = wait.isEmpty()
                            ? Text::tr("Bring %1 back; what it carried starts again by itself.").arg(node.name)
                            : wait};
}

/// The silence of an engine beside what swarm says of its node, or said when it was heard.
QString silenceDespiteSwarm(const Known &known, const NodeView &node)
{
    const QString engine = silence(known, node);
    if (!known.snapshot.swarm) {
        return Text::tr("%1.").arg(engine);
    }
    return isHeard(known.freshness.swarm, known.now)
               ? Text::tr("%1; swarm still says %2.").arg(engine, node.state.word)
               : Text::tr("%1; swarm last said %2.").arg(engine, node.state.word);
}

/// Swarm's own word is foretold only while it can still come.
QString whatSwarmDoes(const Known &known, const NodeView &node)
{
    if (!isSwarmHeard(known)) {
        return Text::tr("Look at its engine, and at the way from here to it.");
    }
    const auto usual = swarmClock(node, known.snapshot, known.clocks);
    if (!usual) {
        return Text::tr("Without it the managers have no majority, so swarm cannot notice; look at its engine.");
    }
    const auto lost = lostAt(node, known.freshness, known.now, known.wall);
    if (!lost || known.now - *lost >= *usual) {
        return Text::tr("Swarm still calls it %1; look at its engine, and at the way from here to it.")
            .arg(node.state.word);
    }
    return Text::tr("Swarm notices within about %1 if the machine is gone; otherwise look at its engine.")
        .arg(duration(std::chrono::ceil<std::chrono::seconds>(*lost + *usual - known.now)));
}

Finding suspectFinding(const Known &known, const NodeView &node)
{
    const SourceAge age = engineAge(known, node);
    return {.code = QStringLiteral("node.suspect"),
            .severity = Severity::Warning,
            .subject = node.key,
            .headline = Text::tr("%1 may be down.").arg(node.name),
            .evidence = sentences({silenceDespiteSwarm(known, node), workSentences(node, false),
                                   age.error ? sentence(*age.error) : QString()}),
            .nextMove = whatSwarmDoes(known, node)};
}

Finding unreachableFinding(const Known &known, const NodeView &node)
{
    const SourceAge age = engineAge(known, node);
    return {.code = QStringLiteral("engine.unreachable"),
            .severity = Severity::Failure,
            .subject = node.key,
            .headline = Text::tr("The engine of %1 does not answer.").arg(node.name),
            .evidence = age.error ? sentence(*age.error) : Text::tr("%1.").arg(silence(known, node)),
            .nextMove = Text::tr("Check the machine and its endpoint in the profile.")};
}

void judgeUnknown(const Known &known, const NodeView &node, Findings &findings)
{
    // A plane that does not answer is a finding of its own; this is about a word nobody here knows.
    if (!node.inSwarm || !isHeard(known.freshness.swarm, known.now)) {
        return;
    }
    const bool stateIsKnown = node.state == docker::NodeState::Ready;
    const QString word = stateIsKnown ? node.availability.word : node.state.word;
    findings.push_back({.code = QStringLiteral("node.unknown-state"),
                        .severity = Severity::Warning,
                        .subject = node.key,
                        .headline = stateIsKnown ? Text::tr("%1 has the availability “%2”.").arg(node.name, word)
                                                 : Text::tr("%1 is in the state “%2”.").arg(node.name, word),
                        .evidence = node.message,
                        .nextMove = Text::tr("Look at the engine's log there: journalctl -u docker.")});
}

void judgeDrained(const NodeView &node, Findings &findings)
{
    const bool hasDaemons = std::any_of(node.daemons.begin(), node.daemons.end(), [](const DaemonView &daemon) {
        return daemon.task == docker::TaskState::Running;
    });
    const QString work = workSentences(node, false);
    if (hasDaemons || !work.isEmpty()) {
        findings.push_back({.code = QStringLiteral("node.drained-with-work"),
                            .severity = Severity::Notice,
                            .subject = node.key,
                            .headline = Text::tr("%1 is drained, but work is still on it.").arg(node.name),
                            .evidence = work.isEmpty() ? Text::tr("Storm daemons still run there.") : work,
                            .nextMove = Text::tr("Wait until swarm has stopped what runs there.")});
    }
}

/// The nodes on which a swarm task runs.
QSet<docker::NodeId> busyNodes(const Snapshot &snapshot)
{
    QSet<docker::NodeId> busy;
    if (snapshot.swarm) {
        for (const docker::Task &task : snapshot.swarm->tasks) {
            if (task.state == docker::TaskState::Running) {
                busy.insert(task.node);
            }
        }
    }
    return busy;
}

/// What judging one node needs of all.
struct Others
{
    LivingTwins twins;
    QSet<docker::NodeId> busy;
};

/// Draining a node moves swarm tasks only.
void judgeOtherContainers(const Known &known, const Others &others, const NodeView &node, Findings &findings)
{
    const auto engine = known.snapshot.engines.constFind(node.machine);
    const bool heard = isHeard(engineAge(known, node), known.now);
    if (!heard || engine == known.snapshot.engines.constEnd() || others.busy.contains(node.node) ||
        engine->info.containersRunning == 0) {
        return;
    }
    const int count = engine->info.containersRunning;
    findings.push_back(
        {.code = QStringLiteral("node.drained-with-containers"),
         .severity = Severity::Notice,
         .subject = node.key,
         .headline = count == 1 ? Text::tr("1 container of its own still runs on %1.").arg(node.name)
                                : Text::tr("%1 containers of its own still run on %2.").arg(count).arg(node.name),
         .evidence = Text::tr("Its swarm tasks have left; draining does not touch what swarm did not start."),
         .nextMove = Text::tr("See what they are before the machine is shut down: the window lists all containers on a "
                              "machine, as “docker ps” does there.")});
}

/// A manager without a manager's status has just been promoted.
void judgePromoted(const NodeView &node, Findings &findings)
{
    if (node.inSwarm && node.role == docker::NodeRole::Manager && node.state == docker::NodeState::Ready &&
        node.reachability.word.isEmpty()) {
        findings.push_back({.code = QStringLiteral("node.promoting"),
                            .severity = Severity::Notice,
                            .subject = node.key,
                            .headline = Text::tr("%1 is becoming a manager.").arg(node.name),
                            .evidence = Text::tr("Its role is manager, and no manager tells of its state yet.")});
    }
}

void judgeNode(const Known &known, const Others &others, const NodeView &node, Findings &findings)
{
    switch (nodeStatus(node, known.freshness, known.now)) {
    case NodeStatus::Down: {
        const NodeView *twin = others.twins.of(node);
        findings.push_back(twin ? twinFinding(node, *twin) : downFinding(known, node));
        break;
    }
    case NodeStatus::Suspect:
        findings.push_back(suspectFinding(known, node));
        break;
    case NodeStatus::Unreachable:
        findings.push_back(unreachableFinding(known, node));
        break;
    case NodeStatus::Unknown:
        judgeUnknown(known, node, findings);
        break;
    case NodeStatus::Drained:
        judgeDrained(node, findings);
        judgeOtherContainers(known, others, node, findings);
        break;
    default:
        break;
    }
}
} // namespace

void judgeNodes(const Known &known, Findings &findings)
{
    const Others others{LivingTwins(known.snapshot), busyNodes(known.snapshot)};
    for (const NodeView &node : known.snapshot.nodes) {
        judgeNode(known, others, node, findings);
        if (isSwarmHeard(known)) {
            judgePromoted(node, findings);
        }
    }
}

} // namespace stormdeck::cluster
