// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "dialogs/connectdialog.h"
#include "logs/logsources.h"
#include "main/mainwindow.h"
#include "newestsnapshot.h"
#include "notices/desktopnotices.h"
#include "ops/prepare.h"
#include "planwindows.h"
#include "recordings.h"
#include "wakeups.h"
#include "watch/watcher.h"
#include "windowquestions.h"
#include "wizards/background.h"
#include "wizards/killpage.h"
#include "wizards/planwindow.h"

namespace stormdeck::ui {
class StoreBridge;
}

namespace stormdeck::app {

/// The composition root of the window: owns the watcher of the cluster in view and the windows of operations, and
/// gives them what they need. GUI thread.
class Session : public QObject
{
    Q_OBJECT

public:
    /// `saved`: what is shared with other sessions.
    explicit Session(std::shared_ptr<secrets::SavedSecrets> saved = std::make_shared<secrets::SavedSecrets>());
    ~Session() override;

    /// Opens the window on a profile, by name or file; empty: the one used last, else none.
    void open(const QString &profile);
    /// Opens the window on nothing yet.
    void openUnconnected();
    /// Closes the window without a question.
    void close() { m_window.closeUnasked(); }

Q_SIGNALS:
    /// Another session is wanted beside this one.
    void sessionWanted();
    /// The same on a saved profile.
    void profileSessionWanted(const QString &profile);
    /// The window was closed; nothing is left to do here.
    void ended();
    void recordingOpened(const stormdeck::recording::Recording &recording);

private:
    void connectWindow();
    void connectPages();
    void watch(const Connection &connection);
    void chooseProfile(const QString &name);
    /// For a new connection, or to edit that one and perhaps test it at once.
    void showConnectDialog(const std::optional<settings::Profile> &edited = std::nullopt, bool tests = false);
    /// `name`: a saved connection; empty: the one in view.
    void editConnection(const QString &name, bool tests);
    void removeConnection(const QString &name);
    void tellTrouble(const Error &error, const QString &about = tr("Connection"));
    /// Saves off this thread what was made of the connection `before` and then goes on with `then`; tells what stands
    /// in the way, as another connection of that name.
    void save(const settings::Profile &profile, const QString &before, const QByteArray &more,
              std::function<void()> then);
    void showSavedSecrets();
    void tellHealth(const watch::Picture &picture);
    void setUpCluster();
    /// After it was set up from the connection `before`: saves the connection, and watches it where it is another.
    void keepCluster(ops::ClusterInputs inputs, const QString &before);
    void prepareMachines();
    void joinClones();
    void showFirstBoot();
    void submitTopology();
    void killTopology(const QString &id);
    void tearDown();
    void followLogs(const cluster::Subject &subject);
    void readUsage(const cluster::Subject &subject);
    void showContainers(const cluster::Subject &subject);
    void showComponent(const cluster::Subject &component);
    /// `newest`: of the cluster that they come from.
    void openLogs(const QString &title, const std::vector<logs::LogSource> &sources,
                  const std::shared_ptr<NewestSnapshot> &newest);
    [[nodiscard]] wizards::KillPage::Target killTarget(const QString &id) const;
    /// After an operation: at what is interrupted now, and at the cluster.
    void lookAgain();
    /// Checks the machines of the connection, for the window's page.
    void runPreflight();
    void takeUp(const QString &journal, wizards::PlanWindow::Then then);
    void refreshLists();
    /// For changes of the cluster in view.
    [[nodiscard]] wizards::PlanServices planServices();
    /// Tests a connection over the ways of this session.
    [[nodiscard]] dialogs::EngineCheck engineCheck() const;
    [[nodiscard]] docker::EngineClients engineClients() const;

    SystemClock m_clock;
    settings::Profile m_profile;
    std::optional<ops::PrepareInputs> m_lastPrepared; ///< for the next time
    ops::ClusterInputs m_inputs;                      ///< of the connection
    std::optional<ops::ClusterInputs> m_unsaved;      ///< of a cluster that was set up, while that is not saved
    std::unique_ptr<watch::Watcher> m_watcher;
    std::unique_ptr<ui::StoreBridge> m_bridge;
    std::shared_ptr<NewestSnapshot> m_newest; ///< of the cluster in view; windows of one before keep their own
    wizards::Background m_background;
    wizards::Background::Call m_preflight;
    int m_preflightNumber = 0; ///< of the checks: what earlier ones still tell is not these ones'
    wizards::Background::Call m_listing;
    wizards::Background::Call m_lookingBack; ///< at what is interrupted
    wizards::Background::Call m_choosing;
    ui::MainWindow m_window;
    std::shared_ptr<WindowAsker> m_asker = std::make_shared<WindowAsker>();
    WindowQuestions m_questions{m_asker, m_window};
    std::shared_ptr<secrets::SavedSecrets> m_saved;
    std::shared_ptr<access::Ways> m_ways = std::make_shared<access::Ways>(m_asker, m_saved);
    Recordings m_recordings;
    PlanWindows m_planWindows;
    notices::HealthNews m_news;
    notices::DesktopNotices m_notices;
    Wakeups m_wakeups;
};

} // namespace stormdeck::app
