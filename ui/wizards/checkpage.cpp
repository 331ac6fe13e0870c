// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/checkpage.h"

#include "checks/checkdetails.h"
#include "checks/checkrun.h"
#include "wizards/look.h"
#include "wizards/pageparts.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace stormdeck::wizards {

CheckPage::CheckPage(ui::CheckRun &run, QWidget *parent)
    : QWidget(parent), m_run(run), m_details(new ui::CheckDetails), m_obstacle(new look::Label({}, look::Tone::Dim)),
      m_back(new QPushButton)
{
    auto *around = new QVBoxLayout;
    around->setContentsMargins(PageMargin, style::space::medium, PageMargin, style::space::medium);
    around->addWidget(m_details);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(around, 1);
    rows->addWidget(new style::Rule);
    rows->addWidget(footer({m_obstacle}, {m_back}));
    setFocusProxy(m_details);
    connect(m_back, &QPushButton::clicked, this, &CheckPage::backRequested);
    connect(&m_run, &ui::CheckRun::begun, this, &CheckPage::begin);
    connect(&m_run, &ui::CheckRun::progressed, m_details, &ui::CheckDetails::setProgress);
    connect(&m_run, &ui::CheckRun::ended, this, [this] { m_details->show(m_run.report()); });
    connect(&m_run, &ui::CheckRun::changed, this, &CheckPage::showObstacle);
    setHasPlan(false);
}

void CheckPage::setHasPlan(bool hasPlan)
{
    m_back->setText(hasPlan ? tr("Show the p&lan") : tr("&Back"));
    look::setPrimary(m_back);
}

void CheckPage::begin()
{
    m_details->begin(m_run.machines());
}

void CheckPage::showObstacle()
{
    m_obstacle->setText(m_run.obstacle());
}

} // namespace stormdeck::wizards
