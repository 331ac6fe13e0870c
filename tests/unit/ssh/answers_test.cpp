// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/answers.h"

#include "support/sshserver.h"

#include "util/deadline.h"

#include <gtest/gtest.h>

#include <future>

using namespace stormdeck;
using namespace stormdeck::ssh;
using namespace std::chrono_literals;

namespace {
class SshAnswers : public testing::Test
{
protected:
    [[nodiscard]] std::optional<Secret> ask(const SecretQuestion &question, const std::stop_token &stop = {})
    {
        return answers.secret(question, asker, stop);
    }
    Answers answers;
    test::ScriptedAsker asker;
    SecretQuestion passphrase{
        .what = SecretQuestion::What::Passphrase, .host = QStringLiteral("a"), .file = QStringLiteral("k")};
    SecretQuestion password{.host = QStringLiteral("a")};
};
} // namespace

TEST_F(SshAnswers, areAskedForOnceUntilForgotten)
{
    asker.answer = QStringLiteral("x");
    EXPECT_EQ(ask(passphrase)->expose(), QStringLiteral("x"));
    SecretQuestion elsewhere = passphrase;
    elsewhere.host = QStringLiteral("b");
    EXPECT_TRUE(ask(elsewhere)) << "a passphrase belongs to the key";
    EXPECT_EQ(asker.secretQuestions().size(), 1U);
    answers.forget(elsewhere);
    EXPECT_TRUE(ask(passphrase));
    EXPECT_EQ(asker.secretQuestions().size(), 2U);
}

TEST_F(SshAnswers, keepThePasswordsOfHostsApart)
{
    asker.answer = QStringLiteral("x");
    EXPECT_TRUE(ask(password));
    SecretQuestion elsewhere = password;
    elsewhere.host = QStringLiteral("b");
    EXPECT_TRUE(ask(elsewhere));
    EXPECT_EQ(asker.secretQuestions().size(), 2U);
}

TEST_F(SshAnswers, doNotKeepARefusal)
{
    EXPECT_FALSE(ask(password));
    asker.answer = QStringLiteral("x");
    EXPECT_TRUE(ask(password));
}

TEST_F(SshAnswers, areWaitedForWhereAnotherAsksAlready)
{
    asker.answer = QStringLiteral("x");
    asker.waits = true;
    auto first = std::async(std::launch::async, [&] { return ask(passphrase); });
    pause(50ms, {});
    auto second = std::async(std::launch::async, [&] { return ask(passphrase); });
    std::stop_source stop;
    auto impatient = std::async(std::launch::async, [&] { return ask(passphrase, stop.get_token()); });
    pause(50ms, {});
    stop.request_stop();
    ASSERT_EQ(impatient.wait_for(1s), std::future_status::ready);
    EXPECT_FALSE(impatient.get());
    asker.waits = false;
    EXPECT_TRUE(first.get());
    EXPECT_TRUE(second.get());
    EXPECT_EQ(asker.secretQuestions().size(), 1U);
}
