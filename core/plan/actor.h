// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace stormdeck::plan {

/// Who acts: goes into the labels of what is created, so that it can be found again after a crash.
struct Attempt
{
    OperationId operation;
    QString cluster;
    StepId step;
};

/// How the world stands to an action. `facts` is a JSON object without secrets: what was relied on.
struct Observation
{
    enum class State {
        Satisfied, ///< the goal is there already
        Needed,    ///< the action can and must be applied
        Conflict   ///< something else is in its place
    };
    State state = State::Needed;
    QByteArray facts;
    QString sentence;   ///< for the preview and the report: "zk1 runs on storm-1"
    bool blind = false; ///< there is nothing to look at, as in a swarm that does not exist
    bool operator==(const Observation &) const = default;
};

enum class Tone { Plain, Good, Busy, Bad };

/// One of several things a step works on at a time: a node's pull, an ensemble member.
struct Part
{
    QString name;
    QString state;
    Tone tone = Tone::Plain;
    double fraction = -1; ///< 0..1; negative: unknown
    bool operator==(const Part &) const = default;
};

/// Where an actor says what it is doing. Called on the step's thread.
class StepProgress
{
public:
    virtual ~StepProgress() = default;
    virtual void note(const QString &line) = 0;
    virtual void part(const Part &part) = 0;
};

/// Does what actions say. One instance belongs to one thread; all waiting calls end within 50 ms of a stop.
class Actor
{
public:
    virtual ~Actor() = default;

    /// The lines a person would type, secrets as $NAME. Needs no network.
    [[nodiscard]] virtual QStringList commands(const Action &action) const = 0;
    /// Whether revert() can take the action back.
    [[nodiscard]] virtual bool isReversible(const Action &action) const = 0;
    [[nodiscard]] virtual Result<Observation> observe(const Action &action, const Attempt &attempt,
                                                      const std::stop_token &stop) = 0;
    /// Applies the one effect; returns the identity of what was made as a JSON object (may be empty).
    /// OutcomeUnknown: the request went out, its answer was lost.
    [[nodiscard]] virtual Result<QByteArray> apply(const Action &action, const Attempt &attempt, StepProgress &progress,
                                                   const std::stop_token &stop) = 0;
    /// Waits until the effect is observed on the very object in `made`, or its deadline passes. Returns what was
    /// observed as a sentence. Where the answer of apply was lost (OutcomeUnknown, a crash), `made` holds the facts of
    /// the observation that found the effect.
    [[nodiscard]] virtual Result<QString> verify(const Action &action, const Attempt &attempt, const QByteArray &made,
                                                 StepProgress &progress, const std::stop_token &stop) = 0;
    /// Takes back what this attempt changed, judged by the facts recorded before it. Repeatable: called once more after
    /// OutcomeUnknown, and also for an attempt that never got as far as to change anything.
    [[nodiscard]] virtual Result<void> revert(const Action &action, const Attempt &attempt,
                                              const QByteArray &factsBefore, StepProgress &progress,
                                              const std::stop_token &stop) = 0;
    /// Lets go of what the action holds only while its operation goes on, such as a claim, and nothing else.
    /// Repeatable, and called also for an attempt that never got as far as to hold it. By default there is nothing.
    [[nodiscard]] virtual Result<void> letGo(const Action & /*action*/, const Attempt & /*attempt*/,
                                             const std::stop_token & /*stop*/)
    {
        return {};
    }
};

/// Makes an actor for one more thread. Called on that thread, by one thread at a time.
using ActorFactory = std::function<std::unique_ptr<Actor>()>;

} // namespace stormdeck::plan
