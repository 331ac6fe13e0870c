// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizards/background.h"
#include "wizards/progress.h"
#include "wizards/runevents.h"

#include <QTimer>

namespace stormdeck::wizards {

/// What an operation needs of the application. References outlive every session and window.
struct PlanServices
{
    Background &background;
    const Clock &clock;
    /// Actors for a plan's machines.
    std::function<plan::ActorFactory(const plan::Plan &)> actors;
    /// Where journals are kept.
    QString journals;
    /// Whether what is changed is marked as production.
    bool production = false;
};

/// One operation from its plan or its journal to its end: owns the journal, runs, resumes and undoes it in the
/// background and keeps what was heard of each step, so that a view can be closed and opened again. Belongs to the
/// GUI thread and never waits there. Destroying it while it runs asks the run to stop; the journal then stays open
/// for a later resume or undo.
class OperationSession : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Opening,  ///< the journal is being read
        Idle,     ///< nothing has run yet
        Running,  ///< forward
        Undoing,  ///< back
        Reported, ///< ended, see report()
        Leaving,  ///< being closed as it is
        Closed    ///< left as it is, or its journal could not be opened
    };

    /// For a new plan. Its journal is written when it runs.
    [[nodiscard]] static std::unique_ptr<OperationSession> begin(plan::Plan plan, PlanServices services);
    /// For the journal of an interrupted operation; opened() or openFailed() follows.
    [[nodiscard]] static std::unique_ptr<OperationSession> reopen(const QString &path, PlanServices services);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isBusy() const { return m_state == State::Running || m_state == State::Undoing; }
    /// Whether the run was asked to stop and has not ended yet.
    [[nodiscard]] bool isStopping() const { return m_stopping; }
    [[nodiscard]] const plan::Plan &plan() const { return m_plan; }
    [[nodiscard]] const Tracks &tracks() const { return m_tracks; }
    [[nodiscard]] PlanProgress progress() const { return planProgress(m_plan, m_tracks, m_services.clock.now()); }
    /// Of the last run or undo.
    [[nodiscard]] const std::optional<plan::Report> &report() const { return m_report; }
    /// Whether its journal is being taken back: it can only be undone further or left then, not resumed.
    [[nodiscard]] bool isTakingBack() const { return m_journal && m_journal->isUndoing(); }
    [[nodiscard]] QDateTime startedAt() const { return m_startedAt; }
    /// "Step 6 of 11, 21 s so far, about 25 s left".
    [[nodiscard]] QString progressSentence() const;

    /// Runs the plan, or goes on where it ended. Only while not busy.
    void run();
    /// Takes back what was done. Only while not busy.
    void undo();
    /// Asks the run to stop. An undo is better finished than left half way, so its first request is not followed:
    /// returns false then.
    bool stop();
    /// Closes an operation that did not succeed as it is: frees the cluster for others, and it is not offered again.
    void leave();

Q_SIGNALS:
    void opened();
    void openFailed(const stormdeck::Error &error);
    void stateChanged();
    void stepStarted(const stormdeck::plan::StepId &step);
    /// Lines were added to the step's log; in batches, at most every 50 ms.
    void stepLogged(const stormdeck::plan::StepId &step, const QStringList &lines);
    void stepPartsChanged(const stormdeck::plan::StepId &step);
    void stepFinished(const stormdeck::plan::StepReport &report);
    /// While it runs, when the text changes.
    void progressText(const QString &text);
    void finished(const stormdeck::plan::Report &report);
    /// leave() has closed the journal.
    void left();
    /// The journal could not be closed, or it was (state Closed) but the operation still holds its claim.
    void leaveFailed(const stormdeck::Error &error);

private:
    using JournalPtr = std::shared_ptr<plan::Journal>;
    struct Ended
    {
        JournalPtr journal;
        plan::Report report;
    };

    OperationSession(plan::Plan plan, PlanServices services);
    void take(Result<JournalPtr> journal);
    void start(State state, plan::Report (plan::Runner::*walk)(plan::Journal &, const std::stop_token &));
    void end(const Ended &ended);
    void endLeaving(const plan::Report &report);
    void setState(State state);
    void prepareTracks();
    void flush();
    void hear(const StepBegan &event);
    void hear(const StepLine &event);
    void hear(const StepPart &event);
    void hear(const StepEnded &event);
    void tellLines();

    PlanServices m_services;
    plan::Plan m_plan;
    JournalPtr m_journal; ///< while it runs its thread uses it too
    std::shared_ptr<RunEvents> m_events;
    Tracks m_tracks;
    std::map<plan::StepId, QStringList> m_newLines;
    State m_state = State::Idle;
    Background::Call m_call;
    QTimer m_flush;
    Instant m_started;
    QDateTime m_startedAt;
    QString m_lastText;
    std::optional<plan::Report> m_report;
    bool m_stopping = false;
    bool m_stopRefused = false;
};

} // namespace stormdeck::wizards
