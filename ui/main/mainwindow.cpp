// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/mainwindow.h"

#include "main/commands.h"
#include "main/detailpanel.h"
#include "main/mappage.h"
#include "main/resumebanner.h"
#include "main/sidebar.h"
#include "main/startpage.h"
#include "main/statusline.h"
#include "main/topbar.h"
#include "main/topologiespage.h"
#include "main/windowstate.h"
#include "map/mapview.h"
#include "map/nodemodel.h"
#include "style/icons.h"
#include "style/theme.h"
#include "tables/table.h"
#include "tables/topologymodel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace stormdeck::ui {

using cluster::AgeState;

MainWindow::MainWindow(QWidget *parent) : MainWindow(m_systemClock, parent) {}

MainWindow::MainWindow(const Clock &clock, QWidget *parent)
    : QMainWindow(parent), m_clock(clock), m_theme(new style::Theme(WindowState::scheme(), this)),
      m_commands(std::make_unique<Commands>(this)), m_nodes(new map::NodeModel(this)),
      m_topologies(new tables::TopologyModel(this)),
      m_topBar(new TopBar(m_commands->setUp, m_commands->submit, m_commands->menu)), m_sideBar(new SideBar),
      m_banner(new ResumeBanner), m_start(new StartPage), m_mapPage(new MapPage(*m_nodes, *m_topologies)),
      m_topologiesPage(new TopologiesPage(*m_topologies)), m_details(new DetailPanel), m_content(new QStackedWidget),
      m_pages(new QStackedWidget), m_splitter(new QSplitter), m_status(new StatusLine)
{
    setWindowTitle(tr("Stormdeck"));
    setWindowIcon(style::applicationIcon());
    m_commands->setTheme(m_theme->scheme());
    buildWindow();
    connectCommands();
    connectSelection();
    restoreState();
    m_ticker.setInterval(1000);
    connect(&m_ticker, &QTimer::timeout, this, &MainWindow::tick);
    m_ticker.start();
    showContent();
    updateCommands();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildWindow()
{
    m_sideBar->addPage(QStringLiteral("map"), tr("Map"));
    m_sideBar->addPage(QStringLiteral("topologies"), tr("Topologies"));
    m_pages->addWidget(m_mapPage);
    m_pages->addWidget(m_topologiesPage);
    m_splitter->addWidget(m_pages);
    auto *side = new QWidget;
    auto *frame = new QVBoxLayout(side);
    frame->setContentsMargins(4, style::space::medium, style::space::large, style::space::medium);
    frame->addWidget(m_details);
    side->setMinimumWidth(270);
    m_splitter->addWidget(side);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({900, 316});

    auto *cluster = new QWidget;
    auto *row = new QHBoxLayout(cluster);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sideBar);
    row->addWidget(m_splitter, 1);
    m_content->addWidget(m_start);
    m_content->addWidget(cluster);

    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_topBar);
    column->addWidget(m_banner);
    column->addWidget(m_content, 1);
    column->addWidget(m_status);
    setCentralWidget(whole);
}

