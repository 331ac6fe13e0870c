// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/details.h"

#include "cluster/failureclocks.h"
#include "cluster/rules.h"
#include "main/nexttry.h"
#include "map/cardwords.h"
#include "style/text.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace stormdeck::ui {

using cluster::AgeState;
using cluster::NodeStatus;
using cluster::NodeView;
using style::Tone;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NodeDetails)
};

std::chrono::seconds seconds(BootClock::duration time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time);
}

DetailRow noticed(const QString &plane, const QString &when)
{
    return {plane, when.isEmpty() ? Text::tr("noticed") : when, Tone::Ok, 1.0, false};
}

DetailRow unknown(const QString &plane)
{
    return {plane, Text::tr("not known"), Tone::Unknown, std::nullopt, false};
}

DetailRow notYet(const QString &plane, std::optional<Instant> lost, std::chrono::seconds usual, Instant now)
{
    if (!lost) {
        return {plane, Text::tr("not yet"), Tone::Warning, std::nullopt, false};
    }
    const std::chrono::seconds passed = seconds(now - *lost);
    const double share = static_cast<double>(passed.count()) / static_cast<double>(usual.count());
    const QString value =
        passed < usual ? Text::tr("in ~%1").arg(style::duration(usual - passed)) : Text::tr("not yet");
    return {plane, value, Tone::Warning, std::clamp(share, 0.04, 0.96), false};
}

bool isListed(const NodeView &node)
{
    return std::any_of(node.daemons.begin(), node.daemons.end(), [](const auto &daemon) { return daemon.listed; });
}

bool isSilent(const cluster::MemberView &member)
{
    return member.answer && member.answer->state == zookeeper::MemberAnswer::State::NoAnswer;
}

/// A node that is lost, and by when each plane usually notices.
struct Loss
{
    const NodeView &node;
    const Look &look;
    std::optional<Instant> at;
    cluster::FailureClocks clocks;
};

DetailRow noticedBySwarm(const Loss &loss)
{
    const QString plane = Text::tr("Swarm");
    if (loss.node.state == docker::NodeState::Down) {
        return noticed(plane, loss.node.changedAt.toLocalTime().toString(QStringLiteral("HH:mm:ss")));
    }
    if (!isHeard(loss.look.picture.freshness.swarm, loss.look.now)) {
        return unknown(plane);
    }
    const auto usual = swarmClock(loss.node, *loss.look.picture.snapshot, loss.clocks);
    return usual ? notYet(plane, loss.at, *usual, loss.look.now)
                 : DetailRow{plane, Text::tr("cannot, no majority without it"), Tone::Warning, std::nullopt, false};
}

DetailRow noticedByEnsemble(const Loss &loss)
{
    const QString plane = Text::tr("ZooKeeper");
    if (!isHeard(loss.look.picture.freshness.ensemble, loss.look.now)) {
        return unknown(plane);
    }
    const bool silent = std::all_of(loss.node.members.begin(), loss.node.members.end(), isSilent);
    return silent ? noticed(plane, {}) : notYet(plane, loss.at, loss.clocks.ensemble, loss.look.now);
}

DetailRow noticedByNimbus(const Loss &loss)
{
    const QString plane = Text::tr("Nimbus");
    if (!isHeard(loss.look.picture.freshness.storm, loss.look.now)) {
        return unknown(plane);
    }
    const auto usual = nimbusClock(loss.node, loss.clocks);
    return usual ? notYet(plane, loss.at, *usual, loss.look.now) : noticed(plane, {});
}

/// The UI is no daemon that Nimbus would miss.
bool concernsNimbus(const NodeView &node)
{
    return std::any_of(node.daemons.begin(), node.daemons.end(),
                       [](const auto &daemon) { return daemon.role != cluster::StormRole::Ui; });
}

/// Which planes have noticed that the machine is gone, and when the others will.
DetailSection noticing(const NodeView &node, const Look &look)
{
    const cluster::Freshness &freshness = look.picture.freshness;
    const cluster::SourceAge *engine = map::engineAge(node, freshness);
    const Loss loss{node, look, lostAt(node, freshness, look.now, cluster::wallTime(freshness, look.now)),
                    failureClocks(*look.picture.snapshot)};
    DetailSection section{Text::tr("Who has noticed"), {}};
    if (engine && engine->failingSince) {
        section.rows.push_back(noticed(Text::tr("Stormdeck"), clockTime(look, *engine->failingSince)));
    }
    if (node.inSwarm) {
        section.rows.push_back(noticedBySwarm(loss));
    }
    if (!node.members.empty()) {
        section.rows.push_back(noticedByEnsemble(loss));
    }
    if (concernsNimbus(node)) {
        section.rows.push_back(noticedByNimbus(loss));
    }
    return section;
}

