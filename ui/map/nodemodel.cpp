// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/nodemodel.h"

#include "models/agestates.h"

#include <algorithm>

namespace stormdeck::map {

void NodeModel::show(const watch::Picture &picture, const cluster::Delta &delta, Instant now)
{
    const bool same = m_picture.snapshot && models::sameAgeStates(m_picture.freshness, m_now, picture.freshness, now) &&
                      delta.topologiesAdded.isEmpty() && delta.topologiesRemoved.isEmpty();
    m_picture = picture;
    m_now = now;
    if (!picture.snapshot) {
        return clear();
    }
    renew(same ? models::Changes{&delta.nodesChanged, delta.nodesAdded.size() + delta.nodesRemoved.size()}
               : models::Changes());
    measure();
}

void NodeModel::tick(Instant now)
{
    const Instant then = m_now;
    m_now = now;
    if (m_picture.snapshot && !models::sameAgeStates(m_picture.freshness, then, m_picture.freshness, now)) {
        renew({});
    }
}

void NodeModel::clear()
{
    m_picture = {};
    clearRows();
    measure();
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

void NodeModel::renew(const models::Changes &changes)
{
    const std::vector<cluster::NodeView> &nodes = m_picture.snapshot->nodes;
    const CardContext context = contextOf(*m_picture.snapshot, m_picture.freshness, m_now);
    showRows(models::keysOf(nodes, [](const cluster::NodeView &node) { return node.key; }), changes,
             [&](size_t at) { return cardOf(nodes[at], context); });
}

void NodeModel::measure()
{
    size_t most = 0;
    bool any = false;
    for (int at = 0; at < rowCount(); ++at) {
        const NodeCard &shown = card(at);
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