void MainWindow::connectCommands()
{
    const Commands &c = *m_commands;
    connect(c.connect, &QAction::triggered, this, &MainWindow::connectRequested);
    connect(c.setUp, &QAction::triggered, this, &MainWindow::setUpRequested);
    connect(c.submit, &QAction::triggered, this, &MainWindow::submitRequested);
    connect(c.tearDown, &QAction::triggered, this, &MainWindow::tearDownRequested);
    connect(c.refresh, &QAction::triggered, this, &MainWindow::refreshRequested);
    connect(c.logs, &QAction::triggered, this, [this] { Q_EMIT logsRequested(m_node, m_topology); });
    connect(c.kill, &QAction::triggered, this, [this] { Q_EMIT killRequested(m_topology); });
    connect(c.showMap, &QAction::triggered, this, [this] { setPage(Page::Map); });
    connect(c.showTopologies, &QAction::triggered, this, [this] { setPage(Page::Topologies); });
    connect(c.about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(c.quit, &QAction::triggered, this, &MainWindow::close);
    for (const auto &[action, scheme] :
         {std::pair(c.systemTheme, style::Scheme::System), std::pair(c.lightTheme, style::Scheme::Light),
          std::pair(c.darkTheme, style::Scheme::Dark)}) {
        connect(action, &QAction::triggered, this, [this, chosen = scheme] {
            m_theme->setScheme(chosen);
            WindowState::setScheme(chosen);
        });
    }
    connect(m_topBar, &TopBar::connectRequested, this, &MainWindow::connectRequested);
    connect(m_topBar, &TopBar::profileChosen, this, &MainWindow::profileChosen);
    connect(m_start, &StartPage::connectRequested, this, &MainWindow::connectRequested);
    connect(m_start, &StartPage::setUpRequested, this, &MainWindow::setUpRequested);
    connect(m_start, &StartPage::refreshRequested, this, &MainWindow::refreshRequested);
    connect(m_mapPage, &MapPage::setUpRequested, this, &MainWindow::setUpRequested);
    connect(m_details, &DetailPanel::logsRequested, m_commands->logs, &QAction::trigger);
    connect(m_details, &DetailPanel::killRequested, this, &MainWindow::killRequested);
    connect(m_banner, &ResumeBanner::resumeOperation, this, &MainWindow::resumeOperation);
    connect(m_banner, &ResumeBanner::undoOperation, this, &MainWindow::undoOperation);
    connect(m_banner, &ResumeBanner::leaveOperation, this, &MainWindow::leaveOperation);
    connect(m_status, &StatusLine::operationWanted, this, &MainWindow::operationWanted);
}

void MainWindow::connectSelection()
{
    connect(m_sideBar, &SideBar::pageChosen, this, [this](int page) { setPage(static_cast<Page>(page)); });
    connect(m_mapPage, &MapPage::subjectChosen, this, &MainWindow::subjectChosen);
    connect(m_mapPage->map(), &map::MapView::nodeSelected, this, &MainWindow::nodeSelected);
    for (tables::Table *table : {m_mapPage->table(), m_topologiesPage->table()}) {
        connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
                [this, table] { topologySelected(table); });
    }
    connect(m_mapPage->table(), &QTableView::doubleClicked, this, [this] { setPage(Page::Topologies); });
    // A reset takes the views' selections along; what is selected is known here by its id.
    connect(m_nodes, &QAbstractItemModel::modelReset, this, [this] { selectNode(m_node); });
    connect(m_topologies, &QAbstractItemModel::modelReset, this, [this] { selectTopology(m_topology); });
}

void MainWindow::restoreState()
{
    WindowState::restore(this, m_splitter);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_status->hasOperations() && !m_mayQuit) {
        event->ignore();
        return askToQuit();
    }
    WindowState::save(this, m_splitter);
    QMainWindow::closeEvent(event);
}

