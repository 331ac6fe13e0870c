// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "plan/journal.h"
#include "settings/profile.h"
#include "watch/store.h"

#include <QMainWindow>
#include <QTimer>

#include <memory>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace stormdeck::map {
class NodeModel;
}
namespace stormdeck::tables {
class Table;
class TopologyModel;
} // namespace stormdeck::tables
namespace stormdeck::style {
class Theme;
}

namespace stormdeck::ui {

struct Commands;
class DetailPanel;
class MapPage;
class ResumeBanner;
class SideBar;
class StartPage;
class StatusLine;
class TopBar;
class TopologiesPage;

/// The main window. Draws what it is given and asks for what the operator wants by signals that carry ids; it starts
/// nothing itself. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    /// `clock` must outlive the window.
    explicit MainWindow(const Clock &clock, QWidget *parent = nullptr);
    ~MainWindow() override;

public Q_SLOTS:
    /// The newest picture; `delta` is relative to the one shown before.
    void showPicture(const stormdeck::watch::Picture &picture, const stormdeck::cluster::Delta &delta);
    /// Another cluster is watched from now on: forgets the picture and waits for its first answer. A profile without
    /// a name: nothing is connected.
    void setConnection(const stormdeck::settings::Profile &profile);
    /// The saved connections for the switch.
    void setProfiles(const QStringList &names, const QString &current);
    /// Operations to resume, undo or leave; an empty list hides the banner.
    void showInterrupted(const std::vector<stormdeck::plan::Interrupted> &operations);
    /// What an operation that runs is at, for the status bar, until endOperation().
    void showOperation(const QString &id, const QString &text);
    void endOperation(const QString &id);
    void selectNode(const QString &key);
    void selectTopology(const QString &id);

Q_SIGNALS:
    void setUpRequested();
    void submitRequested();
    void killRequested(const QString &topologyId);
    /// Follow the logs of a node or, where that is empty, of a topology.
    void logsRequested(const QString &nodeKey, const QString &topologyId);
    void tearDownRequested();
    void connectRequested();
    void profileChosen(const QString &name);
    /// Ask all sources now.
    void refreshRequested();
    void resumeOperation(const QString &path);
    void undoOperation(const QString &path);
    void leaveOperation(const QString &path);
    /// A running operation is to be shown again.
    void operationWanted(const QString &id);

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Page { Map, Topologies };

    void buildWindow();
    void connectCommands();
    void connectSelection();
    void restoreState();
    void tick();
    void refreshAll();
    void showContent();
    void showDetails();
    void updateCommands();
    void setPage(Page page);
    void clearSelection();
    void nodeSelected(const QString &key);
    void topologySelected(tables::Table *table);
    void subjectChosen(const QString &subject);
    void showAbout();
    void askToQuit();
    [[nodiscard]] bool hasPicture() const;

    SystemClock m_systemClock;
    const Clock &m_clock;
    style::Theme *m_theme;
    std::unique_ptr<Commands> m_commands;
    map::NodeModel *m_nodes;
    tables::TopologyModel *m_topologies;
    settings::Profile m_profile;
    watch::Picture m_picture;
    Page m_page = Page::Map;
    QString m_node;     ///< key of the selected node
    QString m_topology; ///< id of the selected topology; at most one of both
    bool m_selecting = false;
    bool m_mayQuit = false; ///< though an operation runs
    TopBar *m_topBar;
    SideBar *m_sideBar;
    ResumeBanner *m_banner;
    StartPage *m_start;
    MapPage *m_mapPage;
    TopologiesPage *m_topologiesPage;
    DetailPanel *m_details;
    QStackedWidget *m_content;
    QStackedWidget *m_pages;
    QSplitter *m_splitter;
    StatusLine *m_status;
    QTimer m_ticker;
};

} // namespace stormdeck::ui
