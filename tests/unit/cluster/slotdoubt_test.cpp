// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/slotdoubt.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace std::chrono_literals;

namespace {
const Instant now{std::chrono::hours(5)};
} // namespace

TEST(SlotDoubt, isOfEachSlotWhileWhatStormSaidIsNotCurrent)
{
    SourceAge storm{.answered = now - 6s};
    EXPECT_EQ(slotDoubt(NodeStatus::Ready, storm, now), SlotDoubt::None);
    EXPECT_EQ(slotDoubt(NodeStatus::Ready, storm, now + 1ms), SlotDoubt::OldWord);
    EXPECT_EQ(slotDoubt(NodeStatus::Down, storm, now + 1ms), SlotDoubt::OldWord);
    storm.answered.reset();
    EXPECT_EQ(slotDoubt(NodeStatus::Ready, storm, now), SlotDoubt::None) << "no try has ended yet";
    storm.misses = 1;
    EXPECT_EQ(slotDoubt(NodeStatus::Ready, storm, now), SlotDoubt::OldWord);
}

TEST(SlotDoubt, isOfTheSlotsOfANodeThatIsLostOrSilent)
{
    const SourceAge storm{.answered = now};
    for (const NodeStatus lost : {NodeStatus::Down, NodeStatus::Suspect, NodeStatus::Unreachable}) {
        EXPECT_EQ(slotDoubt(lost, storm, now), SlotDoubt::LostNode);
    }
    for (const NodeStatus there : {NodeStatus::Ready, NodeStatus::Drained, NodeStatus::Paused, NodeStatus::NotInSwarm,
                                   NodeStatus::Joining, NodeStatus::Unknown}) {
        EXPECT_EQ(slotDoubt(there, storm, now), SlotDoubt::None);
    }
}
