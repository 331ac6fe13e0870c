// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/componentwindow.h"

#include "main/componentfigures.h"
#include "main/listpage.h"
#include "style/actionbutton.h"
#include "style/margins.h"
#include "style/widgets.h"
#include "tables/columnchoice.h"
#include "tables/componenterrormodel.h"
#include "tables/executormodel.h"
#include "tables/rowcopy.h"
#include "tables/sortmenu.h"
#include "tables/streammodel.h"
#include "tables/subjectselection.h"
#include "tables/table.h"
#include "tables/tablefilter.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>

#include <utility>

namespace stormdeck::ui {

using storm::StatsWindow;

namespace {
constexpr int rowsBelow = 5; ///< of streams and errors; more scroll

/// Sorted and copied as whole rows. `id`: for the settings; `wide`: the column that takes the rest of the width.
tables::Table *tableOf(const QString &id, tables::TableFilter *rows, int wide, const QString &name,
                       const QString &empty)
{
    auto *table = new tables::Table(name);
    table->setModel(rows);
    table->setSortable(-1); // as Storm has them
    table->setStretchedColumn(wide);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setEmptyText(empty);
    const int header = table->horizontalHeader()->sizeHint().height();
    table->setFixedHeight(header + rowsBelow * table->verticalHeader()->defaultSectionSize() + 4);
    tables::addCopyActions(*table);
    tables::addSortMenu(*table);
    tables::addColumnChoice(*table, id, rows->source().columns());
    return table;
}

style::Card *cardOf(const QString &heading, QWidget *content)
{
    auto *card = new style::Card;
    card->body()->setContentsMargins(1, 0, 1, 4);
    card->body()->addWidget(content);
    card->setHeading(heading);
    return card;
}
} // namespace

ComponentWindow::ComponentWindow(const cluster::Subject &component, const QString &topology, Question question,
                                 wizards::Background &background, const Clock &clock, std::chrono::milliseconds pace,
                                 QWidget *parent)
    : QDialog(parent), m_background(background), m_clock(clock), m_topology(topology),
      m_question(std::make_shared<const Question>(std::move(question))),
      m_asked(*this, background, clock, pace, [this] { showAnswer(); }), m_executors(new tables::ExecutorModel(this)),
      m_filter(new tables::TableFilter(m_executors, this)), m_table(new tables::Table(tr("Executors"))),
      m_streams(new tables::StreamModel(this)), m_errors(new tables::ComponentErrorModel(this)),
      m_window(new QComboBox), m_figures(new style::ElidedLabel)
{
    setWindowTitle(tr("%1 of %2", "component and topology").arg(component.part, topology));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    resize(1080, 720);
    makeActions();
    makeExecutors();
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeHead(component.part));
    rows->addWidget(m_list, 1);
    m_list->addBelow(makeBelow());
    for (QPushButton *button : findChildren<QPushButton *>()) {
        button->setAutoDefault(false); // Enter in the filter is for the filter
    }
    connect(&m_ticker, &QTimer::timeout, this, &ComponentWindow::showState);
    m_ticker.start(std::chrono::seconds(1));
    chooseWindow();
}

ComponentWindow::~ComponentWindow()
{
    m_background.destroy(std::make_unique<std::shared_ptr<const Question>>(std::move(m_question)));
}

void ComponentWindow::makeActions()
{
    m_showNode = new QAction(tr("Show its &node"), this);
    m_followLog = new QAction(tr("Follow the &log of its worker"), this);
    m_followLog->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    auto *again = new QAction(tr("Ask again now"), this);
    again->setShortcut(QKeySequence(Qt::Key_F5));
    addActions({m_showNode, m_followLog, again});
    connect(m_showNode, &QAction::triggered, this, &ComponentWindow::goToNode);
    connect(m_followLog, &QAction::triggered, this, &ComponentWindow::followLog);
    connect(again, &QAction::triggered, this, [this] { m_asked.ask(); });
}

void ComponentWindow::makeExecutors()
{
    m_table->setModel(m_filter);
    m_table->setSortable(-1); // by their Storm tasks
    m_table->setStretchedColumn(tables::ExecutorModel::Node);
    m_list = new ListPage({QStringLiteral("executors"), tr("Executors"), tr("Filter the executors")}, m_table,
                          m_table->horizontalHeader(), m_filter, {m_showNode, m_followLog});
    connect(m_list, &ListPage::offerAccepted, this, [this] { m_asked.ask(); });
    connect(m_list->selection(), &tables::SubjectSelection::chosen, this, [this](const cluster::Subject &node) {
        updateActions();
        if (!node.isEmpty()) {
            Q_EMIT nodeSelected(node);
        }
    });
    connect(m_table, &QTableView::doubleClicked, m_showNode, &QAction::trigger);
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    addAction(find);
    connect(find, &QAction::triggered, m_list, &ListPage::focusFilter);
}

