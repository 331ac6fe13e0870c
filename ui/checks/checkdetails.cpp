// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/checkdetails.h"

#include "checks/checktree.h"
#include "checks/reachmatrix.h"
#include "checks/resultpanel.h"
#include "checks/verdictlook.h"
#include "style/widgets.h"
#include "tables/table.h"
#include "tables/tree.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

namespace stormdeck::ui {

namespace {
style::Card *cardAround(QWidget *widget)
{
    auto *card = new style::Card;
    card->body()->setContentsMargins(1, 1, 1, 4);
    card->body()->addWidget(widget);
    return card;
}
} // namespace

CheckDetails::CheckDetails(QWidget *parent)
    : QWidget(parent), m_model(new CheckTree(this)), m_matrix(new ReachMatrix(this)), m_tabs(new QButtonGroup(this)),
      m_onlyFindings(new QCheckBox(tr("Only &what did not pass"))),
      m_hosts(new QPushButton(tr("Copy the &hosts list"))), m_views(new QStackedWidget),
      m_tree(new tables::Tree(tr("Checks"))), m_splitter(new QSplitter(Qt::Vertical)), m_result(new ResultPanel),
      m_table(new tables::Table(tr("Ports between the machines"))), m_port(new QComboBox)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::small);
    column->addWidget(makeBar());
    m_views->addWidget(makeChecks());
    m_views->addWidget(makeMatrix());
    column->addWidget(m_views, 1);
    setFocusProxy(m_tree);
    connect(m_hosts, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_report.hostLines.join(u'\n') + u'\n'); });
    connect(m_onlyFindings, &QCheckBox::toggled, this, [this](bool only) {
        m_model->setOnlyFindings(only);
        m_tree->expandAll();
    });
    clear();
}

QAbstractButton *CheckDetails::addTab(const QString &text, View view)
{
    auto *tab = new QPushButton(text);
    tab->setCheckable(true);
    tab->setAutoDefault(false);
    m_tabs->addButton(tab, view);
    return tab;
}

QWidget *CheckDetails::makeBar()
{
    auto *bar = new QWidget;
    auto *line = new QHBoxLayout(bar);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(style::space::small);
    line->addWidget(addTab(tr("Ch&ecks"), Checks));
    line->addWidget(addTab(tr("&Ports between them"), Matrix));
    line->addStretch();
    line->addWidget(m_onlyFindings);
    line->addWidget(m_port);
    line->addWidget(m_hosts);
    m_port->setAccessibleName(tr("Port"));
    m_port->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_port->setMinimumContentsLength(10); // the rest as there is room: the page must fit beside the details
    m_hosts->setAutoDefault(false);
    m_hosts->setToolTip(tr("Lines for /etc/hosts of every machine, or for your DNS"));
    connect(m_tabs, &QButtonGroup::idClicked, this, [this](int view) { showView(static_cast<View>(view)); });
    connect(m_port, &QComboBox::currentIndexChanged, this,
            [this] { m_matrix->setPort(m_port->currentData().toString()); });
    return bar;
}

QWidget *CheckDetails::makeChecks()
{
    m_tree->setModel(m_model);
    m_tree->setStretchedColumn(CheckTree::Found);
    m_tree->header()->setSortIndicatorShown(false);
    m_tree->header()->setSectionsClickable(false);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &CheckDetails::showChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, &CheckDetails::showChosen);
    m_splitter->addWidget(cardAround(m_tree));
    m_splitter->addWidget(cardAround(m_result));
    m_splitter->widget(1)->setVisible(false);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({460, 230});
    m_splitter->setHandleWidth(style::space::small);
    return m_splitter;
}

QWidget *CheckDetails::makeMatrix()
{
    m_table->setModel(m_matrix);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->horizontalHeader()->setSectionsClickable(false);
    return cardAround(m_table);
}

void CheckDetails::clear()
{
    m_report = {};
    m_hasReport = false;
    m_model->clear();
    m_matrix->show({});
    showView(Checks);
}

void CheckDetails::begin(const QStringList &machines)
{
    m_report = {};
    m_hasReport = false;
    m_model->begin(machines);
    showView(Checks);
}

void CheckDetails::setProgress(const preflight::MachineProgress &progress)
{
    m_model->setProgress(progress);
}

void CheckDetails::show(const preflight::Report &report)
{
    m_report = report;
    m_hasReport = true;
    m_model->show(report);
    m_matrix->show(report);
    m_table->setStretchedColumn(m_matrix->columnCount() - 1);
    showPorts();
    showView(Checks);
    m_tree->expandAll();
    const QModelIndex worst = m_model->worstIndex();
    if (worst.isValid()) {
        m_tree->setCurrentIndex(worst);
        m_tree->scrollTo(worst);
    }
}

void CheckDetails::showPorts()
{
    m_port->clear();
    m_port->addItem(tr("All ports"), QString());
    for (const QString &port : m_matrix->ports()) {
        m_port->addItem(port, port);
    }
}

void CheckDetails::showView(View view)
{
    m_views->setCurrentIndex(view);
    m_tabs->button(view)->setChecked(true);
    m_tabs->button(Matrix)->setEnabled(m_hasReport && m_report.machines.size() > 1);
    m_onlyFindings->setVisible(view == Checks && m_hasReport);
    m_hosts->setVisible(view == Checks && !m_report.hostLines.isEmpty());
    m_port->setVisible(view == Matrix);
}

void CheckDetails::showChosen()
{
    const preflight::CheckResult *result = m_model->resultAt(m_tree->currentIndex());
    if (result) {
        m_result->show(*result);
    }
    m_splitter->widget(1)->setVisible(result != nullptr);
}

void CheckDetails::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    QWidget::keyPressEvent(event);
}

void CheckDetails::copy() const
{
    const preflight::CheckResult *result = m_model->resultAt(m_tree->currentIndex());
    if (m_views->currentIndex() == Matrix) {
        QGuiApplication::clipboard()->setText(m_matrix->plainText());
    } else if (result) {
        QGuiApplication::clipboard()->setText(plainText(*result));
    }
}

} // namespace stormdeck::ui
