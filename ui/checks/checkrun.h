// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/progress.h"
#include "preflight/report.h"
#include "wizards/background.h"

#include <QMap>

namespace stormdeck::ui {

/// Checks of machines that can be run, more than once. `run` waits and is called on a thread of the pool; it tells its
/// progress on any thread. Without `run` there is nothing to check.
struct MachineChecks
{
    QStringList machines;
    std::function<preflight::Report(const preflight::ProgressSink &, const std::stop_token &)> run;
};

/// Checks that run before something is set up on the machines, what they found, and whether it may go on then: errors
/// keep it from that, warnings and checks that were stopped only until the operator says so, for this run of them.
/// Belongs to the GUI thread and never waits there; destroying it asks running checks to stop.
class CheckRun : public QObject
{
    Q_OBJECT

public:
    enum class State { None, Running, Done };

    /// `background` outlives this.
    explicit CheckRun(wizards::Background &background, QObject *parent = nullptr);
    ~CheckRun() override;

    /// Runs these, in place of any that run or ran.
    void start(const MachineChecks &checks);
    /// Runs the same once more.
    void again();
    /// What is known by then is the report.
    void stop();
    /// Nothing is checked, and nothing was.
    void forget();
    /// The operator's word on what may be overridden.
    void setGoesOnAnyway(bool anyway);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isStopping() const { return m_isStopping; }
    [[nodiscard]] const QStringList &machines() const { return m_checks.machines; }
    /// How far each machine is, while they run.
    [[nodiscard]] const QMap<QString, preflight::MachineProgress> &progress() const { return m_progress; }
    /// Once they are done.
    [[nodiscard]] const preflight::Report &report() const { return m_report; }
    [[nodiscard]] bool goesOnAnyway() const { return m_goesOnAnyway; }
    /// Whether the operator can say to go on in spite of what was found.
    [[nodiscard]] bool isOverridable() const;
    [[nodiscard]] bool hasErrors() const;
    /// Why what the checks are for must not start, as a sentence; empty where it may.
    [[nodiscard]] QString obstacle() const;

Q_SIGNALS:
    void begun();
    void progressed(const stormdeck::preflight::MachineProgress &step);
    void ended();
    /// Its state, or the operator's word, is another.
    void changed();

private:
    void setState(State state);
    void take(int number, const preflight::MachineProgress &step);
    void finish(const preflight::Report &report);

    wizards::Background &m_background;
    wizards::Background::Call m_call;
    MachineChecks m_checks;
    QMap<QString, preflight::MachineProgress> m_progress;
    preflight::Report m_report;
    State m_state = State::None;
    int m_number = 0; ///< of the run: what an earlier one still tells is not this one's
    bool m_isStopping = false;
    bool m_goesOnAnyway = false;
};

} // namespace stormdeck::ui
