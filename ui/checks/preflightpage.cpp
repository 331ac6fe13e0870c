// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/preflightpage.h"

#include "checks/checktree.h"
#include "checks/reachmatrix.h"
#include "checks/resultpanel.h"
#include "checks/verdictlook.h"
#include "style/controlstyle.h"
#include "style/margins.h"
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
#include <QLocale>
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

PreflightPage::PreflightPage(QWidget *parent)
    : QWidget(parent), m_model(new CheckTree(this)), m_matrix(new ReachMatrix(this)), m_source(new style::ElidedLabel),
      m_summary(new style::StateLabel(style::StateLabel::Shape::Pill)), m_run(new QPushButton(tr("&Run again"))),
      m_stop(new QPushButton(tr("&Stop"))), m_hosts(new QPushButton(tr("Copy the &hosts list"))),
      m_tabs(new QButtonGroup(this)), m_onlyFindings(new QCheckBox(tr("&Only what did not pass"))),
      m_introWords(new style::Caption({}, style::TextSize::Body, style::Caption::Ink::Dim)),
      m_start(new QPushButton(tr("&Check the machines"))), m_views(new QStackedWidget),
      m_tree(new tables::Tree(tr("Checks"))), m_splitter(new QSplitter(Qt::Vertical)), m_result(new ResultPanel),
      m_table(new tables::Table(tr("Ports between the machines"))), m_port(new QComboBox)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(
        style::sided(style::space::large, style::space::medium, style::space::large, style::space::medium));
    column->setSpacing(style::space::small);
    column->addWidget(makeHead());
    m_bar = makeBar();
    column->addWidget(m_bar);
    m_views->addWidget(makeIntro());
    m_views->addWidget(makeChecks());
    m_views->addWidget(makeMatrix());
    column->addWidget(m_views, 1);
    for (QPushButton *button : {m_run, m_start}) {
        connect(button, &QPushButton::clicked, this, &PreflightPage::runRequested);
    }
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_stop->setEnabled(false);
        Q_EMIT stopRequested();
    });
    connect(m_hosts, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_report.hostLines.join(u'\n') + u'\n'); });
    connect(m_onlyFindings, &QCheckBox::toggled, this, [this](bool only) {
        m_model->setOnlyFindings(only);
        m_tree->expandAll();
    });
    showState();
}

QWidget *PreflightPage::makeHead()
{
    auto *head = new QWidget;
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(style::space::medium);
    m_source->setDim(true);
    line->addWidget(new style::Caption(tr("Preflight"), style::TextSize::Title));
    line->addWidget(m_source, 1);
    line->addWidget(m_summary);
    line->addWidget(m_stop);
    line->addWidget(m_run);
    return head;
}

QAbstractButton *PreflightPage::addTab(const QString &text, View view)
{
    auto *tab = new QPushButton(text);
    tab->setCheckable(true);
    m_tabs->addButton(tab, view);
    return tab;
}

QWidget *PreflightPage::makeBar()
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
    m_hosts->setToolTip(tr("Lines for /etc/hosts of every machine, or for your DNS"));
    connect(m_tabs, &QButtonGroup::idClicked, this, [this](int view) { showView(static_cast<View>(view)); });
    connect(m_port, &QComboBox::currentIndexChanged, this,
            [this] { m_matrix->setPort(m_port->currentData().toString()); });
    return bar;
}

QWidget *PreflightPage::makeIntro()
{
    auto *intro = new QWidget;
    auto *column = new QVBoxLayout(intro);
    auto *title = new style::Caption(tr("Can these machines carry a cluster?"), style::TextSize::Heading);
    m_introWords->setWordWrap(true);
    m_introWords->setAlignment(Qt::AlignHCenter);
    m_introWords->setFixedWidth(480); // the page must fit into the narrowest window
    auto *words = new QHBoxLayout;    // it asks for the height of the text at its own width
    words->addStretch();
    words->addWidget(m_introWords);
    words->addStretch();
    style::setButtonLook(m_start, style::ButtonLook::Primary);
    column->addStretch(2);
    column->addWidget(title, 0, Qt::AlignHCenter);
    column->addLayout(words);
    column->addSpacing(style::space::medium);
    column->addWidget(m_start, 0, Qt::AlignHCenter);
    column->addStretch(3);
    return cardAround(intro);
}

