// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/report.h"

#include <algorithm>

namespace stormdeck::plan {

const StepReport *Report::step(const StepId &id) const
{
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const StepReport &one) { return one.step == id; });
    return found == steps.end() ? nullptr : &*found;
}

QString word(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Succeeded:
        return QStringLiteral("succeeded");
    case Outcome::Failed:
        return QStringLiteral("failed");
    case Outcome::Stopped:
        return QStringLiteral("stopped");
    case Outcome::Undone:
        return QStringLiteral("undone");
    case Outcome::UndoFailed:
        return QStringLiteral("undo-failed");
    case Outcome::Left:
        break;
    }
    return QStringLiteral("left");
}

} // namespace stormdeck::plan
