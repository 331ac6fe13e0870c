// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/teardownpage.h"

#include "wizards/formparts.h"

#include <QCheckBox>

namespace stormdeck::wizards {

using look::Label;

TearDownPage::TearDownPage(QString cluster, TearDownPlanner planner, QWidget *parent)
    : InputsPage(parent), m_cluster(std::move(cluster)), m_planner(std::move(planner)),
      m_keepSwarm(new QCheckBox(tr("&Keep the swarm")))
{
    auto *warning = new look::Card(look::Card::Kind::Failure);
    warning->rows()->addWidget(
        new Label(tr("Everything of %1 goes").arg(m_cluster), look::Tone::Bad, Label::Size::Strong));
    warning->rows()->addWidget(
        new Label(tr("Its topologies, Storm, the ZooKeeper ensemble, and the volumes with their data. This cannot be "
                     "taken back. The next page names each object before anything happens.")));
    QVBoxLayout *rows = pageLayout(this);
    rows->addWidget(warning);
    rows->addSpacing(8);
    rows->addWidget(m_keepSwarm);
    rows->addWidget(new Label(tr("Otherwise the machines leave the swarm, where it was made for this cluster. A swarm "
                                 "that was there before always stays."),
                              look::Tone::Dim));
    rows->addStretch(1);
    setFocusProxy(m_keepSwarm);
}

QString TearDownPage::title() const
{
    return tr("Tear down %1").arg(m_cluster);
}

QString TearDownPage::subtitle() const
{
    return tr("Nothing is changed before you have seen the plan.");
}

PlanMaker TearDownPage::planMaker()
{
    const ops::TearDownInputs inputs{.cluster = m_cluster, .keepSwarm = m_keepSwarm->isChecked()};
    return [planner = m_planner, inputs](const std::stop_token &stop) { return planner(inputs, stop); };
}

} // namespace stormdeck::wizards
