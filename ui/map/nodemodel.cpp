// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/nodemodel.h"

#include <algorithm>

namespace stormdeck::map {

namespace {

/// Moments at which cards change without a new snapshot: a source's facts become old, or it fails.
bool sameStates(const cluster::Freshness &before, Instant then, const cluster::Freshness &after, Instant now)
{
    const auto same = [&](const cluster::SourceAge &a, const cluster::SourceAge &b) {
        return ageState(a, then) == ageState(b, now);
    };
    if (!same(before.swarm, after.swarm) || !same(before.ensemble, after.ensemble) ||
        !same(before.storm, after.storm) || before.engines.size() != after.engines.size()) {
        return false;
    }
    return std::equal(before.engines.cbegin(), before.engines.cend(), after.engines.cbegin(), same);
}

} // namespace

void NodeModel::show(const watch::Picture &picture, const cluster::Delta &delta, Instant now)
{
    const cluster::Freshness before = m_picture.freshness;
    const Instant then = m_now;
    const bool first = !m_picture.snapshot;
    m_picture = picture;
    m_now = now;
    if (!picture.snapshot) {
        return clear();
    }
    if (first || !applyRows(delta)) {
        reset();
    } else if (!sameStates(before, then, picture.freshness, now) || !delta.topologiesAdded.isEmpty() ||
               !delta.topologiesRemoved.isEmpty()) {
        refreshCards(nullptr);
    } else {
        refreshCards(&delta.nodesChanged);
    }
    measure();
}

void NodeModel::tick(Instant now)
{
    const Instant then = m_now;
    m_now = now;
    if (m_picture.snapshot && !sameStates(m_picture.freshness, then, m_picture.freshness, now)) {
        refreshCards(nullptr);
    }
}

void NodeModel::clear()
{
    beginResetModel();
    m_picture = {};
    m_cards.clear();
    endResetModel();
    measure();
}

int NodeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cards.size());
}

QVariant NodeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const NodeCard &shown = card(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shown.name;
    case KeyRole:
        return shown.key;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(shown.name, shown.state);
    case Qt::AccessibleDescriptionRole:
        return shown.description();
    case Qt::ToolTipRole:
        return QStringLiteral("<b>%1</b><br>%2").arg(shown.name.toHtmlEscaped(), shown.description().toHtmlEscaped());
    default:
        return {};
    }
}

int NodeModel::rowOf(const QString &key) const
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(), [&](const NodeCard &c) { return c.key == key; });
    return found == m_cards.end() ? -1 : static_cast<int>(found - m_cards.begin());
}

bool NodeModel::applyRows(const cluster::Delta &delta)
{
    removeRowsOf(delta.nodesRemoved);
    const CardContext context = contextOf(*m_picture.snapshot, m_picture.freshness, m_now);
    return insertMissing(delta.nodesAdded, context) && m_cards.size() == m_picture.snapshot->nodes.size();
}

void NodeModel::removeRowsOf(const QStringList &keys)
{
    for (const QString &key : keys) {
        if (const int row = rowOf(key); row >= 0) {
            beginRemoveRows({}, row, row);
            m_cards.erase(m_cards.begin() + row);
            endRemoveRows();
        }
    }
}

bool NodeModel::insertMissing(const QStringList &added, const CardContext &context)
{
    const std::vector<cluster::NodeView> &nodes = m_picture.snapshot->nodes;
    for (size_t i = 0; i < nodes.size(); ++i) {
        if (i < m_cards.size() && m_cards[i].key == nodes[i].key) {
            continue;
        }
        if (!added.contains(nodes[i].key)) {
            return false;
        }
        const int row = static_cast<int>(i);
        beginInsertRows({}, row, row);
        m_cards.insert(m_cards.begin() + row, cardOf(nodes[i], context));
        endInsertRows();
    }
    return true;
}

void NodeModel::reset()
{
    beginResetModel();
    m_cards.clear();
    const CardContext context = contextOf(*m_picture.snapshot, m_picture.freshness, m_now);
    for (const cluster::NodeView &node : m_picture.snapshot->nodes) {
        m_cards.push_back(cardOf(node, context));
    }
    endResetModel();
}

void NodeModel::refreshCards(const QStringList *only)
{
    if (only && only->isEmpty()) {
        return;
    }
    const CardContext context = contextOf(*m_picture.snapshot, m_picture.freshness, m_now);
    const std::vector<cluster::NodeView> &nodes = m_picture.snapshot->nodes;
    for (size_t i = 0; i < nodes.size() && i < m_cards.size(); ++i) {
        if (only && !only->contains(nodes[i].key)) {
            continue;
        }
        NodeCard fresh = cardOf(nodes[i], context);
        if (fresh != m_cards[i]) {
            m_cards[i] = std::move(fresh);
            const QModelIndex at = index(static_cast<int>(i));
            Q_EMIT dataChanged(at, at);
        }
    }
}

void NodeModel::measure()
{
    size_t most = 0;
    bool any = false;
    for (const NodeCard &shown : m_cards) {
        most = std::max(most, shown.slotCells.size());
        any = any || shown.inSwarm;
    }
    if (static_cast<int>(most) != m_mostSlots || any != m_anyInSwarm) {
        m_mostSlots = static_cast<int>(most);
        m_anyInSwarm = any;
        Q_EMIT shapeChanged();
    }
}

} // namespace stormdeck::map
