// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"
#include "plan/report.h"
#include "wizards/look.h"
#include "wizards/progress.h"

/// The words that differ from operation to operation.
namespace stormdeck::wizards {

/// Label of the button that starts it, with a mnemonic: "&Set up".
[[nodiscard]] QString startLabel(const plan::Plan &plan);
/// Whether it destroys: its button is outlined in red and never the default.
[[nodiscard]] bool destroys(const plan::Plan &plan);
/// What must be typed before it may start; empty: nothing.
[[nodiscard]] QString confirmation(const plan::Plan &plan);
/// "11 steps, about 50 s".
[[nodiscard]] QString sizeText(const plan::Plan &plan);
/// What an operator can do after a stop at this point.
[[nodiscard]] QString ifStoppedText(const plan::Plan &plan, const Tracks &tracks);

/// How it ended, from what was observed.
struct Verdict
{
    QString sign;
    QString headline;
    QString sentence;
    look::Tone tone = look::Tone::Plain;
};
[[nodiscard]] Verdict verdict(const plan::Plan &plan, const plan::Report &report);

/// All commands as a shell script with the steps as comments. `commands` by step, in plan order.
[[nodiscard]] QString scriptText(const plan::Plan &plan, const std::map<plan::StepId, QStringList> &commands);

} // namespace stormdeck::wizards
