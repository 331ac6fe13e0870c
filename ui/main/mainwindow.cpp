// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/mainwindow.h"

#include "checks/preflightpage.h"
#include "cluster/explain.h"
#include "find/findindex.h"
#include "find/findpopup.h"
#include "main/about.h"
#include "main/commands.h"
#include "main/connectionspage.h"
#include "main/detailpanel.h"
#include "main/listpage.h"
#include "main/mappage.h"
#include "main/resumebanner.h"
#include "main/sidebar.h"
#include "main/startpage.h"
#include "main/statusline.h"
#include "main/topbar.h"
#include "main/topologiespage.h"
#include "main/windowstate.h"
#include "map/mapview.h"
#include "style/icons.h"
#include "style/margins.h"
#include "style/theme.h"
#include "why/whywindow.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace stormdeck::ui {

using cluster::AgeState;

MainWindow::MainWindow(QWidget *parent) : MainWindow(m_systemClock, parent) {}

MainWindow::MainWindow(const Clock &clock, QWidget *parent)
    : QMainWindow(parent), m_clock(clock), m_theme(new style::Theme(WindowState::scheme(), this)),
      m_commands(std::make_unique<Commands>(this)),
      m_topBar(
          new TopBar({m_commands->find, m_commands->setUp, m_commands->submit, m_commands->refresh, m_commands->menu})),
      m_sideBar(new SideBar), m_banner(new ResumeBanner), m_start(new StartPage), m_details(new DetailPanel),
      m_content(new QStackedWidget),
      m_pages(new Pages({m_commands->why, m_commands->logs, m_commands->usage, m_commands->containers,
                         m_commands->kill})),
      m_splitter(new QSplitter), m_status(new StatusLine), m_find(new FindPopup(this))
{
    setWindowTitle(tr("Stormdeck"));
    setWindowIcon(style::applicationIcon());
    m_commands->setTheme(m_theme->scheme());
    m_commands->notify->setChecked(WindowState::notifies());
    buildWindow();
    connectCommands();
    connectParts();
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
    m_sideBar->addPage(QStringLiteral("nodes"), tr("Nodes"));
    m_sideBar->addPage(QStringLiteral("services"), tr("Services"));
    m_sideBar->addPage(QStringLiteral("ensemble"), tr("Ensemble"));
    m_sideBar->addPage(QStringLiteral("preflight"), tr("Preflight"));
    m_sideBar->addPage(QStringLiteral("connect"), tr("Connections"));
    m_splitter->addWidget(m_pages);
    auto *side = new QWidget;
    auto *frame = new QVBoxLayout(side);
    frame->setContentsMargins(style::sided(4, style::space::medium, style::space::large, style::space::medium));
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
    m_column = new QVBoxLayout(whole);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_topBar);
    m_column->addWidget(m_banner);
    m_column->addWidget(m_content, 1);
    m_column->addWidget(m_status);
    setCentralWidget(whole);
}

