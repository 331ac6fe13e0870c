// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planprofile.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

class PlanProfile : public testing::Test
{
protected:
    PlanProfile() { qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit()); }

    QTemporaryDir folder;
    plan::Plan plan{.cluster = QStringLiteral("lab"),
                    .machines = {{QStringLiteral("storm-1"), Endpoint::tcp(QStringLiteral("192.0.2.1"), 2375)}}};
};

TEST_F(PlanProfile, isThatOfThePlansClusterWhicheverIsInView)
{
    ASSERT_TRUE(settings::saveProfile({.name = QStringLiteral("lab"), .readOnly = true}));
    EXPECT_TRUE(profileOf(plan, {.name = QStringLiteral("other")})->readOnly);
    EXPECT_FALSE(profileOf(plan, {.name = QStringLiteral("lab")})->readOnly) << "a file in view, not the saved one";
    plan.cluster = QStringLiteral("other");
    EXPECT_FALSE(profileOf(plan, {.name = QStringLiteral("lab"), .readOnly = true})->readOnly);
}

TEST_F(PlanProfile, asksWhetherThePlansMachinesMayBeReachedByPlainTcp)
{
    ASSERT_TRUE(settings::saveProfile({.name = QStringLiteral("lab")}));
    const auto refused = profileToTakeUp(plan);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, QStringLiteral("profile.plain-tcp"));
    ASSERT_TRUE(settings::saveProfile({.name = QStringLiteral("lab"), .acceptPlainTcp = true}));
    EXPECT_TRUE(profileToTakeUp(plan));
}

TEST_F(PlanProfile, keepsNothingFromGoingOnWhereNoneIsSaved)
{
    const auto profile = profileToTakeUp(plan);
    ASSERT_TRUE(profile) << qPrintable(sentence(profile.error()));
    EXPECT_EQ(profile->machines, plan.machines);
    EXPECT_FALSE(profile->readOnly);
}

} // namespace
} // namespace stormdeck::app
