// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/questioningserver.h"
#include "support/sshfixture.h"

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
/// Logins by keyboard-interactive.
class SshInteractive : public testing::Test
{
protected:
    [[nodiscard]] Result<void> openAt(const test::QuestioningServer &server) const
    {
        HostConfig host;
        host.label = QStringLiteral("box");
        host.hostName = QStringLiteral("127.0.0.1");
        host.port = server.port();
        host.user = QStringLiteral("ops");
        host.identitiesGiven = true;
        host.knownHostsFiles = {folder.filePath(QStringLiteral("known_hosts"))};
        return Session(Session::Parts{.host = host, .asker = asker, .answers = answers}).open(test::soon(), {});
    }

    QTemporaryDir folder;
    std::shared_ptr<test::ScriptedAsker> asker = std::make_shared<test::ScriptedAsker>();
    std::shared_ptr<Answers> answers = std::make_shared<Answers>();
};
using What = SecretQuestion::What;
} // namespace

TEST_F(SshInteractive, asksWithAllWordsOfTheServer)
{
    const test::QuestioningServer server(
        {{"Two factors", "Look at\x1b your\ntoken.", {{"Code: ", true, "123456"}, {"PIN: ", false, "123456"}}}});
    asker->answer = QStringLiteral("123456");
    const auto opened = openAt(server);
    ASSERT_TRUE(opened) << qPrintable(sentence(opened.error()));
    const auto questions = asker->secretQuestions();
    ASSERT_EQ(questions.size(), 2U);
    EXPECT_EQ(questions[0].what, What::Answer);
    EXPECT_EQ(questions[0].prompt, QStringLiteral("Two factors\nLook at your token.\nCode:"));
    EXPECT_FALSE(questions[0].isHidden);
    EXPECT_EQ(questions[1].prompt, QStringLiteral("Two factors\nLook at your token.\nPIN:"));
    EXPECT_TRUE(questions[1].isHidden);
    EXPECT_TRUE(questions[1].host.contains(QStringLiteral("ops@box")));
}

TEST_F(SshInteractive, takesAQuestionForThePasswordAsThePassword)
{
    const test::QuestioningServer server(
        {{{}, {}, {{"ops@box's password: ", false, "söcret"}}}, {{}, {}, {{"Code: ", true, "söcret"}}}});
    asker->answer = QStringLiteral("söcret");
    ASSERT_TRUE(openAt(server));
    const auto questions = asker->secretQuestions();
    ASSERT_EQ(questions.size(), 2U);
    EXPECT_EQ(questions[0].what, What::Password);
    EXPECT_EQ(questions[1].what, What::Answer);
    ASSERT_TRUE(openAt(server));
    EXPECT_EQ(asker->secretQuestions().size(), 3U) << "the password is kept, the code is not";
}

TEST_F(SshInteractive, takesNoPasswordForOnceOrToBeSetForThatOfTheAccount)
{
    for (const char *prompt : {"One-time password (OATH) for `ops': ", "New password: ", "Retype new password: "}) {
        const test::QuestioningServer server({{{}, {}, {{prompt, false, "123456"}}}});
        asker->answer = QStringLiteral("123456");
        ASSERT_TRUE(openAt(server)) << prompt;
        EXPECT_EQ(asker->secretQuestions().back().what, What::Answer) << prompt;
    }
    EXPECT_EQ(asker->secretQuestions().size(), 3U) << "none is kept";
}

TEST_F(SshInteractive, sendsAWrongPasswordOnceAndForgetsIt)
{
    const test::QuestioningServer server({{{}, {}, {{"Password: ", false, "right"}}}});
    asker->answer = QStringLiteral("wrong");
    const auto opened = openAt(server);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Denied);
    EXPECT_EQ(opened.error().layer, Layer::Login);
    EXPECT_TRUE(opened.error().reason.contains(QStringLiteral("answers"))) << qPrintable(sentence(opened.error()));
    EXPECT_EQ(server.given(), QList<QByteArray>{"wrong"});
    asker->answer = QStringLiteral("right");
    EXPECT_TRUE(openAt(server));
}

TEST_F(SshInteractive, asksAnewInTheSameLoginWhereAKeptPasswordIsOutdated)
{
    asker->answer = QStringLiteral("old");
    const test::QuestioningServer server({{{}, {}, {{"Password: ", false, "new"}}}});
    const auto kept = answers->secret({.host = QStringLiteral("ops@box:%1").arg(server.port())}, *asker, {});
    ASSERT_TRUE(kept);
    asker->answer = QStringLiteral("new");
    const auto opened = openAt(server);
    EXPECT_TRUE(opened) << qPrintable(sentence(opened.error()));
    EXPECT_EQ(server.given(), (QList<QByteArray>{"old", "new"}));
}

TEST_F(SshInteractive, saysThatItsQuestionsWereNotAnswered)
{
    const test::QuestioningServer server({{{}, {}, {{"Code: ", true, "1"}}}});
    const auto opened = openAt(server);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Denied);
    EXPECT_TRUE(opened.error().reason.contains(QStringLiteral("not answered"))) << qPrintable(sentence(opened.error()));
    EXPECT_TRUE(server.given().isEmpty());
}
