// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/ways.h"
#include "actions/performer.h"
#include "commands/operations.h"
#include "commands/preflighttext.h"
#include "commands/terminal.h"
#include "commands/terminalasker.h"
#include "ops/formation.h"
#include "ops/wanted.h"
#include "preflight/preflight.h"

#include <QCoreApplication>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

using preflight::Verdict;

Error refusal(const preflight::Report &report, const QString &reason, const QString &remedy, const char *code)
{
    return {.kind = ErrorKind::Denied,
            .layer = Layer::Local,
            .attempted = Text::tr("set up %1").arg(report.cluster),
            .reason = reason,
            .remedy = remedy,
            .code = QString::fromLatin1(code)};
}

/// "despite 2 warnings", for the question; empty where there are none.
QString doubtOf(const preflight::Report &report)
{
    const auto warnings = static_cast<int>(count(report.results, Verdict::Warning));
    return warnings > 0 ? Text::tr("despite %n warning(s)", nullptr, warnings) : QString();
}

/// Checks the machines before they are changed, and tells what keeps the plan from it; the doubt that is left.
Result<QString> checkMachinesFor(const ops::ClusterInputs &inputs, const Arguments &arguments, const WaysPtr &ways,
                                 const std::stop_token &stop)
{
    const preflight::ProgressSink progress = isTerminal() ? tellProgress : preflight::ProgressSink();
    const preflight::Report report =
        preflight::run(ops::wantedBy(ops::withDefaults(inputs)), ways->tunnels, progress, stop);
    say(checkedLines(report).join(u'\n'));
    const auto allowed = mayGoOn(report, !arguments.yes, arguments.despiteWarnings);
    return allowed ? Result<QString>(doubtOf(report)) : failure(allowed.error());
}
} // namespace

Result<void> mayGoOn(const preflight::Report &report, bool asks, bool despiteWarnings)
{
    if (report.stopped) {
        return failure(refusal(report, Text::tr("the checks of its machines were stopped"), {}, "preflight.stopped"));
    }
    if (const auto errors = static_cast<int>(count(report.results, Verdict::Error))) {
        return failure(refusal(report, Text::tr("the checks of its machines found %n error(s)", nullptr, errors),
                               Text::tr("Mend that first; --no-preflight goes ahead unchecked."), "preflight.errors"));
    }
    const auto warnings = static_cast<int>(count(report.results, Verdict::Warning));
    if (warnings > 0 && !asks && !despiteWarnings) {
        return failure(refusal(report, Text::tr("the checks of its machines found %n warning(s)", nullptr, warnings),
                               Text::tr("Mend that, or add --despite-warnings to go ahead all the same."),
                               "preflight.warnings"));
    }
    return {};
}

int apply(const Arguments &arguments, const std::stop_token &stop)
{
    const auto inputs = clusterFile(arguments.subject);
    if (!inputs) {
        return failed(inputs.error());
    }
    const auto profile = settings::loadProfile(arguments.subject); // a cluster file is one, with more in it
    if (!profile) {
        return failed(profile.error());
    }
    const WaysPtr ways = terminalWays(arguments);
    const auto plan = planApply(*inputs, ways, stop);
    if (!plan) {
        return failed(plan.error());
    }
    const auto preview = plan::preview(*plan, actions::performers(plan->machines, false, ways), stop);
    const bool isChecked = !arguments.noPreflight && !stop.stop_requested() && ops::formsOrDeploys(*plan, preview);
    const auto doubt = isChecked ? checkMachinesFor(*inputs, arguments, ways, stop) : Result<QString>(QString());
    if (!doubt) {
        return failed(doubt.error());
    }
    const int code = confirmAndRun({*plan, preview, *doubt}, arguments, profile->readOnly, ways, stop);
    if (code == Done) {
        if (auto saved = settings::saveProfile(*profile, ops::formatClusterFile(*inputs)); !saved) {
            complain(saved.error());
        }
    }
    return code;
}

} // namespace stormdeck::app