void MainWindow::connectCommands()
{
    const Commands &c = *m_commands;
    connect(c.connect, &QAction::triggered, this, &MainWindow::connectRequested);
    connect(c.savedSecrets, &QAction::triggered, this, &MainWindow::savedSecretsRequested);
    connect(c.newWindow, &QAction::triggered, this, &MainWindow::newWindowRequested);
    connect(c.record, &QAction::triggered, this, &MainWindow::recordToggled);
    connect(c.saveRecent, &QAction::triggered, this, &MainWindow::saveRecentRequested);
    connect(c.openRecording, &QAction::triggered, this, &MainWindow::openRecordingRequested);
    connect(c.notify, &QAction::toggled, this, &WindowState::setNotifies);
    connect(c.setUp, &QAction::triggered, this, &MainWindow::setUpRequested);
    connect(c.prepare, &QAction::triggered, this, &MainWindow::prepareRequested);
    connect(c.firstBoot, &QAction::triggered, this, &MainWindow::firstBootRequested);
    connect(c.joinClones, &QAction::triggered, this, &MainWindow::joinClonesRequested);
    connect(c.submit, &QAction::triggered, this, &MainWindow::submitRequested);
    connect(c.tearDown, &QAction::triggered, this, &MainWindow::tearDownRequested);
    connect(c.refresh, &QAction::triggered, this, &MainWindow::refreshRequested);
    connect(c.logs, &QAction::triggered, this, [this] { Q_EMIT logsRequested(m_selected); });
    connect(c.usage, &QAction::triggered, this, [this] { Q_EMIT usageRequested(m_selected); });
    connect(c.containers, &QAction::triggered, this, [this] { Q_EMIT containersRequested(m_selected); });
    connect(c.component, &QAction::triggered, this, [this] { Q_EMIT componentRequested(m_selected); });
    connect(c.kill, &QAction::triggered, this, [this] { Q_EMIT killRequested(m_selected.key); });
    connect(c.find, &QAction::triggered, this, &MainWindow::openFind);
    connect(c.filter, &QAction::triggered, m_pages, &Pages::focusFilter);
    connect(c.why, &QAction::triggered, this, [this] { showWhy(m_selected); });
    for (const auto &[action, page] :
         {std::pair(c.showMap, Pages::Map), std::pair(c.showTopologies, Pages::Topologies),
          std::pair(c.showNodes, Pages::Nodes), std::pair(c.showServices, Pages::Services),
          std::pair(c.showEnsemble, Pages::Ensemble), std::pair(c.showPreflight, Pages::Preflight),
          std::pair(c.showConnections, Pages::Connections)}) {
        connect(action, &QAction::triggered, this, [this, chosen = page] { setPage(chosen); });
    }
    connect(c.largerCards, &QAction::triggered, this, [this] { m_pages->mapPage()->map()->zoomBy(1); });
    connect(c.smallerCards, &QAction::triggered, this, [this] { m_pages->mapPage()->map()->zoomBy(-1); });
    connect(c.fitCards, &QAction::triggered, this, [this] { m_pages->mapPage()->map()->setZoom({}); });
    connect(c.about, &QAction::triggered, this, [this] { openAbout(*this); });
    connect(c.quit, &QAction::triggered, this, &MainWindow::close);
    for (const auto &[action, scheme] :
         {std::pair(c.systemTheme, style::Scheme::System), std::pair(c.lightTheme, style::Scheme::Light),
          std::pair(c.darkTheme, style::Scheme::Dark)}) {
        connect(action, &QAction::triggered, this, [this, chosen = scheme] {
            m_theme->setScheme(chosen);
            WindowState::setScheme(chosen);
        });
    }
}

void MainWindow::connectParts()
{
    const Commands &c = *m_commands;
    connect(m_topBar, &TopBar::connectRequested, this, &MainWindow::connectRequested);
    connect(m_topBar, &TopBar::profileChosen, this, &MainWindow::profileChosen);
    connect(m_start, &StartPage::connectRequested, this, &MainWindow::connectRequested);
    connect(m_start, &StartPage::changeRequested, this, &MainWindow::changeRequested);
    connect(connectionsPage(), &ConnectionsPage::newRequested, this, &MainWindow::connectRequested);
    connect(connectionsPage(), &ConnectionsPage::connectRequested, this, &MainWindow::profileChosen);
    connect(connectionsPage(), &ConnectionsPage::refreshRequested, this, &MainWindow::refreshRequested);
    connect(m_start, &StartPage::setUpRequested, this, &MainWindow::setUpRequested);
    connect(m_start, &StartPage::refreshRequested, this, &MainWindow::refreshRequested);
    m_pages->topologiesPage()->setOpenComponent(c.component);
    connect(m_pages, &Pages::setUpRequested, c.setUp, &QAction::trigger);
    connect(m_pages, &Pages::submitRequested, c.submit, &QAction::trigger);
    connect(m_pages, &Pages::refreshRequested, this, &MainWindow::refreshRequested);
    connect(m_details, &DetailPanel::logsRequested, c.logs, &QAction::trigger);
    connect(m_details, &DetailPanel::usageRequested, c.usage, &QAction::trigger);
    connect(m_details, &DetailPanel::whyRequested, c.why, &QAction::trigger);
    connect(m_details, &DetailPanel::partWhyRequested, this, &MainWindow::showWhy);
    connect(m_topBar, &TopBar::whyRequested, this, &MainWindow::showWhy);
    connect(m_details, &DetailPanel::retryRequested, c.refresh, &QAction::trigger);
    connect(m_details, &DetailPanel::killRequested, this, &MainWindow::killRequested);
    connect(m_banner, &ResumeBanner::resumeOperation, this, &MainWindow::resumeOperation);
    connect(m_banner, &ResumeBanner::undoOperation, this, &MainWindow::undoOperation);
    connect(m_banner, &ResumeBanner::leaveOperation, this, &MainWindow::leaveOperation);
    connect(m_status, &StatusLine::operationWanted, this, &MainWindow::operationWanted);
}

