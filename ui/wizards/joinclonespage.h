// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizards/fieldproblems.h"
#include "wizards/inputspage.h"

class QCheckBox;

namespace stormdeck::wizards {

class RowList;

using JoinClonesPlanner = std::function<Result<plan::Plan>(const std::vector<Machine> &, const std::stop_token &)>;

/// Which machines that were made of one snapshot are to join the cluster.
class JoinClonesPage : public InputsPage
{
    Q_OBJECT

public:
    JoinClonesPage(QString cluster, JoinClonesPlanner planner, QWidget *parent = nullptr);

    /// Those that can be read.
    [[nodiscard]] std::vector<Machine> clones() const;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] PlanMaker planMaker() override;

private:
    [[nodiscard]] std::vector<ops::Problem> found() const;
    void changed();

    QString m_cluster;
    JoinClonesPlanner m_planner;
    FieldProblems m_problems;
    bool m_showsProblems = false;
    RowList *m_machines;
    QCheckBox *m_asManagers;
};

} // namespace stormdeck::wizards
