// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"
#include "tables/agedtable.h"

namespace stormdeck::ui {

/// A container as an engine lists it.
struct ContainerRow
{
    QString key; ///< its id
    docker::Container view;
    bool operator==(const ContainerRow &) const = default;
};

/// All containers of one engine, whoever made them: no other view shows them, so none is a subject. GUI thread.
class ContainerTable : public tables::AgedTable<ContainerRow>
{
    Q_OBJECT

public:
    enum ColumnIndex { Name, Image, State, Status, Service, Created, Id, ColumnCount };
    using AgedTable::AgedTable;

    void show(const std::vector<docker::Container> &containers);

    [[nodiscard]] const std::vector<tables::Column> &columns() const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &) const override { return {}; }
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &) const override { return {}; }

protected:
    [[nodiscard]] tables::Cell cell(const ContainerRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const ContainerRow &left, const ContainerRow &right, int column) const override;
    [[nodiscard]] bool rowMatches(const ContainerRow &row, const QStringList &words) const override;
};

} // namespace stormdeck::ui
