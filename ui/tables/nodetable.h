// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/delta.h"
#include "cluster/health.h"
#include "tables/rowtable.h"
#include "watch/store.h"

namespace stormdeck::tables {

/// A node as its row shows it.
struct NodeRow
{
    QString key;
    cluster::NodeView view;
    cluster::NodeStatus status = cluster::NodeStatus::Unknown;
    bool old = false; ///< its facts are not current
    QString asOf;     ///< time of the last answer where they are not
    bool operator==(const NodeRow &) const = default;
};

/// Machines and swarm nodes, one row each. Changes row by row. GUI thread.
class NodeTable : public RowTable<NodeRow>
{
    Q_OBJECT

public:
    enum ColumnIndex {
        Name,
        State,
        NodeRole,
        Availability,
        Engine,
        Address,
        Cpu,
        Memory,
        Tasks,
        ZooKeeper,
        Slots,
        Age,
        ColumnCount
    };
    using RowTable::RowTable;

    /// `delta` is relative to the picture shown before.
    void show(const watch::Picture &picture, const cluster::Delta &delta, Instant now);
    void tick(Instant now);
    void clear();

    [[nodiscard]] const std::vector<Column> &columns() const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &subject) const override;
    [[nodiscard]] bool isOldAt(const QModelIndex &index) const override;

protected:
    [[nodiscard]] Cell cell(const NodeRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const NodeRow &left, const NodeRow &right, int column) const override;
    [[nodiscard]] bool rowMatches(const NodeRow &row, const QStringList &words) const override;

private:
    [[nodiscard]] NodeRow made(size_t at) const;
    [[nodiscard]] const cluster::SourceAge &ageOf(const cluster::NodeView &node, bool old) const;
    void renew(const models::Changes &changes);

    watch::Picture m_picture;
    Instant m_now{};
};

} // namespace stormdeck::tables
