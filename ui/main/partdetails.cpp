// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/details.h"

#include "map/cardwords.h"
#include "models/agestates.h"
#include "style/text.h"
#include "tables/servicecells.h"

#include "cluster/rules.h"

#include <QCoreApplication>
#include <QLocale>

namespace stormdeck::ui {

using style::Tone;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PartDetails)
};

/// A state as a cell has it, with its time where it is old.
void setState(Details &details, const tables::Cell &cell, const cluster::SourceAge &age, const Look &look)
{
    details.tone = cell.tone;
    details.sign = cell.sign;
    const bool hasTime = models::isOld(age, look.now) && age.answered;
    details.state = hasTime ? Text::tr("%1, as of %2").arg(cell.text, map::timeOf(age)) : cell.text;
}

class Section
{
public:
    explicit Section(const QString &heading) : m_section{heading, {}} {}
    void add(const QString &label, const QString &value, Tone tone = Tone::Plain, bool fixed = false)
    {
        if (!value.isEmpty()) {
            m_section.rows.push_back({label, value, tone, std::nullopt, fixed});
        }
    }
    void addTo(Details &details)
    {
        if (!m_section.rows.empty()) {
            details.sections.push_back(std::move(m_section));
        }
    }

private:
    DetailSection m_section;
};

QString number(const std::optional<qint64> &value)
{
    return value ? style::count(*value) : QString();
}

QString milliseconds(const std::optional<double> &time)
{
    return time ? Text::tr("%1 ms").arg(QLocale().toString(*time, 'f', 1)) : QString();
}

void addError(Details &details, const QString &heading, const QString &error)
{
    Section section(heading);
    section.add({}, error, Tone::Bad);
    section.addTo(details);
}

} // namespace

Details serviceDetails(const cluster::ServiceView &service, const Look &look)
{
    constexpr int mostTasks = 20;
    const cluster::SourceAge &age = look.picture.freshness.swarm;
    Details details;
    details.title = service.name;
    setState(details, tables::serviceStateCell(service, models::isOld(age, look.now)), age, look);
    Section about(Text::tr("Service"));
    about.add(Text::tr("Running"), tables::runningCell(service).text);
    about.add(Text::tr("Mode"), service.global ? Text::tr("global") : Text::tr("replicated"));
    about.add(Text::tr("Role"), service.role);
    about.add(Text::tr("Image"), tables::imageCell(service.image).text);
    about.addTo(details);
    Section tasks(Text::tr("Swarm tasks"));
    for (size_t i = 0; i < service.tasks.size() && i < mostTasks; ++i) {
        const cluster::TaskView &task = service.tasks[i];
        const tables::Cell state = tables::taskStateCell(task, models::isOld(age, look.now));
        const QString where =
            task.nodeName.isEmpty() ? state.text : Text::tr("%1 on %2").arg(state.text, task.nodeName);
        tasks.add(task.name.mid(service.name.size() + 1), where, state.tone == Tone::Ok ? Tone::Plain : state.tone);
    }
    if (service.tasks.size() > mostTasks) {
        tasks.add({}, Text::tr("and %n more", nullptr, static_cast<int>(service.tasks.size()) - mostTasks));
    }
    tasks.addTo(details);
    Section identity(Text::tr("Identity"));
    identity.add(Text::tr("Id"), service.id.value, Tone::Plain, true);
    identity.addTo(details);
    details.hasContainers = !service.tasks.empty();
    return details;
}

Details taskDetails(const cluster::TaskView &task, const Look &look)
{
    const cluster::SourceAge &age = look.picture.freshness.swarm;
    Details details;
    details.title = task.name;
    setState(details, tables::taskStateCell(task, models::isOld(age, look.now)), age, look);
    addError(details, Text::tr("Error"), task.error);
    Section about(Text::tr("Swarm task"));
    about.add(Text::tr("Node"), task.nodeName.isEmpty() ? Text::tr("none yet") : task.nodeName);
    about.add(Text::tr("For"), tables::sinceCell(task.since, cluster::wallTime(look.picture.freshness, look.now)).text);
    about.add(Text::tr("Meant to be"), task.desired.word);
    about.add(Text::tr("Message"), task.message);
    about.add(Text::tr("Image"), tables::imageCell(task.image).text);
    about.addTo(details);
    Section identity(Text::tr("Identity"));
    identity.add(Text::tr("Task"), task.id.value, Tone::Plain, true);
    identity.add(Text::tr("Service"), task.service.value, Tone::Plain, true);
    identity.addTo(details);
    details.hasContainers = !task.node.isEmpty();
    return details;
}

