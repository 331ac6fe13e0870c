// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/connectdialog.h"
#include "main/mainwindow.h"
#include "planwindows.h"
#include "watch/watcher.h"
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
    Session();
    ~Session() override;

    /// Opens the window on a profile, by name or file; empty: the one used last, else none.
    void open(const QString &profile);

private:
    void connectWindow();
    void watch(const settings::Profile &profile);
    void chooseProfile(const QString &name);
    void showConnectDialog();
    void setUpCluster();
    void submitTopology();
    void killTopology(const QString &id);
    void tearDown();
    void followLogs(const QString &nodeKey, const QString &topologyId);
    [[nodiscard]] wizards::KillPage::Target killTarget(const QString &id) const;
    /// After an operation: at what is interrupted now, and at the cluster.
    void lookAgain();
    void takeUp(const QString &journal, wizards::PlanWindow::Then then);
    void refreshLists();
    [[nodiscard]] wizards::PlanServices planServices();

    SystemClock m_clock;
    settings::Profile m_profile;
    std::unique_ptr<watch::Watcher> m_watcher;
    std::unique_ptr<ui::StoreBridge> m_bridge;
    wizards::Background m_background;
    ui::MainWindow m_window;
    PlanWindows m_planWindows;
};

} // namespace stormdeck::app
