// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storm/ids.h"
#include "wizards/inputspage.h"

#include <chrono>
#include <optional>

class QSpinBox;

namespace stormdeck::wizards {

using KillPlanner =
    std::function<Result<plan::Plan>(const storm::TopologyId &, std::chrono::seconds, const std::stop_token &)>;

/// How long a topology may finish what it has begun before it is killed.
class KillPage : public InputsPage
{
    Q_OBJECT

public:
    struct Target
    {
        storm::TopologyId id;
        QString name;
        QString cluster;
        /// The topology's own, offered as the wait; nullopt: not known.
        std::optional<std::chrono::seconds> messageTimeout{};
    };
    KillPage(Target target, KillPlanner planner, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] PlanMaker planMaker() override;

private:
    Target m_target;
    KillPlanner m_planner;
    QSpinBox *m_wait;
};

} // namespace stormdeck::wizards