void MainWindow::askToQuit()
{
    auto *question = new QMessageBox(QMessageBox::Warning, tr("Quit"), tr("An operation is still running."),
                                     QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(tr("Quitting stops it. It can be resumed or undone at the next start."));
    QPushButton *stay = question->addButton(tr("&Keep running"), QMessageBox::RejectRole);
    QPushButton *quit = question->addButton(tr("&Stop and quit"), QMessageBox::AcceptRole);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    connect(quit, &QPushButton::clicked, this, [this] {
        m_mayQuit = true;
        close();
    });
    question->open();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        clearSelection();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

bool MainWindow::hasPicture() const
{
    return m_picture.snapshot != nullptr;
}

void MainWindow::showPicture(const watch::Picture &picture, const cluster::Delta &delta)
{
    m_picture = picture;
    const Instant now = m_clock.now();
    {
        // While rows come and go the views change their selections by themselves.
        const QScopedValueRollback guard(m_selecting, true);
        m_nodes->show(picture, delta, now);
        m_topologies->show(picture, delta, now);
    }
    refreshAll();
}

void MainWindow::setConnection(const settings::Profile &profile)
{
    m_profile = profile;
    m_picture = {};
    m_node.clear();
    m_topology.clear();
    m_nodes->clear();
    m_topologies->clear();
    m_topBar->setConnection(profile);
    m_topBar->setIdle(profile.name.isEmpty());
    m_topBar->setHealth(m_picture.health, 0);
    m_topBar->setAges({}, m_clock.now());
    m_status->show(m_picture);
    setWindowTitle(profile.name.isEmpty() ? tr("Stormdeck") : tr("%1 – Stormdeck").arg(profile.name));
    setPage(Page::Map);
    showContent();
    updateCommands();
}

void MainWindow::setProfiles(const QStringList &names, const QString &current)
{
    m_topBar->setProfiles(names, current);
}

void MainWindow::showInterrupted(const std::vector<plan::Interrupted> &operations)
{
    m_banner->show(operations);
}

void MainWindow::showOperation(const QString &id, const QString &text)
{
    m_status->showOperation(id, text);
}

void MainWindow::endOperation(const QString &id)
{
    m_status->endOperation(id);
}

void MainWindow::tick()
{
    if (!hasPicture()) {
        return;
    }
    m_nodes->tick(m_clock.now());
    m_topologies->tick(m_clock.now());
    refreshAll();
    m_mapPage->map()->tick();
}

void MainWindow::refreshAll()
{
    if (!hasPicture()) {
        return showContent();
    }
    const Instant now = m_clock.now();
    const auto &findings = m_picture.findings;
    const auto counting = std::count_if(findings.begin(), findings.end(), [](const cluster::Finding &finding) {
        return finding.severity != cluster::Severity::Notice;
    });
    m_topBar->setIdle(false);
    m_topBar->setHealth(m_picture.health, static_cast<int>(counting));
    m_topBar->setAges(m_picture.freshness, now);
    m_sideBar->setCount(0, static_cast<int>(m_picture.snapshot->nodes.size()));
    m_sideBar->setCount(1, static_cast<int>(m_picture.snapshot->topologies.size()));
    m_status->show(m_picture);
    m_mapPage->show(m_picture, now, m_picture.health, findings);
    m_topologiesPage->show(m_picture, m_topology);
    showContent();
    showDetails();
    updateCommands();
}

void MainWindow::showContent()
{
    const cluster::Freshness &freshness = m_picture.freshness;
    const Instant now = m_clock.now();
    const auto all = [&](auto accepts) {
        return std::all_of(freshness.engines.cbegin(), freshness.engines.cend(),
                           [&](const cluster::SourceAge &age) { return accepts(ageState(age, now)); });
    };
    const bool nothing = hasPicture() && m_picture.snapshot->engines.isEmpty() && !m_picture.snapshot->swarm;
    if (m_profile.name.isEmpty() && !hasPicture()) {
        m_start->showNotConnected();
    } else if (!hasPicture() || (nothing && !all([](AgeState s) { return s == AgeState::Never; }))) {
        m_start->showWaiting(m_profile);
    } else if (nothing) {
        m_start->showFailed(m_profile, freshness, now);
    }
    m_content->setCurrentIndex(hasPicture() && !nothing ? 1 : 0);
}

void MainWindow::showDetails()
{
    if (!hasPicture()) {
        return;
    }
    const cluster::Snapshot &snapshot = *m_picture.snapshot;
    const Look look{m_picture, m_clock.now(), m_clock.wall()};
    const auto node = std::find_if(snapshot.nodes.begin(), snapshot.nodes.end(),
                                   [this](const cluster::NodeView &n) { return n.key == m_node; });
    const auto topology =
        std::find_if(snapshot.topologies.begin(), snapshot.topologies.end(),
                     [this](const cluster::TopologyView &t) { return t.summary.id.value == m_topology; });
    if (node != snapshot.nodes.end()) {
        m_details->show(nodeDetails(*node, look));
    } else if (topology != snapshot.topologies.end()) {
        m_details->show(topologyDetails(*topology, look));
    } else {
        m_node.clear();
        m_topology.clear();
        m_details->show(clusterDetails(look));
    }
}

void MainWindow::updateCommands()
{
    const QString reason = m_profile.readOnly ? tr("This connection is read-only.") : QString();
    const bool storm = hasPicture() && m_picture.snapshot->storm.has_value();
    const bool swarm = hasPicture() && m_picture.snapshot->swarm.has_value();
    m_commands->allow(!m_profile.name.isEmpty() || hasPicture(), swarm, storm, !m_topology.isEmpty(), reason);
    m_commands->allowLogs(swarm && !(m_node.isEmpty() && m_topology.isEmpty()));
    m_topBar->setSubmitPrimary(storm && reason.isEmpty());
    m_details->setChangesAllowed(reason.isEmpty(), reason);
    m_mapPage->setChangesAllowed(reason.isEmpty(), reason);
}

void MainWindow::setPage(Page page)
{
    m_page = page;
    m_sideBar->setCurrent(static_cast<int>(page));
    m_pages->setCurrentIndex(static_cast<int>(page));
}

void MainWindow::clearSelection()
{
    selectNode({});
    selectTopology({});
}

void MainWindow::selectNode(const QString &key)
{
    m_mapPage->map()->selectKey(key);
}

void MainWindow::selectTopology(const QString &id)
{
    const int row = m_topologies->rowOf(id);
    for (tables::Table *table : {m_mapPage->table(), m_topologiesPage->table()}) {
        row < 0 ? table->clearSelection() : table->selectRow(row);
    }
}

void MainWindow::nodeSelected(const QString &key)
{
    if (m_selecting) {
        return;
    }
    m_node = key;
    if (!key.isEmpty()) {
        const QScopedValueRollback guard(m_selecting, true);
        m_topology.clear();
        selectTopology({});
    }
    showDetails();
    updateCommands();
}

void MainWindow::topologySelected(tables::Table *table)
{
    if (m_selecting) {
        return;
    }
    const QScopedValueRollback guard(m_selecting, true);
    const QModelIndexList rows = table->selectionModel()->selectedRows();
    m_topology = rows.isEmpty() ? QString() : rows.front().data(tables::TopologyModel::IdRole).toString();
    if (!m_topology.isEmpty()) {
        m_node.clear();
        selectNode({});
    }
    selectTopology(m_topology);
    if (hasPicture()) {
        m_topologiesPage->show(m_picture, m_topology);
    }
    showDetails();
    updateCommands();
}

void MainWindow::subjectChosen(const QString &subject)
{
    const QString machine = QStringLiteral("machine:");
    if (m_nodes->rowOf(subject) >= 0) {
        selectNode(subject);
        m_mapPage->map()->setFocus();
    } else if (m_topologies->rowOf(subject) >= 0) {
        selectTopology(subject);
        m_mapPage->table()->setFocus();
    } else if (subject.startsWith(machine)) {
        for (const cluster::NodeView &node : m_picture.snapshot->nodes) {
            if (node.machine == subject.mid(machine.size())) {
                selectNode(node.key);
            }
        }
    } else {
        clearSelection();
        m_details->setFocus();
    }
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Stormdeck"),
                       tr("<b>Stormdeck %1</b><p>Builds, shows and runs an Apache Storm cluster on Docker Swarm.</p>"
                          "<p>Free software under the GNU General Public License, version 3 or later.</p>")
                           .arg(QApplication::applicationVersion()));
}

} // namespace stormdeck::ui
