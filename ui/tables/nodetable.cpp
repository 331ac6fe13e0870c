// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/nodetable.h"

#include "map/cardwords.h"
#include "map/nodecard.h"
#include "models/agestates.h"
#include "style/text.h"
#include "tables/agecell.h"
#include "util/naturalorder.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::tables {

using cluster::NodeView;
using style::Tone;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NodeTable)
};

QString roleText(const NodeView &node)
{
    if (!node.inSwarm) {
        return {};
    }
    if (node.role != docker::NodeRole::Manager) {
        return node.role == docker::NodeRole::Worker ? Text::tr("Worker") : node.role.word;
    }
    return node.leader ? Text::tr("Manager, leader") : Text::tr("Manager");
}

Cell roleCell(const NodeView &node)
{
    Cell cell = textCell(roleText(node));
    cell.raw = node.inSwarm ? QVariant(node.leader ? QStringLiteral("leader") : node.role.word) : QVariant();
    if (node.reachability == docker::Reachability::Unreachable) {
        cell.tone = Tone::Bad;
        cell.tip = Text::tr("The other managers cannot reach it.");
    }
    return cell;
}

Cell availabilityCell(const NodeView &node)
{
    Cell cell = textCell(node.availability.word);
    switch (node.availability.value) {
    case docker::Availability::Active:
        cell.text = Text::tr("Active");
        break;
    case docker::Availability::Drain:
        cell.text = Text::tr("Drain");
        break;
    case docker::Availability::Pause:
        cell.text = Text::tr("Pause");
        break;
    case docker::Availability::Unknown:
        break;
    }
    return cell;
}

Cell stateCell(const NodeRow &row)
{
    const map::StatusLook look = map::lookOf(row.status, row.view);
    const bool lost = row.status == cluster::NodeStatus::Down || row.status == cluster::NodeStatus::Unreachable;
    Cell cell{.text = look.word, .raw = row.view.state.word, .tone = look.tone, .sign = look.sign};
    if (row.old && !lost && row.status != cluster::NodeStatus::Suspect) {
        cell.tone = Tone::Unknown;
        cell.sign = style::Sign::Question;
        cell.text = row.view.state.word.isEmpty() ? look.word : Text::tr("Was %1").arg(row.view.state.word);
    }
    cell.tip = row.view.message.isEmpty() ? cell.text : QStringLiteral("%1: %2").arg(cell.text, row.view.message);
    return cell;
}

Cell reservedCell(qint64 part, qint64 whole, const QString &text)
{
    return whole > 0 ? Cell{.text = text, .raw = part} : numberCell(std::optional<int>());
}

QString membersText(const NodeView &node)
{
    QStringList parts;
    for (const cluster::MemberView &member : node.members) {
        parts << QStringLiteral("%1 %2").arg(member.name, map::wordOf(member));
    }
    return parts.join(QStringLiteral(", "));
}

Cell zookeeperCell(const NodeView &node)
{
    Cell cell = textCell(membersText(node));
    for (const cluster::MemberView &member : node.members) {
        const Tone tone = map::toneOf(member);
        cell.tone = tone == Tone::Bad || tone == Tone::Warning ? tone : cell.tone;
    }
    cell.sign = cell.tone == Tone::Plain ? style::Sign::None : style::signOf(cell.tone);
    return cell;
}

int usedSlots(const NodeView &node)
{
    return static_cast<int>(std::count_if(node.slotViews.begin(), node.slotViews.end(),
                                          [](const cluster::SlotView &slot) { return !slot.topology.isEmpty(); }));
}

Cell slotsCell(const NodeView &node)
{
    return node.slotViews.empty() ? numberCell(std::optional<int>())
                                  : Cell{.text = Text::tr("%1 of %2").arg(usedSlots(node)).arg(node.slotViews.size()),
                                         .raw = usedSlots(node)};
}

template <typename T>
int three(const T &left, const T &right)
{
    return left < right ? -1 : right < left ? 1 : 0;
}

} // namespace

void NodeTable::show(const watch::Picture &picture, const cluster::Delta &delta, Instant now)
{
    const bool same = m_picture.snapshot && models::sameAgeStates(m_picture.freshness, m_now, picture.freshness, now);
    m_picture = picture;
    m_now = now;
    if (!picture.snapshot) {
        return clear();
    }
    renew(same ? models::Changes{&delta.nodesChanged, delta.nodesAdded.size() + delta.nodesRemoved.size()}
               : models::Changes());
}

void NodeTable::tick(Instant now)
{
    const Instant then = m_now;
    m_now = now;
    if (m_picture.snapshot && !models::sameAgeStates(m_picture.freshness, then, m_picture.freshness, now)) {
        renew({});
    }
}

void NodeTable::clear()
{
    m_picture = {};
    clearRows();
}

void NodeTable::renew(const models::Changes &changes)
{
    const auto keys = models::keysOf(m_picture.snapshot->nodes, [](const NodeView &node) { return node.key; });
    showRows(keys, changes, [this](size_t at) { return made(at); });
}

