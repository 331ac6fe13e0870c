// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/preflightpage.h"

#include "checks/checkdetails.h"
#include "checks/verdictlook.h"
#include "style/controlstyle.h"
#include "style/margins.h"
#include "style/widgets.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>

namespace stormdeck::ui {

PreflightPage::PreflightPage(QWidget *parent)
    : QWidget(parent), m_source(new style::ElidedLabel),
      m_summary(new style::StateLabel(style::StateLabel::Shape::Pill)), m_run(new QPushButton(tr("&Run again"))),
      m_stop(new QPushButton(tr("&Stop"))),
      m_introWords(new style::Caption({}, style::TextSize::Body, style::Caption::Ink::Dim)),
      m_start(new QPushButton(tr("&Check the machines"))), m_views(new QStackedWidget), m_details(new CheckDetails)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(
        style::sided(style::space::large, style::space::medium, style::space::large, style::space::medium));
    column->setSpacing(style::space::small);
    column->addWidget(makeHead());
    m_intro = makeIntro();
    m_views->addWidget(m_intro);
    m_views->addWidget(m_details);
    column->addWidget(m_views, 1);
    for (QPushButton *button : {m_run, m_start}) {
        connect(button, &QPushButton::clicked, this, &PreflightPage::runRequested);
    }
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_stop->setEnabled(false);
        Q_EMIT stopRequested();
    });
    showState();
}

QWidget *PreflightPage::makeHead()
{
    auto *head = new QWidget;
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(style::space::medium);
    m_source->setDim(true);
    line->addWidget(new style::Caption(tr("Preflight"), style::TextSize::Title));
    line->addWidget(m_source, 1);
    line->addWidget(m_summary);
    line->addWidget(m_stop);
    line->addWidget(m_run);
    return head;
}

QWidget *PreflightPage::makeIntro()
{
    auto *intro = new QWidget;
    auto *column = new QVBoxLayout(intro);
    auto *title = new style::Caption(tr("Can these machines carry a cluster?"), style::TextSize::Heading);
    m_introWords->setWordWrap(true);
    m_introWords->setAlignment(Qt::AlignHCenter);
    m_introWords->setFixedWidth(480); // the page must fit into the narrowest window
    auto *words = new QHBoxLayout;    // it asks for the height of the text at its own width
    words->addStretch();
    words->addWidget(m_introWords);
    words->addStretch();
    style::setButtonLook(m_start, style::ButtonLook::Primary);
    column->addStretch(2);
    column->addWidget(title, 0, Qt::AlignHCenter);
    column->addLayout(words);
    column->addSpacing(style::space::medium);
    column->addWidget(m_start, 0, Qt::AlignHCenter);
    column->addStretch(3);
    auto *card = new style::Card;
    card->body()->setContentsMargins(1, 1, 1, 4);
    card->body()->addWidget(intro);
    return card;
}

void PreflightPage::setMachines(const QStringList &machines, const QString &reason)
{
    m_machines = machines;
    m_reason = reason;
    m_report = {};
    m_hasReport = false;
    m_isRunning = false;
    m_details->clear();
    showState();
}

void PreflightPage::begin()
{
    m_isRunning = true;
    m_stop->setEnabled(true);
    m_details->begin(m_machines);
    showState();
    m_stop->setFocus();
}

void PreflightPage::setProgress(const preflight::MachineProgress &progress)
{
    m_details->setProgress(progress);
}

void PreflightPage::show(const preflight::Report &report)
{
    const bool hadFocus = m_stop->hasFocus();
    m_report = report;
    m_isRunning = false;
    m_hasReport = true;
    m_details->show(report);
    showState();
    if (hadFocus) {
        m_details->setFocus();
    }
}

void PreflightPage::showState()
{
    m_introWords->setText(
        !m_reason.isEmpty()
            ? m_reason
            : tr("Systems, engines, clocks, names, identities, and which ports the machines reach on each "
                 "other. Nothing on them is changed; while ports are tried, they wait on free ones for "
                 "half a minute at most."));
    m_start->setVisible(m_reason.isEmpty());
    m_views->setCurrentWidget(m_isRunning || m_hasReport ? m_details : m_intro);
    m_run->setVisible(m_hasReport && !m_isRunning && m_reason.isEmpty());
    m_stop->setVisible(m_isRunning);
    m_summary->setVisible(m_hasReport && !m_isRunning);
    if (m_isRunning) {
        m_source->setText(tr("Checking %n machine(s)…", nullptr, static_cast<int>(m_machines.size())));
    } else if (m_hasReport) {
        const QString at = QLocale().toString(m_report.made.time(), QStringLiteral("HH:mm:ss"));
        m_source->setText(m_report.stopped ? tr("Stopped at %1: not all was checked").arg(at)
                                           : tr("Checked at %1").arg(at));
        const VerdictLook look = lookOf(worst(m_report.results));
        m_summary->setState(look.tone, look.sign, countText(m_report.results));
    } else {
        m_source->setText(tr("Not checked yet"));
    }
}

} // namespace stormdeck::ui
