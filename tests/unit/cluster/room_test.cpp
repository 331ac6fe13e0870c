// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/room.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::cluster;

namespace {
constexpr qint64 kibi = 1024;
const QByteArray memory = "MemTotal:       24684084 kB\nMemFree:          911340 kB\nMemAvailable:   12342042 kB\n";

std::optional<Room> diskOf(const QByteArray &said)
{
    const auto facts = decodeRoom(said + memory);
    return facts ? facts->disk : std::nullopt;
}
} // namespace

TEST(RoomOf, readsGnuDfAndMeminfo)
{
    const auto facts = decodeRoom("Filesystem     1024-blocks     Used Available Capacity Mounted on\n"
                                  "overlay           41151808 20000000  19029424      52% /\n" +
                                  memory);
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->disk, (Room{41151808 * kibi, 19029424 * kibi}));
    EXPECT_EQ(facts->memory, (Room{24684084 * kibi, 12342042 * kibi}));
    EXPECT_DOUBLE_EQ(freeShare(*facts->memory), 0.5);
}

TEST(RoomOf, readsBusyboxAndLinesThatAreWrapped)
{
    EXPECT_EQ(diskOf("Filesystem           1024-blocks    Used Available Capacity Mounted on\n"
                     "overlay               10255636   7681272   2030364  79% /\n"),
              (Room{10255636 * kibi, 2030364 * kibi}));
    EXPECT_EQ(diskOf("Filesystem           1K-blocks      Used Available Use% Mounted on\n"
                     "/dev/mapper/a-very-long-name-of-a-volume-group\n"
                     "                      10255636   7681272   2030364  79% /\n"),
              (Room{10255636 * kibi, 2030364 * kibi}));
    EXPECT_EQ(diskOf("Dateisystem    1024-Blöcke   Benutzt Verfügbar Kapazität Eingehängt auf\r\n"
                     "overlay           1000  990  10  99% /\r\n"),
              (Room{1000 * kibi, 10 * kibi}));
}

TEST(RoomOf, takesWhatOnlyRootMayStillWriteForNothing)
{
    EXPECT_EQ(diskOf("Filesystem 1024-blocks Used Available Capacity Mounted on\noverlay 1000 990 -5 101% /\n"),
              (Room{1000 * kibi, 0}));
}

TEST(RoomOf, leavesOutWhatMakesNoSense)
{
    EXPECT_EQ(diskOf("sh: df: not found\n"), std::nullopt);
    EXPECT_EQ(diskOf("Filesystem 1024-blocks Used Available Capacity Mounted on\nnone 0 0 0 - /\n"), std::nullopt);
    EXPECT_EQ(diskOf("overlay 10 5 20 50% /\n"), std::nullopt);
    EXPECT_EQ(diskOf("overlay 10 5 5 50% /mnt\n"), std::nullopt);
    const auto old = decodeRoom("overlay 10 5 5 50% /\nMemTotal: 100 kB\nMemFree: 50 kB\n");
    ASSERT_TRUE(old);
    EXPECT_EQ(old->memory, std::nullopt) << "a kernel that does not tell what is available";
}

TEST(RoomOf, isAnErrorWhereNothingIsTold)
{
    const auto facts = decodeRoom("OCI runtime exec failed: no sh");
    ASSERT_FALSE(facts);
    EXPECT_EQ(facts.error().kind, ErrorKind::Undecodable);
    EXPECT_EQ(codeOf(facts.error()), QStringLiteral("room.unreadable"));
    EXPECT_FALSE(facts.error().remedy.isEmpty());
}
