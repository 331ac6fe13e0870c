// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/actor.h"
#include "plan/report.h"

#include <memory>
#include <optional>

namespace stormdeck::plan {

/// What the journal knows of one step.
struct StepRecord
{
    enum class State {
        Untouched, ///< nothing was written
        Satisfied, ///< was there before; an undo leaves it alone
        Intended,  ///< about to act; whether it did is unknown until observed
        Applied,   ///< acted, not yet seen to work
        Done,      ///< acted and observed
        Failed,
        Undone
    };
    State state = State::Untouched;
    QByteArray factsBefore;
    QByteArray made;
    QString observed;      ///< sentence of the last observation
    bool intended = false; ///< an intent was written: what an undo takes back
    bool operator==(const StepRecord &) const = default;
};

/// An operation's record on disk: one JSON object a line, appended and fsynced before anything happens that it
/// announces. The first line is the whole plan with `"version":1`. File 0600, no secrets. While an operation runs its
/// journal is locked (flock), so another console does not take it for an interrupted one. A torn last line is
/// ignored. One lock inside: the threads of a stage write to it.
class Journal
{
public:
    /// Creates `<folder>/<operation>.journal` and writes the plan, after the oldest ended journals there were pruned.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> create(const QString &folder, const Plan &plan);
    /// Opens an existing one to resume, undo or close it. Conflict with the code "journal.in-use" where it is in use
    /// elsewhere; Undecodable where it is damaged or a newer version wrote it.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const QString &path);
    ~Journal();

    [[nodiscard]] const Plan &plan() const;
    [[nodiscard]] QString path() const;
    [[nodiscard]] StepRecord record(const StepId &step) const;
    [[nodiscard]] bool isUndoing() const;
    [[nodiscard]] std::optional<Outcome> outcome() const;

    // Each returns once its line is on the disk. Internal where it could not be written: what it announces must not
    // happen then.
    [[nodiscard]] Result<void> satisfied(const StepId &step, const Observation &seen);
    /// A later intent of the same step (its effect was gone, or a first attempt failed) keeps the facts of the first.
    [[nodiscard]] Result<void> intent(const StepId &step, const Observation &before);
    [[nodiscard]] Result<void> applied(const StepId &step, const QByteArray &made);
    [[nodiscard]] Result<void> done(const StepId &step, const QString &observed);
    /// Keeps the error's codes and its target, no sentence.
    [[nodiscard]] Result<void> failed(const StepId &step, const Error &error);
    /// Also reopens an operation that had ended.
    [[nodiscard]] Result<void> undoing();
    [[nodiscard]] Result<void> undone(const StepId &step);
    [[nodiscard]] Result<void> finished(Outcome outcome);

private:
    struct Impl;
    explicit Journal(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// An operation that began and has no end: offered at start as Resume, Undo or Leave as it is.
struct Interrupted
{
    QString path;
    OperationId operation;
    QString kind;
    QString cluster;
    QString title;
    QDateTime started;
    int stepsDone = 0;
    int stepsTotal = 0;
    bool reversible = false;
    bool undoing = false;
};

/// One unreadable file is reported beside the rest, never a reason to hide the others.
struct InterruptedList
{
    std::vector<Interrupted> operations = {};
    QStringList unreadable = {}; ///< paths
};

/// How many operations that have ended a folder keeps; Journal::create() removes the oldest ones beyond them.
constexpr int endedJournalsKept = 50;

/// Removes all but the newest `keep` journals that have an end; their age is that of their last line. One without an
/// end, in use, unreadable or not removable stays, to be looked at again the next time. Returns how many went.
int pruneEndedJournals(const QString &folder, int keep);

/// Journals in `folder` without an end that no process holds; newest first. Empty where there is no such folder.
[[nodiscard]] Result<InterruptedList> interruptedOperations(const QString &folder);

} // namespace stormdeck::plan
