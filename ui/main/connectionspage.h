// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/savedprofiles.h"
#include "watch/store.h"

#include <QWidget>

class QAction;

namespace stormdeck::tables {
class Table;
class TableFilter;
} // namespace stormdeck::tables

namespace stormdeck::ui {

class ListPage;
class ProfileTable;
class SourceTable;

/// The saved connections with what can be done with one, and below them the sources of the one in view: how each is
/// reached, whether it answers, and why not. Asks for what is wanted by signals. GUI thread.
class ConnectionsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionsPage(QWidget *parent = nullptr);

    /// The saved connections and the name of the one in view. Until this is called first, as for a recording, only the
    /// sources are shown and nobody can be asked anew.
    void setProfiles(const std::vector<settings::SavedProfile> &profiles, const QString &current);
    void show(const watch::Picture &picture, Instant now);
    using QWidget::show;
    void tick(Instant now);
    void clear();
    /// The filter of the list with the keyboard, else of the first one.
    void focusFilter();
    [[nodiscard]] ListPage *profiles() const { return m_profilesList; }
    [[nodiscard]] ListPage *sources() const { return m_sourcesList; }

Q_SIGNALS:
    void connectRequested(const QString &profile);
    void windowRequested(const QString &profile);
    /// Empty: the connection in view, as for testRequested.
    void editRequested(const QString &profile);
    void testRequested(const QString &profile);
    void removeRequested(const QString &profile);
    void newRequested();
    void refreshRequested();

private:
    /// A command for the selected profile.
    QAction *command(const QString &text, void (ConnectionsPage::*wanted)(const QString &));
    void buildProfiles();
    void buildSources();
    void updateCommands();
    void showProfiles();
    void showSources();
    [[nodiscard]] QString selectedProfile() const;

    ProfileTable *m_profiles;
    SourceTable *m_sources;
    tables::TableFilter *m_profilesFilter;
    tables::Table *m_profilesTable;
    tables::Table *m_sourcesTable;
    QAction *m_connect;
    QAction *m_window;
    QAction *m_edit;
    QAction *m_test;
    QAction *m_remove;
    QAction *m_new;
    QAction *m_testThis;
    QAction *m_retry;
    ListPage *m_profilesList = nullptr;
    ListPage *m_sourcesList = nullptr;
    QString m_cluster; ///< whose sources these are
    Instant m_now{};
};

} // namespace stormdeck::ui
