// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/runner.h"

#include "plan/steprun.h"
#include "plan/walk.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace stormdeck::plan {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Run)
};

using StepState = StepReport::State;

Report refused(const Plan &plan, Outcome outcome, const QString &attempted, const QString &reason, const QString &code)
{
    Report report{.outcome = outcome};
    for (const Stage &stage : plan.stages) {
        for (const Step &step : stage.steps) {
            report.steps.push_back({.step = step.id});
        }
    }
    report.error = Error{
        .kind = ErrorKind::Rejected, .layer = Layer::Local, .attempted = attempted, .reason = reason, .code = code};
    return report;
}

std::optional<Report> refusedRun(const Journal &journal)
{
    const QString attempted = Text::tr("run “%1”").arg(journal.plan().title);
    if (journal.outcome()) {
        return refused(journal.plan(), Outcome::Failed, attempted, Text::tr("it has ended"),
                       QStringLiteral("plan.ended"));
    }
    if (journal.isUndoing()) {
        return refused(journal.plan(), Outcome::Failed, attempted, Text::tr("it is being taken back"),
                       QStringLiteral("plan.undoing"));
    }
    return std::nullopt;
}

std::vector<const Step *> all(const Stage &stage)
{
    std::vector<const Step *> steps;
    for (const Step &step : stage.steps) {
        steps.push_back(&step);
    }
    return steps;
}

Outcome outcomeOf(const Walk &walk)
{
    if (walk.hasFailed()) {
        return Outcome::Failed;
    }
    return walk.has(StepState::Stopped) || walk.has(StepState::NotStarted) ? Outcome::Stopped : Outcome::Succeeded;
}

/// The report, once the end is on the disk where this is one.
Report ended(Journal &journal, const Walk &walk, Outcome outcome, Outcome good, Outcome bad)
{
    Report report = walk.report(outcome);
    if (outcome != good || journal.outcome() == good) {
        return report;
    }
    if (const Result<void> written = journal.finished(outcome); !written) {
        report.outcome = bad;
        report.error = written.error();
    }
    return report;
}

/// The steps of a stage that this journal says were touched; the others are settled.
std::vector<const Step *> touched(const Journal &journal, const Stage &stage, Walk &walk)
{
    std::vector<const Step *> steps;
    for (const Step &step : stage.steps) {
        const StepRecord record = journal.record(step.id);
        if (record.state == StepRecord::State::Undone) {
            walk.settle({.step = step.id, .state = StepState::Undone});
        } else if (record.intended) {
            steps.push_back(&step);
        } else if (record.state == StepRecord::State::Satisfied) {
            walk.settle({.step = step.id, .state = StepState::AlreadyDone, .observed = record.observed});
        }
    }
    return steps;
}

Report closed(const Plan &plan)
{
    Report report{.outcome = Outcome::Left};
    for (const Stage &stage : plan.stages) {
        for (const Step &step : stage.steps) {
            report.steps.push_back({.step = step.id, .state = StepState::Stays});
        }
    }
    return report;
}

StepReport left(const Journal &journal, const Step &step)
{
    return {.step = step.id, .state = StepState::Stays, .observed = journal.record(step.id).observed};
}
} // namespace

Runner::Runner(ActorFactory factory, RunListener &listener) : m_factory(std::move(factory)), m_listener(listener) {}

Report Runner::run(Journal &journal, const std::stop_token &stop)
{
    if (std::optional<Report> refusal = refusedRun(journal)) {
        return *std::move(refusal);
    }
    Walk walk(journal.plan(), m_factory, m_listener);
    const auto mayBegin = [&] { return !stop.stop_requested() && !walk.hasFailed(); };
    for (const Stage &stage : journal.plan().stages) {
        if (!mayBegin()) {
            break;
        }
        walk.stage(all(stage), mayBegin, [&](const Step &step, Actor &actor, StepProgress &progress) {
            return StepRun(journal, step, actor, progress).run(stop);
        });
    }
    return ended(journal, walk, outcomeOf(walk), Outcome::Succeeded, Outcome::Failed);
}

Report Runner::undo(Journal &journal, const std::stop_token &stop)
{
    const Plan &plan = journal.plan();
    const QString attempted = Text::tr("undo “%1”").arg(plan.title);
    if (!plan.reversible) {
        return refused(plan, Outcome::UndoFailed, attempted, Text::tr("it can only go forward"),
                       QStringLiteral("plan.forward-only"));
    }
    if (!journal.isUndoing()) {
        if (const Result<void> begun = journal.undoing(); !begun) {
            Report report = refused(plan, Outcome::UndoFailed, attempted, {}, {});
            report.error = begun.error();
            return report;
        }
    }
    Walk walk(plan, m_factory, m_listener);
    const auto mayBegin = [&] { return !stop.stop_requested(); };
    bool complete = true;
    for (auto stage = plan.stages.rbegin(); stage != plan.stages.rend() && complete; ++stage) {
        const std::vector<const Step *> steps = touched(journal, *stage, walk);
        if (mayBegin()) {
            walk.stage(steps, mayBegin, [&](const Step &step, Actor &actor, StepProgress &progress) {
                return actor.isReversible(step.action) ? StepRun(journal, step, actor, progress).undo()
                                                       : left(journal, step);
            });
        }
        const Report soFar = walk.report(Outcome::Stopped);
        complete = std::all_of(steps.begin(), steps.end(),
                               [&](const Step *step) { return soFar.step(step->id)->state != StepState::NotStarted; });
    }
    const Outcome outcome = walk.hasFailed() ? Outcome::UndoFailed : complete ? Outcome::Undone : Outcome::Stopped;
    return ended(journal, walk, outcome, Outcome::Undone, Outcome::UndoFailed);
}

Report Runner::leave(Journal &journal, const std::stop_token &stop)
{
    Report report = closed(journal.plan());
    const std::unique_ptr<Actor> actor = m_factory();
    for (StepReport &step : report.steps) {
        const StepRecord record = journal.record(step.step);
        step.observed = record.observed;
        if (!record.intended || record.state == StepRecord::State::Undone) {
            continue;
        }
        const Attempt attempt{journal.plan().operation, journal.plan().cluster, step.step};
        const Result<void> free = actor->letGo(journal.plan().step(step.step)->action, attempt, stop);
        if (!free) {
            step.error = free.error();
            report.error = report.error ? report.error : step.error;
        }
    }
    if (const Result<void> written = journal.finished(Outcome::Left); !written) {
        report.outcome = Outcome::Failed;
        report.error = written.error();
    }
    return report;
}

} // namespace stormdeck::plan
