// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/checkrun.h"

namespace stormdeck::ui {

using preflight::Verdict;

CheckRun::CheckRun(wizards::Background &background, QObject *parent) : QObject(parent), m_background(background) {}

CheckRun::~CheckRun()
{
    m_call.cancel();
}

void CheckRun::start(const MachineChecks &checks)
{
    m_checks = checks;
    again();
}

void CheckRun::again()
{
    m_call.cancel();
    m_progress.clear();
    m_report = {};
    m_isStopping = false;
    m_goesOnAnyway = false;
    const int number = ++m_number;
    // The background outlives the threads of its pool, which tell the progress; this may not.
    const preflight::ProgressSink progress = [weak = QPointer(this), number,
                                              background = &m_background](const preflight::MachineProgress &step) {
        QMetaObject::invokeMethod(
            background,
            [weak, number, step] {
                if (weak) {
                    weak->take(number, step);
                }
            },
            Qt::QueuedConnection);
    };
    m_call = m_background.run(
        this, [run = m_checks.run, progress](const std::stop_token &stop) { return run(progress, stop); },
        [this](const preflight::Report &report) { finish(report); });
    m_state = State::Running;
    Q_EMIT begun();
    Q_EMIT changed();
}

void CheckRun::stop()
{
    m_isStopping = m_state == State::Running;
    m_call.requestStop();
    Q_EMIT changed();
}

void CheckRun::forget()
{
    m_call.cancel();
    m_checks = {};
    setState(State::None);
}

void CheckRun::setGoesOnAnyway(bool anyway)
{
    if (anyway != m_goesOnAnyway) {
        m_goesOnAnyway = anyway;
        Q_EMIT changed();
    }
}

void CheckRun::setState(State state)
{
    m_state = state;
    m_isStopping = false;
    m_goesOnAnyway = false;
    Q_EMIT changed();
}

void CheckRun::take(int number, const preflight::MachineProgress &step)
{
    if (number == m_number && m_state == State::Running) {
        m_progress.insert(step.machine, step);
        Q_EMIT progressed(step);
    }
}

void CheckRun::finish(const preflight::Report &report)
{
    m_report = report;
    setState(State::Done);
    Q_EMIT ended();
}

bool CheckRun::hasErrors() const
{
    return m_state == State::Done && count(m_report.results, Verdict::Error) > 0;
}

bool CheckRun::isOverridable() const
{
    return m_state == State::Done && !hasErrors() && (m_report.stopped || !blocking(m_report).empty());
}

QString CheckRun::obstacle() const
{
    if (m_state == State::Running) {
        return tr("It can start once the machines are checked.");
    }
    if (hasErrors()) {
        return tr("It cannot start: %n error(s) to mend first.", nullptr,
                  static_cast<int>(count(m_report.results, Verdict::Error)));
    }
    if (!isOverridable() || m_goesOnAnyway) {
        return {};
    }
    const auto warnings = static_cast<int>(count(m_report.results, Verdict::Warning));
    return warnings > 0 ? tr("%n warning(s): mend that, or tick to go on.", nullptr, warnings)
                        : tr("Not all was checked: run that again, or tick to go on.");
}

} // namespace stormdeck::ui
