// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkrun.h"
#include "plan/plan.h"
#include "util/result.h"

#include <QWidget>

#include <functional>
#include <stop_token>

namespace stormdeck::wizards {

/// Makes the plan from what was entered: looks at the machines, so it waits. Called on a thread of the pool.
using PlanMaker = std::function<Result<plan::Plan>(const std::stop_token &)>;

/// What an operation asks before its plan can be made: one page of a PlanWindow.
class InputsPage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    ~InputsPage() override;

    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString subtitle() const = 0;
    /// Takes what was entered. An empty function where something is missing; the page then says what, beside its
    /// field, and gives the first such field the focus.
    [[nodiscard]] virtual PlanMaker planMaker() = 0;
    /// Checks of the machines as they were entered, for plans that form a swarm or deploy on them; by default none.
    [[nodiscard]] virtual ui::MachineChecks machineChecks() const;

Q_SIGNALS:
    /// The user pressed Enter in a place where that means going on.
    void continueRequested();
};

} // namespace stormdeck::wizards
