// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"
#include "wizards/inputspage.h"

class QCheckBox;

namespace stormdeck::wizards {

using TearDownPlanner = std::function<Result<plan::Plan>(const ops::TearDownInputs &, const std::stop_token &)>;

/// Whether the swarm goes with the cluster. What is removed is named by the review that follows.
class TearDownPage : public InputsPage
{
    Q_OBJECT

public:
    TearDownPage(QString cluster, TearDownPlanner planner, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] PlanMaker planMaker() override;

private:
    QString m_cluster;
    TearDownPlanner m_planner;
    QCheckBox *m_keepSwarm;
};

} // namespace stormdeck::wizards