void MainWindow::connectSelection()
{
    connect(m_sideBar, &SideBar::pageChosen, this, [this](int page) { setPage(static_cast<Pages::Page>(page)); });
    connect(m_pages, &Pages::pageRequested, this, &MainWindow::setPage);
    connect(m_pages, &Pages::subjectSelected, this, &MainWindow::select);
    connect(m_pages, &Pages::whyRequested, this, &MainWindow::showWhy);
    connect(m_pages, &Pages::findingChosen, this,
            [this](const cluster::Finding &finding) { goTo(mainSubjectOf(finding, *m_picture.snapshot)); });
    connect(m_find, &FindPopup::subjectChosen, this, [this](const cluster::Subject &subject) {
        subject.kind == cluster::SubjectKind::Finding ? showWhy(subject) : goTo(subject);
    });
}

void MainWindow::restoreState()
{
    WindowState::restore(this, m_splitter);
    map::MapView &map = *m_pages->mapPage()->map();
    map.setZoom(WindowState::mapZoom());
    map.setGrouping(WindowState::mapGrouping());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_status->hasOperations() && !m_mayQuit) {
        event->ignore();
        return askToQuit();
    }
    WindowState::save(this, m_splitter);
    WindowState::setMap(m_pages->mapPage()->map()->zoom(), m_pages->mapPage()->map()->grouping());
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

void MainWindow::closeUnasked()
{
    m_mayQuit = true;
    close();
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
    connect(quit, &QPushButton::clicked, this, &MainWindow::closeUnasked);
    question->open();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        select({});
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
    m_pages->show(picture, delta, m_clock.now());
    refreshAll();
}

void MainWindow::setConnection(const settings::Profile &profile)
{
    m_profile = profile;
    m_picture = {};
    m_selected = {};
    m_pages->clear();
    m_find->close();
    if (m_why) {
        m_why->close();
    }
    m_topBar->setConnection(profile);
    m_topBar->setIdle(profile.name.isEmpty());
    m_topBar->setHealth(m_picture.health, 0);
    m_topBar->setAges({}, m_clock.now());
    m_status->show(m_picture);
    setWindowTitle(profile.name.isEmpty() ? tr("Stormdeck") : tr("%1 – Stormdeck").arg(profile.name));
    forgetPreflight();
    setPage(Pages::Map);
    updateCommands();
}

PreflightPage *MainWindow::preflightPage() const
{
    return m_pages->preflightPage();
}

void MainWindow::forgetPreflight()
{
    QStringList machines;
    for (const Machine &machine : m_profile.machines) {
        machines << machine.name;
    }
    const QString reason = m_isRecording        ? tr("This is a recording: its machines cannot be asked.")
                           : machines.isEmpty() ? tr("Nothing is connected.")
                                                : QString();
    m_pages->preflightPage()->setMachines(machines, reason);
}

void MainWindow::setRecording(bool on)
{
    m_commands->record->setChecked(on);
    m_commands->record->setText(on ? tr("End the &recording") : tr("&Record"));
    m_topBar->setRecording(on);
}

void MainWindow::showRecording(QWidget *bar)
{
    m_isRecording = true;
    m_commands->savedSecrets->setEnabled(false); // those of sessions; a recording asks for none
    m_commands->savedSecrets->setToolTip(whyNoChanges());
    m_column->insertWidget(m_column->indexOf(m_topBar) + 1, bar);
    m_pages->refuseAsking();
    m_start->refuseAsking();
    forgetPreflight();
    updateCommands();
}

void MainWindow::setProfiles(const std::vector<settings::SavedProfile> &profiles, const QString &current)
{
    QStringList names;
    for (const settings::SavedProfile &profile : profiles) {
        names << profile.name;
    }
    m_commands->setProfiles(names, current, [this](const QString &name) { Q_EMIT profileChosen(name); });
    m_topBar->setProfiles(names, current);
    connectionsPage()->setProfiles(profiles, current);
}

void MainWindow::showInterrupted(const plan::InterruptedList &list)
{
    m_banner->show(list);
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
    m_pages->tick(m_clock.now());
    refreshAll();
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
    for (int page = 0; page < Pages::PageCount; ++page) {
        m_sideBar->setCount(page, m_pages->countOf(static_cast<Pages::Page>(page)));
    }
    m_status->show(m_picture);
    // What is gone is not selected any more, in no view.
    if (!m_selected.isEmpty() && !isThere(*m_picture.snapshot, m_selected)) {
        m_selected = {};
        m_pages->select({});
    }
    showContent();
    showDetails();
    updateCommands();
    if (m_why) {
        m_why->show(m_picture, now);
    }
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
    for (int page = 0; nothing && page < Pages::PageCount; ++page) {
        m_sideBar->setCount(page, -1); // not known is not none
    }
    const bool isForAnyTime = Pages::isForAnyTime(m_pages->page());
    m_content->setCurrentIndex((hasPicture() && !nothing) || isForAnyTime ? 1 : 0);
    m_splitter->widget(1)->setVisible(!isForAnyTime);
    m_topBar->setRetryOffered(!m_isRecording && m_content->currentIndex() == 1);
}

