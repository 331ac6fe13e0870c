// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/runpage.h"

#include "wizards/operationtext.h"
#include "wizards/pageparts.h"
#include "wizards/partcard.h"
#include "wizards/stagelist.h"

#include <QBoxLayout>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace stormdeck::wizards {

using look::Label;
using look::Tone;

namespace {
constexpr std::chrono::milliseconds RefreshInterval(100);

plan::Part partOf(const plan::Step &step, const StepTrack &track)
{
    plan::Part part{.name = step.title};
    switch (track.state) {
    case StepTrack::State::Waiting:
        part.state = RunPage::tr("waiting");
        break;
    case StepTrack::State::Running:
        part.state = RunPage::tr("running");
        part.tone = plan::Tone::Busy;
        break;
    case StepTrack::State::AlreadyDone:
    case StepTrack::State::Done:
        part.state = track.observed.isEmpty() ? RunPage::tr("done") : track.observed;
        part.tone = plan::Tone::Good;
        break;
    case StepTrack::State::Undone:
        part.state = RunPage::tr("undone");
        break;
    case StepTrack::State::Stays:
        part.state = RunPage::tr("stays");
        break;
    case StepTrack::State::Stopped:
        part.state = RunPage::tr("stopped");
        break;
    case StepTrack::State::Failed:
    case StepTrack::State::UndoFailed:
        part.state = track.error ? sentence(*track.error) : RunPage::tr("failed");
        part.tone = plan::Tone::Bad;
        break;
    }
    return part;
}
} // namespace

RunPage::RunPage(const Clock &clock, QWidget *parent) : QWidget(parent), m_clock(clock), m_list(new StageList(this))
{
    m_list->setModel(&m_model);
    setFocusProxy(m_list);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(twoPanes(m_list, scrolled(makeDetail())), 1);
    rows->addWidget(new style::Rule);
    rows->addWidget(makeFooter());
    m_refresh.setInterval(RefreshInterval);
    connect(&m_refresh, &QTimer::timeout, this, &RunPage::refresh);
    connect(m_list, &StageList::stageSelected, this, &RunPage::showStage);
    connect(m_list, &StageList::stageChosen, this,
            [this](int stage) { m_following = m_session && stage == m_session->progress().currentStage; });
}

QWidget *RunPage::makeDetail()
{
    auto *detail = new QWidget;
    m_title = new Label({}, Tone::Plain, Label::Size::Strong);
    m_situation = new Label({}, Tone::Dim);
    m_parts = new look::CardGrid;
    m_logHeading = new Label(tr("Log of this step"), Tone::Plain, Label::Size::Strong);
    m_log = new look::CodeBox;
    m_log->setAccessibleName(m_logHeading->text());
    m_log->setMaximumBlockCount(int(RunEvents::MaximumLines));
    m_stopHeading = new Label(tr("If you stop now"), Tone::Plain, Label::Size::Strong);
    m_ifStopped = new Label({}, Tone::Dim);
    auto *rows = new QVBoxLayout(detail);
    rows->setContentsMargins(PageMargin, 16, PageMargin, 16);
    rows->setSpacing(8);
    for (QWidget *row : std::initializer_list<QWidget *>{m_title, m_situation, m_parts, m_logHeading, m_log,
                                                         m_stopHeading, m_ifStopped}) {
        rows->addWidget(row);
    }
    rows->addStretch(1);
    return detail;
}

QWidget *RunPage::makeFooter()
{
    m_bar = new look::Bar;
    m_bar->setAccessibleName(tr("Progress of the operation"));
    m_progress = new Label({}, Tone::Dim, Label::Size::Small);
    m_hide = new QPushButton(tr("Run in &background"));
    m_hide->setAutoDefault(false);
    m_stop = new QPushButton(tr("&Stop…"));
    look::setDestructive(m_stop);
    connect(m_hide, &QPushButton::clicked, this, &RunPage::hideRequested);
    connect(m_stop, &QPushButton::clicked, this, &RunPage::askStop);
    return footer({m_bar, m_progress}, {m_hide, m_stop});
}

void RunPage::setSession(OperationSession *session)
{
    if (m_session) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_session = session;
    m_following = true;
    m_model.setPlan(session->plan());
    connect(session, &OperationSession::stateChanged, this, &RunPage::updateTexts);
    connect(session, &OperationSession::stepStarted, this, &RunPage::follow);
    connect(session, &OperationSession::stepFinished, this, &RunPage::refresh);
    connect(session, &OperationSession::stepLogged, this, &RunPage::addLines);
    m_refresh.start();
    m_list->select(std::max(0, session->progress().currentStage));
    updateTexts();
    refresh();
}

void RunPage::refresh()
{
    if (!m_session || !m_session->isBusy()) {
        m_refresh.stop();
        return;
    }
    m_model.setTracks(m_session->tracks(), m_clock.now());
    if (!isVisible()) {
        return;
    }
    m_bar->setFraction(m_session->progress().fraction);
    m_progress->setText(m_session->progressSentence());
    m_ifStopped->setText(ifStoppedText(m_session->plan(), m_session->tracks()));
    if (const plan::Stage *stage = shownStage()) {
        m_situation->setText(situation(*stage));
        showParts();
    }
}

