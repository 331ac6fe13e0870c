// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/delta.h"
#include "cluster/health.h"
#include "tables/agedtable.h"
#include "watch/store.h"

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

struct TopologyRow
{
    QString key; ///< topology id
    cluster::TopologyView view;
    bool operator==(const TopologyRow &) const = default;
};

/// The topologies, one row each, sorted by name as the picture has them. Changes row by row. GUI thread.
class TopologyModel : public AgedTable<TopologyRow>
{
    Q_OBJECT

public:
    enum ColumnIndex {
        Name,
        Status,
        Owner,
        Workers,
        Executors,
        StormTasks,
        Acked,
        Failed,
        Latency,
        Busiest,
        Errors,
        Uptime,
        ColumnCount
    };
    using AgedTable::AgedTable;

    /// `delta` is relative to the picture shown before.
    void show(const watch::Picture &picture, const cluster::Delta &delta, Instant now);
    void tick(Instant now);
    void clear();

    [[nodiscard]] const std::vector<Column> &columns() const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &subject) const override;

protected:
    [[nodiscard]] Cell cell(const TopologyRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const TopologyRow &left, const TopologyRow &right, int column) const override;
    [[nodiscard]] bool rowMatches(const TopologyRow &row, const QStringList &words) const override;

private:
    watch::Picture m_picture;
};

} // namespace stormdeck::tables
