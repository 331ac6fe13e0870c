// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/operationsession.h"

namespace stormdeck::wizards {

namespace {
constexpr std::chrono::milliseconds FlushInterval(50);

StepTrack::State stateOf(plan::StepRecord::State state)
{
    switch (state) {
    case plan::StepRecord::State::Untouched:
    case plan::StepRecord::State::Intended:
    case plan::StepRecord::State::Applied:
        return StepTrack::State::Waiting;
    case plan::StepRecord::State::Satisfied:
        return StepTrack::State::AlreadyDone;
    case plan::StepRecord::State::Done:
        return StepTrack::State::Done;
    case plan::StepRecord::State::Failed:
        return StepTrack::State::Failed;
    case plan::StepRecord::State::Undone:
        return StepTrack::State::Undone;
    }
    return StepTrack::State::Waiting;
}

void putPart(std::vector<plan::Part> &parts, const plan::Part &part)
{
    for (plan::Part &known : parts) {
        if (known.name == part.name) {
            known = part;
            return;
        }
    }
    parts.push_back(part);
}

Result<std::shared_ptr<plan::Journal>> openJournal(const QString &path)
{
    Result<std::unique_ptr<plan::Journal>> journal = plan::Journal::open(path);
    if (!journal) {
        return failure(std::move(journal.error()));
    }
    return std::shared_ptr<plan::Journal>(std::move(*journal));
}
} // namespace

OperationSession::OperationSession(plan::Plan plan, PlanServices services)
    : m_services(std::move(services)), m_plan(std::move(plan))
{
    m_flush.setInterval(FlushInterval);
    connect(&m_flush, &QTimer::timeout, this, &OperationSession::flush);
    prepareTracks();
}

std::unique_ptr<OperationSession> OperationSession::begin(plan::Plan plan, PlanServices services)
{
    return std::unique_ptr<OperationSession>(new OperationSession(std::move(plan), std::move(services)));
}

std::unique_ptr<OperationSession> OperationSession::reopen(const QString &path, PlanServices services)
{
    std::unique_ptr<OperationSession> session(new OperationSession({}, std::move(services)));
    session->m_state = State::Opening;
    session->m_services.background.run(
        session.get(), [path](const std::stop_token &) { return openJournal(path); },
        [raw = session.get()](Result<JournalPtr> journal) { raw->take(std::move(journal)); });
    return session;
}

void OperationSession::take(Result<JournalPtr> journal)
{
    if (!journal) {
        setState(State::Closed);
        Q_EMIT openFailed(journal.error());
        return;
    }
    m_journal = std::move(*journal);
    m_plan = m_journal->plan();
    prepareTracks();
    setState(State::Idle);
    Q_EMIT opened();
}

void OperationSession::prepareTracks()
{
    m_tracks.clear();
    for (const plan::Stage &stage : m_plan.stages) {
        for (const plan::Step &step : stage.steps) {
            StepTrack &track = m_tracks[step.id];
            if (m_journal) {
                const plan::StepRecord record = m_journal->record(step.id);
                track.state = stateOf(record.state);
                track.observed = record.observed;
            }
        }
    }
}

void OperationSession::run()
{
    start(State::Running, &plan::Runner::run);
}

void OperationSession::undo()
{
    start(State::Undoing, &plan::Runner::undo);
}

void OperationSession::start(State state, plan::Report (plan::Runner::*walk)(plan::Journal &, const std::stop_token &))
{
    if (isBusy() || m_state == State::Opening || m_state == State::Leaving || m_state == State::Closed) {
        return;
    }
    m_events = std::make_shared<RunEvents>(m_services.clock);
    m_report.reset();
    m_stopping = false;
    m_stopRefused = false;
    m_started = m_services.clock.now();
    m_startedAt = m_services.clock.wall();
    m_lastText.clear();
    for (auto &[step, track] : m_tracks) {
        if (state == State::Running &&
            (track.state == StepTrack::State::Failed || track.state == StepTrack::State::Stopped)) {
            track.state = StepTrack::State::Waiting;
        }
    }
    const auto work = [walk, plan = m_plan, folder = m_services.journals, journal = m_journal, events = m_events,
                       factory = m_services.actors(m_plan)](const std::stop_token &stop) -> Ended {
        JournalPtr open = journal;
        if (!open) {
            Result<std::unique_ptr<plan::Journal>> made = plan::Journal::create(folder, plan);
            if (!made) {
                return {.report = {.outcome = plan::Outcome::Failed, .error = made.error()}};
            }
            open = std::move(*made);
        }
        plan::Runner runner(factory, *events);
        plan::Report report = (runner.*walk)(*open, stop);
        return {.journal = open, .report = std::move(report)};
    };
    m_call = m_services.background.run(this, work, [this](const Ended &ended) { end(ended); });
    m_flush.start();
    setState(state);
}

bool OperationSession::stop()
{
    if (!isBusy()) {
        return false;
    }
    if (m_state == State::Undoing && !m_stopRefused) {
        m_stopRefused = true;
        return false;
    }
    m_stopping = true;
    m_call.requestStop();
    Q_EMIT stateChanged();
    return true;
}

void OperationSession::end(const Ended &ended)
{
    flush();
    m_flush.stop();
    m_stopping = false;
    m_journal = ended.journal;
    m_report = ended.report;
    for (const plan::StepReport &step : ended.report.steps) {
        StepTrack &track = m_tracks[step.step];
        const StepTrack::State last = trackState(step.state);
        const bool isNews = last != track.state || step.observed != track.observed;
        if (last != StepTrack::State::Waiting && isNews) {
            hear(StepEnded{.report = step});
        } else if (track.state == StepTrack::State::Running) {
            track.state = StepTrack::State::Stopped;
        }
    }
    if (ended.report.outcome == plan::Outcome::Succeeded || ended.report.outcome == plan::Outcome::Undone) {
        m_journal.reset(); // its end is written; the next run would be a new operation
    }
    setState(State::Reported);
    Q_EMIT finished(*m_report);
}

void OperationSession::leave()
{
    if (m_state == State::Leaving) {
        return;
    }
    if (isBusy() || !m_journal) {
        setState(State::Closed);
        Q_EMIT left();
        return;
    }
    m_events = std::make_shared<RunEvents>(m_services.clock);
    const auto work = [journal = m_journal, events = m_events, factory = m_services.actors(m_plan)](
                          const std::stop_token &stop) { return plan::Runner(factory, *events).leave(*journal, stop); };
    m_call = m_services.background.run(this, work, [this](const plan::Report &report) { endLeaving(report); });
    setState(State::Leaving);
}

void OperationSession::endLeaving(const plan::Report &report)
{
    const bool isClosed = report.outcome == plan::Outcome::Left;
    if (isClosed) {
        m_journal.reset();
    }
    setState(isClosed ? State::Closed : m_report ? State::Reported : State::Idle);
    if (report.error) {
        Q_EMIT leaveFailed(*report.error);
    } else {
        Q_EMIT left();
    }
}

void OperationSession::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void OperationSession::flush()
{
    for (const RunEvent &event : m_events->take()) {
        std::visit([this](const auto &one) { hear(one); }, event);
    }
    tellLines();
    const QString text = progressSentence();
    if (isBusy() && text != m_lastText) {
        m_lastText = text;
        Q_EMIT progressText(text);
    }
}

void OperationSession::hear(const StepBegan &event)
{
    StepTrack &track = m_tracks[event.step];
    track.state = StepTrack::State::Running;
    track.started = event.at;
    track.parts.clear();
    track.error.reset();
    Q_EMIT stepStarted(event.step);
}

void OperationSession::hear(const StepLine &event)
{
    StepTrack &track = m_tracks[event.step];
    track.log.append(event.line);
    if (track.log.size() > qsizetype(RunEvents::MaximumLines)) {
        track.log.removeFirst();
    }
    m_newLines[event.step].append(event.line);
}

void OperationSession::hear(const StepPart &event)
{
    putPart(m_tracks[event.step].parts, event.part);
    Q_EMIT stepPartsChanged(event.step);
}

void OperationSession::hear(const StepEnded &event)
{
    StepTrack &track = m_tracks[event.report.step];
    track.state = trackState(event.report.state);
    track.duration = event.report.duration;
    track.observed = event.report.observed;
    track.error = event.report.error;
    Q_EMIT stepFinished(event.report);
}

void OperationSession::tellLines()
{
    for (const auto &[step, lines] : std::exchange(m_newLines, {})) {
        Q_EMIT stepLogged(step, lines);
    }
}

QString OperationSession::progressSentence() const
{
    const PlanProgress whole = progress();
    const QString soFar = secondsText(m_services.clock.now() - m_started);
    if (m_stopping) {
        return tr("Stopping, %1 so far").arg(soFar);
    }
    if (m_state == State::Undoing) {
        return tr("Undoing, %1 so far").arg(soFar);
    }
    const int step =
        whole.currentStage < 0 ? std::min(whole.stagesEnded + 1, int(m_plan.stages.size())) : whole.currentStage + 1;
    const QString left =
        whole.isOverdue ? tr("this step takes longer than usual") : tr("about %1 s left").arg(whole.secondsLeft);
    return tr("Step %1 of %2, %3 so far, %4").arg(step).arg(m_plan.stages.size()).arg(soFar, left);
}

} // namespace stormdeck::wizards
