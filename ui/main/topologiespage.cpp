// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/topologiespage.h"

#include "style/widgets.h"
#include "tables/componentmodel.h"
#include "tables/table.h"
#include "tables/topologymodel.h"

#include <QVBoxLayout>

#include <algorithm>

namespace stormdeck::ui {

TopologiesPage::TopologiesPage(tables::TopologyModel &topologies, QWidget *parent)
    : QWidget(parent), m_table(new tables::Table(tr("Topologies"))), m_componentsCard(new style::Card),
      m_components(new tables::ComponentModel(this)), m_componentTable(new tables::Table(tr("Components")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(style::space::large, style::space::medium, 10, style::space::medium);
    column->setSpacing(style::space::medium);
    auto *card = new style::Card;
    card->setHeading(tr("Topologies"));
    card->body()->setContentsMargins(1, 0, 1, 4);
    card->body()->addWidget(m_table);
    column->addWidget(card);
    column->addWidget(m_componentsCard);
    column->addStretch(1);
    m_table->setModel(&topologies);
    m_table->setStretchedColumn(tables::TopologyModel::Status);
    m_table->setEmptyText(tr("No topology runs on this cluster. Submit one with Ctrl+U."));
    m_componentTable->setModel(m_components);
    m_componentTable->setStretchedColumn(tables::ComponentModel::LastError);
    m_componentTable->setEmptyText(tr("Storm has not described the components of this topology."));
    m_componentsCard->body()->setContentsMargins(1, 0, 1, 4);
    m_componentsCard->body()->addWidget(m_componentTable);
    m_componentsCard->hide();
}

void TopologiesPage::show(const watch::Picture &picture, const QString &selected)
{
    m_table->setMaximumHeight(m_table->contentHeight() + 4);
    const auto chosen = [&](const auto &page) { return page.summary.id.value == selected; };
    const auto &storm = picture.snapshot->storm;
    m_componentsCard->setVisible(!selected.isEmpty() && storm.has_value());
    if (!storm || selected.isEmpty()) {
        return;
    }
    const auto page = std::find_if(storm->pages.begin(), storm->pages.end(), chosen);
    const bool known = page != storm->pages.end();
    m_components->show(known ? page->components : std::vector<storm::Component>());
    m_componentsCard->setHeading(known ? tr("Components of %1").arg(page->summary.name) : tr("Components"));
    m_componentTable->setMaximumHeight(m_componentTable->contentHeight() + 4);
}

} // namespace stormdeck::ui
