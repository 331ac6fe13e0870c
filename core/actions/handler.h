// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/access.h"
#include "actions/values.h"
#include "plan/actor.h"

#include <memory>

namespace stormdeck::actions {

/// What a handler works with during one call.
struct Context {
    access::Access &access;
    const plan::Attempt &attempt;
    plan::StepProgress &progress;
    const std::stop_token &stop;
};

/// The five verbs of one action, bound to its inputs. Made for one call.
class Handler
{
public:
    virtual ~Handler() = default;

    [[nodiscard]] virtual QStringList commands(const access::Access &access) const = 0;
    [[nodiscard]] virtual bool isReversible() const { return true; }
    [[nodiscard]] virtual Result<plan::Observation> observe(Context &context) = 0;
    [[nodiscard]] virtual Result<QByteArray> apply(Context &context) = 0;
    /// By default: observe until satisfied.
    [[nodiscard]] virtual Result<QString> verify(Context &context, const QByteArray &made);
    /// By default there is nothing to take back.
    [[nodiscard]] virtual Result<void> revert(Context &context, const QByteArray &factsBefore);
    /// By default it holds nothing.
    [[nodiscard]] virtual Result<void> letGo(Context &) { return {}; }

protected:
    /// How long verify() waits.
    [[nodiscard]] virtual std::chrono::seconds patience() const { return std::chrono::seconds(30); }
    /// Whether the last observe() found that what apply() made is gone again, so that verify() need not wait.
    [[nodiscard]] virtual bool isLost() const { return false; }
    /// Where it looks.
    [[nodiscard]] virtual Layer layer() const { return Layer::Swarm; }
    /// What verify() was waiting for, for the error: "zk1 to run".
    [[nodiscard]] virtual QString awaited() const = 0;
};

using HandlerPtr = std::unique_ptr<Handler>;

[[nodiscard]] HandlerPtr handle(const InitSwarm &action);
[[nodiscard]] HandlerPtr handle(const JoinSwarm &action);
[[nodiscard]] HandlerPtr handle(const LeaveSwarm &action);
[[nodiscard]] HandlerPtr handle(const TakeLease &action);
[[nodiscard]] HandlerPtr handle(const ReleaseLease &action);
[[nodiscard]] HandlerPtr handle(const PullImage &action);
[[nodiscard]] HandlerPtr handle(const CreateNetwork &action);
[[nodiscard]] HandlerPtr handle(const CreateConfig &action);
[[nodiscard]] HandlerPtr handle(const CreateService &action);
[[nodiscard]] HandlerPtr handle(const WaitEnsemble &action);
[[nodiscard]] HandlerPtr handle(const WaitStorm &action);
[[nodiscard]] HandlerPtr handle(const CreateSubmitter &action);
[[nodiscard]] HandlerPtr handle(const UploadJar &action);
[[nodiscard]] HandlerPtr handle(const RunSubmitter &action);
[[nodiscard]] HandlerPtr handle(const RemoveContainer &action);
[[nodiscard]] HandlerPtr handle(const WaitTopology &action);
[[nodiscard]] HandlerPtr handle(const KillTopology &action);
[[nodiscard]] HandlerPtr handle(const RemoveService &action);
[[nodiscard]] HandlerPtr handle(const RemoveNetwork &action);
[[nodiscard]] HandlerPtr handle(const RemoveConfig &action);
[[nodiscard]] HandlerPtr handle(const RemoveVolume &action);
[[nodiscard]] HandlerPtr handle(const CheckHost &action);
[[nodiscard]] HandlerPtr handle(const AwaitPackageLock &action);
[[nodiscard]] HandlerPtr handle(const AddVendorRepository &action);
[[nodiscard]] HandlerPtr handle(const InstallPackages &action);
[[nodiscard]] HandlerPtr handle(const ConfigureEngine &action);
[[nodiscard]] HandlerPtr handle(const AddToGroup &action);
[[nodiscard]] HandlerPtr handle(const PrepullImage &action);
[[nodiscard]] HandlerPtr handle(const ConfigureKernel &action);
[[nodiscard]] HandlerPtr handle(const ConfigureTime &action);
[[nodiscard]] HandlerPtr handle(const CleanIdentity &action);
[[nodiscard]] HandlerPtr handle(const PowerOff &action);

/// `docker -H <endpoint of the machine>` and what follows.
[[nodiscard]] QString dockerLine(const access::Access &access, const QString &machine, const QStringList &words);
/// The labels of what this attempt creates, added to those of the spec.
[[nodiscard]] docker::Labels labelled(docker::Labels labels, const plan::Attempt &attempt);
[[nodiscard]] bool isOurs(const docker::Labels &labels, const plan::Attempt &attempt);

[[nodiscard]] plan::Observation satisfied(const QString &sentence, const QByteArray &facts = {});
[[nodiscard]] plan::Observation needed(const QString &sentence, const QByteArray &facts = {});
[[nodiscard]] plan::Observation conflict(const QString &sentence, const QByteArray &facts = {});

/// How long to wait before the next look at what is waited for since `begun`: a tenth of the time so far, from 150 ms to
/// a second, as those who are asked are busy with just that.
[[nodiscard]] std::chrono::milliseconds untilNextLook(Instant begun);

/// Repeats `attempt` while it is refused with a conflict (an object still in use), until it works, fails otherwise, the
/// time is over or a stop comes (Cancelled).
[[nodiscard]] Result<void> retryWhileInUse(const std::function<Result<void>()> &attempt, std::chrono::seconds patience,
                                           const std::stop_token &stop);

} // namespace stormdeck::actions
