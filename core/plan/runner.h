// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/journal.h"

namespace stormdeck::plan {

/// Follows a run. Calls come from the threads of the steps, one at a time; return quickly.
class RunListener
{
public:
    virtual ~RunListener() = default;
    virtual void stepStarted(const StepId &step) = 0;
    virtual void stepNote(const StepId &step, const QString &line) = 0;
    virtual void stepPart(const StepId &step, const Part &part) = 0;
    virtual void stepFinished(const StepReport &report) = 0;
};

/// Runs, resumes and undoes plans. Blocks the calling thread and uses one thread more for each further step of a
/// stage, each with an actor of its own.
///
/// A step: observe; satisfied -> noted and skipped; conflict -> failed; needed -> intent written -> apply -> applied
/// written -> verify -> done written. OutcomeUnknown from apply is not an end: the step is observed and verified.
/// After a failure or a stop nothing new starts; siblings end by themselves (failure) or are stopped (stop).
/// Resuming is the same walk over the journal's plan: a step that was done is observed again and repeated only where
/// its effect is gone; a step that was intended keeps the facts recorded before its first attempt. In a plan that is not
/// reversible a step that was done and can no longer be observed stays done: later steps may have taken away where it
/// was to be looked for.
class Runner
{
public:
    Runner(ActorFactory factory, RunListener &listener);

    /// Runs or resumes what the journal holds and writes the end where it is Succeeded. After Failed or Stopped the
    /// journal stays open for another run() or undo(). Refuses (Failed, code "plan.ended" or "plan.undoing") what has
    /// ended or is being taken back.
    [[nodiscard]] Report run(Journal &journal, const std::stop_token &stop);
    /// Takes back, in reverse order of stages, every step that was intended, applied, done or failed in this journal,
    /// not those that were satisfied before. `stop` ends it between steps (Stopped). A step that cannot be taken back
    /// is left and reported as Stays; one that fails is reported as UndoFailed and does not keep the others. Writes the
    /// end where it succeeded; else another undo() goes on with what is left. Refuses (UndoFailed, code
    /// "plan.forward-only") a plan that is not reversible.
    [[nodiscard]] Report undo(Journal &journal, const std::stop_token &stop);
    /// Closes the operation as it is: lets go of what it holds only while it goes on (Actor::letGo), takes nothing back
    /// and writes the end. Left with an error where something is still held: the end is written all the same, since
    /// the machines of an operation that is given up may be gone for good. Failed where the end could not be written.
    [[nodiscard]] Report leave(Journal &journal, const std::stop_token &stop);

private:
    ActorFactory m_factory;
    RunListener &m_listener;
};

/// What a plan would do now: an observation a step, in plan order, asked in parallel a stage. For the preview.
struct PreviewedStep
{
    StepId step;
    Result<Observation> observation;
    QStringList commands;
};
[[nodiscard]] std::vector<PreviewedStep> preview(const Plan &plan, const ActorFactory &factory,
                                                 const std::stop_token &stop);

} // namespace stormdeck::plan