QString answered(const cluster::SourceAge &age, const Look &look)
{
    if (!age.answered) {
        return age.error ? Text::tr("no answer") : Text::tr("waiting");
    }
    const QString ago = Text::tr("%1 ago").arg(style::duration(seconds(look.now - *age.answered)));
    return ageState(age, look.now) == AgeState::Stale ? Text::tr("as of %1").arg(map::timeOf(age)) : ago;
}

/// What each plane says of a machine that is there.
DetailSection seenBy(const NodeView &node, const Look &look)
{
    DetailSection section{Text::tr("Seen by"), {}};
    if (const cluster::SourceAge *engine = map::engineAge(node, look.picture.freshness)) {
        section.rows.push_back({Text::tr("Stormdeck"), Text::tr("engine answers, %1").arg(answered(*engine, look))});
    }
    if (node.inSwarm) {
        const QString word = node.state.word.isEmpty() ? Text::tr("no state") : node.state.word;
        section.rows.push_back(
            {Text::tr("Swarm"), QStringLiteral("%1, %2").arg(word, answered(look.picture.freshness.swarm, look))});
    }
    for (const cluster::MemberView &member : node.members) {
        section.rows.push_back({Text::tr("ZooKeeper"), QStringLiteral("%1 %2").arg(member.name, map::wordOf(member)),
                                map::toneOf(member)});
    }
    if (!node.daemons.empty()) {
        const bool listed = isListed(node);
        section.rows.push_back({Text::tr("Storm"), listed ? Text::tr("lists it") : Text::tr("does not list it"),
                                listed ? Tone::Plain : Tone::Warning});
    }
    return section;
}

QMap<QString, QStringList> portsByTopology(const NodeView &node)
{
    QMap<QString, QStringList> ports;
    for (const cluster::SlotView &slot : node.slotViews) {
        if (!slot.topology.isEmpty()) {
            ports[slot.topologyName].append(QString::number(slot.port));
        }
    }
    return ports;
}

DetailRow daemonRow(const NodeView &node, const cluster::DaemonView &daemon)
{
    const int slotCount = static_cast<int>(node.slotViews.size());
    const bool alone = daemon.role == cluster::StormRole::Supervisor && slotCount > 0;
    DetailRow row{QString(), alone ? Text::tr("Storm %1, %n slot(s)", nullptr, slotCount).arg(map::nameOf(daemon.role))
                                   : Text::tr("Storm %1").arg(map::nameOf(daemon.role))};
    row.why = {choiceOf(node, daemon)};
    if (alone) {
        const WhyChoices ofSlots = slotChoices(node, [](const cluster::SlotView &) { return true; });
        row.why.insert(row.why.end(), ofSlots.begin(), ofSlots.end());
    }
    return row;
}

DetailSection runsHere(const NodeView &node, bool lost)
{
    DetailSection section{lost ? Text::tr("What is lost with it") : Text::tr("What runs here"), {}};
    const QMap<QString, QStringList> ports = portsByTopology(node);
    for (auto it = ports.cbegin(); it != ports.cend(); ++it) {
        const int count = static_cast<int>(it.value().size());
        DetailRow row{QString(), Text::tr("%n Storm worker(s) of %1 (port %2)", nullptr, count)
                                     .arg(it.key(), it.value().join(QStringLiteral(", ")))};
        row.why = slotChoices(node, [&](const cluster::SlotView &slot) {
            return !slot.topology.isEmpty() && slot.topologyName == it.key();
        });
        section.rows.push_back(std::move(row));
    }
    for (const cluster::MemberView &member : node.members) {
        section.rows.push_back(
            {QString(), lost ? Text::tr("Ensemble member %1; its volume stays on this node").arg(member.name)
                             : Text::tr("Ensemble member %1").arg(member.name)});
    }
    for (const cluster::DaemonView &daemon : node.daemons) {
        section.rows.push_back(daemonRow(node, daemon));
    }
    if (section.rows.empty()) {
        section.rows.push_back({QString(), Text::tr("Nothing of the cluster runs here.")});
    }
    return section;
}

DetailRow taskRow(const docker::Task &task, const cluster::SwarmFacts &swarm)
{
    const auto service = std::find_if(swarm.services.begin(), swarm.services.end(),
                                      [&](const docker::Service &s) { return s.id == task.service; });
    const QString name = service == swarm.services.end() ? task.service.shortened() : service->name;
    const bool bad = task.state == docker::TaskState::Failed || task.state == docker::TaskState::Rejected ||
                     task.state == docker::TaskState::Orphaned;
    const QString state =
        task.error.isEmpty() ? task.state.word : QStringLiteral("%1: %2").arg(task.state.word, task.error);
    return {name, state, bad ? Tone::Bad : Tone::Plain};
}

