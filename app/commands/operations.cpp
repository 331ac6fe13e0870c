// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/operations.h"

#include "access/ways.h"
#include "actions/performer.h"
#include "commands/terminal.h"
#include "commands/terminalasker.h"
#include "ops/inputs.h"
#include "ops/jar.h"
#include "planners.h"
#include "planprofile.h"
#include "util/files.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

constexpr qint64 largestClusterFile = 1024 * 1024;

/// A file that the operator named and that cannot be read is bad input, no fault in here.
Error namedByOperator(Error error)
{
    error.kind = error.kind == ErrorKind::Internal ? ErrorKind::Rejected : error.kind;
    return error;
}

/// Asks whether to do what was shown; --yes answers.
bool isConfirmed(const plan::Plan &plan, const QString &doubt, const Arguments &arguments, const std::stop_token &stop)
{
    if (arguments.yes || stop.stop_requested()) {
        return !stop.stop_requested();
    }
    const bool destroys = plan.kind == QStringLiteral("teardown");
    const QString expected = destroys ? plan.cluster : QStringLiteral("y");
    const QString question = doubt.isEmpty() ? Text::tr("Do this? [y/N]") : Text::tr("Do this %1? [y/N]").arg(doubt);
    const auto answer = ask(destroys ? Text::tr("Type %1 to tear it down:").arg(plan.cluster) : question, stop);
    if (!answer) {
        say(Text::tr("Nobody to ask: nothing was changed. Add --yes to go ahead."));
    }
    return answer && answer->compare(expected, destroys ? Qt::CaseSensitive : Qt::CaseInsensitive) == 0;
}

/// A failed submission leaves nothing behind that anybody would want: its client container goes.
void cleanUpSubmission(plan::Runner &runner, plan::Journal &journal, plan::Report &report)
{
    if (journal.plan().kind == QStringLiteral("submit") && report.outcome == plan::Outcome::Failed) {
        const plan::Report undone = runner.undo(journal, {});
        if (undone.outcome != plan::Outcome::Undone) {
            tell(journal.plan(), undone);
        }
    }
}

int finish(plan::Journal &journal, plan::Report report)
{
    if (journal.plan().kind == QStringLiteral("submit") && report.outcome == plan::Outcome::Failed) {
        for (const plan::StepReport &step : report.steps) {
            if (step.error) {
                complain(*step.error);
            }
        }
        return Findings;
    }
    tell(journal.plan(), report);
    const bool good = report.outcome == plan::Outcome::Succeeded || report.outcome == plan::Outcome::Undone;
    return good ? Done : Findings;
}

int run(const plan::Plan &plan, bool readOnly, const WaysPtr &ways, const std::stop_token &stop)
{
    auto journal = plan::Journal::create(operationsFolder(), plan);
    if (!journal) {
        return failed(journal.error());
    }
    TerminalListener listener((*journal)->plan());
    plan::Runner runner(actions::performers(plan.machines, readOnly, ways), listener);
    plan::Report report = runner.run(**journal, stop);
    cleanUpSubmission(runner, **journal, report);
    return finish(**journal, std::move(report));
}

int sayHelp(const Arguments &arguments, const std::stop_token & /*stop*/)
{
    say(arguments.help.trimmed());
    return Done;
}

Error unreadableJournal(const QString &path)
{
    return {.kind = ErrorKind::Undecodable,
            .layer = Layer::Local,
            .attempted = Text::tr("look for interrupted operations"),
            .target = path,
            .reason = Text::tr("the journal is damaged or of another version of Stormdeck"),
            .remedy = Text::tr("Move it away once you have seen to its cluster."),
            .code = QStringLiteral("journal.unreadable")};
}

QString noneInterrupted(const plan::InterruptedList &list)
{
    return list.unreadable.isEmpty() ? Text::tr("no operation is interrupted")
                                     : Text::tr("no operation that can be read is interrupted");
}

