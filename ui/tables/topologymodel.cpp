// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/topologymodel.h"

#include "style/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace stormdeck::tables {

using cluster::TopologyView;
using storm::TopologyStatus;
using style::Sign;
using style::Tone;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Topologies)
};

TopologyLook activeLook(const TopologyView &topology)
{
    const int missing = topology.workersRequested.value_or(0) - topology.workersReporting - topology.workersStarting;
    if (missing > 0) {
        return {Tone::Warning, Sign::Triangle, Text::tr("Active, %n worker(s) missing", nullptr, missing)};
    }
    if (topology.workersStarting > 0) {
        return {Tone::Accent, Sign::Ring, Text::tr("Starting, %1 workers report").arg(workersOf(topology))};
    }
    return {Tone::Ok, Sign::Dot, Text::tr("Active")};
}

QString optionalCount(const std::optional<qint64> &number)
{
    return number ? style::count(*number) : QStringLiteral("–");
}

} // namespace

TopologyLook lookOf(const TopologyView &topology)
{
    switch (topology.summary.status.value) {
    case TopologyStatus::Active:
        return activeLook(topology);
    case TopologyStatus::Inactive:
        return {Tone::Unknown, Sign::Pause, Text::tr("Inactive")};
    case TopologyStatus::Rebalancing:
        return {Tone::Accent, Sign::Ring, Text::tr("Rebalancing")};
    case TopologyStatus::Killed:
        return {Tone::Warning, Sign::Triangle, Text::tr("Being killed")};
    case TopologyStatus::Unknown:
        break;
    }
    const QString word = topology.summary.status.word;
    return {Tone::Unknown, Sign::Question, word.isEmpty() ? Text::tr("Unknown") : word};
}

QString workersOf(const TopologyView &topology)
{
    if (!topology.workersRequested) {
        return QString::number(topology.workersReporting);
    }
    return Text::tr("%1 of %2").arg(topology.workersReporting).arg(*topology.workersRequested);
}

void TopologyModel::show(const watch::Picture &picture, const cluster::Delta &delta, Instant now)
{
    const bool first = !m_picture.snapshot;
    m_picture = picture;
    if (!picture.snapshot) {
        return clear();
    }
    if (first || !applyRows(delta)) {
        beginResetModel();
        m_rows = picture.snapshot->topologies;
        endResetModel();
    } else {
        refresh(delta.topologiesChanged);
    }
    tick(now);
}

void TopologyModel::tick(Instant now)
{
    const cluster::AgeState state = ageState(m_picture.freshness.storm, now);
    setOld(state == cluster::AgeState::Stale || state == cluster::AgeState::Never);
}

void TopologyModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_picture = {};
    m_old = false;
    endResetModel();
}

void TopologyModel::setOld(bool old)
{
    if (old == m_old) {
        return;
    }
    m_old = old;
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

bool TopologyModel::applyRows(const cluster::Delta &delta)
{
    for (const QString &id : delta.topologiesRemoved) {
        if (const int row = rowOf(id); row >= 0) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
    }
    const std::vector<TopologyView> &target = m_picture.snapshot->topologies;
    for (size_t i = 0; i < target.size(); ++i) {
        if (i < m_rows.size() && m_rows[i].summary.id == target[i].summary.id) {
            continue;
        }
        if (!delta.topologiesAdded.contains(target[i].summary.id.value)) {
            return false;
        }
        const int row = static_cast<int>(i);
        beginInsertRows({}, row, row);
        m_rows.insert(m_rows.begin() + row, target[i]);
        endInsertRows();
    }
    return m_rows.size() == target.size();
}

void TopologyModel::refresh(const QStringList &changed)
{
    const std::vector<TopologyView> &target = m_picture.snapshot->topologies;
    for (const QString &id : changed) {
        const int row = rowOf(id);
        if (row >= 0 && m_rows[static_cast<size_t>(row)] != target[static_cast<size_t>(row)]) {
            m_rows[static_cast<size_t>(row)] = target[static_cast<size_t>(row)];
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

int TopologyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TopologyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

int TopologyModel::rowOf(const QString &id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const TopologyView &t) { return t.summary.id.value == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString TopologyModel::text(const TopologyView &topology, int column) const
{
    switch (column) {
    case Name:
        return topology.summary.name;
    case Status:
        return lookOf(topology).word;
    case Workers:
        return workersOf(topology);
    case Acked:
        return optionalCount(topology.acked);
    case Failed:
        return optionalCount(topology.failed);
    case Latency:
        return topology.completeLatencyMs ? tr("%1 ms").arg(QLocale().toString(*topology.completeLatencyMs, 'f', 1))
                                          : QStringLiteral("–");
    case Busiest:
        return topology.busiestBolt.isEmpty() || !topology.busiestCapacity
                   ? QStringLiteral("–")
                   : QStringLiteral("%1 %2").arg(topology.busiestBolt,
                                                 QLocale().toString(*topology.busiestCapacity, 'f', 2));
    case Uptime:
        return topology.summary.uptimeSeconds ? style::duration(std::chrono::seconds(*topology.summary.uptimeSeconds))
                                              : QStringLiteral("–");
    default:
        return {};
    }
}

QVariant TopologyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TopologyView &topology = m_rows[static_cast<size_t>(index.row())];
    const TopologyLook look = lookOf(topology);
    switch (role) {
    case Qt::DisplayRole:
        return text(topology, index.column());
    case Qt::ToolTipRole:
        return text(topology, index.column()).toHtmlEscaped();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(headerData(index.column(), Qt::Horizontal, role).value<Qt::Alignment>());
    case IdRole:
        return topology.summary.id.value;
    case ColourRole:
        return topology.colour;
    case ToneRole:
        return static_cast<int>(m_old ? Tone::Unknown : look.tone);
    case SignRole:
        return static_cast<int>(m_old ? Sign::Question : look.sign);
    default:
        return {};
    }
}

QVariant TopologyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool figures = section == Workers || section == Acked || section == Failed || section == Latency;
        return QVariant::fromValue(Qt::Alignment(figures ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && (section == Acked || section == Failed || section == Latency)) {
        return tr("Over the last 10 minutes. Storm samples 1 tuple in 20.");
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name:
        return tr("Name");
    case Status:
        return tr("Status");
    case Workers:
        return tr("Workers");
    case Acked:
        return tr("Acked, 10 min");
    case Failed:
        return tr("Failed");
    case Latency:
        return tr("Complete latency");
    case Busiest:
        return tr("Busiest bolt");
    case Uptime:
        return tr("Uptime");
    default:
        return {};
    }
}

} // namespace stormdeck::tables
