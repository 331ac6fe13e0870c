// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/joinparts.h"
#include "cluster/limits.h"
#include "cluster/placement.h"
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <optional>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

using docker::TaskState;

bool isRecent(const Known &known, const docker::Task &task)
{
    return secondsSince(task.changedAt, known.wall).value_or(0) < limits::failureSeconds;
}

/// What the recent failures of a service's swarm tasks amount to.
struct Failures
{
    int count = 0;
    int mostAtOnePlace = 0; ///< of one slot, or of one node for a global service
    const docker::Task *last = nullptr;
    QStringList nodes;     ///< names, sorted
    bool recovered = true; ///< every place of it runs again
};

/// The swarm tasks of one service.
struct Tasks
{
    std::vector<const docker::Task *> all;
    std::vector<const docker::Task *> newest; ///< of each of its places
};

QHash<docker::ServiceId, Tasks> tasksByService(const std::vector<docker::Task> &tasks)
{
    QHash<docker::ServiceId, Tasks> sorted;
    for (const docker::Task &task : tasks) {
        sorted[task.service].all.push_back(&task);
    }
    for (const docker::Task *task : newestTasks(tasks)) {
        sorted[task->service].newest.push_back(task);
    }
    return sorted;
}

QString nodeName(const Known &known, const docker::NodeId &id)
{
    const NodeView *card = known.nodes.card(id);
    return card ? card->name : id.shortened();
}

Failures failuresOf(const Known &known, const Tasks &tasks)
{
    Failures failures;
    QHash<SlotKey, int> places;
    QSet<QString> nodes;
    for (const docker::Task *task : tasks.all) {
        if (!docker::hasFailed(*task) || !isRecent(known, *task)) {
            continue;
        }
        ++failures.count;
        failures.mostAtOnePlace = std::max(failures.mostAtOnePlace, ++places[slotOf(*task)]);
        failures.last = !failures.last || failures.last->changedAt < task->changedAt ? task : failures.last;
        if (!task->node.isEmpty()) {
            nodes.insert(nodeName(known, task->node));
        }
    }
    failures.nodes = nodes.values();
    failures.nodes.sort();
    failures.recovered = std::all_of(tasks.newest.begin(), tasks.newest.end(), [](const docker::Task *task) {
        return (!isMeantToRun(*task) && !docker::hasFailed(*task)) || task->state == TaskState::Running;
    });
    return failures;
}

/// A folder of the host belongs to whom it belongs there; the images' processes run as the user 1000.
QString lookAtOutput(const docker::Service &service, const QStringList &nodes)
{
    const auto bind = std::find_if(service.mounts.begin(), service.mounts.end(),
                                   [](const docker::Mount &mount) { return mount.type == u"bind" && !mount.readOnly; });
    if (bind == service.mounts.end()) {
        return Text::tr("Look at its output.");
    }
    return Text::tr("Look at its output; where it says that it may not write, give the folder %1 on %2 to the image's "
                    "user (uid 1000).")
        .arg(bind->source, listed(nodes));
}

QString nextMoveFor(const TaskFailure &failure, bool rejected, const docker::Service &service, const QStringList &nodes)
{
    if (!failure.nextMove.isEmpty()) {
        return failure.nextMove;
    }
    return rejected ? Text::tr("Look at what the engine says, then at the image.") : lookAtOutput(service, nodes);
}

/// A task of a service, and no other of its tasks.
std::vector<Subject> aboutTask(const docker::Service &service, const docker::Task &task)
{
    return {{SubjectKind::Service, service.id.value, {}}, {SubjectKind::SwarmTask, task.id.value, {}}};
}

