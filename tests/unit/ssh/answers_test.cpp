// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/answers.h"

#include "support/fakekeychain.h"
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
    [[nodiscard]] std::optional<Answers::Answer> ask(const SecretQuestion &question, const std::stop_token &stop = {})
    {
        return answers.secret(question, asker, stop);
    }
    [[nodiscard]] bool isInKeychain(const QString &key, const QString &secret) const
    {
        const auto found = keychain->secrets.find(key);
        return found != keychain->secrets.end() && found->second == secret;
    }
    QTemporaryDir folder;
    std::shared_ptr<test::FakeKeychain::Inside> keychain = std::make_shared<test::FakeKeychain::Inside>();
    std::shared_ptr<secrets::SavedSecrets> saved =
        std::make_shared<secrets::SavedSecrets>(std::make_unique<test::FakeKeychain>(keychain),
                                                secrets::SecretIndex(folder.filePath(QStringLiteral("secrets.json"))));
    Answers answers{saved};
    test::ScriptedAsker asker;
    SecretQuestion passphrase{
        .what = SecretQuestion::What::Passphrase, .host = QStringLiteral("a"), .file = QStringLiteral("k")};
    SecretQuestion password{.host = QStringLiteral("a")};
};
} // namespace

TEST_F(SshAnswers, areAskedForOnceUntilForgotten)
{
    asker.answer = QStringLiteral("x");
    EXPECT_EQ(ask(passphrase)->secret.expose(), QStringLiteral("x"));
    SecretQuestion elsewhere = passphrase;
    elsewhere.host = QStringLiteral("b");
    EXPECT_TRUE(ask(elsewhere)) << "a passphrase belongs to the key";
    EXPECT_EQ(asker.secretQuestions().size(), 1U);
    answers.refuse(elsewhere, Secret(QStringLiteral("x")));
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

TEST_F(SshAnswers, areAskedForAnewWhereWhoAskedFirstWasStopped)
{
    asker.waits = true;
    std::stop_source stop;
    auto first = std::async(std::launch::async, [&] { return ask(passphrase, stop.get_token()); });
    pause(50ms, {});
    test::ScriptedAsker other;
    other.answer = QStringLiteral("x");
    auto second = std::async(std::launch::async, [&] { return answers.secret(passphrase, other, {}); });
    pause(50ms, {});
    EXPECT_TRUE(other.secretQuestions().empty());
    stop.request_stop();
    EXPECT_FALSE(first.get());
    const auto answer = second.get();
    ASSERT_TRUE(answer) << "one that was stopped is no person who does not answer";
    EXPECT_TRUE(answer->isFresh);
    EXPECT_EQ(other.secretQuestions().size(), 1U);
}

TEST_F(SshAnswers, areSavedInTheKeychainOnlyOnceTheyHaveProvedRight)
{
    asker.answer = QStringLiteral("wrong");
    asker.remembers = true;
    const auto wrong = ask(passphrase);
    ASSERT_TRUE(wrong && wrong->isFresh);
    ASSERT_TRUE(asker.secretQuestions()[0].canRemember);
    EXPECT_TRUE(keychain->secrets.empty());
    answers.refuse(passphrase, wrong->secret);
    answers.confirm(passphrase, asker, {});
    EXPECT_TRUE(keychain->secrets.empty());

    asker.answer = QStringLiteral("right");
    ASSERT_TRUE(ask(passphrase));
    answers.confirm(passphrase, asker, {});
    EXPECT_TRUE(isInKeychain(QStringLiteral("passphrase:k"), QStringLiteral("right")));
    const auto again = Answers(saved).secret(passphrase, asker, {});
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->isFresh);
    EXPECT_EQ(asker.secretQuestions().size(), 2U);
    EXPECT_TRUE(asker.told().isEmpty());
}

TEST_F(SshAnswers, stayInMemoryWhereNobodyWantsThemSaved)
{
    asker.answer = QStringLiteral("x");
    ASSERT_TRUE(ask(password));
    answers.confirm(password, asker, {});
    EXPECT_EQ(keychain->calls, 0);
    EXPECT_TRUE(Answers(saved).secret(password, asker, {})) << "for all that share the memory";
    EXPECT_EQ(asker.secretQuestions().size(), 1U);
}

TEST_F(SshAnswers, tellThePersonWhereTheyCouldNotBeSaved)
{
    asker.answer = QStringLiteral("x");
    asker.remembers = true;
    ASSERT_TRUE(ask(password));
    keychain->failure = test::noKeychain();
    answers.confirm(password, asker, {});
    ASSERT_EQ(asker.told().size(), 1);
    EXPECT_TRUE(asker.told()[0].contains(QStringLiteral("in memory until Stormdeck ends")));
}

TEST_F(SshAnswers, sayBeforehandThatThereIsNoKeychain)
{
    asker.answer = QStringLiteral("x");
    asker.remembers = true;
    keychain->failure = test::noKeychain();
    ASSERT_TRUE(ask(password));
    EXPECT_FALSE(asker.secretQuestions()[0].canRemember);
    EXPECT_EQ(asker.secretQuestions()[0].whyNot, test::noKeychain().reason);
}

TEST_F(SshAnswers, sayThatTheSavedOneWasRefused)
{
    saved->keep({secrets::SecretName::Kind::Password, QStringLiteral("a")}, Secret(QStringLiteral("old")));
    ASSERT_TRUE(saved->remember({secrets::SecretName::Kind::Password, QStringLiteral("a")}, {}).isEmpty());
    const auto old = ask(password);
    ASSERT_TRUE(old && !old->isFresh);
    answers.refuse(password, old->secret);
    asker.answer = QStringLiteral("new");
    EXPECT_EQ(ask(password)->secret.expose(), QStringLiteral("new"));
    EXPECT_EQ(asker.secretQuestions()[0].note, QStringLiteral("The one saved in the keychain was refused."));
}
