// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/details.h"

#include "main/summaryline.h"
#include "models/agestates.h"
#include "style/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace stormdeck::ui {

using cluster::TopologyView;
using style::Tone;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClusterDetails)
};

const storm::TopologyPage *pageOf(const TopologyView &topology, const cluster::Snapshot &snapshot)
{
    if (!snapshot.storm) {
        return nullptr;
    }
    const std::vector<storm::TopologyPage> &pages = snapshot.storm->pages;
    const auto found = std::find_if(pages.begin(), pages.end(),
                                    [&](const auto &page) { return page.summary.id == topology.summary.id; });
    return found == pages.end() ? nullptr : &*found;
}

DetailSection figures(const TopologyView &topology)
{
    DetailSection section{Text::tr("Last 10 minutes"), {}};
    const auto add = [&](const QString &label, const QString &value, Tone tone = Tone::Plain) {
        section.rows.push_back({label, value, tone});
    };
    if (topology.acked) {
        add(Text::tr("Acked"), style::count(*topology.acked));
    }
    if (topology.failed) {
        add(Text::tr("Failed"), style::count(*topology.failed), *topology.failed > 0 ? Tone::Warning : Tone::Plain);
    }
    if (topology.completeLatencyMs) {
        add(Text::tr("Latency"), Text::tr("%1 ms").arg(QLocale().toString(*topology.completeLatencyMs, 'f', 1)));
    }
    if (!topology.busiestBolt.isEmpty() && topology.busiestCapacity) {
        const bool busy = *topology.busiestCapacity > 0.9;
        add(Text::tr("Busiest bolt"),
            QStringLiteral("%1 %2").arg(topology.busiestBolt, QLocale().toString(*topology.busiestCapacity, 'f', 2)),
            busy ? Tone::Warning : Tone::Plain);
    }
    return section;
}

/// The first rows of what may have hundreds, and how many more there are: the pages have all of them.
template <typename Values, typename RowOf>
DetailSection firstOf(const QString &heading, const Values &values, RowOf rowOf)
{
    constexpr size_t most = 20;
    DetailSection section{heading, {}};
    for (const auto &value : values) {
        if (section.rows.size() == most) {
            section.rows.push_back(
                {QString(), Text::tr("and %n more", nullptr, static_cast<int>(values.size() - most))});
            break;
        }
        section.rows.push_back(rowOf(value));
    }
    return section;
}

/// The slot of a Storm worker; none where no card shows it.
WhyChoices slotOf(const storm::Worker &worker, const cluster::Snapshot &snapshot)
{
    for (const cluster::NodeView &node : snapshot.nodes) {
        WhyChoices found = slotChoices(
            node, [&](const cluster::SlotView &slot) { return slot.host == worker.host && slot.port == worker.port; });
        if (!found.empty()) {
            return found;
        }
    }
    return {};
}

DetailSection workers(const storm::TopologyPage &page, const cluster::Snapshot &snapshot)
{
    return firstOf(Text::tr("Storm workers"), page.workers, [&](const storm::Worker &worker) {
        const bool starting = worker.uptimeSeconds.value_or(0) == 0;
        const QString up = starting
                               ? Text::tr("starting")
                               : Text::tr("up %1").arg(style::duration(std::chrono::seconds(*worker.uptimeSeconds)));
        DetailRow row{QStringLiteral("%1:%2").arg(worker.host).arg(worker.port), up,
                      starting ? Tone::Accent : Tone::Plain};
        row.why = slotOf(worker, snapshot);
        return row;
    });
}

DetailSection components(const storm::TopologyPage &page)
{
    return firstOf(Text::tr("Components"), page.components, [](const storm::Component &component) {
        const QString kind = component.isSpout ? Text::tr("spout") : Text::tr("bolt");
        const QString size =
            component.executors ? Text::tr("%1, %n executor(s)", nullptr, *component.executors).arg(kind) : kind;
        const bool failing = !component.lastError.isEmpty();
        return DetailRow{component.id, failing ? Text::tr("%1, has an error").arg(size) : size,
                         failing ? Tone::Warning : Tone::Plain};
    });
}

QString nodesSentence(const TopologyView &topology)
{
    QString text = Text::tr("%1 workers on %n node(s)", nullptr, static_cast<int>(topology.nodes.size()))
                       .arg(tables::workersOf(topology));
    if (topology.summary.executorsTotal) {
        text += Text::tr(" · %n executor(s)", nullptr, *topology.summary.executorsTotal);
    }
    if (topology.summary.uptimeSeconds) {
        text += Text::tr(" · up %1").arg(style::duration(std::chrono::seconds(*topology.summary.uptimeSeconds)));
    }
    return text;
}

void addFilled(Details &details, DetailSection section)
{
    if (!section.rows.empty()) {
        details.sections.push_back(std::move(section));
    }
}

