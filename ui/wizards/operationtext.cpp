// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/operationtext.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::wizards {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Operation)
};

int count(const plan::Report &report, plan::StepReport::State state)
{
    return int(std::count_if(report.steps.begin(), report.steps.end(),
                             [state](const plan::StepReport &step) { return step.state == state; }));
}

/// What was waited for is what the operation is for; else what was seen last.
QString goalObserved(const plan::Report &report)
{
    QString last;
    for (auto step = report.steps.rbegin(); step != report.steps.rend(); ++step) {
        if (step->step.value.endsWith(QStringLiteral(".wait")) && !step->observed.isEmpty()) {
            return step->observed;
        }
        last = last.isEmpty() ? step->observed : last;
    }
    return last;
}

/// What is there after a preparation, which ends with the switching off where that was wanted.
QString preparedSentence(const plan::Plan &plan)
{
    const bool isOff = !plan.stages.empty() && plan.stages.back().id.value == u"off";
    return isOff ? Text::tr(
                       "Switched off: the snapshot can be taken now. For machines made of it, “Material for clouds…” "
                       "in the menu has names, rules and scripts that join them.")
                 : Text::tr("All that was wanted is there.");
}

QString asSentence(const QString &text)
{
    if (text.isEmpty()) {
        return {};
    }
    const QString capital = text.left(1).toUpper() + text.mid(1);
    return capital.endsWith(u'.') ? capital : capital + u'.';
}

QString succeededHeadline(const plan::Plan &plan)
{
    if (plan.kind == u"apply") {
        return Text::tr("The cluster %1 is up").arg(plan.cluster);
    }
    if (plan.kind == u"prepare") {
        return Text::tr("%1: prepared").arg(plan.cluster);
    }
    if (plan.kind == u"join") {
        return Text::tr("The machines have joined %1").arg(plan.cluster);
    }
    if (plan.kind == u"submit") {
        return Text::tr("The topology is submitted");
    }
    if (plan.kind == u"kill") {
        return Text::tr("The topology is gone");
    }
    if (plan.kind == u"teardown") {
        return Text::tr("The cluster %1 is gone").arg(plan.cluster);
    }
    return Text::tr("Done");
}

QString countsText(const plan::Report &report)
{
    const int done = count(report, plan::StepReport::State::Done);
    const int before = count(report, plan::StepReport::State::AlreadyDone);
    const int open = count(report, plan::StepReport::State::NotStarted);
    QStringList parts{Text::tr("%1 done").arg(done)};
    if (before > 0) {
        parts.append(Text::tr("%1 done before").arg(before));
    }
    if (open > 0) {
        parts.append(Text::tr("%1 not started").arg(open));
    }
    return parts.join(QStringLiteral(", "));
}

/// The step that ended the run, by its title.
QString failedTitle(const plan::Plan &plan, const plan::Report &report)
{
    for (const plan::StepReport &step : report.steps) {
        const bool isBad =
            step.state == plan::StepReport::State::Failed || step.state == plan::StepReport::State::UndoFailed;
        if (const plan::Step *known = isBad ? plan.step(step.step) : nullptr) {
            return known->title;
        }
    }
    return {};
}

Verdict failedVerdict(const plan::Plan &plan, const plan::Report &report)
{
    const QString title = failedTitle(plan, report);
    const QString nothingNew = Text::tr("Nothing new was started after it. Steps: %1.").arg(countsText(report));
    return {.sign = QStringLiteral("✕"),
            .headline = title.isEmpty() ? Text::tr("It could not start") : Text::tr("Failed: %1").arg(title),
            .sentence = title.isEmpty() ? Text::tr("Nothing was changed.") : nothingNew,
            .tone = look::Tone::Bad};
}
} // namespace

