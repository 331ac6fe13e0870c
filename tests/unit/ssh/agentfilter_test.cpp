// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/agentfilter.h"

#include "ssh/wire.h"

#include <gtest/gtest.h>

using namespace stormdeck::ssh;

namespace {
QByteArray answerWith(const QList<QByteArray> &blobs)
{
    WireWriter writer;
    writer.byte(12);
    writer.number(static_cast<quint32>(blobs.size()));
    for (const QByteArray &blob : blobs) {
        writer.text(blob);
        writer.text("comment");
    }
    return writer.bytes();
}
} // namespace

TEST(SshAgentFilter, showsTheChosenKeysFirstAndFiveAtMost)
{
    const auto all = answerWith({"a", "b", "c", "d", "e", "f", "g"});
    EXPECT_EQ(identityBlobs(chosenIdentities(all, {})), QList<QByteArray>({"a", "b", "c", "d", "e"}));
    EXPECT_EQ(identityBlobs(chosenIdentities(all, {.first = {"g"}})), QList<QByteArray>({"g", "a", "b", "c", "d"}));
    EXPECT_EQ(identityBlobs(chosenIdentities(all, {.first = {"g", "x"}, .firstOnly = true})), QList<QByteArray>({"g"}));
    EXPECT_EQ(identityBlobs(chosenIdentities(all, {.never = {"a", "c"}, .most = 2})), QList<QByteArray>({"b", "d"}));
}

TEST(SshAgentFilter, givesNothingForWhatItCannotUnderstand)
{
    const auto whole = answerWith({"a", "b"});
    EXPECT_EQ(chosenIdentities({}, {}), QByteArray());
    EXPECT_EQ(chosenIdentities(QByteArray(1, 5), {}), QByteArray());
    EXPECT_EQ(chosenIdentities(whole.chopped(1), {}), QByteArray());
    QByteArray many = whole;
    many[1] = many[2] = char(0xff); // it says it holds four billion keys
    EXPECT_EQ(chosenIdentities(many, {}), QByteArray());
}

TEST(SshAgentFilter, isNotThereWhereNoAgentListens)
{
    EXPECT_FALSE(AgentFilter({}).isThere());
    EXPECT_FALSE(AgentFilter(QStringLiteral("/nowhere/agent")).isThere());
}
