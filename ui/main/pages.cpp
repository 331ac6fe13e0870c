// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/pages.h"

#include "checks/preflightpage.h"
#include "main/connectionspage.h"
#include "main/listpage.h"
#include "main/mappage.h"
#include "main/topologiespage.h"
#include "main/whychoice.h"
#include "map/mapview.h"
#include "map/nodemodel.h"
#include "tables/membertable.h"
#include "tables/nodetable.h"
#include "tables/servicetree.h"
#include "tables/subjectselection.h"
#include "tables/table.h"
#include "tables/tablefilter.h"
#include "tables/topologymodel.h"
#include "tables/tree.h"

#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>

namespace stormdeck::ui {

using cluster::Subject;
using cluster::SubjectKind;
using tables::SubjectSelection;

namespace {

ListKind nodesKind(const watch::Picture &picture)
{
    const bool swarm = picture.snapshot->swarm.has_value();
    return {.source = swarm ? Pages::tr("By the engines and manager %1").arg(picture.snapshot->swarm->manager)
                            : Pages::tr("By the engines"),
            .waitingFor = Pages::tr("Waiting for the engines"),
            .emptyTitle = Pages::tr("No machine is known"),
            .emptyWords = Pages::tr("Machines of the connection and nodes of its swarm are listed here.")};
}

QString byManager(const watch::Picture &picture)
{
    const QString manager = picture.snapshot->swarm ? picture.snapshot->swarm->manager : QString();
    return manager.isEmpty() ? Pages::tr("By a manager") : Pages::tr("By manager %1").arg(manager);
}

ListKind servicesKind(const watch::Picture &picture)
{
    return {.source = byManager(picture),
            .waitingFor = Pages::tr("Waiting for a manager of the swarm"),
            .emptyTitle = picture.snapshot->swarm ? Pages::tr("No service runs on this swarm")
                                                  : Pages::tr("There is no swarm yet"),
            .emptyWords = Pages::tr("The services of ZooKeeper and Storm, and below each its swarm tasks, are listed "
                                    "here once a cluster is set up."),
            .emptyOffer = ListState::Offer::SetUp};
}

ListKind ensembleKind(const watch::Picture &picture)
{
    const QString route = picture.snapshot->ensemble ? picture.snapshot->ensemble->route : QString();
    return {.source = route.isEmpty() ? Pages::tr("By the members") : Pages::tr("By the members, over %1").arg(route),
            .waitingFor = Pages::tr("Waiting for the members of the ensemble"),
            .emptyTitle = Pages::tr("There is no ensemble yet"),
            .emptyWords =
                Pages::tr("The ZooKeeper members on which Storm depends are listed here once a cluster is set "
                          "up."),
            .emptyOffer = ListState::Offer::SetUp};
}

/// Each row has an age of its own; the page's is that of the swarm, else of the engine that answered last.
cluster::SourceAge ageOfNodes(const watch::Picture &picture)
{
    if (picture.snapshot->swarm || picture.freshness.engines.isEmpty()) {
        return picture.freshness.swarm;
    }
    const auto &engines = picture.freshness.engines;
    return *std::max_element(engines.cbegin(), engines.cend(),
                             [](const auto &a, const auto &b) { return a.answered < b.answered; });
}

} // namespace

Pages::Pages(const QList<QAction *> &actions, QWidget *parent)
    : QStackedWidget(parent), m_cards(new map::NodeModel(this)), m_topologies(new tables::TopologyModel(this)),
      m_nodes(new tables::NodeTable(this)), m_services(new tables::ServiceTree(this)),
      m_members(new tables::MemberTable(this)), m_map(new MapPage(*m_cards, *m_topologies))
{
    addWidget(m_map);
    m_topologiesPage = new TopologiesPage(*m_topologies, actions);
    addWidget(m_topologiesPage);
    buildLists(actions);
    m_preflight = new PreflightPage;
    addWidget(m_preflight);
    m_connections = new ConnectionsPage;
    addWidget(m_connections);
    connectSelections();
    for (ListPage *page : {m_topologiesPage->list(), m_nodesPage, m_servicesPage, m_ensemblePage}) {
        connect(page, &ListPage::offerAccepted, this, &Pages::accept);
    }
    connect(m_map, &MapPage::setUpRequested, this, &Pages::setUpRequested);
    connect(m_map, &MapPage::findingChosen, this, &Pages::findingChosen);
    connect(m_map, &MapPage::whyRequested, this, &Pages::whyRequested);
    connect(m_map->table(), &QTableView::doubleClicked, this, [this] { Q_EMIT pageRequested(Topologies); });
    m_map->map()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_map->map(), &QWidget::customContextMenuRequested, this,
            [this, actions](const QPoint &at) { showMapMenu(at, actions); });
    connect(m_map->map(), &map::MapView::nodeActivated, this, [this] { Q_EMIT pageRequested(Nodes); });
}

