// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/explain.h"

#include "cluster/factlist.h"
#include "cluster/rulebook.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Explain)
};

bool contains(const std::vector<Subject> &subjects, const Subject &one)
{
    return std::find(subjects.begin(), subjects.end(), one) != subjects.end();
}

QStringList silenceOfSwarm()
{
    return {QStringLiteral("swarm.stale"), QStringLiteral("swarm.no-majority"), QStringLiteral("swarm.locked")};
}

QStringList silenceOfStorm()
{
    return {QStringLiteral("storm.stale"), QStringLiteral("storm.no-leader"), QStringLiteral("storm.ui-unreachable"),
            QStringLiteral("storm.ui-fails"), QStringLiteral("storm.ui-paused")};
}

/// "swarm.stale" is about everything that the swarm tells of.
QStringList planesOf(SubjectKind kind)
{
    switch (kind) {
    case SubjectKind::Node:
    case SubjectKind::Service:
    case SubjectKind::SwarmTask:
        return silenceOfSwarm();
    case SubjectKind::Member:
        return silenceOfSwarm() << QStringLiteral("ensemble.stale");
    case SubjectKind::Topology:
    case SubjectKind::Component:
        return silenceOfStorm();
    case SubjectKind::Slot:
    case SubjectKind::Daemon:
        return silenceOfSwarm() + silenceOfStorm();
    default:
        return {};
    }
}

/// The whole ensemble, and no other member of it.
bool isOfEnsemble(const Finding &finding)
{
    return finding.subject == u"ensemble" &&
           std::none_of(finding.about.begin(), finding.about.end(),
                        [](const Subject &one) { return one.kind == SubjectKind::Service; });
}

/// The task's whole service, and not another one of its tasks that is still there.
bool isAboutItsService(const Finding &finding, const Subject &subject, const Snapshot &snapshot)
{
    const TaskView *task = taskOf(snapshot, subject);
    return task && contains(finding.about, {SubjectKind::Service, task->service.value, {}}) &&
           std::none_of(finding.about.begin(), finding.about.end(), [&](const Subject &one) {
               return one.kind == SubjectKind::SwarmTask && taskOf(snapshot, one);
           });
}

bool isAboutNode(const Finding &finding, const Subject &subject, const Snapshot &snapshot)
{
    const NodeView *node = nodeOf(snapshot, subject);
    const QString machine = node && !node->machine.isEmpty() ? QStringLiteral("machine:") + node->machine : QString();
    return finding.subject == subject.key || (!machine.isEmpty() && finding.subject == machine);
}

/// Its topology, or its node, with which it is lost.
bool isAboutSlot(const Finding &finding, const Subject &subject, const Snapshot &snapshot)
{
    const SlotView *slot = slotOf(snapshot, subject).slot;
    return slot && ((!slot->topology.isEmpty() && finding.subject == slot->topology.value) ||
                    isAboutNode(finding, shownAs(subject), snapshot));
}

/// Its node, or its service and nothing of that on another node.
bool isAboutDaemon(const Finding &finding, const Subject &subject, const Snapshot &snapshot)
{
    const DaemonView *daemon = daemonOf(snapshot, subject).daemon;
    if (!daemon || isAboutNode(finding, shownAs(subject), snapshot)) {
        return daemon != nullptr;
    }
    const bool elsewhere = nodeOf(snapshot, {SubjectKind::Node, finding.subject, {}}) ||
                           std::any_of(finding.about.begin(), finding.about.end(), [&](const Subject &one) {
                               const TaskView *task = taskOf(snapshot, one);
                               return task && task->node != subject.key;
                           });
    return !elsewhere && contains(finding.about, {SubjectKind::Service, daemon->service.value, {}});
}

bool isAboutPart(const Finding &finding, const Subject &subject, const Snapshot &snapshot)
{
    switch (subject.kind) {
    case SubjectKind::Node:
        return isAboutNode(finding, subject, snapshot);
    case SubjectKind::Plane:
        return finding.subject == subject.key;
    case SubjectKind::Slot:
        return isAboutSlot(finding, subject, snapshot);
    case SubjectKind::Daemon:
        return isAboutDaemon(finding, subject, snapshot);
    case SubjectKind::Topology:
        return finding.subject == subject.key;
    case SubjectKind::Member:
        return isOfEnsemble(finding) && finding.code != u"ensemble.stale";
    case SubjectKind::SwarmTask:
        return isAboutItsService(finding, subject, snapshot);
    default:
        return false;
    }
}

