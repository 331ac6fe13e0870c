// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/terminal.h"

#include "net/wake.h"
#include "util/deadline.h"

#include <QCoreApplication>
#include <QTextStream>

#include <poll.h>
#include <unistd.h>

#include <cstdio>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Terminal)
};

constexpr std::chrono::hours longestQuestion{24};

QString seconds(qint64 milliseconds)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(milliseconds) / 1000, 0, 'f', 1);
}

void print(FILE *where, const QString &text)
{
    const QByteArray bytes = text.toLocal8Bit();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), where);
    std::fflush(where);
}

QString signOf(plan::StepReport::State state)
{
    switch (state) {
    case plan::StepReport::State::AlreadyDone:
        return QStringLiteral("=");
    case plan::StepReport::State::Done:
        return QStringLiteral("✓");
    case plan::StepReport::State::Undone:
        return QStringLiteral("↶");
    case plan::StepReport::State::NotStarted:
    case plan::StepReport::State::Stays:
        return QStringLiteral("·");
    case plan::StepReport::State::Stopped:
        return QStringLiteral("■");
    case plan::StepReport::State::Failed:
    case plan::StepReport::State::UndoFailed:
        break;
    }
    return QStringLiteral("✕");
}

QString outcomeSentence(const plan::Plan &plan, const plan::Report &report)
{
    const QString time = seconds(report.duration.count());
    switch (report.outcome) {
    case plan::Outcome::Succeeded:
        return Text::tr("%1: done and observed in %2.").arg(plan.title, time);
    case plan::Outcome::Undone:
        return Text::tr("%1: taken back in %2.").arg(plan.title, time);
    case plan::Outcome::Stopped:
        return Text::tr("%1: stopped after %2.").arg(plan.title, time);
    case plan::Outcome::UndoFailed:
        return Text::tr("%1: could not be taken back whole.").arg(plan.title);
    case plan::Outcome::Left:
        return Text::tr("%1: closed as it is.").arg(plan.title);
    case plan::Outcome::Failed:
        break;
    }
    return Text::tr("%1: failed after %2.").arg(plan.title, time);
}

QString previewWord(const Result<plan::Observation> &seen)
{
    if (!seen) {
        return Text::tr("unknown: %1").arg(sentence(seen.error()));
    }
    switch (seen->state) {
    case plan::Observation::State::Satisfied:
        return Text::tr("already done: %1").arg(seen->sentence);
    case plan::Observation::State::Conflict:
        return Text::tr("conflict: %1").arg(seen->sentence);
    case plan::Observation::State::Needed:
        break;
    }
    return Text::tr("needed");
}
} // namespace

void say(const QString &line)
{
    print(stdout, line + u'\n');
}

void complain(const Error &error)
{
    print(stderr, sentence(error) + u'\n');
}

void mention(const QString &line)
{
    print(stderr, line + u'\n');
}

bool isTerminal()
{
    return isatty(STDOUT_FILENO) == 1;
}

std::optional<QString> ask(const QString &question, const std::stop_token &stop)
{
    if (isatty(STDIN_FILENO) != 1) {
        return std::nullopt;
    }
    print(stdout, question + u' ');
    // A terminal gives whole lines, so that reading does not wait once there is something.
    const net::Wake wake(stop);
    if (net::waitFor(STDIN_FILENO, POLLIN, Deadline::in(longestQuestion), wake) != net::Readiness::Ready) {
        print(stdout, QStringLiteral("\n"));
        return QString();
    }
    QTextStream in(stdin);
    return in.readLine().trimmed();
}

TerminalListener::TerminalListener(const plan::Plan &plan)
    : m_plan(plan), m_terminal(isTerminal()), m_showsNotes(plan.kind == QStringLiteral("submit"))
{
    m_time.start();
    if (m_terminal) {
        m_ticking = std::jthread([this](const std::stop_token &stop) {
            while (pause(std::chrono::seconds(1), stop)) {
                const std::scoped_lock lock(m_mutex);
                draw();
            }
        });
    }
}

QString TerminalListener::titleOf(const plan::StepId &step) const
{
    const plan::Step *found = m_plan.step(step);
    return found ? found->title : step.value;
}