/// A card's slots and daemons have no row of their own: they are asked in a menu of the card.
void Pages::showMapMenu(const QPoint &at, const QList<QAction *> &actions)
{
    const QString key = m_map->map()->indexAt(at).data(map::NodeModel::KeyRole).toString();
    const cluster::NodeView *node =
        m_picture.snapshot ? nodeOf(*m_picture.snapshot, {SubjectKind::Node, key, {}}) : nullptr;
    if (!node) {
        return;
    }
    auto *menu = new QMenu(m_map->map());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions);
    if (const WhyChoices parts = partsOf(*node); !parts.empty()) {
        QMenu *why = menu->addMenu(tr("Why? A &part of it"));
        addChoices(*why, parts, [this](const Subject &subject) { Q_EMIT whyRequested(subject); });
    }
    menu->popup(m_map->map()->viewport()->mapToGlobal(at));
}

void Pages::buildLists(const QList<QAction *> &actions)
{
    m_nodesTable = new tables::Table(tr("Nodes"));
    auto *nodes = new tables::TableFilter(m_nodes, this);
    m_nodesTable->setModel(nodes);
    m_nodesTable->setSortable();
    m_nodesPage = new ListPage({QStringLiteral("nodes"), tr("Nodes"), tr("Filter the nodes")}, m_nodesTable,
                               m_nodesTable->horizontalHeader(), nodes, actions);
    addWidget(m_nodesPage);

    m_servicesTree = new tables::Tree(tr("Services and tasks"));
    auto *services = new tables::TableFilter(m_services, this);
    m_servicesTree->setModel(services);
    m_servicesTree->setStretchedColumn(tables::ServiceTree::Error);
    connect(services, &tables::TableFilter::textChanged, m_servicesTree, [this](const QString &text) {
        if (!text.isEmpty()) {
            m_servicesTree->openIfLittle();
        }
    });
    m_servicesPage =
        new ListPage({QStringLiteral("services"), tr("Services and tasks"), tr("Filter the services and tasks")},
                     m_servicesTree, m_servicesTree->header(), services, actions);
    addWidget(m_servicesPage);

    m_membersTable = new tables::Table(tr("Ensemble"));
    auto *members = new tables::TableFilter(m_members, this);
    m_membersTable->setModel(members);
    m_membersTable->setSortable();
    m_ensemblePage = new ListPage({QStringLiteral("ensemble"), tr("Ensemble"), tr("Filter the members")},
                                  m_membersTable, m_membersTable->horizontalHeader(), members, actions);
    addWidget(m_ensemblePage);
}

void Pages::connectSelections()
{
    const auto choose = [this](const Subject &subject) {
        if (!m_applying) {
            m_selected = subject;
            select(subject);
            Q_EMIT subjectSelected(subject);
        }
    };
    for (SubjectSelection *selection :
         {m_map->selection(), m_topologiesPage->list()->selection(), m_topologiesPage->components(),
          m_nodesPage->selection(), m_servicesPage->selection(), m_ensemblePage->selection()}) {
        connect(selection, &SubjectSelection::chosen, this, choose);
    }
    connect(m_map->map(), &map::MapView::nodeSelected, this, [choose](const QString &key) {
        choose(key.isEmpty() ? Subject() : Subject{SubjectKind::Node, key, {}});
    });
}

void Pages::show(const watch::Picture &picture, const cluster::Delta &delta, Instant now)
{
    m_picture = picture;
    m_now = now;
    {
        const QScopedValueRollback guard(m_applying, true);
        m_cards->show(picture, delta, now);
        m_topologies->show(picture, delta, now);
        m_nodes->show(picture, delta, now);
        m_services->show(picture, delta, now);
        m_members->show(picture, now);
        m_connections->show(picture, now);
    }
    showStates();
    select(m_selected);
}

void Pages::tick(Instant now)
{
    m_now = now;
    m_cards->tick(now);
    m_topologies->tick(now);
    m_nodes->tick(now);
    m_services->tick(now);
    m_members->tick(now);
    m_connections->tick(now);
    showStates();
    m_map->map()->tick();
    m_nodesTable->repaintColumn(tables::NodeTable::Age);
    m_membersTable->repaintColumn(tables::MemberTable::Age);
    m_servicesTree->repaintColumn(tables::ServiceTree::Since);
}

