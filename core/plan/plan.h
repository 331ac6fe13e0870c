// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/id.h"
#include "util/machine.h"

#include <QDateTime>
#include <QStringList>

#include <vector>

namespace stormdeck::plan {

using OperationId = Id<struct OperationTag>;
using StageId = Id<struct StageTag>;
using StepId = Id<struct StepTag>;

/// What a step does, as data that only an Actor understands: which effect, and its inputs as a compact JSON object
/// without secrets.
struct Action
{
    QString kind;
    QByteArray inputs;
    bool operator==(const Action &) const = default;
};

/// One effect that is done whole or not at all, and can be observed.
struct Step
{
    StepId id; ///< unique in the plan and stable: "service.zk1"
    QString title;
    Action action;
    int weight = 1; ///< expected seconds, for honest progress
    bool operator==(const Step &) const = default;
};

/// Steps that run in parallel; the stage ends when all of them have ended, and the next one starts only then.
struct Stage
{
    StageId id;
    QString group; ///< heading over related stages: "ZooKeeper"
    QString title;
    QString detail;
    std::vector<Step> steps;
    bool operator==(const Stage &) const = default;
};

/// What will be on one machine, before and after.
struct Placement
{
    QString machine;
    QStringList before;
    QStringList after;
    QString note; ///< "3.4 of 8.0 GiB reserved"
    bool operator==(const Placement &) const = default;
};

/// A change of a cluster as plain data: shown before it runs, written to the journal whole, run by a Runner.
struct Plan
{
    OperationId operation; ///< also the label stormdeck.operation of what it creates
    QString kind;          ///< "apply", "submit", "kill", "teardown"
    QString cluster;
    QString title;
    QDateTime made;
    bool reversible = true; ///< false: forward only, Resume or Leave as it is
    std::vector<Machine> machines;
    std::vector<Stage> stages;
    std::vector<Placement> placement;
    QStringList notes; ///< worth knowing before it runs
    QStringList stays; ///< what remains after an undo, or after a tear-down
    bool operator==(const Plan &) const = default;

    [[nodiscard]] const Step *step(const StepId &id) const;
    [[nodiscard]] int stepCount() const;
    /// Sum over the stages of the heaviest step of each.
    [[nodiscard]] int expectedSeconds() const;
};

/// A new id, unique across consoles: time and random letters, usable as a label and as a file name.
[[nodiscard]] OperationId newOperationId(const QDateTime &now);

/// Plan <-> compact JSON. Decoding refuses (Undecodable) what a newer version wrote.
[[nodiscard]] QByteArray encodePlan(const Plan &plan);
[[nodiscard]] Result<Plan> decodePlan(const QByteArray &json);

} // namespace stormdeck::plan
