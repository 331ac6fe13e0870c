// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/delta.h"
#include "cluster/subject.h"
#include "main/liststate.h"

#include <QStackedWidget>

class QAction;

namespace stormdeck::map {
class NodeModel;
}
namespace stormdeck::tables {
class MemberTable;
class NodeTable;
class ServiceTree;
class Table;
class TopologyModel;
class Tree;
} // namespace stormdeck::tables

namespace stormdeck::ui {

class ConnectionsPage;
class ListPage;
class MapPage;
class PreflightPage;
class TopologiesPage;

/// The pages of a cluster over one picture and one selection: what is selected in one is selected in all that show it.
/// GUI thread.
class Pages : public QStackedWidget
{
    Q_OBJECT

public:
    enum Page { Map, Topologies, Nodes, Services, Ensemble, Preflight, Connections, PageCount };

    /// `actions`: what can be done with what is selected, for the tables' context menus; they outlive the pages.
    explicit Pages(const QList<QAction *> &actions, QWidget *parent = nullptr);

    /// `delta` is relative to the picture shown before.
    void show(const watch::Picture &picture, const cluster::Delta &delta, Instant now);
    using QWidget::show;
    void tick(Instant now);
    void clear();

    [[nodiscard]] Page page() const { return static_cast<Page>(currentIndex()); }
    void setPage(Page page);
    /// How many rows each page has, for the navigation; -1: not counted.
    [[nodiscard]] int countOf(Page page) const;
    /// Whether a page has something to show before any engine has answered.
    [[nodiscard]] static bool isForAnyTime(Page page) { return page == Preflight || page == Connections; }
    /// The page where a subject has a row of its own.
    [[nodiscard]] static Page pageOf(cluster::SubjectKind kind);

    /// Selects it wherever it is shown; says nothing.
    void select(const cluster::Subject &subject);
    /// Puts the keyboard where a subject is shown on this page.
    void focusSubject(const cluster::Subject &subject);
    /// The filter of the page in front; of the map, that of the nodes.
    void focusFilter();
    void setChangesAllowed(bool allowed, const QString &reason);
    /// What is shown is a recording: nobody can be asked.
    void refuseAsking() { m_mayAsk = false; }
    [[nodiscard]] ListPage *listPage(Page page) const;
    [[nodiscard]] TopologiesPage *topologiesPage() const { return m_topologiesPage; }
    [[nodiscard]] MapPage *mapPage() const { return m_map; }
    [[nodiscard]] PreflightPage *preflightPage() const { return m_preflight; }
    [[nodiscard]] ConnectionsPage *connectionsPage() const { return m_connections; }

Q_SIGNALS:
    /// The person selected something; empty: nothing any more.
    void subjectSelected(const stormdeck::cluster::Subject &subject);
    /// A finding's "Show".
    void findingChosen(const stormdeck::cluster::Finding &finding);
    void whyRequested(const stormdeck::cluster::Subject &subject);
    void pageRequested(stormdeck::ui::Pages::Page page);
    void setUpRequested();
    void submitRequested();
    void refreshRequested();

private:
    void buildLists(const QList<QAction *> &actions);
    void connectSelections();
    void showMapMenu(const QPoint &at, const QList<QAction *> &actions);
    void accept(ListState::Offer offer);
    void showStates();

    map::NodeModel *m_cards;
    tables::TopologyModel *m_topologies;
    tables::NodeTable *m_nodes;
    tables::ServiceTree *m_services;
    tables::MemberTable *m_members;
    watch::Picture m_picture;
    Instant m_now{};
    cluster::Subject m_selected;
    bool m_mayAsk = true;
    bool m_applying = false; ///< while rows come and go the views change their selections by themselves
    MapPage *m_map;
    TopologiesPage *m_topologiesPage = nullptr;
    ListPage *m_nodesPage = nullptr;
    ListPage *m_servicesPage = nullptr;
    ListPage *m_ensemblePage = nullptr;
    PreflightPage *m_preflight = nullptr;
    ConnectionsPage *m_connections = nullptr;
    tables::Table *m_nodesTable = nullptr;
    tables::Table *m_membersTable = nullptr;
    tables::Tree *m_servicesTree = nullptr;
};

} // namespace stormdeck::ui
