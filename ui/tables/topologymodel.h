// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "style/sign.h"
#include "watch/store.h"

#include <QAbstractTableModel>

namespace stormdeck::tables {

/// How a topology's status is shown: "Active", "Active, 1 worker lost", "Starting, 2 of 4 workers".
struct TopologyLook
{
    style::Tone tone = style::Tone::Unknown;
    style::Sign sign = style::Sign::Question;
    QString word;
    bool operator==(const TopologyLook &) const = default;
};
[[nodiscard]] TopologyLook lookOf(const cluster::TopologyView &topology);
/// "3 of 4": workers that report of those asked for, or only the first where nobody told the second.
[[nodiscard]] QString workersOf(const cluster::TopologyView &topology);

/// The topologies, one row each, sorted by name as the picture has them. Changes row by row. GUI thread.
class TopologyModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Status, Workers, Acked, Failed, Latency, Busiest, Uptime, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, ColourRole, ToneRole, SignRole };
    using QAbstractTableModel::QAbstractTableModel;

    /// `delta` is relative to the picture shown before; one that does not lead from there to here resets the model.
    void show(const watch::Picture &picture, const cluster::Delta &delta, Instant now);
    void tick(Instant now);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] int rowOf(const QString &id) const;
    /// The facts are not current: drawn grey.
    [[nodiscard]] bool isOld() const { return m_old; }

private:
    bool applyRows(const cluster::Delta &delta);
    void refresh(const QStringList &changed);
    void setOld(bool old);
    [[nodiscard]] QString text(const cluster::TopologyView &topology, int column) const;

    std::vector<cluster::TopologyView> m_rows;
    watch::Picture m_picture;
    bool m_old = false;
};

} // namespace stormdeck::tables