NodeRow NodeTable::made(size_t at) const
{
    const NodeView &node = m_picture.snapshot->nodes[at];
    const cluster::SourceAge *engine = map::engineAge(node, m_picture.freshness);
    NodeRow row{.key = node.key, .view = node};
    row.status = nodeStatus(node, m_picture.freshness, m_now);
    row.old =
        (engine && models::isOld(*engine, m_now)) || (node.inSwarm && models::isOld(m_picture.freshness.swarm, m_now));
    const cluster::SourceAge &age = ageOf(node, row.old);
    row.asOf = row.old && age.answered ? map::timeOf(age) : QString();
    return row;
}

const std::vector<Column> &NodeTable::columns() const
{
    static const std::vector<Column> columns{
        {QStringLiteral("name"), Text::tr("Name")},
        {QStringLiteral("state"), Text::tr("State")},
        {QStringLiteral("role"), Text::tr("Role")},
        {QStringLiteral("availability"), Text::tr("Availability"), {}, false, false},
        {QStringLiteral("engine_version"), Text::tr("Engine")},
        {QStringLiteral("address"), Text::tr("Address")},
        {QStringLiteral("reserved_nano_cpus"), Text::tr("CPU"), Text::tr("Cores reserved by swarm tasks"), true},
        {QStringLiteral("reserved_memory_bytes"), Text::tr("Memory"), Text::tr("Memory reserved by swarm tasks"), true},
        {QStringLiteral("tasks"), Text::tr("Tasks"), Text::tr("Swarm tasks"), true, false},
        {QStringLiteral("zookeeper"), Text::tr("ZooKeeper")},
        {QStringLiteral("slots_used"), Text::tr("Slots"), Text::tr("Storm slots in use"), true},
        {QStringLiteral("answered"), Text::tr("Age"), Text::tr("Since the last answer about it"), true},
    };
    return columns;
}

Cell NodeTable::cell(const NodeRow &row, int column) const
{
    const NodeView &node = row.view;
    switch (column) {
    case Name:
        return textCell(node.name);
    case State:
        return stateCell(row);
    case NodeRole:
        return roleCell(node);
    case Availability:
        return availabilityCell(node);
    case Engine:
        return textCell(node.engineVersion);
    case Address:
        return textCell(node.address);
    case Cpu:
        return reservedCell(node.reserved.nanoCpus, node.nanoCpus,
                            style::coresOf(node.reserved.nanoCpus, node.nanoCpus));
    case Memory:
        return reservedCell(node.reserved.memoryBytes, node.memoryBytes,
                            style::bytesOf(node.reserved.memoryBytes, node.memoryBytes));
    case Tasks:
        return numberCell(node.inSwarm ? std::optional(static_cast<int>(node.tasks.size())) : std::nullopt);
    case ZooKeeper:
        return zookeeperCell(node);
    case Slots:
        return slotsCell(node);
    case Age:
        return ageCell(ageOf(node, row.old), row.old, m_now);
    default:
        return {};
    }
}

/// The engine's, unless only the swarm's makes the row old.
const cluster::SourceAge &NodeTable::ageOf(const NodeView &node, bool old) const
{
    const cluster::SourceAge *engine = map::engineAge(node, m_picture.freshness);
    return engine && (!old || models::isOld(*engine, m_now)) ? *engine : m_picture.freshness.swarm;
}

int NodeTable::rowOrder(const NodeRow &left, const NodeRow &right, int column) const
{
    const NodeView &a = left.view;
    const NodeView &b = right.view;
    switch (column) {
    case Cpu:
        return three(a.reserved.nanoCpus, b.reserved.nanoCpus);
    case Memory:
        return three(a.reserved.memoryBytes, b.reserved.memoryBytes);
    case Tasks:
        return three(a.tasks.size(), b.tasks.size());
    case Slots:
        return three(usedSlots(a), usedSlots(b));
    case Age:
        return naturalOrder(cell(left, Age).raw.toString(), cell(right, Age).raw.toString());
    case Name:
        return naturalOrder(a.name, b.name);
    default:
        return naturalOrder(cell(left, column).text, cell(right, column).text);
    }
}

bool NodeTable::rowMatches(const NodeRow &row, const QStringList &words) const
{
    return containsAll(words,
                       {row.view.name, row.view.address, row.view.machine, stateCell(row).text, roleText(row.view),
                        row.view.engineVersion, row.view.availability.word, membersText(row.view)});
}

cluster::Subject NodeTable::subjectAt(const QModelIndex &index) const
{
    return {cluster::SubjectKind::Node, row(index.row()).key, {}};
}

QModelIndex NodeTable::indexOf(const cluster::Subject &subject) const
{
    const int at = subject.kind == cluster::SubjectKind::Node ? rowOf(subject.key) : -1;
    return at < 0 ? QModelIndex() : index(at, 0);
}

bool NodeTable::isOldAt(const QModelIndex &index) const
{
    return row(index.row()).old;
}

} // namespace stormdeck::tables