/// One finding a service, however often its tasks failed. A container that fails a while after its start runs again
/// in between: three failures at one place count whether or not it runs now, a refused one, or one whose cause does not
/// go away by itself, only while it does not.
void judgeFailures(const Known &known, const docker::Service &service, const Failures &failures, Findings &findings)
{
    if (!failures.last) {
        return;
    }
    const QString &text = failures.last->error.isEmpty() ? failures.last->message : failures.last->error;
    const TaskFailure failure = readableFailure(text);
    const bool rejected = failures.last->state == TaskState::Rejected;
    const bool stands = !failures.recovered && (rejected || !failure.code.isEmpty());
    if (!stands && failures.mostAtOnePlace < limits::loopCount) {
        return;
    }
    const QString where = failures.nodes.isEmpty() ? QString() : Text::tr(" on %1").arg(listed(failures.nodes));
    const QString times = failures.count == 1 ? Text::tr("1 swarm task failed in the last 5 min")
                                              : Text::tr("%1 swarm tasks failed in the last 5 min").arg(failures.count);
    const QString code = failure.code.isEmpty() ? QStringLiteral("task.rejected") : failure.code;
    findings.push_back(
        {.code = stands ? code : QStringLiteral("task.restart-loop"),
         .severity = Severity::Warning,
         .subject = failures.nodes.size() == 1 ? subjectOf(known, failures.last->node) : QStringLiteral("swarm"),
         .headline = stands ? Text::tr("%1 cannot start%2.").arg(service.name, where)
                            : Text::tr("%1 fails again and again%2.").arg(service.name, where),
         .evidence = Text::tr("%1; the last one: %2.").arg(times, failure.reason),
         .nextMove = nextMoveFor(failure, stands && rejected, service, failures.nodes),
         .about = aboutTask(service, *failures.last)});
}

QString impossibleSentence(const Known &known, const docker::Service &service)
{
    const QStringList impossible = impossibleConstraints(service.constraints, known.snapshot.swarm->nodes);
    return impossible.isEmpty() ? QString() : Text::tr("No node satisfies %1.").arg(listed(impossible));
}

/// A node that could carry the task by what is reserved there; empty where none could.
QString nodeWithRoom(const Known &known, const docker::Task &task, const docker::Service &service)
{
    for (const NodeView &view : known.snapshot.nodes) {
        const docker::Node *node = known.nodes.told(view.node);
        const bool fits = view.nanoCpus - view.reserved.nanoCpus >= task.reservations.nanoCpus &&
                          view.memoryBytes - view.reserved.memoryBytes >= task.reservations.memoryBytes;
        if (node && fits && mayRun(*node, service.constraints)) {
            return view.name;
        }
    }
    return {};
}

/// Swarm looks at a waiting task again only when something changes that it takes for a reason to.
bool judgeNotRetried(const Known &known, const docker::Task &task, const docker::Service &service, Findings &findings)
{
    const bool onlyResources = task.error.contains(u"insufficient resources") && !task.error.contains(u';');
    if (!onlyResources || secondsSince(task.changedAt, known.wall).value_or(0) < limits::retrySeconds) {
        return false;
    }
    const QString node = nodeWithRoom(known, task, service);
    if (node.isEmpty()) {
        return false;
    }
    findings.push_back(
        {.code = QStringLiteral("task.not-retried"),
         .severity = Severity::Warning,
         .subject = QStringLiteral("swarm"),
         .headline = Text::tr("A swarm task of %1 waits though there is room now.").arg(service.name),
         .evidence =
             Text::tr("Swarm said: %1. By what is reserved, %2 could carry it.").arg(readableReason(task.error), node),
         .nextMove = Text::tr("Make swarm try again: docker service update --force %1.").arg(service.name),
         .about = aboutTask(service, task)});
    return true;
}

/// `impossible`: impossibleSentence(), which is the same for all tasks of the service, once it was asked for.
void judgePending(const Known &known, const docker::Task &task, const docker::Service &service,
                  std::optional<QString> &impossible, Findings &findings)
{
    if (task.state != TaskState::Pending || task.error.isEmpty() || !isMeantToRun(task) ||
        judgeNotRetried(known, task, service, findings)) {
        return;
    }
    if (!impossible) {
        impossible = impossibleSentence(known, service);
    }
    findings.push_back({.code = QStringLiteral("task.pending"),
                        .severity = Severity::Warning,
                        .subject = QStringLiteral("swarm"),
                        .headline = Text::tr("A swarm task of %1 finds no node.").arg(service.name),
                        .evidence = sentences({Text::tr("Swarm: %1.").arg(readableReason(task.error)), *impossible}),
                        .nextMove = adviceFor(task.error),
                        .about = aboutTask(service, task)});
}