void RunPage::follow()
{
    const int current = m_session->progress().currentStage;
    if (m_following && current >= 0) {
        m_list->select(current);
    }
    refresh();
}

const plan::Stage *RunPage::shownStage() const
{
    const int at = m_list->selected();
    const bool isThere = m_session && at >= 0 && at < int(m_session->plan().stages.size());
    return isThere ? &m_session->plan().stages[size_t(at)] : nullptr;
}

void RunPage::showStage(int)
{
    const plan::Stage *stage = shownStage();
    if (!stage) {
        return;
    }
    m_title->setText(stage->title);
    m_situation->setText(situation(*stage));
    showParts();
    showLog();
}

QString RunPage::situation(const plan::Stage &stage) const
{
    const QString detail = stage.detail.left(1).toUpper() + stage.detail.mid(1);
    const StageProgress now = stageProgress(stage, m_session->tracks(), m_clock.now());
    if (now.state == StepTrack::State::Running) {
        // A stage that counts down is worth more than its detail: waiting is all there is to do.
        const auto left = std::chrono::seconds(now.expectedSeconds) - now.time;
        return left.count() > 0
                   ? tr("%1. About %2 left.").arg(detail, secondsText(left + std::chrono::milliseconds(999)))
                   : tr("%1. Takes longer than usual.").arg(detail);
    }
    if (stage.steps.size() == 1) {
        const StepTrack &track = m_session->tracks().at(stage.steps.front().id);
        const QString seen = track.error ? sentence(*track.error) : track.observed;
        return seen.isEmpty() ? detail : seen;
    }
    return detail;
}

std::vector<plan::Part> RunPage::partsOf(const plan::Stage &stage) const
{
    std::vector<plan::Part> parts;
    for (const plan::Step &step : stage.steps) {
        const StepTrack &track = m_session->tracks().at(step.id);
        if (track.parts.empty() && stage.steps.size() > 1) {
            parts.push_back(partOf(step, track));
        }
        parts.insert(parts.end(), track.parts.begin(), track.parts.end());
    }
    return parts;
}

void RunPage::showParts()
{
    const std::vector<plan::Part> parts = partsOf(*shownStage());
    if (parts.size() != m_cards.size()) {
        m_parts->clear();
        m_cards.clear();
        for (size_t i = 0; i < parts.size(); ++i) {
            m_cards.push_back(new PartCard);
            m_cards.back()->setPart(parts[i]);
            m_parts->add(m_cards.back());
        }
    }
    for (size_t i = 0; i < parts.size(); ++i) {
        m_cards[i]->setPart(parts[i]);
    }
    m_parts->setVisible(!parts.empty());
}

void RunPage::showLog()
{
    QStringList lines;
    for (const plan::Step &step : shownStage()->steps) {
        lines += m_session->tracks().at(step.id).log;
    }
    if (shownStage()->steps.size() > 1) {
        std::stable_sort(lines.begin(), lines.end(), [](const QString &a, const QString &b) {
            return QStringView(a).left(8) < QStringView(b).left(8);
        });
    }
    m_log->setCode(lines.join(u'\n'));
    m_log->setVisible(!lines.isEmpty());
    m_logHeading->setVisible(!lines.isEmpty());
}

void RunPage::addLines(const plan::StepId &step, const QStringList &lines)
{
    const plan::Stage *stage = shownStage();
    const auto isShown = [&step](const plan::Step &one) { return one.id == step; };
    if (!stage || std::none_of(stage->steps.begin(), stage->steps.end(), isShown)) {
        return;
    }
    if (!m_log->isVisibleTo(this)) {
        showLog();
        return;
    }
    for (const QString &line : lines) {
        m_log->append(line);
    }
}

void RunPage::askStop()
{
    const bool isUndoing = m_session->state() == OperationSession::State::Undoing;
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Stop"), {}, QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setText(isUndoing ? tr("Stop the undo half way?") : tr("Stop this operation?"));
    question->setInformativeText(isUndoing ? tr("An undo is better finished: some changes would stay. You can undo "
                                                "the rest later.")
                                           : ifStoppedText(m_session->plan(), m_session->tracks()));
    QPushButton *keep = question->addButton(tr("&Keep running"), QMessageBox::RejectRole);
    QPushButton *stop = question->addButton(tr("&Stop"), QMessageBox::DestructiveRole);
    look::setDestructive(stop);
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    connect(stop, &QPushButton::clicked, this, &RunPage::stopAsked);
    connect(m_session, &OperationSession::finished, question, &QMessageBox::reject);
    question->open();
}

void RunPage::stopAsked()
{
    // The question was the first request of an undo, which does not follow that one.
    if (m_session && !m_session->stop()) {
        m_session->stop();
    }
}

void RunPage::updateTexts()
{
    const bool isUndoing = m_session->state() == OperationSession::State::Undoing;
    m_stopHeading->setVisible(!isUndoing);
    m_ifStopped->setVisible(!isUndoing);
    m_stop->setEnabled(m_session->isBusy() && !m_session->isStopping());
    m_stop->setText(m_session->isStopping() ? tr("Stopping…") : tr("&Stop…"));
    m_refresh.start();
}

} // namespace stormdeck::wizards
