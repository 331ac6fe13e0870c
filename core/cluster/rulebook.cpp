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
    return Text::tr("A source is silent after %1 failed tries in a row, after one once its last answer is past its "
                    "lifetime, or %2 after the end of that lifetime, by when every try has failed.")
        .arg(limits::silentMisses)
        .arg(duration(limits::longestLook));
}

void addNodes(Book &book)
{
    book[QStringLiteral("node.down")] = Text::tr("The swarm's managers call the node down or disconnected.");
    book[QStringLiteral("node.suspect")] =
        sentences({Text::tr("The node's engine is silent while the swarm still calls the node ready."), silent()});
    book[QStringLiteral("node.stale-entry")] =
        Text::tr("A node that is down has the host name and the address of one that is ready, or the host name of one "
                 "that joined after it was lost, or at most %1 before.")
            .arg(seconds(limits::rejoinSeconds));
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

void addWorkOfNodes(Book &book)
{
    book[QStringLiteral("node.promoting")] =
        Text::tr("A ready node has the role of a manager, and no manager tells of its state yet.");
    book[QStringLiteral("node.drained-with-containers")] =
        Text::tr("No swarm task runs on a drained node, yet its engine counts containers that run.");
    book[QStringLiteral("node.heaps-too-large")] = Text::tr(
        "The heaps that a node's Storm workers may grow to (worker.heap.memory.mb) are together more than its memory.");
    book[QStringLiteral("engine.swarm-certificate-expired")] =
        Text::tr("An engine reports that its certificate of the swarm has expired.");
}

void addMembership(Book &book)
{
    book[QStringLiteral("node.joining")] =
        Text::tr("An engine has called itself pending for more than %1 without an error, and no manager lists it.")
            .arg(seconds(limits::joinSeconds));
    book[QStringLiteral("node.not-in-swarm")] =
        Text::tr("An engine of the connection answers and is no node of the swarm that others of it are in.");
    book[QStringLiteral("engine.other-swarm")] =
        Text::tr("An engine of the connection is a manager of another swarm than the one that is shown.");
}

QString percent(double share)
{
    return Text::tr("%1 %").arg(QString::number(share * 100));
}

void addRooms(Book &book)
{
    const QString disk = Text::tr("Less than %1 or %2 of the disk are left on which an engine keeps its data.");
    book[QStringLiteral("node.disk-low")] = disk.arg(percent(limits::lowDisk), amount(limits::lowDiskBytes));
    book[QStringLiteral("node.disk-full")] = disk.arg(percent(limits::fullDisk), amount(limits::fullDiskBytes));
    book[QStringLiteral("node.memory-low")] =
        Text::tr("Less than %1 of a machine's memory are available.").arg(percent(limits::lowMemory));
}

void addCertificates(Book &book)
{
    book[QStringLiteral("tls.certificate-unusable")] =
        Text::tr("A file in the folder of an encrypted endpoint is missing, or holds no certificate that can be read.");
    book[QStringLiteral("tls.certificate-not-yet")] =
        Text::tr("A certificate of an encrypted endpoint begins later than now, by the engines' clocks where one has "
                 "told the time.");
    book[QStringLiteral("tls.certificate-expired")] = Text::tr(
        "A certificate of an encrypted endpoint has ended, by the engines' clocks where one has told the time.");
    book[QStringLiteral("tls.certificate-ends")] =
        Text::tr("A certificate of an encrypted endpoint ends in fewer than %1 days.").arg(limits::certificateDays);
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
    book[QStringLiteral("swarm.locked")] = Text::tr("A manager answers that it is locked.");
    book[QStringLiteral("swarm.no-majority")] =
        Text::tr("A manager answers that the swarm has no leader: fewer than half of the managers are there.");
}

void addTasks(Book &book)
{
    book[QStringLiteral("task.pending")] =
        Text::tr("A swarm task that is to run is pending and the scheduler gives a reason.");
    book[QStringLiteral("task.rejected")] =
        Text::tr("The last swarm task that failed within %1 was rejected by its engine, and its place is still empty.")
            .arg(seconds(limits::failureSeconds));
    book[QStringLiteral("task.not-retried")] = Text::tr("A swarm task has waited for CPU or memory for %1 or more, "
                                                        "while by what is reserved a node that may run it has room.")
                                                   .arg(seconds(limits::retrySeconds));
    book[QStringLiteral("task.restart-loop")] =
        Text::tr("%1 or more swarm tasks of one place of a service (a slot, a node) failed within %2.")
            .arg(limits::loopCount)
            .arg(seconds(limits::failureSeconds));
    const std::pair<QLatin1String, QString> causes[] = {
        {QLatin1String("task.port-taken"), Text::tr("its port is taken on the node by another container")},
        {QLatin1String("task.image-denied"), Text::tr("the registry refused its image")},
        {QLatin1String("task.image-unknown"), Text::tr("the registry does not have its image")},
        {QLatin1String("task.image-missing"), Text::tr("the engine cannot get its image")},
        {QLatin1String("task.subnet-taken"), Text::tr("the addresses of its network overlap with those of another")},
        {QLatin1String("task.folder-missing"), Text::tr("a folder that it mounts is not there")},
    };
    for (const auto &[code, cause] : causes) {
        book[code] = Text::tr("The last swarm task of a service that failed within %1 says that %2, and its place is "
                              "still empty.")
                         .arg(seconds(limits::failureSeconds), cause);
    }
}

void addServices(Book &book)
{
    book[QStringLiteral("service.incomplete")] =
        Text::tr("Fewer swarm tasks of a service run than are to, and none of them says why; within %1 of the last "
                 "change of it or of a node, or while an image is fetched, that is usual.")
            .arg(seconds(limits::startSeconds));
    book[QStringLiteral("service.updating")] = Text::tr("The swarm is updating a service.");
    book[QStringLiteral("service.update-paused")] = Text::tr("The swarm has stopped the update of a service.");
    book[QStringLiteral("service.rolling-back")] = Text::tr("The swarm is taking the update of a service back.");
    book[QStringLiteral("service.rollback-paused")] =
        Text::tr("The swarm has stopped taking the update of a service back.");
    book[QStringLiteral("service.rolled-back")] = Text::tr("The swarm has taken the last update of a service back.");
    book[QStringLiteral("service.update-unknown")] =
        Text::tr("The swarm gives the update of a service a state that nobody here knows.");
    book[QStringLiteral("network.not-allocated")] =
        Text::tr("A network of the whole swarm has neither a driver nor a time at which it was made.");
    book[QStringLiteral("network.overlap")] =
        Text::tr("Two networks have addresses in common, and at least one of them is of the whole swarm.");
}

void addEnsemble(Book &book)
{
    book[QStringLiteral("ensemble.stale")] = sentences({Text::tr("No member can be asked."), silent()});
    book[QStringLiteral("ensemble.no-quorum")] =
        Text::tr("Fewer than half of the voting members and one serve, or none leads.");
    book[QStringLiteral("ensemble.forming")] =
        Text::tr("There is no quorum yet, and the last member was made less than %1 ago.")
            .arg(seconds(limits::formingSeconds));
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
    book[QStringLiteral("ensemble.tls-only")] =
        Text::tr("The client port of a member answers a TLS greeting, and no AdminServer says more.");
    book[QStringLiteral("ensemble.observers-silent")] = Text::tr("An observer does not serve; it has no vote.");
}

void addEnsemblePace(Book &book)
{
    book[QStringLiteral("ensemble.behind")] =
        Text::tr("At %1 looks in a row the last transaction of a member (zxid) was older than the leader's at the look "
                 "before; terms of different leaders are not compared.")
            .arg(limits::paceLooks);
    book[QStringLiteral("ensemble.long-queue")] =
        Text::tr("At %1 looks in a row %2 or more requests waited in a member.")
            .arg(limits::paceLooks)
            .arg(limits::longQueue);
    book[QStringLiteral("ensemble.slow-member")] =
        Text::tr("A member tells an average of %1 ms or more for a request. The average runs since the member started.")
            .arg(limits::slowAverageMs);
}

void addEnsembleSettings(Book &book)
{
    book[QStringLiteral("ensemble.shared-id")] =
        Text::tr("The ensemble does not serve as it should, and two members are given one server id.");
    book[QStringLiteral("ensemble.no-shared-network")] =
        Text::tr("The ensemble does not serve as it should, and members have no network in common.");
    book[QStringLiteral("ensemble.nodes-apart")] =
        Text::tr(
            "A member on a ready node has run for %1 or more and takes no part, while members on other nodes serve.")
            .arg(seconds(limits::startSeconds));
    book[QStringLiteral("ensemble.virtual-address")] =
        Text::tr("A member of several is reached by a virtual address, its endpoint mode being vip.");
    book[QStringLiteral("ensemble.no-volume")] =
        Text::tr("Neither a named volume nor a folder is mounted where a member keeps its data.");
    book[QStringLiteral("ensemble.not-pinned")] =
        Text::tr("A member keeps its data on a node, and no constraint keeps it there.");
    book[QStringLiteral("ensemble.words-limited")] = Text::tr(
        "A member serves and says what it is, but refuses one of the words srvr and mntr, and has no AdminServer.");
    book[QStringLiteral("ensemble.not-listed")] =
        Text::tr("The ZOO_SERVERS of a member has no entry for another, and the leader counts fewer than run.");
    book[QStringLiteral("ensemble.size-differs")] =
        Text::tr("The leader counts another number of voting members than the swarm is to run.");
    book[QStringLiteral("ensemble.other-id")] =
        Text::tr("A member says by the word conf that it runs as another server than its settings (ZOO_MY_ID) say.");
    book[QStringLiteral("ensemble.version-skew")] = Text::tr("The members report more than one version.");
}

void addStorm(Book &book)
{
    book[QStringLiteral("storm.stale")] = sentences({Text::tr("The Storm UI is silent."), silent()});
    book[QStringLiteral("storm.ui-unreachable")] =
        sentences({Text::tr("The Storm UI is silent though its swarm task runs."), silent()});
    book[QStringLiteral("storm.ui-fails")] = Text::tr("The Storm UI answers with an error instead of facts.");
    book[QStringLiteral("storm.ui-paused")] = Text::tr("The container of the Storm UI is paused.");
    book[QStringLiteral("storm.no-leader")] = Text::tr("No Nimbus is listed as leader.");
    book[QStringLiteral("storm.version-skew")] = Text::tr("Storm's daemons report more than one version.");
    book[QStringLiteral("storm.image-skew")] = Text::tr(
        "The services of Nimbus, UI and supervisors have different images, while Storm itself tells no versions.");
    book[QStringLiteral("storm.no-supervisors")] =
        Text::tr(
            "Storm lists no supervisor; in the first %1 of a swarm task of Nimbus or of a supervisor that is usual.")
            .arg(seconds(limits::startSeconds));
    book[QStringLiteral("nimbus.private-host")] =
        Text::tr("Nimbus is registered as localhost, or by the id of its container.");
    book[QStringLiteral("nimbus.ghost")] = Text::tr("Storm lists a Nimbus that no swarm task explains.");
    book[QStringLiteral("supervisor.ghost")] = Text::tr("Storm lists a supervisor that no swarm task explains.");
    book[QStringLiteral("supervisor.shared-id")] = Text::tr("Two hosts register under one supervisor id.");
    book[QStringLiteral("supervisor.shared-folder")] =
        Text::tr("Two or more supervisors that run on one node mount the same folder or volume for their state.");
    book[QStringLiteral("supervisor.not-listed")] =
        Text::tr("A supervisor's swarm task runs and Storm does not list it; within the first %1 it is starting.")
            .arg(seconds(limits::startSeconds));
    book[QStringLiteral("supervisor.still-listed")] =
        Text::tr("Storm lists a supervisor whose swarm task does not run; within %1 that is usual.")
            .arg(seconds(limits::startSeconds));
    book[QStringLiteral("supervisor.idle")] =
        Text::tr("All topologies have the Storm workers that they ask for, and a supervisor that has run for %1 or "
                 "more has none of them while another has several.")
            .arg(seconds(limits::startSeconds));
}

void addTopologies(Book &book)
{
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
    book[QStringLiteral("topology.workers-restart")] =
        Text::tr("At one place %1 or more starts of a topology's Storm worker were seen within the last %2.")
            .arg(QString::number(limits::restartCount), seconds(limits::errorSeconds));
    book[QStringLiteral("topology.untold")] =
        Text::tr("Storm lists a topology that is not killed, and does not give its page.");
    book[QStringLiteral("topology.unknown-status")] = Text::tr("Storm gives it a status that nobody here knows.");
}
} // namespace

QString ruleOf(const QString &code)
{
    Book book;
    for (const auto add : {addNodes, addWorkOfNodes, addMembership, addRooms, addCertificates, addSwarm, addTasks,
                           addServices, addEnsemble, addEnsemblePace, addEnsembleSettings, addStorm, addTopologies}) {
        add(book);
    }
    return book.value(code);
}

} // namespace stormdeck::cluster
