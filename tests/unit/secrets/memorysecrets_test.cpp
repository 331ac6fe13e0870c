// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/memorysecrets.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace stormdeck;
using namespace stormdeck::secrets;

namespace {
SecretName named(int number)
{
    return {SecretName::Kind::Password, QStringLiteral("ops@storm-%1").arg(number)};
}
} // namespace

TEST(MemorySecrets, isAStoreLikeAnyOther)
{
    MemorySecrets memory(std::make_shared<SystemClock>());
    SecretStore &store = memory;
    const Deadline deadline = Deadline::in(std::chrono::seconds(1));
    EXPECT_FALSE(store.read(named(1), deadline, {}).value());
    ASSERT_TRUE(store.write(named(1), Secret(QStringLiteral("x")), deadline, {}));
    ASSERT_TRUE(store.write(named(1), Secret(QStringLiteral("y")), deadline, {}));
    EXPECT_EQ(store.read(named(1), deadline, {}).value()->expose(), QStringLiteral("y"));
    EXPECT_EQ(memory.kept().size(), 1U);
    ASSERT_TRUE(store.remove(named(1), deadline, {}));
    EXPECT_FALSE(store.read(named(1), deadline, {}).value());
}

TEST(MemorySecrets, keepsTheNewest)
{
    MemorySecrets memory(std::make_shared<SystemClock>());
    for (int i = 0; i < 300; ++i) {
        memory.keep(named(i), Secret(QStringLiteral("x")));
    }
    EXPECT_EQ(memory.kept().size(), 256U);
    EXPECT_FALSE(memory.find(named(43)));
    EXPECT_TRUE(memory.find(named(44)));
    EXPECT_TRUE(memory.find(named(299)));
}

TEST(MemorySecrets, keepsOneOfAName)
{
    MemorySecrets memory(std::make_shared<SystemClock>());
    std::atomic<size_t> most = 0;
    std::vector<std::jthread> givers;
    for (int i = 0; i < 4; ++i) {
        givers.emplace_back([&] {
            for (int k = 0; k < 2000; ++k) {
                memory.keep(named(1), Secret(QStringLiteral("x")));
                const size_t now = memory.kept().size();
                for (size_t before = most; before < now && !most.compare_exchange_weak(before, now);) {
                }
            }
        });
    }
    givers.clear();
    EXPECT_EQ(most.load(), 1U) << "given by several at the same time";
}

TEST(MemorySecrets, dropsOnlyTheOneThatIsMeant)
{
    MemorySecrets memory(std::make_shared<SystemClock>());
    memory.keep(named(1), Secret(QStringLiteral("new")));
    EXPECT_FALSE(memory.dropIfIs(named(1), Secret(QStringLiteral("old"))));
    EXPECT_TRUE(memory.find(named(1)));
    EXPECT_TRUE(memory.dropIfIs(named(1), Secret(QStringLiteral("new"))));
    EXPECT_FALSE(memory.find(named(1)));
}
