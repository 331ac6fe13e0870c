// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/steprun.h"

#include "plan/difference.h"
#include "util/cancelled.h"

#include <QCoreApplication>

namespace stormdeck::plan {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Run)
};

std::chrono::milliseconds since(Instant began)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(BootClock::now() - began);
}
} // namespace

StepRun::StepRun(Journal &journal, const Step &step, Actor &actor, StepProgress &progress)
    : m_journal(journal), m_step(step), m_actor(actor),
      m_progress(progress), m_attempt{journal.plan().operation, journal.plan().cluster, step.id},
      m_before(journal.record(step.id)), m_began(BootClock::now())
{
}

StepReport StepRun::run(const std::stop_token &stop)
{
    m_stop = stop;
    const Result<State> end = pursue();
    const bool stopped = !end && end.error().kind == ErrorKind::Cancelled && m_stop.stop_requested();
    if (!end && !stopped) {
        recordFailure(end.error());
    }
    StepReport made = report(end);
    made.state = stopped ? State::Stopped : end.value_or(State::Failed);
    return made;
}

Result<StepRun::State> StepRun::pursue()
{
    const Result<Observation> seen = observe();
    if (isPassed(seen)) {
        m_observed = m_before.observed;
        return State::AlreadyDone;
    }
    if (!seen) {
        return failure(seen.error());
    }
    switch (seen->state) {
    case Observation::State::Conflict:
        return failure(conflict(*seen));
    case Observation::State::Satisfied:
        return skip(*seen);
    case Observation::State::Needed:
        break;
    }
    return act(*seen);
}

/// A plan that only goes forward may take away what its earlier steps stood on, as a tear-down the swarm: what was done
/// there can neither be looked at nor done again.
bool StepRun::isPassed(const Result<Observation> &seen) const
{
    using Known = StepRecord::State;
    const bool wasDone = m_before.state == Known::Done || m_before.state == Known::Satisfied;
    const bool isHidden = seen ? seen->blind : !m_stop.stop_requested();
    return !m_journal.plan().reversible && wasDone && isHidden;
}

/// The goal is there: by this operation and seen to work, by this operation but not yet seen to work, or from before.
Result<StepRun::State> StepRun::skip(const Observation &seen)
{
    using Known = StepRecord::State;
    if (m_before.state == Known::Done || m_before.state == Known::Satisfied) {
        return State::AlreadyDone;
    }
    if (!m_before.intended) {
        return m_journal.satisfied(m_step.id, seen).map([] { return State::AlreadyDone; });
    }
    if (m_before.state == Known::Applied) {
        return finish(m_before.made);
    }
    const QByteArray made = m_before.made.isEmpty() ? seen.facts : m_before.made;
    return m_journal.applied(m_step.id, made).and_then([&] { return finish(made); });
}

Result<StepRun::State> StepRun::act(const Observation &before)
{
    if (m_before.state != StepRecord::State::Intended) {
        if (const Result<void> intended = m_journal.intent(m_step.id, before); !intended) {
            return failure(intended.error());
        }
    }
    const Result<QByteArray> made = applyAndSettle();
    if (!made) {
        return failure(made.error());
    }
    return m_journal.applied(m_step.id, *made).and_then([&] { return finish(*made); });
}

Result<StepRun::State> StepRun::finish(const QByteArray &made)
{
    const Result<QString> seen = m_actor.verify(m_step.action, m_attempt, made, m_progress, m_stop);
    if (!seen) {
        return failure(seen.error());
    }
    m_observed = *seen;
    return m_journal.done(m_step.id, *seen).map([] { return State::Done; });
}

/// A lost answer is settled by looking; where nothing came of the request, it is made once more.
Result<QByteArray> StepRun::applyAndSettle()
{
    Result<QByteArray> made = apply();
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (made || made.error().kind != ErrorKind::OutcomeUnknown) {
            return made;
        }
        const Result<Observation> seen = observe();
        if (!seen) {
            return failure(seen.error());
        }
        if (seen->state == Observation::State::Conflict) {
            return failure(conflict(*seen));
        }
        if (seen->state == Observation::State::Satisfied) {
            return seen->facts;
        }
        made = attempt == 0 ? apply() : made;
    }
    return made;
}

Result<QByteArray> StepRun::apply()
{
    return m_actor.apply(m_step.action, m_attempt, m_progress, m_stop);
}

Result<Observation> StepRun::observe()
{
    if (m_stop.stop_requested()) {
        return failure(cancelled(m_step.title));
    }
    Result<Observation> seen = m_actor.observe(m_step.action, m_attempt, m_stop);
    if (seen) {
        m_observed = seen->sentence;
    }
    return seen;
}

Error StepRun::conflict(const Observation &seen) const
{
    const QString differs = difference(m_before, seen.facts);
    return {.kind = ErrorKind::Conflict,
            .layer = Layer::Local,
            .attempted = Text::tr("do the step “%1”").arg(m_step.title),
            .reason = differs.isEmpty()
                          ? seen.sentence
                          : Text::tr("%1; since this operation last looked, %2").arg(seen.sentence, differs),
            .remedy = Text::tr("Remove or rename what is in the way and resume, or undo."),
            .code = differs.isEmpty() ? QStringLiteral("plan.conflict") : QStringLiteral("plan.world-moved")};
}

StepReport StepRun::undo()
{
    Result<void> reverted = revert();
    if (!reverted && reverted.error().kind == ErrorKind::OutcomeUnknown) {
        reverted = revert();
    }
    reverted = reverted.and_then([&] { return m_journal.undone(m_step.id); });
    if (!reverted) {
        recordFailure(reverted.error());
    }
    StepReport made = report(reverted.map([] { return State::Undone; }));
    made.state = reverted ? State::Undone : State::UndoFailed;
    return made;
}

Result<void> StepRun::revert()
{
    return m_actor.revert(m_step.action, m_attempt, m_before.factsBefore, m_progress, {});
}

StepReport StepRun::report(const Result<State> &end)
{
    StepReport made{.step = m_step.id, .duration = since(m_began), .observed = m_observed};
    if (!end) {
        made.error = end.error();
    }
    return made;
}

void StepRun::recordFailure(const Error &error)
{
    if (const Result<void> recorded = m_journal.failed(m_step.id, error); !recorded) {
        m_progress.note(sentence(recorded.error()));
    }
}

} // namespace stormdeck::plan