Result<plan::Interrupted> chosenOperation(const QString &wanted)
{
    const auto list = plan::interruptedOperations(operationsFolder());
    if (!list) {
        return failure(list.error());
    }
    for (const QString &path : list->unreadable) {
        complain(unreadableJournal(path));
    }
    QStringList names;
    for (const plan::Interrupted &one : list->operations) {
        if (one.operation.value == wanted || (wanted.isEmpty() && list->operations.size() == 1)) {
            return one;
        }
        names << QStringLiteral("%1 (%2)").arg(one.operation.value, one.title);
    }
    return failure({.kind = ErrorKind::Rejected,
                    .attempted = Text::tr("choose the operation"),
                    .reason = names.isEmpty() ? noneInterrupted(*list)
                                              : Text::tr("there are: %1").arg(names.join(QStringLiteral(", "))),
                    .remedy = names.isEmpty() ? QString() : Text::tr("Name one of them."),
                    .code = QStringLiteral("operation.missing")});
}
} // namespace

Result<ops::ClusterInputs> clusterFile(const QString &path)
{
    const auto content = readFile(path, largestClusterFile);
    return content ? ops::parseClusterFile(*content, path) : failure(namedByOperator(content.error()));
}

int confirmAndRun(const Result<plan::Plan> &plan, const Arguments &arguments, bool readOnly, const WaysPtr &ways,
                  const std::stop_token &stop)
{
    if (!plan) {
        return failed(plan.error());
    }
    const auto preview = plan::preview(*plan, actions::performers(plan->machines, false, ways), stop);
    return confirmAndRun({*plan, preview, {}}, arguments, readOnly, ways, stop);
}

int confirmAndRun(const ShownPlan &shown, const Arguments &arguments, bool readOnly, const WaysPtr &ways,
                  const std::stop_token &stop)
{
    tell(shown.plan, shown.preview, false);
    return isConfirmed(shown.plan, shown.doubt, arguments, stop) ? run(shown.plan, readOnly, ways, stop) : Findings;
}

Result<settings::Profile> chosenProfile(const Arguments &arguments)
{
    QString name = arguments.profile.isEmpty() ? qEnvironmentVariable("STORMDECK_PROFILE") : arguments.profile;
    const QStringList saved = settings::savedProfiles();
    if (name.isEmpty() && saved.size() == 1) {
        name = saved.first();
    }
    if (name.isEmpty()) {
        return failure({.kind = ErrorKind::Rejected,
                        .attempted = Text::tr("choose the cluster"),
                        .reason = saved.isEmpty()
                                      ? Text::tr("no profile is saved")
                                      : Text::tr("there are several: %1").arg(saved.join(QStringLiteral(", "))),
                        .remedy = Text::tr("Name one with --profile."),
                        .code = QStringLiteral("profile.missing")});
    }
    return settings::loadProfile(name).map_error(namedByOperator);
}

Result<settings::Profile> allowedProfile(const Arguments &arguments)
{
    const auto profile = chosenProfile(arguments);
    const auto allowed = profile ? settings::checkSecurity(*profile) : Result<void>{};
    return allowed ? profile : failure(allowed.error());
}

int failed(const Error &error)
{
    complain(error);
    return exitCodeOf(error);
}

int exitCodeOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Unreachable:
    case ErrorKind::Deadline:
        return Unreachable;
    case ErrorKind::Rejected:
        return BadInput;
    default:
        return Findings;
    }
}

int showPlan(const Arguments &arguments, const std::stop_token &stop)
{
    const WaysPtr ways = terminalWays(arguments);
    const auto inputs = clusterFile(arguments.subject);
    const auto plan = inputs ? planApply(*inputs, ways, stop) : failure(inputs.error());
    if (!plan) {
        return failed(plan.error());
    }
    tell(*plan, plan::preview(*plan, actions::performers(plan->machines, true, ways), stop), true);
    return Done;
}

