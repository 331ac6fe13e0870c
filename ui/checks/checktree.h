// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/progress.h"
#include "preflight/report.h"
#include "tables/tablesource.h"

#include <QAbstractItemModel>

namespace stormdeck::ui {

/// Machines, and below each its checks, the worst first; last, what concerns all machines. While checks run, a machine
/// shows how far they are. GUI thread.
class CheckTree : public QAbstractItemModel, public tables::TableSource
{
    Q_OBJECT

public:
    enum ColumnIndex { Check, Result, Found, ColumnCount };
    using QAbstractItemModel::QAbstractItemModel;

    /// Checks of these machines begin.
    void begin(const QStringList &machines);
    void setProgress(const preflight::MachineProgress &progress);
    void show(const preflight::Report &report);
    void clear();
    /// Leaves out what passed.
    void setOnlyFindings(bool only);
    /// Of a row below a machine; null for others.
    [[nodiscard]] const preflight::CheckResult *resultAt(const QModelIndex &index) const;
    /// The first row of the worst result; invalid where there is none.
    [[nodiscard]] QModelIndex worstIndex() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const std::vector<tables::Column> &columns() const override;
    [[nodiscard]] tables::Cell cellAt(const QModelIndex &index) const override;
    [[nodiscard]] int order(const QModelIndex &left, const QModelIndex &right) const override;
    [[nodiscard]] bool matches(const QModelIndex &row, const QStringList &words) const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &) const override { return {}; }
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &) const override { return {}; }
    [[nodiscard]] bool isOldAt(const QModelIndex &) const override { return false; }

private:
    struct Group
    {
        QString machine;                                     ///< empty: all of them
        std::vector<preflight::CheckResult> results;         ///< that are shown
        preflight::Verdict worst = preflight::Verdict::Pass; ///< of all its results
        QString summary;
        QString progress; ///< not empty: they run
        bool hasFailed = false;
    };

    void rebuild();
    [[nodiscard]] Group groupOf(const QString &machine) const;
    [[nodiscard]] tables::Cell groupCell(const Group &group, int column) const;

    preflight::Report m_report;
    std::vector<Group> m_groups;
    bool m_onlyFindings = false;
};

} // namespace stormdeck::ui
