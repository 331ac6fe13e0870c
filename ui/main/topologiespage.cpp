// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/topologiespage.h"

#include "main/listpage.h"
#include "models/agestates.h"
#include "style/widgets.h"
#include "tables/columnchoice.h"
#include "tables/componentmodel.h"
#include "tables/rowcopy.h"
#include "tables/sortmenu.h"
#include "tables/subjectselection.h"
#include "tables/table.h"
#include "tables/tablefilter.h"
#include "tables/topologymodel.h"

#include <QAction>
#include <QHeaderView>
#include <QShortcut>
#include <QVBoxLayout>

namespace stormdeck::ui {

namespace {

/// More components than these scroll, so that the topologies keep their room.
constexpr int mostComponentsInSight = 8;

ListKind topologiesKind(const watch::Picture &picture)
{
    const bool storm = picture.snapshot->storm.has_value();
    return {.source = TopologiesPage::tr("By the Storm UI"),
            .waitingFor = TopologiesPage::tr("Waiting for the Storm UI"),
            .emptyTitle = storm ? TopologiesPage::tr("No topology runs on this cluster")
                                : TopologiesPage::tr("Storm does not run here yet"),
            .emptyWords = storm
                              ? TopologiesPage::tr("Submit a jar, and its topology is listed here with its workers and "
                                                   "its spouts and bolts.")
                              : TopologiesPage::tr("Topologies are listed here once a cluster is set up."),
            .emptyOffer = storm ? ListState::Offer::Submit : ListState::Offer::SetUp};
}

} // namespace

TopologiesPage::TopologiesPage(tables::TopologyModel &topologies, const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent), m_table(new tables::Table(tr("Topologies"))), m_componentsCard(new style::Card),
      m_components(new tables::ComponentModel(this)), m_componentTable(new tables::Table(tr("Components")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *filter = new tables::TableFilter(&topologies, this);
    m_table->setModel(filter);
    m_table->setSortable();
    m_table->setStretchedColumn(tables::TopologyModel::Status);
    m_list = new ListPage({QStringLiteral("topologies"), tr("Topologies"), tr("Filter the topologies")}, m_table,
                          m_table->horizontalHeader(), filter, actions);
    column->addWidget(m_list);

    auto *components = new tables::TableFilter(m_components, this);
    m_componentTable->setModel(components);
    m_componentTable->setSortable(-1); // spouts first, as Storm has them
    m_componentTable->setStretchedColumn(tables::ComponentModel::LastError);
    m_componentTable->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_componentTable->setEmptyText(tr("Storm has not described the components of this topology."));
    m_componentSelection = new tables::SubjectSelection(m_componentTable);
    m_componentTable->addActions(actions);
    tables::addCopyActions(*m_componentTable);
    tables::addSortMenu(*m_componentTable);
    tables::addColumnChoice(*m_componentTable, QStringLiteral("components"), m_components->columns());
    m_componentsCard->body()->setContentsMargins(1, 0, 1, 4);
    m_componentsCard->body()->addWidget(m_componentTable);
    m_componentsCard->hide();
    m_list->addBelow(m_componentsCard);
}

void TopologiesPage::show(const watch::Picture &picture, const cluster::Subject &selected, Instant now)
{
    m_list->show(topologiesKind(picture), picture.freshness.storm, now);
    const bool ofStorm =
        selected.kind == cluster::SubjectKind::Topology || selected.kind == cluster::SubjectKind::Component;
    const storm::TopologyId id{ofStorm ? selected.key : QString()};
    const auto *topology = topologyOf(*picture.snapshot, {cluster::SubjectKind::Topology, id.value, {}});
    m_componentsCard->setVisible(topology);
    if (!topology) {
        return;
    }
    const storm::TopologyPage *page = pageOf(*picture.snapshot, id);
    m_components->show(id, page ? page->components : std::vector<storm::Component>(),
                       models::isOld(picture.freshness.storm, now));
    m_componentsCard->setHeading(tr("Components of %1").arg(topology->summary.name));
    const int row = m_componentTable->verticalHeader()->defaultSectionSize();
    const int rows = qMin(m_components->rowCount(), mostComponentsInSight);
    m_componentTable->setFixedHeight(m_componentTable->horizontalHeader()->sizeHint().height() + qMax(1, rows) * row +
                                     4);
}

void TopologiesPage::focusComponents()
{
    m_componentTable->setFocus();
}

void TopologiesPage::setOpenComponent(QAction *open)
{
    m_componentTable->insertAction(m_componentTable->actions().value(0), open);
    connect(m_componentTable, &QTableView::doubleClicked, open, &QAction::trigger);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *enter = new QShortcut(QKeySequence(key), m_componentTable);
        enter->setContext(Qt::WidgetShortcut);
        connect(enter, &QShortcut::activated, open, &QAction::trigger);
    }
}

} // namespace stormdeck::ui
