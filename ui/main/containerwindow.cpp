// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/containerwindow.h"

#include "main/containertable.h"
#include "main/listpage.h"
#include "style/actionbutton.h"
#include "style/margins.h"
#include "tables/table.h"
#include "tables/tablefilter.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>

#include <utility>

namespace stormdeck::ui {

ContainerWindow::ContainerWindow(const QString &machine, Question question, wizards::Background &background,
                                 const Clock &clock, std::chrono::milliseconds pace, QWidget *parent)
    : QDialog(parent), m_clock(clock), m_machine(machine),
      m_asked(*this, background, clock, pace, [this] { showAnswer(); }), m_containers(new ContainerTable(this)),
      m_filter(new tables::TableFilter(m_containers, this)), m_table(new tables::Table(tr("Containers")))
{
    setWindowTitle(tr("Containers on %1").arg(machine));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    resize(1080, 560);
    makeActions();
    makeList();
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_list);
    for (QPushButton *button : findChildren<QPushButton *>()) {
        button->setAutoDefault(false); // Enter in the filter is for the filter
    }
    connect(&m_ticker, &QTimer::timeout, this, &ContainerWindow::showState);
    m_ticker.start(std::chrono::seconds(1));
    m_asked.begin(std::move(question));
}

void ContainerWindow::makeActions()
{
    m_followLogs = new QAction(tr("Follow &logs…"), this);
    m_followLogs->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    auto *again = new QAction(tr("Ask again now"), this);
    again->setShortcut(QKeySequence(Qt::Key_F5));
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    addActions({m_followLogs, again, find});
    connect(m_followLogs, &QAction::triggered, this, &ContainerWindow::followLogs);
    connect(again, &QAction::triggered, this, [this] { m_asked.ask(); });
    connect(find, &QAction::triggered, this, [this] { m_list->focusFilter(); });
}

void ContainerWindow::makeList()
{
    m_table->setModel(m_filter);
    m_table->setSortable();
    m_table->setStretchedColumn(ContainerTable::Status);
    m_list = new ListPage({QStringLiteral("machine-containers"), tr("Containers"), tr("Filter the containers")},
                          m_table, m_table->horizontalHeader(), m_filter, {m_followLogs});
    auto *foot = new QWidget;
    auto *buttons = new QHBoxLayout(foot);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addStretch(1);
    buttons->addWidget(style::actionButton(m_followLogs));
    m_list->addBelow(foot);
    connect(m_list, &ListPage::offerAccepted, this, [this] { m_asked.ask(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ContainerWindow::updateActions);
    connect(m_table, &QTableView::doubleClicked, m_followLogs, &QAction::trigger);
}

void ContainerWindow::showAnswer()
{
    m_containers->show(m_asked.answer().value_or(Containers()));
    showState();
    if (m_asked.answer() && !std::exchange(m_hasHadAnswer, true)) {
        m_table->setFocus();
    }
}

void ContainerWindow::showState()
{
    m_containers->setOld(m_asked.isOld());
    m_list->show({.source = tr("By the engine of %1").arg(m_machine),
                  .waitingFor = tr("Waiting for the engine of %1").arg(m_machine),
                  .emptyTitle = tr("There is no container"),
                  .emptyWords = tr("Whatever runs or ran in a container of this machine is listed here, whether swarm "
                                   "or somebody else made it.")},
                 m_asked.age(), m_clock.now());
    updateActions();
}

void ContainerWindow::updateActions()
{
    const bool any = m_table->selectionModel()->hasSelection();
    m_followLogs->setEnabled(any);
    m_followLogs->setToolTip(any ? tr("In a window of their own (Ctrl+L)") : tr("Select a container first."));
}

ContainerWindow::Containers ContainerWindow::selected() const
{
    Containers containers;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        containers.push_back(m_containers->row(m_filter->mapToSource(index).row()).view);
    }
    return containers;
}

void ContainerWindow::followLogs()
{
    if (const Containers containers = selected(); !containers.empty()) {
        Q_EMIT logsWanted(containers);
    }
}

} // namespace stormdeck::ui
