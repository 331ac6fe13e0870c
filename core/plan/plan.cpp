// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include <QRandomGenerator>

#include <algorithm>

namespace stormdeck::plan {

const Step *Plan::step(const StepId &id) const
{
    for (const Stage &stage : stages) {
        for (const Step &candidate : stage.steps) {
            if (candidate.id == id) {
                return &candidate;
            }
        }
    }
    return nullptr;
}

int Plan::stepCount() const
{
    size_t count = 0;
    for (const Stage &stage : stages) {
        count += stage.steps.size();
    }
    return static_cast<int>(count);
}

int Plan::expectedSeconds() const
{
    int seconds = 0;
    for (const Stage &stage : stages) {
        int heaviest = 0;
        for (const Step &candidate : stage.steps) {
            heaviest = std::max(heaviest, candidate.weight);
        }
        seconds += heaviest;
    }
    return seconds;
}

OperationId newOperationId(const QDateTime &now)
{
    static constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    constexpr int randomLetters = 8;
    QString id = now.toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss-"));
    for (int i = 0; i < randomLetters; ++i) {
        id += QLatin1Char(letters[QRandomGenerator::system()->bounded(int{sizeof letters} - 1)]);
    }
    return {id};
}

} // namespace stormdeck::plan
