// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// dies_after STEP FILE [teardown]: applies the cluster file (or tears its cluster down) like stormdeck does, and is
// killed by SIGKILL the moment the effect of STEP is there and its journal record is not.
#include "actions/performer.h"
#include "ops/inputs.h"
#include "plan/runner.h"
#include "planners.h"
#include "util/files.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

namespace {
using namespace stormdeck;

class DyingActor final : public plan::Actor
{
public:
    DyingActor(std::unique_ptr<plan::Actor> actor, plan::StepId last)
        : m_actor(std::move(actor)), m_last(std::move(last))
    {
    }

    QStringList commands(const plan::Action &action) const override { return m_actor->commands(action); }
    bool isReversible(const plan::Action &action) const override { return m_actor->isReversible(action); }
    Result<plan::Observation> observe(const plan::Action &action, const plan::Attempt &attempt,
                                      const std::stop_token &stop) override
    {
        return m_actor->observe(action, attempt, stop);
    }
    Result<QByteArray> apply(const plan::Action &action, const plan::Attempt &attempt, plan::StepProgress &progress,
                             const std::stop_token &stop) override
    {
        auto made = m_actor->apply(action, attempt, progress, stop);
        if (made && attempt.step == m_last) {
            std::raise(SIGKILL);
        }
        return made;
    }
    Result<QString> verify(const plan::Action &action, const plan::Attempt &attempt, const QByteArray &made,
                           plan::StepProgress &progress, const std::stop_token &stop) override
    {
        return m_actor->verify(action, attempt, made, progress, stop);
    }
    Result<void> revert(const plan::Action &action, const plan::Attempt &attempt, const QByteArray &factsBefore,
                        plan::StepProgress &progress, const std::stop_token &stop) override
    {
        return m_actor->revert(action, attempt, factsBefore, progress, stop);
    }

private:
    std::unique_ptr<plan::Actor> m_actor;
    plan::StepId m_last;
};

class Silence final : public plan::RunListener
{
    void stepStarted(const plan::StepId & /*step*/) override {}
    void stepNote(const plan::StepId & /*step*/, const QString & /*line*/) override {}
    void stepPart(const plan::StepId & /*step*/, const plan::Part & /*part*/) override {}
    void stepFinished(const plan::StepReport &report) override
    {
        if (report.error) {
            std::fprintf(stderr, "%s: %s\n", qPrintable(report.step.value), qPrintable(sentence(*report.error)));
        }
    }
};

Result<plan::Plan> planOf(const QStringList &words)
{
    const auto content = readFile(words.at(2), 1024 * 1024);
    const auto inputs = content ? ops::parseClusterFile(*content, words.at(2)) : failure(content.error());
    if (!inputs) {
        return failure(inputs.error());
    }
    return words.size() > 3 ? app::planTearDown(app::profileOf(*inputs), false, {}, {})
                            : app::planApply(*inputs, {}, {});
}

int runUntilDeath(const QStringList &words)
{
    const auto plan = planOf(words);
    if (!plan || !plan->step(plan::StepId{words.at(1)})) {
        std::fprintf(stderr, "%s\n", plan ? "the plan has no such step" : qPrintable(sentence(plan.error())));
        return 2;
    }
    auto journal = plan::Journal::create(operationsFolder(), *plan);
    if (!journal) {
        return 2;
    }
    const auto actors = [inner = actions::performers(plan->machines, false), last = plan::StepId{words.at(1)}] {
        return std::make_unique<DyingActor>(inner(), last);
    };
    Silence silence;
    plan::Runner runner(actors, silence);
    [[maybe_unused]] const plan::Report report = runner.run(**journal, {});
    std::fputs("the plan ended before that step was applied\n", stderr);
    return 1;
}
} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setOrganizationName(QStringLiteral("stormdeck"));
    QCoreApplication::setApplicationName(QStringLiteral("stormdeck"));
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 3) {
        std::fputs("dies_after STEP FILE [teardown]\n", stderr);
        return 3;
    }
    return runUntilDeath(words);
}