QWidget *PreflightPage::makeChecks()
{
    m_tree->setModel(m_model);
    m_tree->setStretchedColumn(CheckTree::Found);
    m_tree->header()->setSortIndicatorShown(false);
    m_tree->header()->setSectionsClickable(false);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &PreflightPage::showChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, &PreflightPage::showChosen);
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

QWidget *PreflightPage::makeMatrix()
{
    m_table->setModel(m_matrix);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->horizontalHeader()->setSectionsClickable(false);
    return cardAround(m_table);
}

void PreflightPage::setMachines(const QStringList &machines, const QString &reason)
{
    m_machines = machines;
    m_reason = reason;
    m_report = {};
    m_hasReport = false;
    m_isRunning = false;
    m_model->clear();
    m_matrix->show({});
    showState();
}

void PreflightPage::begin()
{
    m_isRunning = true;
    m_stop->setEnabled(true);
    m_model->begin(m_machines);
    showState();
    showView(Checks);
    m_stop->setFocus();
}

void PreflightPage::setProgress(const preflight::MachineProgress &progress)
{
    m_model->setProgress(progress);
}

void PreflightPage::show(const preflight::Report &report)
{
    const bool hadFocus = m_stop->hasFocus();
    m_report = report;
    m_isRunning = false;
    m_hasReport = true;
    m_model->show(report);
    m_matrix->show(report);
    m_table->setStretchedColumn(m_matrix->columnCount() - 1);
    showPorts();
    showState();
    showView(Checks);
    m_tree->expandAll();
    const QModelIndex worst = m_model->worstIndex();
    if (worst.isValid()) {
        m_tree->setCurrentIndex(worst);
        m_tree->scrollTo(worst);
    }
    if (hadFocus) {
        m_tree->setFocus();
    }
}

void PreflightPage::showPorts()
{
    m_port->clear();
    m_port->addItem(tr("All ports"), QString());
    for (const QString &port : m_matrix->ports()) {
        m_port->addItem(port, port);
    }
}

void PreflightPage::showView(View view)
{
    m_views->setCurrentIndex(view);
    if (QAbstractButton *tab = m_tabs->button(view)) {
        tab->setChecked(true);
    }
    m_onlyFindings->setVisible(view == Checks && m_hasReport && !m_isRunning);
    m_hosts->setVisible(view == Checks && !m_report.hostLines.isEmpty() && !m_isRunning);
    m_port->setVisible(view == Matrix);
}

void PreflightPage::showState()
{
    m_introWords->setText(
        !m_reason.isEmpty()
            ? m_reason
            : tr("Systems, engines, clocks, names, identities, and which ports the machines reach on each "
                 "other. Nothing on them is changed; while ports are tried, they wait on free ones for "
                 "half a minute at most."));
    m_start->setVisible(m_reason.isEmpty());
    m_bar->setVisible(m_isRunning || m_hasReport);
    m_tabs->button(Matrix)->setEnabled(m_hasReport && !m_isRunning && m_machines.size() > 1);
    m_run->setVisible(m_hasReport && !m_isRunning && m_reason.isEmpty());
    m_stop->setVisible(m_isRunning);
    m_summary->setVisible(m_hasReport && !m_isRunning);
    if (m_isRunning) {
        m_source->setText(tr("Checking %n machine(s)…", nullptr, static_cast<int>(m_machines.size())));
    } else if (m_hasReport) {
        const QString at = QLocale().toString(m_report.made.time(), QStringLiteral("HH:mm:ss"));
        m_source->setText(m_report.stopped ? tr("Stopped at %1: not all was checked").arg(at)
                                           : tr("Checked at %1").arg(at));
        const VerdictLook look = lookOf(worst(m_report.results));
        m_summary->setState(look.tone, look.sign, countText(m_report.results));
    } else {
        m_source->setText(tr("Not checked yet"));
        showView(Intro);
    }
}

void PreflightPage::showChosen()
{
    const preflight::CheckResult *result = m_model->resultAt(m_tree->currentIndex());
    if (result) {
        m_result->show(*result);
    }
    m_splitter->widget(1)->setVisible(result != nullptr);
}

void PreflightPage::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    QWidget::keyPressEvent(event);
}

void PreflightPage::copy() const
{
    const preflight::CheckResult *result = m_model->resultAt(m_tree->currentIndex());
    if (m_views->currentIndex() == Matrix) {
        QGuiApplication::clipboard()->setText(m_matrix->plainText());
    } else if (result) {
        QGuiApplication::clipboard()->setText(plainText(*result));
    }
}

} // namespace stormdeck::ui
