// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/picturetable.h"

namespace stormdeck::ui {

/// One source of the connection in view as its row shows it.
struct SourceRow
{
    QString key;
    QString name;  ///< "storm-1", "Swarm"
    QString route; ///< how it is reached: an endpoint, a manager, a relay; empty while nobody knows
    cluster::SourceAge age;
    cluster::AgeState state = cluster::AgeState::Waiting;
    bool operator==(const SourceRow &) const = default;
};

/// Who is asked for what the window shows: each engine, the swarm, the ensemble, the Storm UI; by which way, how long
/// ago it answered, and what happens where it does not. GUI thread.
class SourceTable : public tables::PictureTable<SourceRow>
{
    Q_OBJECT

public:
    enum ColumnIndex { Name, Way, State, Age, Misses, NextTry, AtLayer, Problem, ColumnCount };
    using PictureTable::PictureTable;

    /// The age of the source that answered last; of none, one that nobody expects.
    [[nodiscard]] cluster::SourceAge newest() const;

    [[nodiscard]] const std::vector<tables::Column> &columns() const override;
    /// Empty: a source is nothing of the cluster.
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &) const override { return {}; }
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &) const override { return {}; }
    [[nodiscard]] bool isOldAt(const QModelIndex &index) const override;

protected:
    [[nodiscard]] std::vector<SourceRow> rowsNow() const override;
    [[nodiscard]] tables::Cell cell(const SourceRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const SourceRow &left, const SourceRow &right, int column) const override;
    [[nodiscard]] bool rowMatches(const SourceRow &row, const QStringList &words) const override;
};

} // namespace stormdeck::ui
