// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storm/componentpage.h"
#include "tables/agedtable.h"

namespace stormdeck::tables {

struct StreamRow
{
    QString key;
    storm::Stream view;
    bool operator==(const StreamRow &) const = default;
};

/// What comes into a spout or bolt and what goes out. Rows have no subject. GUI thread.
class StreamModel : public AgedTable<StreamRow>
{
    Q_OBJECT

public:
    enum ColumnIndex { Direction, Component, Name, Tuples, Acked, Failed, Latency, ColumnCount };
    using AgedTable::AgedTable;

    void show(const std::vector<storm::Stream> &streams, bool old);

    [[nodiscard]] const std::vector<Column> &columns() const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &) const override { return {}; }
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &) const override { return {}; }

protected:
    [[nodiscard]] Cell cell(const StreamRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const StreamRow &left, const StreamRow &right, int column) const override;
    [[nodiscard]] bool rowMatches(const StreamRow &row, const QStringList &words) const override;

};

} // namespace stormdeck::tables
