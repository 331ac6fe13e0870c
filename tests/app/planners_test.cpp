// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planners.h"

#include <gtest/gtest.h>

using namespace stormdeck;

namespace {
const settings::Profile before{.name = QStringLiteral("lab"),
                               .machines = {{QStringLiteral("old"), {}, {}, true}},
                               .acceptPlainTcp = true,
                               .readOnly = true,
                               .production = true,
                               .stormUi = Endpoint::tcp(QStringLiteral("ui"), 80)};
}

TEST(Planners, aProfileKeepsWhatTheInputsDoNotHold)
{
    const ops::ClusterInputs inputs{.name = QStringLiteral("lab"), .machines = {{QStringLiteral("new"), {}, {}, true}}};
    const settings::Profile made = app::profileOf(inputs, before);
    EXPECT_EQ(made.machines, inputs.machines);
    EXPECT_FALSE(made.acceptPlainTcp);
    EXPECT_TRUE(made.readOnly && made.production);
    EXPECT_EQ(made.stormUi, before.stormUi);
}

TEST(Planners, aProfileOfAnotherNameTakesNothingFromTheOneBefore)
{
    const settings::Profile made = app::profileOf({.name = QStringLiteral("other")}, before);
    EXPECT_EQ(made, settings::Profile{.name = QStringLiteral("other")});
}
