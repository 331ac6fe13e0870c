// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/factlist.h"
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QLocale>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ExplainTopology)
};

QString uptime(const std::optional<qint64> &seconds)
{
    return seconds ? duration(std::chrono::seconds(*seconds)) : QString();
}

void addWorkers(FactList &facts, const TopologyView &view)
{
    facts.storm(Text::tr("Storm workers asked for"), textOf(view.workersRequested));
    facts.storm(Text::tr("Storm workers assigned"), textOf(view.summary.workersTotal));
    facts.storm(Text::tr("Storm workers that report"), QString::number(view.workersReporting));
    facts.storm(Text::tr("Storm workers that start"), QString::number(view.workersStarting));
    const Snapshot &snapshot = facts.snapshot();
    facts.storm(Text::tr("Slots in use"), Text::tr("%1 of %2").arg(snapshot.slotsUsed).arg(snapshot.slotsTotal));
    QStringList nodes;
    for (const QString &key : view.nodes) {
        nodes << nameOf(snapshot, {SubjectKind::Node, key, {}});
    }
    facts.storm(Text::tr("Runs on"), listed(nodes));
}

QString whyTopology(const TopologyView &view)
{
    const QString status = view.summary.status.word;
    if (view.summary.status != storm::TopologyStatus::Active) {
        return Text::tr("Storm gives it the status “%1”.").arg(status);
    }
    const int missing = view.workersRequested.value_or(0) - view.workersReporting - view.workersStarting;
    if (missing > 0) {
        return Text::tr("Storm calls it active, but %n of the Storm workers that it asks for are missing.", nullptr,
                        missing);
    }
    return view.workersStarting > 0 ? Text::tr("Storm calls it active; not all of its Storm workers have reported yet.")
                                    : Text::tr("Storm calls it active, and all of its Storm workers report.");
}

QString whyComponent(const storm::Component &component)
{
    if (component.capacity && *component.capacity > 0.9) {
        return Text::tr("It is nearly always busy: its capacity is %1 of 1.")
            .arg(QLocale().toString(*component.capacity, 'f', 2));
    }
    return component.lastError.isEmpty() ? Text::tr("Storm tells no error of it.")
                                         : Text::tr("It has thrown an error.");
}
} // namespace

QString explainTopology(FactList &facts, const TopologyView &view)
{
    facts.storm(Text::tr("Status"), view.summary.status.word);
    facts.storm(Text::tr("Uptime"), uptime(view.summary.uptimeSeconds));
    addWorkers(facts, view);
    facts.storm(Text::tr("Executors"), textOf(view.summary.executorsTotal));
    facts.storm(Text::tr("Acked, last 10 min"), textOf(view.acked));
    facts.storm(Text::tr("Failed, last 10 min"), textOf(view.failed));
    facts.storm(Text::tr("Complete latency, last 10 min"), milliseconds(view.completeLatencyMs));
    return whyTopology(view);
}

QString explainComponent(FactList &facts, const storm::Component &component)
{
    facts.storm(Text::tr("Kind"), component.isSpout ? Text::tr("spout") : Text::tr("bolt"));
    facts.storm(Text::tr("Executors"), textOf(component.executors));
    facts.storm(Text::tr("Tasks"), textOf(component.tasks));
    facts.storm(Text::tr("Acked, last 10 min"), textOf(component.acked));
    facts.storm(Text::tr("Failed, last 10 min"), textOf(component.failed));
    facts.storm(Text::tr("Capacity"), component.capacity ? QLocale().toString(*component.capacity, 'f', 2) : QString());
    facts.storm(Text::tr("Execute latency"), milliseconds(component.executeLatencyMs));
    facts.storm(Text::tr("Complete latency"), milliseconds(component.completeLatencyMs));
    facts.storm(Text::tr("Last error"), component.lastError.section(u'\n', 0, 0));
    facts.storm(Text::tr("Time since that error"), uptime(component.errorLapsedSeconds));
    return whyComponent(component);
}

} // namespace stormdeck::cluster
