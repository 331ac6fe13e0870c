// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/runner.h"

#include <QElapsedTimer>

#include <mutex>
#include <thread>
#include <vector>

namespace stormdeck::app {

/// Where a command talks: lines on stdout, errors on stderr.
void say(const QString &line);
void complain(const Error &error);
/// A line on stderr that is no complaint.
void mention(const QString &line);
/// Whether stdout is a terminal, where a line may be written over.
[[nodiscard]] bool isTerminal();
/// Asks a question on the terminal; the answer as typed, empty after a stop, or nullopt where there is nobody to ask.
[[nodiscard]] std::optional<QString> ask(const QString &question, const std::stop_token &stop);

/// Tells a run: on a terminal one live line for what is going on, with a timer that moves every second, elsewhere one
/// line an event. The threads of a run may tell at the same time.
class TerminalListener final : public plan::RunListener
{
public:
    explicit TerminalListener(const plan::Plan &plan);

    void stepStarted(const plan::StepId &step) override;
    void stepNote(const plan::StepId &step, const QString &line) override;
    void stepPart(const plan::StepId &step, const plan::Part &part) override;
    void stepFinished(const plan::StepReport &report) override;

private:
    /// A step that has started and not finished, as it is told.
    struct Running
    {
        plan::StepId step;
        QString text;
    };

    [[nodiscard]] QString titleOf(const plan::StepId &step) const;
    void live(const plan::StepId &step, const QString &text);
    void line(const QString &text);
    void draw();

    const plan::Plan &m_plan;
    QElapsedTimer m_time;
    bool m_terminal;
    bool m_showsNotes;
    std::mutex m_mutex;             ///< guards the terminal and what runs
    std::vector<Running> m_running; ///< the one heard of last is the last
    std::jthread m_ticking;         ///< ends before the others do
};

/// The report as sentences, failures with what to do next.
void tell(const plan::Plan &plan, const plan::Report &report);
/// The plan as it would run: stages, what each would do, the equivalent commands.
void tell(const plan::Plan &plan, const std::vector<plan::PreviewedStep> &preview, bool withCommands);

} // namespace stormdeck::app
