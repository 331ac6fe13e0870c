// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/delta.h"
#include "cluster/subject.h"
#include "main/pages.h"
#include "plan/journal.h"
#include "settings/savedprofiles.h"
#include "watch/store.h"

#include <QMainWindow>
#include <QTimer>

#include <memory>

class QLabel;
class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace stormdeck::style {
class Theme;
}

namespace stormdeck::ui {

struct Commands;
class ConnectionsPage;
class DetailPanel;
class FindPopup;
class PreflightPage;
class ResumeBanner;
class SideBar;
class StartPage;
class StatusLine;
class TopBar;
class WhyWindow;

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
    /// Where machines are checked; whoever runs the checks listens to it.
    [[nodiscard]] PreflightPage *preflightPage() const;
    /// Whoever makes, changes and removes connections listens to it.
    [[nodiscard]] ConnectionsPage *connectionsPage() const { return m_pages->connectionsPage(); }

public Q_SLOTS:
    /// The newest picture; `delta` is relative to the one shown before.
    void showPicture(const stormdeck::watch::Picture &picture, const stormdeck::cluster::Delta &delta);
    /// Another cluster is watched from now on: forgets the picture and waits for its first answer. A profile without
    /// a name: nothing is connected.
    void setConnection(const stormdeck::settings::Profile &profile);
    /// The saved connections: for the switch, the page Connections and Find.
    void setProfiles(const std::vector<stormdeck::settings::SavedProfile> &profiles, const QString &current);
    /// Operations to resume, undo or leave, and what cannot be read of them; an empty list hides the banner.
    void showInterrupted(const stormdeck::plan::InterruptedList &list);
    /// What an operation that runs is at, for the status bar, until endOperation().
    void showOperation(const QString &id, const QString &text);
    void endOperation(const QString &id);
    /// Selects it in every view that shows it; an empty subject, or one that is gone, selects nothing.
    /// What has no row of its own stands for what carries it.
    void select(const stormdeck::cluster::Subject &wanted);
    /// Selects it, shows its page and puts the keyboard there.
    void goTo(const stormdeck::cluster::Subject &wanted);
    /// Closes it though an operation runs.
    void closeUnasked();
    /// Explains why something is shown as it is.
    void showWhy(const stormdeck::cluster::Subject &subject);
    /// Whether a recording is being made.
    void setRecording(bool on);
    /// What is shown is a recording: `bar` moves through it and becomes the window's; nothing can be changed.
    void showRecording(QWidget *bar);

Q_SIGNALS:
    void setUpRequested();
    void prepareRequested();
    void joinClonesRequested();
    void firstBootRequested();
    void submitRequested();
    void killRequested(const QString &topologyId);
    void logsRequested(const stormdeck::cluster::Subject &subject);
    void usageRequested(const stormdeck::cluster::Subject &subject);
    void containersRequested(const stormdeck::cluster::Subject &node);
    void componentRequested(const stormdeck::cluster::Subject &component);
    void tearDownRequested();
    void connectRequested();
    /// The connection in view is to be edited.
    void changeRequested();
    void savedSecretsRequested();
    /// Another window, for another cluster beside this one.
    void newWindowRequested();
    void closed();
    void recordToggled(bool on);
    void saveRecentRequested();
    void openRecordingRequested();
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
    void buildWindow();
    void connectCommands();
    void connectParts();
    void connectSelection();
    void restoreState();
    void tick();
    void refreshAll();
    void showContent();
    void showDetails();
    void updateCommands();
    void setPage(Pages::Page page);
    void openFind();
    /// Another connection or its right to be asked: nothing was checked yet.
    void forgetPreflight();
    void askToQuit();
    [[nodiscard]] bool hasPicture() const;
    /// Why nothing may be changed; empty where it may.
    [[nodiscard]] QString whyNoChanges() const;

    SystemClock m_systemClock;
    const Clock &m_clock;
    style::Theme *m_theme;
    std::unique_ptr<Commands> m_commands;
    settings::Profile m_profile;
    watch::Picture m_picture;
    cluster::Subject m_selected; ///< the one selection of all views, by identity
    bool m_isRecording = false;  ///< what is shown is one
    bool m_mayQuit = false;      ///< though an operation runs
    TopBar *m_topBar;
    SideBar *m_sideBar;
    ResumeBanner *m_banner;
    StartPage *m_start;
    DetailPanel *m_details;
    QVBoxLayout *m_column = nullptr;
    QStackedWidget *m_content;
    Pages *m_pages;
    QSplitter *m_splitter;
    StatusLine *m_status;
    FindPopup *m_find;
    WhyWindow *m_why = nullptr; ///< made when it is first asked for
    QTimer m_ticker;
};

} // namespace stormdeck::ui