int submit(const Arguments &arguments, const std::stop_token &stop)
{
    const auto profile = chosenProfile(arguments);
    const QString jar = QFileInfo(arguments.subject).absoluteFilePath();
    const auto info = profile ? ops::inspectJar(jar) : failure(profile.error());
    if (!info) {
        return failed(info.error());
    }
    const QString first = arguments.topologyArguments.value(0);
    const QString mainClass = arguments.mainClass.isEmpty() ? info->mainClasses.value(0) : arguments.mainClass;
    const ops::SubmitInputs inputs{.jar = jar,
                                   .jarSha256 = info->sha256,
                                   .mainClass = mainClass,
                                   .topology = arguments.name.isEmpty() ? first : arguments.name,
                                   .arguments = arguments.topologyArguments};
    const WaysPtr ways = terminalWays(arguments);
    return confirmAndRun(planSubmit(*profile, inputs, ways, stop), arguments, profile->readOnly, ways, stop);
}

int kill(const Arguments &arguments, const std::stop_token &stop)
{
    const auto profile = chosenProfile(arguments);
    if (!profile) {
        return failed(profile.error());
    }
    const auto wait =
        arguments.waitSeconds ? std::optional(std::chrono::seconds(*arguments.waitSeconds)) : std::nullopt;
    const WaysPtr ways = terminalWays(arguments);
    const auto plan = planKill(*profile, arguments.subject, wait, ways, stop);
    return confirmAndRun(plan, arguments, profile->readOnly, ways, stop);
}

int tearDown(const Arguments &arguments, const std::stop_token &stop)
{
    const auto profile = chosenProfile(arguments);
    if (!profile) {
        return failed(profile.error());
    }
    const WaysPtr ways = terminalWays(arguments);
    const auto plan = planTearDown(*profile, arguments.keepSwarm, ways, stop);
    return confirmAndRun(plan, arguments, profile->readOnly, ways, stop);
}

int continueOperation(const Arguments &arguments, const std::stop_token &stop)
{
    const auto chosen = chosenOperation(arguments.subject);
    auto journal = chosen ? plan::Journal::open(chosen->path) : failure(chosen.error());
    if (!journal) {
        return failed(journal.error());
    }
    const plan::Plan &plan = (*journal)->plan();
    const auto profile = profileToTakeUp(plan);
    if (!profile) {
        return failed(profile.error());
    }
    TerminalListener listener(plan);
    const WaysPtr ways = terminalWays(arguments);
    ways->tunnels.open(plan.machines, stop);
    plan::Runner runner(actions::performers(plan.machines, profile->readOnly, ways), listener);
    if (arguments.command == QStringLiteral("leave")) {
        const plan::Report report = runner.leave(**journal, stop);
        tell(plan, report);
        return report.error ? exitCodeOf(*report.error) : Done;
    }
    const bool undo = arguments.command == QStringLiteral("undo");
    return finish(**journal, undo ? runner.undo(**journal, stop) : runner.run(**journal, stop));
}

int runCommand(const Arguments &arguments, const std::stop_token &stop)
{
    using Run = int (*)(const Arguments &, const std::stop_token &);
    static const QHash<QString, Run> commands{{QStringLiteral("help"), sayHelp},
                                              {QStringLiteral("version"), sayHelp},
                                              {QStringLiteral("status"), showStatus},
                                              {QStringLiteral("plan"), showPlan},
                                              {QStringLiteral("preflight"), checkMachines},
                                              {QStringLiteral("apply"), apply},
                                              {QStringLiteral("submit"), submit},
                                              {QStringLiteral("kill"), kill},
                                              {QStringLiteral("teardown"), tearDown},
                                              {QStringLiteral("record"), record},
                                              {QStringLiteral("prepare"), prepare},
                                              {QStringLiteral("join-clones"), joinClones},
                                              {QStringLiteral("first-boot"), firstBoot},
                                              {QStringLiteral("resume"), continueOperation},
                                              {QStringLiteral("undo"), continueOperation},
                                              {QStringLiteral("leave"), continueOperation}};
    return commands.value(arguments.command)(arguments, stop);
}

} // namespace stormdeck::app