void TerminalListener::live(const plan::StepId &step, const QString &text)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_running, [&](const Running &one) { return one.step == step; });
    m_running.push_back({step, text});
    draw();
}

void TerminalListener::draw()
{
    if (!m_terminal || m_running.empty()) {
        return;
    }
    const auto others = static_cast<int>(m_running.size()) - 1;
    const QString more = others > 0 ? Text::tr(" (and %n more)", nullptr, others) : QString();
    print(stdout, QStringLiteral("\r\033[K%1  %2%3")
                      .arg(seconds(m_time.elapsed()), 8)
                      .arg(m_running.back().text.left(100), more));
}

void TerminalListener::line(const QString &text)
{
    print(stdout, (m_terminal ? QStringLiteral("\r\033[K") : QString()) +
                      QStringLiteral("%1  %2\n").arg(seconds(m_time.elapsed()), 8).arg(text));
}

void TerminalListener::stepStarted(const plan::StepId &step)
{
    const QString text = QStringLiteral("▸ ") + titleOf(step);
    if (!m_terminal) {
        const std::scoped_lock lock(m_mutex);
        line(text);
    }
    live(step, text);
}

void TerminalListener::stepNote(const plan::StepId &step, const QString &text)
{
    if (m_showsNotes) {
        const std::scoped_lock lock(m_mutex);
        line(QStringLiteral("    ") + text);
    } else {
        live(step, titleOf(step) + QStringLiteral(": ") + text);
    }
}

void TerminalListener::stepPart(const plan::StepId &step, const plan::Part &part)
{
    const QString share = part.fraction < 0 ? QString() : QStringLiteral(" %1 %").arg(qRound(part.fraction * 100));
    live(step, QStringLiteral("%1: %2 %3%4").arg(titleOf(step), part.name, part.state, share));
}

void TerminalListener::stepFinished(const plan::StepReport &report)
{
    const QString took = report.state == plan::StepReport::State::AlreadyDone ? Text::tr("already done")
                                                                              : seconds(report.duration.count());
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_running, [&](const Running &one) { return one.step == report.step; });
    line(QStringLiteral("%1 %2 (%3)%4")
             .arg(signOf(report.state), titleOf(report.step), took,
                  report.observed.isEmpty() ? QString() : QStringLiteral(": ") + report.observed));
    draw();
}

void tell(const plan::Plan &plan, const plan::Report &report)
{
    say(outcomeSentence(plan, report));
    bool isTold = false;
    for (const plan::StepReport &step : report.steps) {
        if (step.error) {
            complain(*step.error);
            isTold = true;
        }
    }
    if (report.error && !isTold) {
        complain(*report.error);
    }
    if (report.outcome == plan::Outcome::Failed || report.outcome == plan::Outcome::Stopped) {
        say(Text::tr("Go on with: stormdeck resume %1").arg(plan.operation.value));
        if (plan.reversible) {
            say(Text::tr("Take back with: stormdeck undo %1").arg(plan.operation.value));
        }
    }
}

void tell(const plan::Plan &plan, const std::vector<plan::PreviewedStep> &preview, bool withCommands)
{
    say(plan.title + u':');
    QString group;
    size_t index = 0;
    for (const plan::Stage &stage : plan.stages) {
        if (stage.group != group) {
            group = stage.group;
            say(group);
        }
        for (const plan::Step &step : stage.steps) {
            const plan::PreviewedStep &seen = preview.at(index++);
            say(QStringLiteral("  %1. %2 [%3]").arg(index, 2).arg(step.title, previewWord(seen.observation)));
            for (const QString &command : withCommands ? seen.commands : QStringList()) {
                say(QStringLiteral("      ") + command);
            }
        }
    }
    for (const QString &note : plan.notes) {
        say(Text::tr("Note: %1").arg(note));
    }
    if (!plan.stays.isEmpty()) {
        say((plan.reversible ? Text::tr("Stays after an undo: %1") : Text::tr("Stays: %1"))
                .arg(plan.stays.join(QStringLiteral("; "))));
    }
}

} // namespace stormdeck::app
