// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/delta.h"
#include "models/rows.h"
#include "tables/tablesource.h"
#include "watch/store.h"

#include <QAbstractItemModel>

namespace stormdeck::tables {

/// A swarm task as its row shows it.
struct TaskRow
{
    QString key; ///< place
    cluster::TaskView view;
    bool operator==(const TaskRow &) const = default;
};

/// Services and below each its swarm tasks. Changes row by row. GUI thread.
class ServiceTree : public QAbstractItemModel, public TableSource
{
    Q_OBJECT

public:
    enum ColumnIndex { Name, State, Running, Node, Image, Since, Error, ColumnCount };
    using QAbstractItemModel::QAbstractItemModel;

    /// `delta` is relative to the picture shown before.
    void show(const watch::Picture &picture, const cluster::Delta &delta, Instant now);
    void tick(Instant now);
    void clear();
    /// Swarm tasks of all services.
    [[nodiscard]] int taskCount() const { return m_tasks; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    /// A swarm task never has rows below it: a view that opens everything need not remember it as open.
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const std::vector<Column> &columns() const override;
    [[nodiscard]] Cell cellAt(const QModelIndex &index) const override;
    [[nodiscard]] int order(const QModelIndex &left, const QModelIndex &right) const override;
    [[nodiscard]] bool matches(const QModelIndex &row, const QStringList &words) const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &subject) const override;
    [[nodiscard]] bool isOldAt(const QModelIndex &index) const override;

private:
    using TaskRows = models::Rows<TaskRow, ServiceTree>;
    struct ServiceRow
    {
        QString key;               ///< service id
        cluster::ServiceView view; ///< without its tasks, which are below
        quintptr serial = 0;       ///< internal id of its tasks' indexes: as long as the service is there
        std::shared_ptr<TaskRows> tasks;
        bool operator==(const ServiceRow &other) const { return key == other.key && view == other.view; }
    };
    friend TaskRows;
    friend models::Rows<ServiceRow, ServiceTree>;

    [[nodiscard]] ServiceRow made(const cluster::ServiceView &view);
    void showTasks(int row, const cluster::ServiceView &view);
    void refresh(const QStringList *changed);
    void countTasks();
    void forgetTasksOfGone();
    void setOld(bool old);
    [[nodiscard]] const ServiceRow *serviceAt(const QModelIndex &index) const;
    [[nodiscard]] const TaskRow *taskAt(const QModelIndex &index) const;
    [[nodiscard]] int rowOfSerial(quintptr serial) const;

    models::Rows<ServiceRow, ServiceTree> m_services;
    QHash<quintptr, std::shared_ptr<const TaskRows>> m_tasksOf; ///< by serial: what sorting asks for most
    quintptr m_lastSerial = 0;
    watch::Picture m_picture;
    QDateTime m_wall; ///< now by the manager's clock
    int m_tasks = 0;
    bool m_old = false;
};

} // namespace stormdeck::tables