QString startLabel(const plan::Plan &plan)
{
    if (plan.kind == u"apply") {
        return Text::tr("&Set up");
    }
    if (plan.kind == u"prepare") {
        return Text::tr("&Prepare");
    }
    if (plan.kind == u"join") {
        return Text::tr("&Join");
    }
    if (plan.kind == u"submit") {
        return Text::tr("&Submit");
    }
    if (plan.kind == u"kill") {
        return Text::tr("&Kill");
    }
    if (plan.kind == u"teardown") {
        return Text::tr("&Tear down");
    }
    return Text::tr("&Start");
}

bool destroys(const plan::Plan &plan)
{
    return plan.kind == u"kill" || plan.kind == u"teardown";
}

QString confirmation(const plan::Plan &plan)
{
    return plan.kind == u"teardown" ? plan.cluster : QString();
}

QString sizeText(const plan::Plan &plan)
{
    const auto steps = plan.stages.size();
    return (steps == 1 ? Text::tr("1 step, about %1 s") : Text::tr("%1 steps, about %2 s").arg(steps))
        .arg(plan.expectedSeconds());
}

QString ifStoppedText(const plan::Plan &plan, const Tracks &tracks)
{
    if (!plan.reversible) {
        return Text::tr("What is gone stays gone. What is left stays as it is, and you can resume later, even after "
                        "a restart.");
    }
    const auto changed = std::count_if(tracks.begin(), tracks.end(), [](const auto &entry) {
        return entry.second.state == StepTrack::State::Done || entry.second.state == StepTrack::State::Running;
    });
    const QString undo = changed == 0   ? Text::tr("Nothing has been changed yet.")
                         : changed == 1 ? Text::tr("Undo takes back the one change made so far.")
                                        : Text::tr("Undo takes back the %1 changes made so far.").arg(changed);
    const QString stays =
        plan.stays.isEmpty() ? QString() : Text::tr(" What stays: %1.").arg(plan.stays.join(QStringLiteral(", ")));
    return undo + stays + Text::tr(" Or leave everything as it is and resume later, even after a restart.");
}

Verdict verdict(const plan::Plan &plan, const plan::Report &report)
{
    switch (report.outcome) {
    case plan::Outcome::Succeeded:
        return {QStringLiteral("✓"), succeededHeadline(plan),
                plan.kind == u"prepare" ? preparedSentence(plan) : asSentence(goalObserved(report)), look::Tone::Good};
    case plan::Outcome::Failed:
        return failedVerdict(plan, report);
    case plan::Outcome::Stopped:
        return {QStringLiteral("■"), Text::tr("Stopped as you asked"), Text::tr("Steps: %1.").arg(countsText(report)),
                look::Tone::Busy};
    case plan::Outcome::Undone:
        return {QStringLiteral("↩"), Text::tr("Undone"),
                plan.stays.isEmpty() ? Text::tr("What this operation changed was taken back.")
                                     : Text::tr("What this operation changed was taken back. What stays: %1.")
                                           .arg(plan.stays.join(QStringLiteral(", "))),
                look::Tone::Good};
    case plan::Outcome::UndoFailed:
        return {QStringLiteral("✕"), Text::tr("The undo is not complete"),
                Text::tr("Some changes are still there. Undo again, or leave everything as it is."), look::Tone::Bad};
    case plan::Outcome::Left:
        break;
    }
    return {QStringLiteral("■"), Text::tr("Left as it is"), {}, look::Tone::Dim};
}

QString scriptText(const plan::Plan &plan, const std::map<plan::StepId, QStringList> &commands)
{
    QString script = QStringLiteral("#!/bin/sh\n# %1\nset -eu\n").arg(plan.title);
    for (const plan::Stage &stage : plan.stages) {
        for (const plan::Step &step : stage.steps) {
            const auto found = commands.find(step.id);
            if (found != commands.end()) {
                script += QStringLiteral("\n# %1\n").arg(step.title) + found->second.join(u'\n') + u'\n';
            }
        }
    }
    return script;
}

} // namespace stormdeck::wizards
