// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/machinerows.h"
#include "wizards/fieldproblems.h"
#include "wizards/inputspage.h"

class QLineEdit;
class QSpinBox;

namespace stormdeck::wizards {

class ClusterAdvanced;
class Disclosure;
class PortChoice;

/// Looks at the machines and makes the plan that brings the cluster up. Waits; called on a thread of the pool.
using ClusterPlanner = std::function<Result<plan::Plan>(const ops::ClusterInputs &, const std::stop_token &)>;

/// Checks whether the machines can carry the cluster. Waits; called on a thread of the pool.
using ClusterChecker = std::function<preflight::Report(const ops::ClusterInputs &, const preflight::ProgressSink &,
                                                       const std::stop_token &)>;

/// What a new cluster is made of, with defaults for all but its machines.
class ClusterPage : public InputsPage
{
    Q_OBJECT

public:
    /// Without a checker the machines are not checked before they are changed.
    ClusterPage(Background &background, dialogs::EngineCheck check, ClusterPlanner planner, ClusterChecker checker = {},
                QWidget *parent = nullptr);

    void setInputs(const ops::ClusterInputs &inputs);
    /// As entered, completed by the defaults.
    [[nodiscard]] ops::ClusterInputs inputs() const;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] PlanMaker planMaker() override;
    [[nodiscard]] ui::MachineChecks machineChecks() const override;

private:
    QWidget *makeBasics();
    void changed();
    void updateSlotText();

    ClusterPlanner m_planner;
    ClusterChecker m_checker;
    FieldProblems m_problems;
    bool m_showsProblems = false; ///< from the first try to go on
    dialogs::MachineRows *m_machines;
    QLineEdit *m_name;
    QLineEdit *m_zookeeperImage;
    QLineEdit *m_stormImage;
    QSpinBox *m_slots;
    look::Label *m_slotText;
    PortChoice *m_uiPort;
    Disclosure *m_disclosure;
    ClusterAdvanced *m_advanced;
};

} // namespace stormdeck::wizards
