// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "commands/arguments.h"
#include "ops/inputs.h"
#include "plan/runner.h"
#include "planners.h"
#include "preflight/progress.h"
#include "preflight/report.h"
#include "settings/profile.h"

#include <stop_token>

namespace stormdeck::app {

/// Runs one command to its end; returns the exit code. Blocks.
[[nodiscard]] int runCommand(const Arguments &arguments, const std::stop_token &stop);

/// Exit codes, as documented in the man page.
enum ExitCode { Done = 0, Findings = 1, Unreachable = 2, BadInput = 3 };
[[nodiscard]] int exitCodeOf(const Error &error);
/// Of a status: Unreachable where no engine answered, Done only where all is observed to be well.
[[nodiscard]] int exitCodeOf(cluster::Health health, const cluster::Freshness &freshness, Instant now);

/// Of a preflight: Unreachable where no machine answered, Findings where it was stopped or found warnings or errors.
[[nodiscard]] int exitCodeOf(const preflight::Report &report);

/// Complains of it; returns its exit code.
[[nodiscard]] int failed(const Error &error);

/// The profile that --profile, $STORMDECK_PROFILE or the only saved one names.
[[nodiscard]] Result<settings::Profile> chosenProfile(const Arguments &arguments);
/// The same where its machines may be asked; Denied as settings::checkSecurity() tells.
[[nodiscard]] Result<settings::Profile> allowedProfile(const Arguments &arguments);

/// Reads a cluster file that the operator named.
[[nodiscard]] Result<ops::ClusterInputs> clusterFile(const QString &path);
/// Looks at what the plan would do, shows it, asks where --yes does not answer, and runs it; returns the exit code.
[[nodiscard]] int confirmAndRun(const Result<plan::Plan> &plan, const Arguments &arguments, bool readOnly,
                                const WaysPtr &ways, const std::stop_token &stop);

/// A plan that was looked at. `doubt`: what the question is to mention, "despite 2 warnings"; may be empty.
struct ShownPlan
{
    const plan::Plan &plan;
    const std::vector<plan::PreviewedStep> &preview;
    QString doubt;
};
/// The same for a plan that was looked at already.
[[nodiscard]] int confirmAndRun(const ShownPlan &shown, const Arguments &arguments, bool readOnly, const WaysPtr &ways,
                                const std::stop_token &stop);

/// Whether a plan may run by what a preflight found: the error says why not, and what to do. Warnings are the person's
/// to override, by `despiteWarnings`, or by the question where there is one (`asks`).
[[nodiscard]] Result<void> mayGoOn(const preflight::Report &report, bool asks, bool despiteWarnings);

/// What a preflight does with a machine, on standard error, so that what it found stands alone on standard output.
void tellProgress(const preflight::MachineProgress &step);

/// The commands by themselves.
[[nodiscard]] int showStatus(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int showPlan(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int checkMachines(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int apply(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int submit(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int kill(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int tearDown(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int record(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int prepare(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int joinClones(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int firstBoot(const Arguments &arguments, const std::stop_token &stop);
[[nodiscard]] int continueOperation(const Arguments &arguments, const std::stop_token &stop);

} // namespace stormdeck::app
