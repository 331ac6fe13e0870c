// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/delta.h"
#include "map/nodecard.h"
#include "models/rowmodel.h"
#include "watch/store.h"

#include <QAbstractListModel>

namespace stormdeck::map {

/// The cards of the map, one row a node. Takes a picture and its delta, changes only the rows that differ, and says
/// so row by row. GUI thread.
class NodeModel : public models::RowModel<NodeCard, QAbstractListModel>
{
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole + 1 };
    using RowModel::RowModel;

    /// `delta` is relative to the picture shown before.
    void show(const watch::Picture &picture, const cluster::Delta &delta, Instant now);
    /// Time has passed: cards whose facts have just become old change, the others do not.
    void tick(Instant now);
    void clear();

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    [[nodiscard]] const NodeCard &card(int at) const { return row(at); }
    [[nodiscard]] const watch::Picture &picture() const { return m_picture; }
    [[nodiscard]] Instant now() const { return m_now; }
    /// Most slots that any card has, for a uniform height.
    [[nodiscard]] int mostSlots() const { return m_mostSlots; }
    /// Whether any card is in a swarm; without, cards are short.
    [[nodiscard]] bool anyInSwarm() const { return m_anyInSwarm; }

Q_SIGNALS:
    /// Cards need another height than before.
    void shapeChanged();

private:
    void renew(const models::Changes &changes);
    void measure();

    watch::Picture m_picture;
    Instant m_now{};
    int m_mostSlots = 0;
    bool m_anyInSwarm = false;
};

} // namespace stormdeck::map
