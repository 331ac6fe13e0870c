// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/nodecard.h"
#include "watch/store.h"

#include <QAbstractListModel>

namespace stormdeck::map {

/// The cards of the map, one row a node. Takes a picture and its delta, changes only the rows that differ, and says
/// so row by row. GUI thread.
class NodeModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole + 1 };
    using QAbstractListModel::QAbstractListModel;

    /// `delta` is relative to the picture shown before; one that does not lead from there to here resets the model.
    void show(const watch::Picture &picture, const cluster::Delta &delta, Instant now);
    /// Time has passed: cards whose facts have just become old change, the others do not.
    void tick(Instant now);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    [[nodiscard]] const NodeCard &card(int row) const { return m_cards[static_cast<size_t>(row)]; }
    [[nodiscard]] int rowOf(const QString &key) const;
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
    bool applyRows(const cluster::Delta &delta);
    void removeRowsOf(const QStringList &keys);
    bool insertMissing(const QStringList &added, const CardContext &context);
    void reset();
    void refreshCards(const QStringList *only);
    void measure();

    watch::Picture m_picture;
    Instant m_now{};
    std::vector<NodeCard> m_cards;
    int m_mostSlots = 0;
    bool m_anyInSwarm = false;
};

} // namespace stormdeck::map