DetailSection swarmSection(const Look &look)
{
    const cluster::Snapshot &snapshot = *look.picture.snapshot;
    DetailSection section{Text::tr("Swarm"), {}};
    if (!snapshot.swarm) {
        section.rows.push_back({QString(), Text::tr("No swarm is known on these machines.")});
        return section;
    }
    int nodes = 0;
    int managers = 0;
    QString leader;
    for (const cluster::NodeView *node : countedNodes(look.picture, look.now)) {
        nodes += node->inSwarm ? 1 : 0;
        managers += node->inSwarm && node->role == docker::NodeRole::Manager ? 1 : 0;
        leader = node->leader ? node->name : leader;
    }
    section.rows.push_back({Text::tr("Nodes"), Text::tr("%1, of them managers: %2").arg(nodes).arg(managers)});
    if (!leader.isEmpty()) {
        section.rows.push_back({Text::tr("Leader"), leader});
    }
    section.rows.push_back({Text::tr("Services"), QString::number(snapshot.swarm->services.size())});
    return section;
}

DetailSection ensembleSection(const cluster::Snapshot &snapshot)
{
    DetailSection section{Text::tr("Ensemble"), {}};
    if (!snapshot.ensemble) {
        return section;
    }
    const zookeeper::Verdict &verdict = snapshot.verdict;
    section.rows.push_back({Text::tr("Serving"), Text::tr("%1 of %2").arg(verdict.serving).arg(verdict.voters)});
    section.rows.push_back({Text::tr("May be lost"), QString::number(qMax(0, verdict.margin)),
                            verdict.margin > 0 || verdict.voters < 3 ? Tone::Plain : Tone::Warning});
    section.rows.push_back({Text::tr("Leader"), verdict.leader.isEmpty() ? Text::tr("none") : verdict.leader,
                            verdict.leader.isEmpty() ? Tone::Bad : Tone::Plain});
    section.rows.push_back({Text::tr("Asked by"), snapshot.ensemble->route});
    return section;
}

DetailSection stormSection(const cluster::Snapshot &snapshot)
{
    DetailSection section{Text::tr("Storm"), {}};
    if (!snapshot.storm) {
        return section;
    }
    section.rows.push_back({Text::tr("Version"), snapshot.storm->cluster.stormVersion});
    section.rows.push_back({Text::tr("Supervisors"), QString::number(snapshot.storm->supervisors.size())});
    section.rows.push_back(
        {Text::tr("Slots in use"), Text::tr("%1 of %2").arg(snapshot.slotsUsed).arg(snapshot.slotsTotal)});
    return section;
}

DetailSection unjoinedSection(const cluster::Snapshot &snapshot)
{
    return firstOf(Text::tr("Known to one plane only"), snapshot.unjoined, [](const cluster::Unjoined &stray) {
        return DetailRow{stray.kind,
                         stray.detail.isEmpty() ? stray.host : QStringLiteral("%1: %2").arg(stray.host, stray.detail)};
    });
}

DetailSection machinesSection(const cluster::Snapshot &snapshot)
{
    return firstOf(Text::tr("Machines"), snapshot.machines, [](const Machine &machine) {
        return DetailRow{machine.name, machine.engine.text()};
    });
}

} // namespace

Details topologyDetails(const TopologyView &topology, const Look &look)
{
    const tables::TopologyLook shown = tables::lookOf(topology);
    Details details{topology.summary.name, topology.colour, shown.tone, shown.sign, shown.word, {}, {}};
    details.hasContainers = !topology.nodes.isEmpty();
    if (models::isOld(look.picture.freshness.storm, look.now)) {
        details.tone = Tone::Unknown;
        details.sign = style::Sign::Question;
        details.state = Text::tr("%1, as of %2").arg(shown.word, map::timeOf(look.picture.freshness.storm));
    }
    details.sections.push_back({QString(), {{QString(), nodesSentence(topology)}}});
    addFilled(details, figures(topology));
    if (const storm::TopologyPage *page = pageOf(topology, *look.picture.snapshot)) {
        addFilled(details, workers(*page, *look.picture.snapshot));
        addFilled(details, components(*page));
    }
    addFilled(details,
              {Text::tr("Identity"), {{Text::tr("Id"), topology.summary.id.value, Tone::Plain, std::nullopt, true}}});
    if (topology.summary.status != storm::TopologyStatus::Killed) {
        details.killable = topology.summary.id.value;
    }
    return details;
}

Details clusterDetails(const Look &look)
{
    const cluster::Snapshot &snapshot = *look.picture.snapshot;
    Details details;
    details.title = snapshot.cluster.isEmpty() ? Text::tr("Cluster") : snapshot.cluster;
    addFilled(details, swarmSection(look));
    addFilled(details, ensembleSection(snapshot));
    addFilled(details, stormSection(snapshot));
    addFilled(details, unjoinedSection(snapshot));
    addFilled(details, machinesSection(snapshot));
    return details;
}

} // namespace stormdeck::ui