/// How long nothing has happened that makes swarm give a service another task.
qint64 quietSeconds(const Known &known, const docker::Service &service, const Tasks &tasks)
{
    qint64 quiet = limits::startSeconds;
    const auto take = [&](const QDateTime &changed) {
        quiet = std::min(quiet, secondsSince(changed, known.wall).value_or(limits::startSeconds));
    };
    take(service.createdAt);
    take(service.updatedAt);
    for (const docker::Node &node : known.snapshot.swarm->nodes) {
        take(node.updatedAt);
    }
    for (const docker::Task *task : tasks.all) {
        take(task->changedAt);
    }
    return quiet;
}

/// A service that is short of tasks without any of them saying why.
void judgeReplicas(const Known &known, const Tasks &tasks, const docker::Service &service, Findings &findings)
{
    const auto count = replicasOf(service, tasks.newest, known.snapshot.swarm->nodes);
    if (!count || count->running >= count->wanted) {
        return;
    }
    qint64 quiet = limits::startSeconds;
    QStringList states;
    std::vector<Subject> about{{SubjectKind::Service, service.id.value, {}}};
    for (const docker::Task *task : tasks.newest) {
        if (isMeantToRun(*task) && !docker::runsAsMeant(*task)) {
            quiet = std::min(quiet, secondsSince(task->changedAt, known.wall).value_or(limits::startSeconds));
            states << task->state.word;
            about.push_back({SubjectKind::SwarmTask, task->id.value, {}});
        }
    }
    states.removeDuplicates();
    quiet = states.isEmpty() ? quietSeconds(known, service, tasks) : quiet;
    const bool late = !states.contains(u"preparing") && quiet >= limits::startSeconds;
    findings.push_back(
        {.code = QStringLiteral("service.incomplete"),
         .severity = late ? Severity::Warning : Severity::Notice,
         .subject = service.name,
         .headline =
             Text::tr("%1 of %2 swarm tasks of %3 run.").arg(count->running).arg(count->wanted).arg(service.name),
         .evidence = states.isEmpty() ? Text::tr("Swarm has made no other yet.")
                                      : Text::tr("The others are: %1.").arg(listed(states)),
         .nextMove = late ? Text::tr("Look at its swarm tasks and at their output.") : QString(),
         .about = std::move(about)});
}

/// A member of the ensemble that waits, or is missing, is told by its name.
void judgeService(const Known &known, const Tasks &tasks, const docker::Service &service, const QString &role,
                  Findings &findings)
{
    const size_t before = findings.size();
    judgeFailures(known, service, failuresOf(known, tasks), findings);
    if (role == u"zookeeper") {
        return;
    }
    std::optional<QString> impossible;
    for (const docker::Task *task : tasks.newest) {
        judgePending(known, *task, service, impossible, findings);
    }
    if (findings.size() == before) {
        judgeReplicas(known, tasks, service, findings);
    }
}
} // namespace

void judgeTasks(const Known &known, Findings &findings)
{
    if (!isSwarmHeard(known)) {
        return;
    }
    const auto tasks = tasksByService(known.snapshot.swarm->tasks);
    for (const QString &role :
         {QStringLiteral("zookeeper"), QStringLiteral("nimbus"), QStringLiteral("ui"), QStringLiteral("supervisor")}) {
        for (const docker::Service *service : servicesOfRole(known.snapshot.swarm, known.snapshot.cluster, role)) {
            judgeService(known, tasks.value(service->id), *service, role, findings);
        }
    }
}

} // namespace stormdeck::cluster
