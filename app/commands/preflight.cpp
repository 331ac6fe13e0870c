// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/preflight.h"

#include "commands/operations.h"
#include "commands/preflighttext.h"
#include "commands/terminal.h"
#include "commands/terminalasker.h"
#include "ops/wanted.h"
#include "settings/profile.h"

namespace stormdeck::app {

void tellProgress(const preflight::MachineProgress &step)
{
    mention(QStringLiteral("%1: %2").arg(step.machine, step.note.isEmpty() ? preflight::text(step.stage) : step.note));
}

int exitCodeOf(const preflight::Report &report)
{
    if (!report.anyMachineAnswered) {
        return Unreachable;
    }
    const preflight::Verdict verdict = preflight::worst(report.results);
    const bool isBad = verdict == preflight::Verdict::Warning || verdict == preflight::Verdict::Error;
    return isBad || report.stopped ? Findings : Done;
}

int checkMachines(const Arguments &arguments, const std::stop_token &stop)
{
    const auto inputs = clusterFile(arguments.subject);
    if (!inputs) {
        return failed(inputs.error());
    }
    const auto profile = settings::loadProfile(arguments.subject);
    const auto allowed = profile ? settings::checkSecurity(*profile) : failure(profile.error());
    if (!allowed) {
        return failed(allowed.error());
    }
    const auto ways = terminalWays(arguments);
    const preflight::ProgressSink progress = isTerminal() && !arguments.json ? tellProgress : preflight::ProgressSink();
    const preflight::Report report =
        preflight::run(ops::wantedBy(ops::withDefaults(*inputs)), ways->tunnels, progress, stop);
    if (arguments.json) {
        say(QString::fromUtf8(preflightJson(report)).trimmed());
    } else {
        say(preflightLines(report).join(u'\n'));
    }
    return exitCodeOf(report);
}

} // namespace stormdeck::app