Details memberDetails(const cluster::PlacedMember &placed, const Look &look)
{
    const cluster::MemberView &member = *placed.member;
    const cluster::SourceAge &age = look.picture.freshness.ensemble;
    Details details;
    details.title = member.name;
    const Tone own = map::toneOf(member);
    const Tone tone = models::isOld(age, look.now) ? Tone::Unknown : own == Tone::Plain ? Tone::Ok : own;
    setState(details, {.text = map::wordOf(member), .raw = {}, .tone = tone, .sign = style::signOf(tone)}, age, look);
    addError(details, Text::tr("Error of its swarm task"), member.taskError);
    Section about(Text::tr("Member"));
    about.add(Text::tr("Node"), placed.node->name);
    about.add(Text::tr("Swarm task"), member.task.word);
    if (member.answer) {
        about.add(Text::tr("Note"), member.answer->note);
    }
    if (member.answer && member.answer->srvr) {
        const zookeeper::Srvr &srvr = *member.answer->srvr;
        about.add(Text::tr("Latency"), milliseconds(srvr.latencyAverageMs));
        about.add(Text::tr("Outstanding"), number(srvr.outstanding));
        about.add(Text::tr("Connections"), number(srvr.connections));
        about.add(Text::tr("Znodes"), number(srvr.znodes));
        about.add(Text::tr("zxid"), srvr.zxid, Tone::Plain, true);
        about.add(Text::tr("Version"), srvr.version.section(u',', 0, 0));
    }
    about.addTo(details);
    details.hasContainers = placed.node->inSwarm && !placed.node->machine.isEmpty();
    return details;
}

Details componentDetails(const storm::Component &component, const QString &topology, const Look &look)
{
    const cluster::SourceAge &age = look.picture.freshness.storm;
    const bool failing = !component.lastError.isEmpty();
    const QString kind = component.isSpout ? Text::tr("Spout of %1") : Text::tr("Bolt of %1");
    Details details;
    details.title = component.id;
    setState(details,
             {.text = kind.arg(topology),
              .raw = {},
              .tone = models::isOld(age, look.now) ? Tone::Unknown
                      : failing                    ? Tone::Warning
                                                   : Tone::Plain,
              .sign = failing ? style::Sign::Triangle : style::Sign::None},
             age, look);
    Section figures(Text::tr("Last 10 minutes"));
    figures.add(Text::tr("Acked"), number(component.acked));
    figures.add(Text::tr("Failed"), number(component.failed),
                component.failed.value_or(0) > 0 ? Tone::Warning : Tone::Plain);
    figures.add(Text::tr("Latency"),
                milliseconds(component.isSpout ? component.completeLatencyMs : component.executeLatencyMs));
    figures.add(Text::tr("Capacity"), component.capacity ? QLocale().toString(*component.capacity, 'f', 2) : QString(),
                component.capacity.value_or(0) > 0.9 ? Tone::Warning : Tone::Plain);
    figures.addTo(details);
    Section size(Text::tr("Size"));
    size.add(Text::tr("Executors"), component.executors ? QString::number(*component.executors) : QString());
    size.add(Text::tr("Tasks"), component.tasks ? QString::number(*component.tasks) : QString());
    size.addTo(details);
    Section error(Text::tr("Last error"));
    error.add({}, component.lastError, Tone::Warning);
    error.addTo(details);
    details.hasContainers = true;
    return details;
}

Details detailsOf(const cluster::Subject &subject, const Look &look)
{
    const cluster::Snapshot &snapshot = *look.picture.snapshot;
    if (const auto *node = nodeOf(snapshot, subject)) {
        return nodeDetails(*node, look);
    }
    if (const auto *topology = topologyOf(snapshot, subject)) {
        return topologyDetails(*topology, look);
    }
    if (const auto *service = serviceOf(snapshot, subject)) {
        return serviceDetails(*service, look);
    }
    if (const auto *task = taskOf(snapshot, subject)) {
        return taskDetails(*task, look);
    }
    if (const auto *component = componentOf(snapshot, subject)) {
        const QString topology = nameOf(snapshot, {cluster::SubjectKind::Topology, subject.key, {}});
        return componentDetails(*component, topology, look);
    }
    if (const cluster::PlacedMember placed = memberOf(snapshot, subject); placed.member) {
        return memberDetails(placed, look);
    }
    return clusterDetails(look);
}

} // namespace stormdeck::ui
