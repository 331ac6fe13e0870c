// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/reportpage.h"

#include "dialogs/errorpanel.h"
#include "style/controlstyle.h"
#include "wizards/operationtext.h"
#include "wizards/pageparts.h"
#include "wizards/reporttable.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace stormdeck::wizards {

using look::Card;
using look::Label;
using look::Tone;

namespace {
Card::Kind kindOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Card::Kind::Success;
    case Tone::Bad:
        return Card::Kind::Failure;
    case Tone::Busy:
        return Card::Kind::Notice;
    default:
        return Card::Kind::Panel;
    }
}
} // namespace

ReportPage::ReportPage(QWidget *parent) : QWidget(parent)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(scrolled(makeBody()), 1);
    rows->addWidget(new style::Rule);
    rows->addWidget(makeFooter());
    // Until there is a report there is nothing to tell but an error, and nothing to do but close.
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_verdict, m_outputHeading, m_output, m_frame, m_leave, m_undo, m_resume}) {
        widget->hide();
    }
    look::setPrimary(m_close);
}

QWidget *ReportPage::makeBody()
{
    auto *body = new QWidget;
    m_verdict = new Card;
    m_headline = new Label({}, Tone::Plain, Label::Size::Title);
    m_sentence = new Label({}, Tone::Plain);
    m_verdict->rows()->addWidget(m_headline);
    m_verdict->rows()->addWidget(m_sentence);
    m_error = new dialogs::ErrorPanel;
    m_error->setKind(Card::Kind::Panel); // the verdict above it is coloured already
    m_outputHeading = new Label(tr("Output"), Tone::Plain, Label::Size::Strong);
    m_output = new look::CodeBox;
    m_output->setAccessibleName(tr("Output of the step that failed"));
    m_output->setMaximumLines(10);
    m_table = new ReportTable;
    m_frame = new Card;
    m_frame->rows()->setContentsMargins(1, 1, 1, 1);
    m_frame->rows()->addWidget(m_table);
    // It scrolls by itself, and takes what the others leave.
    m_frame->setMinimumHeight(140);
    m_frame->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    auto *rows = new QVBoxLayout(body);
    rows->setContentsMargins(PageMargin, 16, PageMargin, 16);
    rows->setSpacing(12);
    for (QWidget *row : std::initializer_list<QWidget *>{m_verdict, m_error, m_outputHeading, m_output}) {
        rows->addWidget(row);
    }
    rows->addWidget(m_frame, 1);
    rows->addStretch();
    return body;
}

QWidget *ReportPage::makeFooter()
{
    m_summary = new Label({}, Tone::Dim);
    m_leave = new QPushButton(tr("&Leave as it is"));
    m_undo = new QPushButton(tr("&Undo"));
    m_resume = new QPushButton(tr("&Resume"));
    m_close = new QPushButton(tr("&Close"));
    m_leave->setAutoDefault(false);
    m_undo->setAutoDefault(false);
    connect(m_leave, &QPushButton::clicked, this, &ReportPage::leaveRequested);
    connect(m_undo, &QPushButton::clicked, this, &ReportPage::undoRequested);
    connect(m_resume, &QPushButton::clicked, this, &ReportPage::resumeRequested);
    connect(m_close, &QPushButton::clicked, this, &ReportPage::closeRequested);
    return footer({m_summary}, {m_leave, m_undo, m_resume, m_close});
}

void ReportPage::showReport(const OperationSession &session)
{
    const plan::Plan &plan = session.plan();
    const plan::Report &report = *session.report();
    const Verdict words = verdict(plan, report);
    m_verdict->setKind(kindOf(words.tone));
    m_verdict->show();
    m_frame->show();
    m_headline->setText(words.sign + u' ' + words.headline);
    m_headline->setTone(words.tone);
    m_sentence->setText(words.sentence);
    m_sentence->setVisible(!words.sentence.isEmpty());
    if (report.error && report.outcome != plan::Outcome::Succeeded && report.outcome != plan::Outcome::Stopped) {
        m_error->setError(*report.error);
    } else {
        m_error->clear();
    }
    showOutput(session);
    m_table->showReport(plan, report);
    m_summary->setText(tr("Took %1.").arg(durationText(report.duration)));
    offerNext(session);
}

void ReportPage::showError(const Error &error)
{
    m_error->setError(error);
}

void ReportPage::offerOnlyToClose()
{
    for (QPushButton *button : {m_leave, m_undo, m_resume}) {
        button->hide();
    }
    makeMain(m_close);
}

void ReportPage::showOutput(const OperationSession &session)
{
    QStringList lines;
    for (const plan::StepReport &step : session.report()->steps) {
        const auto track = session.tracks().find(step.step);
        if (step.state == plan::StepReport::State::Failed && track != session.tracks().end()) {
            lines += track->second.log;
        }
    }
    m_output->setCode(lines.join(u'\n'));
    m_output->moveCursor(QTextCursor::End);
    m_output->setVisible(!lines.isEmpty());
    m_outputHeading->setVisible(!lines.isEmpty());
}

void ReportPage::offerNext(const OperationSession &session)
{
    const plan::Outcome outcome = session.report()->outcome;
    const bool hasEnded = outcome == plan::Outcome::Succeeded || outcome == plan::Outcome::Undone;
    const bool isHalfUndone = !hasEnded && session.isTakingBack();
    m_leave->setVisible(!hasEnded);
    m_resume->setVisible(!hasEnded && !isHalfUndone);
    m_undo->setVisible(!hasEnded && session.plan().reversible);
    m_undo->setText(isHalfUndone ? tr("Go on &undoing") : tr("&Undo"));
    makeMain(hasEnded ? m_close : isHalfUndone ? m_undo : m_resume);
}

void ReportPage::makeMain(QPushButton *main)
{
    for (QPushButton *button : {m_resume, m_undo, m_close}) {
        style::setButtonLook(button, style::ButtonLook::Plain);
        button->setDefault(false);
    }
    look::setPrimary(main);
    main->setFocus();
}

} // namespace stormdeck::wizards
