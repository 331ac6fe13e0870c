// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/machinerows.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <gtest/gtest.h>

#include <algorithm>

namespace stormdeck::dialogs {
namespace {

const QString socketPath = QStringLiteral("/run/docker.sock");

class MachineRowTest : public testing::Test
{
protected:
    MachineRowTest() { rows.show(); }
    /// The only row, whose engine answered, with these layers.
    [[nodiscard]] MachineRow *tested(std::vector<CheckStep> steps)
    {
        report.steps = std::move(steps);
        rows.addDraft({.endpoint = socketPath});
        rows.row(0)->test();
        EXPECT_TRUE(test::becomes([this] { return bench.background.running() == 0; }));
        return rows.row(0);
    }
    static look::Label *stateOf(const MachineRow &row)
    {
        const auto labels = row.findChildren<look::Label *>();
        const auto found = std::find_if(labels.begin(), labels.end(), [&](const look::Label *one) {
            return one->isVisible() && one->text() == row.stateText();
        });
        return found == labels.end() ? nullptr : *found;
    }
    static bool isIn(look::Tone tone, const look::Label &label)
    {
        return label.palette().color(QPalette::WindowText) == look::color(tone, QApplication::palette());
    }

    test::Bench bench;
    EngineReport report{QStringLiteral("Docker 20.10.24 on storm-1")};
    MachineRows rows{bench.background, [this](const Endpoint &, const std::stop_token &) { return report; },
                     MachineColumns::Connection};
};

TEST_F(MachineRowTest, whatFailsBehindAnEngineThatAnswersIsAWarningWithItsReason)
{
    const MachineRow *row = tested({{QStringLiteral("HTTP"), CheckStep::State::Passed, {}},
                                    {QStringLiteral("Swarm"), CheckStep::State::Failed, QStringLiteral("it is locked")},
                                    {QStringLiteral("Storm UI")}});
    EXPECT_EQ(row->stateText(), QStringLiteral("▲ Docker 20.10.24 on storm-1. Swarm: it is locked"));
    ASSERT_TRUE(stateOf(*row));
    EXPECT_TRUE(isIn(look::Tone::Busy, *stateOf(*row)));
}

TEST_F(MachineRowTest, anEngineWithoutAStormUiIsWell)
{
    const MachineRow *row =
        tested({{QStringLiteral("Swarm"), CheckStep::State::Passed, {}}, {QStringLiteral("Storm UI")}});
    EXPECT_EQ(row->stateText(), QStringLiteral("✓ Docker 20.10.24 on storm-1"));
    ASSERT_TRUE(stateOf(*row));
    EXPECT_TRUE(isIn(look::Tone::Good, *stateOf(*row)));
}

TEST_F(MachineRowTest, controlsOfTheSameNameAreToldApartByTheirMachine)
{
    rows.addDraft({.endpoint = socketPath});
    rows.addDraft({.name = QStringLiteral("left"), .endpoint = socketPath});
    const auto testButton = [this](int at) { return test::button(rows.row(at), QStringLiteral("Test")); };
    ASSERT_TRUE(test::becomes([&] { return testButton(0) && testButton(1); }));
    EXPECT_EQ(testButton(0)->accessibleName(), testButton(1)->accessibleName());
    EXPECT_EQ(testButton(0)->accessibleDescription(), QStringLiteral("storm-1"));
    EXPECT_EQ(testButton(1)->accessibleDescription(), QStringLiteral("left"));
    EXPECT_EQ(rows.row(1)->findChild<QToolButton *>()->accessibleDescription(), QStringLiteral("left"));
    test::type(test::field(rows.row(1), QStringLiteral("Name of the machine")), QStringLiteral("right"));
    EXPECT_EQ(testButton(1)->accessibleDescription(), QStringLiteral("right"));
    test::type(test::field(rows.row(1), QStringLiteral("Endpoint of its engine")), QStringLiteral("ftp://nowhere"));
    rows.row(1)->test();
    const QString said = test::field(rows.row(1), QStringLiteral("Endpoint of its engine"))->accessibleDescription();
    EXPECT_EQ(said, QStringLiteral("right: ") + rows.row(1)->stateText());
}

} // namespace
} // namespace stormdeck::dialogs
