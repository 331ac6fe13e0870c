// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/checkstrip.h"

#include "checks/checkrun.h"
#include "checks/verdictlook.h"
#include "style/margins.h"
#include "style/widgets.h"
#include "wizards/pageparts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace stormdeck::ui {

using preflight::Verdict;
using style::Sign;
using style::Tone;

CheckStrip::CheckStrip(CheckRun &run, QWidget *parent)
    : QWidget(parent), m_run(run), m_state(new style::StateLabel(style::StateLabel::Shape::Pill)),
      m_text(new style::Caption), m_anyway(new QCheckBox), m_details(new QPushButton(tr("&Details"))),
      m_again(new QPushButton(tr("&Run again"))), m_stop(new QPushButton(tr("S&top checking")))
{
    auto *line = new QHBoxLayout;
    line->setSpacing(style::space::small);
    line->addWidget(m_state, 0, Qt::AlignVCenter);
    line->addWidget(m_text, 1);
    for (QPushButton *button : {m_stop, m_again, m_details}) {
        button->setAutoDefault(false);
        line->addWidget(button, 0, Qt::AlignVCenter);
    }
    auto *rows = new QVBoxLayout;
    rows->setContentsMargins(wizards::PageMargin, style::space::small, wizards::PageMargin, style::space::small);
    rows->setSpacing(style::space::small);
    rows->addLayout(line);
    rows->addWidget(m_anyway, 0, Qt::AlignLeading);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addLayout(rows);
    whole->addWidget(new style::Rule);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(m_anyway, &QCheckBox::toggled, &m_run, &CheckRun::setGoesOnAnyway);
    connect(m_details, &QPushButton::clicked, this, &CheckStrip::detailsRequested);
    connect(m_again, &QPushButton::clicked, this, &CheckStrip::againRequested);
    connect(m_stop, &QPushButton::clicked, &m_run, &CheckRun::stop);
    connect(&m_run, &CheckRun::changed, this, &CheckStrip::showState);
    connect(&m_run, &CheckRun::progressed, this, &CheckStrip::showRunning);
    setAccessibleName(tr("Checks of the machines"));
    showState();
}

void CheckStrip::setInFull(bool inFull)
{
    m_inFull = inFull;
    showState();
}

void CheckStrip::showState()
{
    const bool isRunning = m_run.state() == CheckRun::State::Running;
    const bool isDone = m_run.state() == CheckRun::State::Done;
    const bool isHealthy = isDone && !m_run.hasErrors() && !m_run.isOverridable();
    setVisible(isRunning || isDone);
    m_stop->setVisible(isRunning);
    m_stop->setEnabled(!m_run.isStopping());
    m_again->setVisible(isDone && (m_inFull || !isHealthy));
    m_details->setVisible(!m_inFull);
    m_anyway->setVisible(m_run.isOverridable());
    const QSignalBlocker quiet(m_anyway);
    m_anyway->setChecked(m_run.goesOnAnyway());
    isRunning ? showRunning() : showDone();
}

void CheckStrip::showRunning()
{
    const auto &progress = m_run.progress();
    const auto ended = std::count_if(progress.begin(), progress.end(), [](const preflight::MachineProgress &one) {
        return one.stage == preflight::Stage::Done || one.stage == preflight::Stage::Failed;
    });
    m_state->setState(Tone::Accent, Sign::Ring, m_run.isStopping() ? tr("stopping") : tr("checking"));
    QStringList doing;
    for (const preflight::MachineProgress &one : progress) {
        const bool goesOn = one.stage != preflight::Stage::Done && one.stage != preflight::Stage::Failed;
        if (goesOn && doing.isEmpty()) { // one of them tells enough: the rest is in the details
            doing << tr("%1: %2").arg(one.machine, preflight::text(one.stage));
        }
    }
    const QString text =
        tr("Can the machines carry the cluster? %1 of %2 done").arg(ended).arg(m_run.machines().size());
    m_text->setText(doing.isEmpty() ? text : tr("%1 · %2").arg(text, doing.first()));
}

void CheckStrip::showDone()
{
    const preflight::Report &report = m_run.report();
    const VerdictLook look = lookOf(worst(report.results));
    const bool isHealthy = !m_run.hasErrors() && !m_run.isOverridable();
    const bool isCutShort = report.stopped && worst(report.results) < Verdict::Warning;
    const auto warnings = static_cast<int>(count(report.results, Verdict::Warning));
    m_anyway->setText(warnings > 0 ? tr("Go &on despite %n warning(s)", nullptr, warnings)
                                   : tr("Go &on though not all was checked"));
    if (isCutShort) {
        m_state->setState(Tone::Unknown, Sign::Question, tr("stopped"));
        m_text->setText(tr("Not all was checked: %1").arg(passedText(report.results)));
    } else if (isHealthy) {
        m_state->setState(look.tone, look.sign, tr("checked"));
        m_text->setText(passedText(report.results));
    } else {
        m_state->setState(look.tone, look.sign, countText(report.results));
        m_text->setText(foundText());
    }
}

QString CheckStrip::foundText() const
{
    const preflight::Report &report = m_run.report();
    const Verdict worstOf = worst(report.results);
    const auto first = std::find_if(report.results.begin(), report.results.end(),
                                    [worstOf](const auto &result) { return result.verdict == worstOf; });
    const auto more = static_cast<int>(blocking(report).size()) - 1;
    QStringList sentences{first == report.results.end() ? QString() : findingText(*first)};
    if (more > 0) {
        sentences << tr("And %n more.", nullptr, more);
    }
    if (report.stopped) {
        sentences << tr("Stopped: not all was checked.");
    }
    return sentences.join(u' ');
}

} // namespace stormdeck::ui