QString verdictOf(FactList &facts, const Subject &subject, const std::vector<Finding> &findings)
{
    const Snapshot &snapshot = facts.snapshot();
    switch (subject.kind) {
    case SubjectKind::Node:
        return explainNode(facts, *nodeOf(snapshot, subject));
    case SubjectKind::Service:
        return explainService(facts, *serviceOf(snapshot, subject));
    case SubjectKind::SwarmTask:
        return explainTask(facts, *taskOf(snapshot, subject));
    case SubjectKind::Member:
        return explainMember(facts, memberOf(snapshot, subject));
    case SubjectKind::Topology:
        return explainTopology(facts, *topologyOf(snapshot, subject));
    case SubjectKind::Component:
        return explainComponent(facts, *componentOf(snapshot, subject));
    case SubjectKind::Plane:
        return explainPlane(facts, *planeOf(subject));
    case SubjectKind::Slot:
        return explainSlot(facts, slotOf(snapshot, subject));
    case SubjectKind::Daemon:
        return explainDaemon(facts, daemonOf(snapshot, subject));
    default:
        return explainCluster(facts, findings);
    }
}

AppliedRule applied(const Finding &finding)
{
    return {finding, ruleOf(finding.code)};
}

/// A finding rests on the facts of what it is about.
std::optional<Explanation> explainFinding(const Subject &subject, FactList &facts, const std::vector<Finding> &findings)
{
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [&](const Finding &one) { return identityOf(one) == subject.key; });
    if (found == findings.end()) {
        return std::nullopt;
    }
    const Subject main = mainSubjectOf(*found, facts.snapshot());
    (void)verdictOf(facts, main, findings);
    const QString name = nameOf(facts.snapshot(), main);
    return Explanation{.subject = subject,
                       .kind = Text::tr("Finding"),
                       .name = name.isEmpty() ? facts.snapshot().cluster : name,
                       .verdict = found->headline + u' ' + found->evidence,
                       .facts = facts.take(),
                       .findings = {applied(*found)}};
}
} // namespace

QString identityOf(const Finding &finding)
{
    QStringList parts{finding.code, finding.subject};
    for (const Subject &one : finding.about) {
        parts << QString::number(static_cast<int>(one.kind)) + one.key + u'/' + one.part;
    }
    return parts.join(u'|');
}

Subject subjectOf(const Finding &finding)
{
    return {SubjectKind::Finding, identityOf(finding), {}};
}

Subject mainSubjectOf(const Finding &finding, const Snapshot &snapshot)
{
    for (const SubjectKind kind : {SubjectKind::Node, SubjectKind::Topology}) {
        if (const Subject one{kind, finding.subject, {}}; isThere(snapshot, one)) {
            return one;
        }
    }
    const auto there = std::find_if(finding.about.begin(), finding.about.end(),
                                    [&](const Subject &one) { return isThere(snapshot, one); });
    return there == finding.about.end() ? clusterSubject() : *there;
}

bool isAbout(const Finding &finding, const Subject &subject, const Snapshot &snapshot)
{
    return subject.kind == SubjectKind::Cluster || contains(finding.about, subject) ||
           planesOf(subject.kind).contains(finding.code) || isAboutPart(finding, subject, snapshot);
}

std::optional<Explanation> explain(const Subject &subject, const Snapshot &snapshot, const Freshness &freshness,
                                   const std::vector<Finding> &findings, Instant now)
{
    FactList facts(snapshot, freshness, now);
    if (subject.kind == SubjectKind::Finding) {
        return explainFinding(subject, facts, findings);
    }
    if (!isThere(snapshot, subject)) {
        return std::nullopt;
    }
    Explanation explanation{.subject = subject, .kind = kindName(subject.kind), .name = nameOf(snapshot, subject)};
    explanation.verdict = verdictOf(facts, subject, findings);
    if (subject.kind == SubjectKind::Cluster) {
        explanation.name = snapshot.cluster;
    }
    explanation.facts = facts.take();
    for (const Finding &finding : findings) {
        if (isAbout(finding, subject, snapshot)) {
            explanation.findings.push_back(applied(finding));
        }
    }
    return explanation;
}

} // namespace stormdeck::cluster
