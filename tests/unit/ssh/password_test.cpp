// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwordserver.h"
#include "sshfixture.h"

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
class SshPassword : public test::SshTest
{
protected:
    [[nodiscard]] std::shared_ptr<Session> sessionAt(const test::PasswordServer &at) const
    {
        auto host = server.host({});
        host.port = at.port();
        return sessionTo(host);
    }
    [[nodiscard]] QString hostKey() const { return server.path(QStringLiteral("host_key")); }
};
using test::soon;
} // namespace

TEST_F(SshPassword, isAskedForOnceAndUsedAgain)
{
    asker->answer = QStringLiteral("pässword");
    const test::PasswordServer at(hostKey(), "pässword", {});
    const auto opened = sessionAt(at)->open(soon(), {});
    ASSERT_TRUE(opened) << qPrintable(sentence(opened.error()));
    EXPECT_EQ(at.logins(), 1);
    const auto questions = asker->secretQuestions();
    ASSERT_EQ(questions.size(), 1U);
    EXPECT_EQ(questions[0].what, SecretQuestion::What::Password);
    EXPECT_TRUE(questions[0].isHidden);
}

TEST_F(SshPassword, isTriedOnceWhereItIsWrong)
{
    asker->answer = QStringLiteral("guess");
    const test::PasswordServer at(hostKey(), "secret", {});
    const auto session = sessionAt(at);
    const auto opened = session->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Denied);
    EXPECT_EQ(opened.error().layer, Layer::Login);
    EXPECT_FALSE(sentence(opened.error()).contains(QStringLiteral("guess")));
    EXPECT_EQ(at.passwords(), QList<QByteArray>({"guess"}));
    EXPECT_FALSE(session->run(shell("true"), soon(), {}));
    EXPECT_EQ(at.passwords().size(), 1) << "nor is it sent by each poll";
    asker->answer = QStringLiteral("secret");
    EXPECT_TRUE(session->open(soon(), {})) << "it is asked for again";
}

TEST_F(SshPassword, mayBeRefusedByThePerson)
{
    const test::PasswordServer at(hostKey(), "secret", {{"Password: ", "secret"}});
    const auto opened = sessionAt(at)->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(asker->secretQuestions().size(), 1U) << "one refusal is enough";
    EXPECT_TRUE(at.passwords().isEmpty());
}

TEST_F(SshPassword, answersTheQuestionsOfTheServer)
{
    asker->answer = QStringLiteral("42");
    const test::PasswordServer at(hostKey(), {}, {{"One-time\x1b[2J code: ", "42"}, {"Your name?", "42", true}});
    const auto session = sessionAt(at);
    const auto opened = session->open(soon(), {});
    ASSERT_TRUE(opened) << qPrintable(sentence(opened.error()));
    const auto questions = asker->secretQuestions();
    ASSERT_EQ(questions.size(), 2U);
    EXPECT_EQ(questions[0].what, SecretQuestion::What::Answer);
    EXPECT_EQ(questions[0].prompt, QStringLiteral("One-time [2J code:")) << "nothing that a terminal obeys";
    EXPECT_TRUE(questions[0].isHidden);
    EXPECT_FALSE(questions[1].isHidden);
}

TEST_F(SshPassword, isTheSameWhereTheServerAsksForItAsAQuestion)
{
    asker->answer = QStringLiteral("secret");
    const test::PasswordServer at(hostKey(), {}, {{"Password: ", "secret"}});
    ASSERT_TRUE(sessionAt(at)->open(soon(), {}));
    EXPECT_EQ(asker->secretQuestions().front().what, SecretQuestion::What::Password);
}