void Pages::clear()
{
    const QScopedValueRollback guard(m_applying, true);
    m_picture = {};
    m_selected = {};
    m_cards->clear();
    m_topologies->clear();
    m_nodes->clear();
    m_services->clear();
    m_members->clear();
    m_connections->clear();
}

void Pages::showStates()
{
    if (!m_picture.snapshot) {
        return;
    }
    m_map->show(m_picture, m_now, m_picture.health, m_picture.findings);
    m_topologiesPage->show(m_picture, m_selected, m_now);
    m_nodesPage->show(nodesKind(m_picture), ageOfNodes(m_picture), m_now);
    m_servicesPage->show(servicesKind(m_picture), m_picture.freshness.swarm, m_now);
    m_ensemblePage->show(ensembleKind(m_picture), m_picture.freshness.ensemble, m_now);
    const tables::QuorumLine quorum =
        m_members->rowCount() > 0 ? tables::quorumLine(m_picture, m_now) : tables::QuorumLine();
    m_ensemblePage->setHeadline(quorum.tone, quorum.words);
}

void Pages::setPage(Page page)
{
    setCurrentIndex(page);
}

int Pages::countOf(Page page) const
{
    switch (page) {
    case Topologies:
        return m_topologies->rowCount();
    case Nodes:
        return m_nodes->rowCount();
    case Services:
        return m_services->rowCount();
    case Ensemble:
        return m_members->rowCount();
    default:
        return -1;
    }
}

Pages::Page Pages::pageOf(SubjectKind kind)
{
    switch (kind) {
    case SubjectKind::Node:
        return Nodes;
    case SubjectKind::Service:
    case SubjectKind::SwarmTask:
        return Services;
    case SubjectKind::Member:
        return Ensemble;
    case SubjectKind::Topology:
    case SubjectKind::Component:
        return Topologies;
    default:
        return Map;
    }
}

void Pages::select(const Subject &subject)
{
    m_selected = subject;
    const QScopedValueRollback guard(m_applying, true);
    m_map->map()->selectKey(subject.kind == SubjectKind::Node ? subject.key : QString());
    m_map->map()->setMarked(m_picture.snapshot ? cardsOf(*m_picture.snapshot, subject) : QStringList());
    // A component is below its topology, which stays selected beside it.
    const bool component = subject.kind == SubjectKind::Component;
    const Subject topology = component ? Subject{SubjectKind::Topology, subject.key, {}} : subject;
    m_map->selection()->select(topology);
    m_topologiesPage->list()->selection()->select(topology);
    if (m_picture.snapshot) {
        m_topologiesPage->show(m_picture, subject, m_now);
    }
    m_topologiesPage->components()->select(subject);
    m_nodesPage->selection()->select(subject);
    m_servicesPage->selection()->select(subject);
    m_ensemblePage->selection()->select(subject);
}

void Pages::focusSubject(const Subject &subject)
{
    if (page() != Map) {
        const bool component = subject.kind == SubjectKind::Component;
        component ? m_topologiesPage->focusComponents() : listPage(page())->view()->setFocus();
    } else if (subject.kind == SubjectKind::Topology) {
        m_map->table()->setFocus();
    } else {
        m_map->map()->setFocus();
    }
}

ListPage *Pages::listPage(Page page) const
{
    switch (page) {
    case Topologies:
        return m_topologiesPage->list();
    case Services:
        return m_servicesPage;
    case Ensemble:
        return m_ensemblePage;
    case Connections:
        return m_connections->sources();
    default:
        return m_nodesPage;
    }
}

void Pages::focusFilter()
{
    if (page() == Connections) {
        return m_connections->focusFilter();
    }
    if (page() == Map || page() == Preflight) {
        Q_EMIT pageRequested(Nodes);
    }
    listPage(page())->focusFilter();
}

void Pages::setChangesAllowed(bool allowed, const QString &reason)
{
    m_map->setChangesAllowed(allowed, reason);
    for (const Page page : {Topologies, Nodes, Services, Ensemble, Connections}) {
        listPage(page)->allow({.asking = m_mayAsk, .changing = allowed});
    }
}

void Pages::accept(ListState::Offer offer)
{
    switch (offer) {
    case ListState::Offer::AskAgain:
        Q_EMIT refreshRequested();
        break;
    case ListState::Offer::SetUp:
        Q_EMIT setUpRequested();
        break;
    case ListState::Offer::Submit:
        Q_EMIT submitRequested();
        break;
    default:
        break;
    }
}

} // namespace stormdeck::ui