QWidget *ComponentWindow::makeHead(const QString &component)
{
    auto *name = new style::ElidedLabel(style::TextSize::Title);
    name->setText(component);
    name->setElideMode(Qt::ElideMiddle);
    m_figures->setDim(true);
    m_window->setAccessibleName(tr("Over what time"));
    m_window->addItem(tr("Last 10 minutes"), int(StatsWindow::TenMinutes));
    m_window->addItem(tr("Last 3 hours"), int(StatsWindow::ThreeHours));
    m_window->addItem(tr("Last day"), int(StatsWindow::Day));
    m_window->addItem(tr("Since it started"), int(StatsWindow::AllTime));
    m_window->setToolTip(tr("Storm samples 1 tuple in 20, and forgets what a Storm worker counted when that ends."));
    connect(m_window, &QComboBox::currentIndexChanged, this, &ComponentWindow::chooseWindow);
    auto *line = new QHBoxLayout;
    line->setSpacing(style::space::medium);
    line->addWidget(name, 1);
    line->addWidget(m_window);
    line->addWidget(style::actionButton(m_showNode));
    line->addWidget(style::actionButton(m_followLog));
    auto *head = new QWidget;
    auto *rows = new QVBoxLayout(head);
    rows->setContentsMargins(style::sided(style::space::large, style::space::medium, 10, 0));
    rows->setSpacing(style::space::tiny);
    rows->addLayout(line);
    rows->addWidget(m_figures);
    return head;
}

QWidget *ComponentWindow::makeBelow()
{
    auto *streams = new tables::TableFilter(m_streams, this);
    auto *errors = new tables::TableFilter(m_errors, this);
    m_below = new QWidget;
    auto *columns = new QHBoxLayout(m_below);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(style::space::medium);
    auto *streamTable = tableOf(QStringLiteral("streams"), streams, tables::StreamModel::Component, tr("Streams"),
                                tr("Nothing came in or went out over this time."));
    auto *errorTable = tableOf(QStringLiteral("component-errors"), errors, tables::ComponentErrorModel::Error,
                               tr("Newest errors"), tr("It has reported no error."));
    columns->addWidget(cardOf(tr("Streams"), streamTable), 1);
    columns->addWidget(cardOf(tr("Newest errors"), errorTable), 1);
    return m_below;
}

/// Figures of another time are not these.
void ComponentWindow::chooseWindow()
{
    const auto window = StatsWindow(m_window->currentData().toInt());
    m_asked.begin([question = m_question, window](const std::stop_token &stop) { return (*question)(window, stop); });
}

void ComponentWindow::showAnswer()
{
    static const ComponentLook nothing;
    const bool isAnswered = m_asked.answer().has_value();
    const ComponentLook &look = isAnswered ? *m_asked.answer() : nothing;
    const bool old = m_asked.isOld();
    m_executors->show(look.page.executors, look.places);
    m_streams->show(look.page.streams, old);
    m_errors->show(look.page.errors, look.places, old);
    m_below->setVisible(isAnswered);
    m_figures->setText(isAnswered ? figuresText(look.page, m_topology) : tr("Of %1", "topology").arg(m_topology));
    showState();
    if (isAnswered && !std::exchange(m_hasHadLook, true)) {
        m_table->setFocus();
    }
}

void ComponentWindow::showState()
{
    const bool old = m_asked.isOld();
    m_executors->setOld(old);
    m_streams->setOld(old);
    m_errors->setOld(old);
    m_list->show({.source = tr("By the Storm UI"),
                  .waitingFor = tr("Waiting for the Storm UI"),
                  .emptyTitle = tr("It has no executor"),
                  .emptyWords = tr("Storm has not placed it on any Storm worker yet.")},
                 m_asked.age(), m_clock.now());
    updateActions();
}

int ComponentWindow::selectedRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : m_filter->mapToSource(rows.front()).row();
}

void ComponentWindow::updateActions()
{
    const int row = selectedRow();
    const cluster::WorkerPlace place = row < 0 ? cluster::WorkerPlace() : m_executors->row(row).place;
    const bool hasWorker = row >= 0 && m_executors->row(row).view.port != 0;
    m_showNode->setEnabled(!place.node.isEmpty());
    m_showNode->setToolTip(row < 0                ? tr("Select an executor first.")
                           : place.node.isEmpty() ? tr("Its host is on no node that is known.")
                                                  : tr("Select it in the main window"));
    m_followLog->setEnabled(place.hasEngine && hasWorker);
    m_followLog->setToolTip(row < 0                           ? tr("Select an executor first.")
                            : !(place.hasEngine && hasWorker) ? tr("Its machine is not part of this connection.")
                                                              : tr("In a window of its own (Ctrl+L)"));
}

void ComponentWindow::goToNode()
{
    if (const int row = selectedRow(); row >= 0) {
        Q_EMIT nodeWanted(m_executors->subjectAt(m_executors->index(row, 0)));
    }
}

void ComponentWindow::followLog()
{
    if (const int row = selectedRow(); row >= 0) {
        Q_EMIT logWanted(m_executors->subjectAt(m_executors->index(row, 0)), m_executors->row(row).view.port);
    }
}

} // namespace stormdeck::ui