void MainWindow::showDetails()
{
    if (hasPicture()) {
        Details details = detailsOf(m_selected, Look{m_picture, m_clock.now(), m_clock.wall()});
        details.isFailing = details.isFailing && !m_isRecording; // in a recording nobody can be asked
        m_details->show(details);
    }
}

QString MainWindow::whyNoChanges() const
{
    return m_isRecording        ? tr("This is a recording.")
           : m_profile.readOnly ? tr("This connection is read-only.")
                                : QString();
}

void MainWindow::updateCommands()
{
    const QString reason = whyNoChanges();
    const bool storm = hasPicture() && m_picture.snapshot->storm.has_value();
    const bool swarm = hasPicture() && m_picture.snapshot->swarm.has_value();
    m_commands->allow(!m_profile.name.isEmpty() || hasPicture(), swarm, storm,
                      m_selected.kind == cluster::SubjectKind::Topology, reason);
    if (m_isRecording) {
        m_commands->refuseAsking(reason);
    }
    m_commands->allowRecording(!m_isRecording && !m_profile.name.isEmpty(),
                               m_isRecording ? reason : tr("Nothing is connected."));
    m_commands->filter->setEnabled(m_commands->filter->isEnabled() || m_pages->page() == Pages::Connections);
    m_commands->allowContainers(!m_isRecording && swarm && !cardsOf(*m_picture.snapshot, m_selected).isEmpty());
    const cluster::NodeView *node = hasPicture() ? nodeOf(*m_picture.snapshot, m_selected) : nullptr;
    m_commands->allowMachine(!m_isRecording && node && !node->machine.isEmpty());
    m_commands->allowComponent(!m_isRecording && storm && m_selected.kind == cluster::SubjectKind::Component);
    m_commands->allowZoom(hasPicture() && m_pages->page() == Pages::Map);
    m_topBar->setSubmitPrimary(storm && reason.isEmpty());
    m_details->setChangesAllowed(reason.isEmpty(), reason);
    m_pages->setChangesAllowed(reason.isEmpty(), reason);
}

void MainWindow::setPage(Pages::Page page)
{
    m_sideBar->setCurrent(page);
    m_pages->setPage(page);
    showContent();
    updateCommands();
}

void MainWindow::select(const cluster::Subject &wanted)
{
    const cluster::Subject subject = shownAs(wanted);
    const bool there = hasPicture() && isThere(*m_picture.snapshot, subject);
    m_selected = there && subject.kind != cluster::SubjectKind::Cluster ? subject : cluster::Subject();
    m_pages->select(m_selected);
    showDetails();
    updateCommands();
}

void MainWindow::goTo(const cluster::Subject &wanted)
{
    const cluster::Subject subject = shownAs(wanted);
    const Pages::Page page = Pages::pageOf(subject.kind);
    const bool onMap = subject.kind == cluster::SubjectKind::Node || subject.kind == cluster::SubjectKind::Topology;
    if (m_pages->page() != page && !(onMap && m_pages->page() == Pages::Map)) {
        setPage(page);
    }
    m_pages->listPage(page)->setFilter({}); // else it might be hidden there
    select(subject);
    subject.kind == cluster::SubjectKind::Cluster ? m_details->setFocus() : m_pages->focusSubject(subject);
}

void MainWindow::openFind()
{
    const FindIndex index = hasPicture() ? findIndexOf(*m_picture.snapshot, m_picture.findings) : FindIndex();
    m_find->open(index, m_commands->findable());
}

void MainWindow::showWhy(const cluster::Subject &subject)
{
    if (!hasPicture()) {
        return;
    }
    if (!m_why) {
        m_why = new WhyWindow(this);
        connect(m_why, &WhyWindow::subjectChosen, this, &MainWindow::goTo);
    }
    m_why->explain(subject.isEmpty() ? cluster::clusterSubject() : subject, m_picture, m_clock.now());
}

} // namespace stormdeck::ui
