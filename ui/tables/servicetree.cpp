// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/servicetree.h"

#include "cluster/rules.h"
#include "models/agestates.h"
#include "models/rowmodel.h"
#include "tables/servicecells.h"
#include "util/naturalorder.h"

namespace stormdeck::tables {

using cluster::ServiceView;
using cluster::TaskView;

void ServiceTree::show(const watch::Picture &picture, const cluster::Delta &delta, Instant now)
{
    const bool first = !m_picture.snapshot;
    m_picture = picture;
    if (!picture.snapshot) {
        return clear();
    }
    const std::vector<ServiceView> &views = picture.snapshot->services;
    const auto keys = models::keysOf(views, [](const ServiceView &view) { return view.id.value; });
    const models::Changes changes{first ? nullptr : &delta.servicesChanged,
                                  delta.servicesAdded.size() + delta.servicesRemoved.size()};
    const qsizetype cameAndWent = m_services.lead(*this, {}, keys, [&](size_t at) { return made(views[at]); });
    refresh(changes.explains(cameAndWent) ? changes.changed : nullptr);
    countTasks();
    if (cameAndWent > 0) {
        forgetTasksOfGone();
    }
    tick(now);
}

void ServiceTree::tick(Instant now)
{
    m_wall = cluster::wallTime(m_picture.freshness, now);
    setOld(models::isOld(m_picture.freshness.swarm, now));
}

void ServiceTree::clear()
{
    beginResetModel();
    m_picture = {};
    m_services.clear();
    m_tasksOf.clear();
    m_tasks = 0;
    m_old = false;
    endResetModel();
}

/// A new service comes with its tasks, which nobody has been told of yet.
ServiceTree::ServiceRow ServiceTree::made(const ServiceView &view)
{
    ServiceRow row{.key = view.id.value, .view = view, .serial = ++m_lastSerial, .tasks = std::make_shared<TaskRows>()};
    row.view.tasks.clear();
    row.tasks->fill(models::keysOf(view.tasks, [](const TaskView &task) { return task.place; }), [&](size_t at) {
        return TaskRow{view.tasks[at].place, view.tasks[at]};
    });
    m_tasksOf.insert(row.serial, row.tasks);
    return row;
}

void ServiceTree::refresh(const QStringList *changed)
{
    const std::vector<ServiceView> &views = m_picture.snapshot->services;
    const auto show = [&](int row) {
        const ServiceView &view = views[static_cast<size_t>(row)];
        showTasks(row, view);
        ServiceView own = view;
        own.tasks.clear();
        if (!(m_services.at(row).view == own)) {
            m_services.at(row).view = std::move(own);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    };
    if (!changed) {
        for (int row = 0; row < m_services.count(); ++row) {
            show(row);
        }
        return;
    }
    for (const QString &key : *changed) {
        if (const int row = m_services.rowOf(key); row >= 0) {
            show(row);
        }
    }
}

void ServiceTree::showTasks(int row, const ServiceView &view)
{
    const auto keys = models::keysOf(view.tasks, [](const TaskView &task) { return task.place; });
    const auto make = [&](size_t at) { return TaskRow{keys[at], view.tasks[at]}; };
    const std::shared_ptr<TaskRows> tasks = m_services.at(row).tasks;
    tasks->lead(*this, index(row, 0), keys, make);
    tasks->refresh(*this, index(row, 0), nullptr, make);
}

void ServiceTree::countTasks()
{
    m_tasks = 0;
    for (int row = 0; row < m_services.count(); ++row) {
        m_tasks += m_services.at(row).tasks->count();
    }
}

void ServiceTree::forgetTasksOfGone()
{
    m_tasksOf.clear();
    for (int row = 0; row < m_services.count(); ++row) {
        m_tasksOf.insert(m_services.at(row).serial, m_services.at(row).tasks);
    }
}

void ServiceTree::setOld(bool old)
{
    if (old == m_old) {
        return;
    }
    m_old = old;
    for (int row = 0; row < m_services.count(); ++row) {
        const QModelIndex service = index(row, 0);
        Q_EMIT dataChanged(service, index(row, ColumnCount - 1));
        if (const int last = rowCount(service) - 1; last >= 0) {
            Q_EMIT dataChanged(index(0, 0, service), index(last, ColumnCount - 1, service));
        }
    }
}

int ServiceTree::rowOfSerial(quintptr serial) const
{
    for (int row = 0; row < m_services.count(); ++row) {
        if (m_services.at(row).serial == serial) {
            return row;
        }
    }
    return -1;
}

const ServiceTree::ServiceRow *ServiceTree::serviceAt(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() == 0 ? &m_services.at(index.row()) : nullptr;
}

const TaskRow *ServiceTree::taskAt(const QModelIndex &index) const
{
    const auto tasks = index.isValid() ? m_tasksOf.constFind(index.internalId()) : m_tasksOf.constEnd();
    return tasks == m_tasksOf.constEnd() ? nullptr : &(*tasks)->at(index.row());
}

QModelIndex ServiceTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    const ServiceRow *service = serviceAt(parent);
    return createIndex(row, column, service ? service->serial : 0);
}

QModelIndex ServiceTree::parent(const QModelIndex &index) const
{
    const int service = index.isValid() && index.internalId() != 0 ? rowOfSerial(index.internalId()) : -1;
    return service < 0 ? QModelIndex() : createIndex(service, 0, quintptr(0));
}

Qt::ItemFlags ServiceTree::flags(const QModelIndex &index) const
{
    const bool isTask = index.isValid() && index.internalId() != 0;
    return QAbstractItemModel::flags(index) | (isTask ? Qt::ItemNeverHasChildren : Qt::NoItemFlags);
}

int ServiceTree::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return m_services.count();
    }
    const ServiceRow *service = parent.column() == 0 ? serviceAt(parent) : nullptr;
    return service ? service->tasks->count() : 0;
}

int ServiceTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ServiceTree::data(const QModelIndex &index, int role) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? tableData(*this, index, role) : QVariant();
}

QVariant ServiceTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    return tableHeader(*this, section, orientation, role);
}

const std::vector<Column> &ServiceTree::columns() const
{
    static const std::vector<Column> columns{
        {QStringLiteral("name"), tr("Service or swarm task")},
        {QStringLiteral("state"), tr("State")},
        {QStringLiteral("running"), tr("Running"), tr("Swarm tasks that run, of those wanted"), true},
        {QStringLiteral("node"), tr("Node")},
        {QStringLiteral("image"), tr("Image")},
        {QStringLiteral("since"), tr("For"), tr("How long it has been in its state"), true},
        {QStringLiteral("error"), tr("Error")},
    };
    return columns;
}

Cell ServiceTree::cellAt(const QModelIndex &index) const
{
    const ServiceRow *service = serviceAt(index);
    const TaskRow *task = service ? nullptr : taskAt(index);
    if (!service && !task) {
        return {};
    }
    switch (index.column()) {
    case Name:
        return textCell(service ? service->view.name : task->view.name);
    case State:
        return service ? serviceStateCell(service->view, m_old) : taskStateCell(task->view, m_old);
    case Running:
        return service ? runningCell(service->view) : Cell{};
    case Node:
        return service ? Cell{} : textCell(task->view.nodeName);
    case Image:
        return imageCell(service ? service->view.image : task->view.image);
    case Since:
        return service ? Cell{} : sinceCell(task->view.since, m_wall);
    case Error:
        return service ? Cell{} : taskErrorCell(task->view);
    default:
        return {};
    }
}

int ServiceTree::order(const QModelIndex &left, const QModelIndex &right) const
{
    if (const TaskRow *a = taskAt(left)) {
        const TaskRow *b = taskAt(right);
        switch (left.column()) {
        case Name:
            return naturalOrder(a->view.name, b->view.name);
        case Node:
            return naturalOrder(a->view.nodeName, b->view.nodeName);
        case Image:
            return naturalOrder(a->view.image, b->view.image);
        case Since:
            return a->view.since < b->view.since ? 1 : b->view.since < a->view.since ? -1 : 0;
        case State:
            return naturalOrder(cellAt(left).text, cellAt(right).text);
        case Error:
            return naturalOrder(a->view.error, b->view.error);
        default:
            return 0;
        }
    }
    if (left.column() == Running) {
        return serviceAt(left)->view.running - serviceAt(right)->view.running;
    }
    return naturalOrder(cellAt(left).text, cellAt(right).text);
}

bool ServiceTree::matches(const QModelIndex &row, const QStringList &words) const
{
    if (const ServiceRow *service = serviceAt(row)) {
        return containsAll(words, {service->view.name, service->view.image, service->view.role});
    }
    const TaskView &task = taskAt(row)->view;
    return containsAll(words, {task.name, task.nodeName, task.state.word, task.image, task.error});
}

cluster::Subject ServiceTree::subjectAt(const QModelIndex &index) const
{
    if (const ServiceRow *service = serviceAt(index)) {
        return {cluster::SubjectKind::Service, service->key, {}};
    }
    const TaskRow *task = taskAt(index);
    return task ? subjectOf(task->view) : cluster::Subject();
}

QModelIndex ServiceTree::indexOf(const cluster::Subject &subject) const
{
    if (subject.kind == cluster::SubjectKind::Service) {
        const int row = m_services.rowOf(subject.key);
        return row < 0 ? QModelIndex() : index(row, 0);
    }
    for (int row = 0; subject.kind == cluster::SubjectKind::SwarmTask && row < m_services.count(); ++row) {
        const TaskRows &tasks = *m_services.at(row).tasks;
        for (int at = 0; at < tasks.count(); ++at) {
            if (tasks.at(at).view.id.value == subject.key) {
                return index(at, 0, index(row, 0));
            }
        }
    }
    return {};
}

bool ServiceTree::isOldAt(const QModelIndex &) const
{
    return m_old;
}

} // namespace stormdeck::tables
