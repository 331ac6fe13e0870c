// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/rulebook.h"

#include "cluster/limits.h"
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QHash>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RuleBook)
};
using Book = QHash<QString, QString>;

QString seconds(qint64 count)
{
    return duration(std::chrono::seconds(count));
}

QString silent()
{
    return Text::tr("A source is silent after %1 failed tries in a row, or once its last answer is past its lifetime.")
        .arg(limits::silentMisses);
}

void addNodes(Book &book)
{
    book[QStringLiteral("node.down")] = Text::tr("The swarm's managers call the node down or disconnected.");
    book[QStringLiteral("node.suspect")] =
        sentences({Text::tr("The node's engine is silent while the swarm still calls the node ready."), silent()});
    book[QStringLiteral("node.stale-entry")] = Text::tr("A node that is down has the host name of one that is ready.");
    book[QStringLiteral("node.unknown-state")] =
        Text::tr("The swarm gives the node a state or an availability that nobody here knows.");
    book[QStringLiteral("node.drained-with-work")] =
        Text::tr("A drained node still carries Storm workers, a member or a running daemon.");
    book[QStringLiteral("engine.unreachable")] =
        sentences({Text::tr("The engine of a machine outside the swarm is silent."), silent()});
    book[QStringLiteral("engine.shared-id")] = Text::tr("Two machines report the same engine id.");
    book[QStringLiteral("engine.locked")] = Text::tr("An engine calls its part in the swarm locked.");
    book[QStringLiteral("engine.swarm-error")] = Text::tr("An engine reports an error of its part in the swarm.");
    book[QStringLiteral("engine.clock-skew")] =
        Text::tr("The machines' clocks differ by %1 or more; from %2 on it is a warning.")
            .arg(duration(limits::slightSkew), duration(limits::gravestSkew));
    book[QStringLiteral("console.clock-skew")] =
        Text::tr("All machines' clocks are %1 or more from this computer's.").arg(duration(limits::gravestSkew));
    book[QStringLiteral("engine.version-skew")] = Text::tr("The engines report more than one version.");
    book[QStringLiteral("connection.plain-tcp")] =
        Text::tr("An engine is reached over plain TCP beyond this computer.");
}

void addSwarm(Book &book)
{
    book[QStringLiteral("swarm.one-manager")] = Text::tr("A swarm of one manager cannot lose it.");
    book[QStringLiteral("swarm.even-managers")] =
        Text::tr("An even number of managers can lose no more than one fewer.");
    book[QStringLiteral("swarm.manager-lost")] =
        Text::tr("A manager is unreachable for the others, and more may be lost.");
    book[QStringLiteral("swarm.no-manager-margin")] =
        Text::tr("A manager is unreachable and no more may be lost: more than half of them must answer.");
    book[QStringLiteral("swarm.stale")] = sentences({Text::tr("No manager answers."), silent()});
    book[QStringLiteral("swarm.no-majority")] =
        Text::tr("A manager answers that the swarm has no leader: fewer than half of the managers are there.");
    book[QStringLiteral("task.pending")] =
        Text::tr("A swarm task that is to run is pending and the scheduler gives a reason.");
    book[QStringLiteral("task.rejected")] =
        Text::tr("The last swarm task that failed within %1 was rejected by its engine, and its place is still empty.")
            .arg(seconds(limits::failureSeconds));
    book[QStringLiteral("task.restart-loop")] = Text::tr("%1 or more swarm tasks of a service failed within %2.")
                                                    .arg(limits::loopCount)
                                                    .arg(seconds(limits::failureSeconds));
}

void addEnsemble(Book &book)
{
    book[QStringLiteral("ensemble.stale")] = sentences({Text::tr("No member can be asked."), silent()});
    book[QStringLiteral("ensemble.no-quorum")] =
        Text::tr("Fewer than half of the voting members and one serve, or none leads.");
    book[QStringLiteral("ensemble.no-margin")] = Text::tr("Just as many members serve as the quorum needs.");
    book[QStringLiteral("ensemble.degraded")] = Text::tr("A member does not serve, and more may be lost.");
    book[QStringLiteral("ensemble.even")] = Text::tr("An even number of members can lose no more than one fewer.");
    book[QStringLiteral("ensemble.member-silent")] =
        Text::tr("A member does not answer though its swarm task has been running for %1 or more.")
            .arg(seconds(limits::startSeconds));
    book[QStringLiteral("ensemble.member-starting")] =
        Text::tr("A member does not answer; its swarm task is younger than %1.").arg(seconds(limits::startSeconds));
    book[QStringLiteral("ensemble.member-pending")] = Text::tr("The swarm task of a member is pending.");
    book[QStringLiteral("ensemble.word-not-allowed")] =
        Text::tr("A member refuses the four-letter words srvr or mntr.");
}

void addStorm(Book &book)
{
    book[QStringLiteral("storm.stale")] = sentences({Text::tr("The Storm UI is silent."), silent()});
    book[QStringLiteral("storm.ui-unreachable")] =
        sentences({Text::tr("The Storm UI is silent though its swarm task runs."), silent()});
    book[QStringLiteral("storm.ui-paused")] = Text::tr("The container of the Storm UI is paused.");
    book[QStringLiteral("storm.no-leader")] = Text::tr("No Nimbus is listed as leader.");
    book[QStringLiteral("storm.version-skew")] = Text::tr("Storm's daemons report more than one version.");
    book[QStringLiteral("nimbus.ghost")] = Text::tr("Storm lists a Nimbus that no swarm task explains.");
    book[QStringLiteral("supervisor.ghost")] = Text::tr("Storm lists a supervisor that no swarm task explains.");
    book[QStringLiteral("supervisor.shared-id")] = Text::tr("Two hosts register under one supervisor id.");
    book[QStringLiteral("supervisor.not-listed")] =
        Text::tr("A supervisor's swarm task runs and Storm does not list it; within the first %1 it is starting.")
            .arg(seconds(limits::startSeconds));
    book[QStringLiteral("supervisor.still-listed")] =
        Text::tr("Storm lists a supervisor whose swarm task does not run; within %1 that is usual.")
            .arg(seconds(limits::startSeconds));
    book[QStringLiteral("topology.workers-missing")] =
        Text::tr(
            "Nimbus has assigned fewer Storm workers than the topology asks for; in its first %1 it is merely new.")
            .arg(seconds(limits::assignSeconds));
    book[QStringLiteral("topology.starting")] =
        Text::tr("Storm workers are assigned and have not reported; a new topology has %1 for it.")
            .arg(seconds(limits::reportSeconds));
    book[QStringLiteral("topology.not-reporting")] =
        Text::tr("No Storm worker has reported %1 after the submission.").arg(seconds(limits::reportSeconds));
    book[QStringLiteral("topology.errors")] =
        Text::tr("A component threw an error within the last %1.").arg(seconds(limits::errorSeconds));
    book[QStringLiteral("topology.unknown-status")] = Text::tr("Storm gives it a status that nobody here knows.");
}
} // namespace

QString ruleOf(const QString &code)
{
    Book book;
    addNodes(book);
    addSwarm(book);
    addEnsemble(book);
    addStorm(book);
    return book.value(code);
}

} // namespace stormdeck::cluster