DetailSection swarmTasks(const NodeView &node, const cluster::Snapshot &snapshot)
{
    DetailSection section{Text::tr("Swarm tasks"), {}};
    if (!snapshot.swarm) {
        return section;
    }
    for (const docker::Task &task : snapshot.swarm->tasks) {
        if (std::find(node.tasks.begin(), node.tasks.end(), task.id) != node.tasks.end()) {
            section.rows.push_back(taskRow(task, *snapshot.swarm));
        }
    }
    return section;
}

QString leftOf(const cluster::Room &room, const cluster::SourceAge &age, const Look &look)
{
    const QString left = Text::tr("%1 left").arg(style::bytesOf(room.free, room.total));
    const bool isOld = ageState(age, look.now) != AgeState::Fresh;
    return isOld ? Text::tr("%1, as of %2").arg(left, map::timeOf(age)) : left;
}

/// What is left of disk and memory, and what swarm tasks have reserved.
DetailSection roomOn(const NodeView &node, const Look &look)
{
    DetailSection section{Text::tr("Disk and memory"), {}};
    const cluster::RoomFacts facts = look.picture.snapshot->rooms.value(node.machine);
    const cluster::SourceAge age = look.picture.freshness.rooms.value(node.machine, {.expected = false});
    const auto add = [&](const QString &label, const std::optional<cluster::Room> &room) {
        if (room) {
            section.rows.push_back({label, leftOf(*room, age, look)});
        }
    };
    add(Text::tr("Disk"), facts.disk);
    add(Text::tr("Memory"), facts.memory);
    if (node.inSwarm) {
        section.rows.push_back(
            {Text::tr("Reserved"), Text::tr("%1 cores, %2 of memory")
                                       .arg(style::coresOf(node.reserved.nanoCpus, node.nanoCpus),
                                            style::bytesOf(node.reserved.memoryBytes, node.memoryBytes))});
    }
    return section;
}

DetailSection identity(const NodeView &node)
{
    DetailSection section{Text::tr("Identity"), {}};
    const auto add = [&](const QString &label, const QString &value, bool fixed) {
        if (!value.isEmpty()) {
            section.rows.push_back({label, value, Tone::Plain, std::nullopt, fixed});
        }
    };
    add(Text::tr("Machine"), node.machine, false);
    add(Text::tr("Address"), node.address, false);
    add(Text::tr("Node"), node.node.value, true);
    add(Text::tr("Engine"), node.engine.value, true);
    add(Text::tr("Version"), node.engineVersion, false);
    return section;
}

/// Why the engine's last try failed, and when the next one is.
DetailSection lastTry(const cluster::SourceAge &engine, Instant now)
{
    DetailSection section{Text::tr("Last try"), {}};
    if (engine.error) {
        section.rows.push_back({QString(), sentence(*engine.error)});
    }
    section.rows.push_back({QString(), nextTrySentence(engine, now), Tone::Unknown});
    return section;
}

DetailSection labelsOf(const NodeView &node)
{
    DetailSection section{Text::tr("Labels"), {}};
    for (auto label = node.labels.cbegin(); label != node.labels.cend(); ++label) {
        section.rows.push_back({label.key(), label.value()});
    }
    return section;
}

void addFilled(Details &details, DetailSection section)
{
    if (!section.rows.empty()) {
        details.sections.push_back(std::move(section));
    }
}

} // namespace

QString clockTime(const Look &look, Instant at)
{
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(look.now - at);
    return look.wall.addMSecs(-ago.count()).toString(QStringLiteral("HH:mm:ss"));
}

Details nodeDetails(const NodeView &node, const Look &look)
{
    const NodeStatus status = nodeStatus(node, look.picture.freshness, look.now);
    const map::StatusLook shown = map::lookOf(status, node);
    const bool lost = status == NodeStatus::Down || status == NodeStatus::Suspect || status == NodeStatus::Unreachable;
    const cluster::SourceAge *engine = map::engineAge(node, look.picture.freshness);
    Details details{node.name, -1, shown.tone, shown.sign, shown.word, {}, {}};
    details.hasContainers = node.inSwarm && !node.machine.isEmpty();
    if (lost && engine && engine->failingSince) {
        details.state = Text::tr("%1 since %2").arg(shown.word, clockTime(look, *engine->failingSince));
    }
    details.isFailing = engine && isFailing(*engine);
    if (details.isFailing) {
        addFilled(details, lastTry(*engine, look.now));
    }
    addFilled(details, lost ? noticing(node, look) : seenBy(node, look));
    if (!node.message.isEmpty()) {
        addFilled(details, {Text::tr("Swarm says"), {{QString(), node.message}}});
    }
    if (node.inSwarm) {
        addFilled(details, runsHere(node, lost));
    }
    addFilled(details, roomOn(node, look));
    addFilled(details, swarmTasks(node, *look.picture.snapshot));
    addFilled(details, identity(node));
    addFilled(details, labelsOf(node));
    return details;
}

} // namespace stormdeck::ui
