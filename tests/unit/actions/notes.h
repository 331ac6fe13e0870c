// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/actor.h"

#include <QStringList>

namespace stormdeck::test {

/// Keeps what a step says while it is carried out.
class Notes final : public plan::StepProgress
{
public:
    void note(const QString &line) override { all << line; }
    void part(const plan::Part & /*part*/) override {}
    QStringList all;
};

} // namespace stormdeck::test
