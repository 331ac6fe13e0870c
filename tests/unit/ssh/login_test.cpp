// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakekeychain.h"
#include "support/sshfixture.h"

#include <csignal>
#include <future>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
class SshLogin : public test::SshTest
{
};
using test::soon;
using namespace std::chrono_literals;

/// A real ssh-agent on a socket of its own.
class Agent
{
public:
    explicit Agent(const QString &socket) : m_socket(socket)
    {
        m_process.start(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), socket});
        m_process.waitForStarted();
        while (!QFile::exists(socket) && m_process.state() == QProcess::Running) {
            pause(5ms, {});
        }
    }
    ~Agent()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    /// It takes connections and answers none.
    void freeze() const { kill(static_cast<pid_t>(m_process.processId()), SIGSTOP); }
    void add(const QString &key) const
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("SSH_AUTH_SOCK"), m_socket);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral("ssh-add"), {QStringLiteral("-q"), key});
        ASSERT_TRUE(process.waitForFinished());
        ASSERT_EQ(process.exitCode(), 0) << process.readAllStandardError().constData();
    }

private:
    QString m_socket;
    QProcess m_process;
};
} // namespace

// mscdex/ssh2#989: an RSA key signs with SHA-2 where the server takes nothing else.
TEST_F(SshLogin, b117_takesEachKindOfKey)
{
    const QString rsa = server.makeKey(QStringLiteral("rsa"), QStringLiteral("rsa"));
    const QString ecdsa = server.makeKey(QStringLiteral("ecdsa"), QStringLiteral("ecdsa"));
    for (const QString &file : {key, rsa, ecdsa}) {
        const auto opened = sessionTo(server.host(file))->open(soon(), {});
        EXPECT_TRUE(opened) << qPrintable(file) << ": " << qPrintable(sentence(opened.error()));
    }
    EXPECT_TRUE(server.log().contains("Accepted publickey"));
    EXPECT_TRUE(server.log().contains("ssh2: RSA SHA256"));
}

TEST_F(SshLogin, takesAKeyWithoutItsPublicFile)
{
    QFile::remove(key + QStringLiteral(".pub"));
    EXPECT_TRUE(session->open(soon(), {}));
}

TEST_F(SshLogin, saysWhatWasOfferedWhereNothingIsAccepted)
{
    const QString wrong = server.makeKey(QStringLiteral("wrong"), QStringLiteral("ed25519"), {}, false);
    const auto opened = sessionTo(server.host(wrong))->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Denied);
    EXPECT_EQ(opened.error().layer, Layer::Login);
    EXPECT_TRUE(opened.error().reason.contains(wrong)) << qPrintable(sentence(opened.error()));
    EXPECT_TRUE(opened.error().target.contains(QStringLiteral("box")));
}

TEST_F(SshLogin, saysWhichKeyFileIsMissing)
{
    const auto opened = sessionTo(server.host(QStringLiteral("/nowhere/key")))->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_TRUE(opened.error().reason.contains(QStringLiteral("/nowhere/key"))) << qPrintable(sentence(opened.error()));
}

TEST_F(SshLogin, asksForAPassphraseOnceForAllConnections)
{
    const QString locked =
        server.makeKey(QStringLiteral("locked"), QStringLiteral("ed25519"), QStringLiteral("söcret"));
    asker->answer = QStringLiteral("söcret");
    const auto again = sessionTo(server.host(locked));
    ASSERT_TRUE(again->open(soon(), {}));
    server.killAll();
    ASSERT_TRUE(again->run(shell("true"), soon(), {}));
    EXPECT_EQ(server.connections(), 2);
    const auto questions = asker->secretQuestions();
    ASSERT_EQ(questions.size(), 1U);
    EXPECT_EQ(questions[0].what, SecretQuestion::What::Passphrase);
    EXPECT_EQ(questions[0].file, locked);
    EXPECT_TRUE(questions[0].host.contains(QStringLiteral("box")));
}

TEST_F(SshLogin, doesNotAskForThePassphraseOfAKeyThatIsNotAccepted)
{
    for (const bool hasPublicFile : {true, false}) {
        const QString locked =
            server.makeKey(QStringLiteral("locked"), QStringLiteral("ed25519"), QStringLiteral("secret"), false);
        if (!hasPublicFile) {
            QFile::remove(locked + QStringLiteral(".pub"));
        }
        EXPECT_FALSE(sessionTo(server.host(locked))->open(soon(), {}));
        EXPECT_TRUE(asker->secretQuestions().empty());
    }
}

TEST_F(SshLogin, saysThatThePassphraseWasWrongAndAsksAgainTheNextTime)
{
    const QString locked = server.makeKey(QStringLiteral("locked"), QStringLiteral("rsa"), QStringLiteral("secret"));
    asker->answer = QStringLiteral("guess");
    const auto again = sessionTo(server.host(locked));
    const auto opened = again->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_TRUE(opened.error().reason.contains(QStringLiteral("passphrase"))) << qPrintable(sentence(opened.error()));
    EXPECT_FALSE(sentence(opened.error()).contains(QStringLiteral("guess")));
    EXPECT_FALSE(opened.error().reason.contains(QStringLiteral("did not accept"))) << "the server takes that key";
    EXPECT_TRUE(opened.error().remedy.contains(QStringLiteral("right passphrase")));
    EXPECT_EQ(asker->secretQuestions().size(), 1U);
    asker->answer = QStringLiteral("secret");
    EXPECT_TRUE(again->open(soon(), {}));
}

TEST_F(SshLogin, asksAnewInTheSameLoginWhereTheSavedPassphraseIsWrong)
{
    const QString locked =
        server.makeKey(QStringLiteral("locked"), QStringLiteral("ed25519"), QStringLiteral("secret"));
    const QTemporaryDir folder;
    const auto keychain = std::make_shared<test::FakeKeychain::Inside>();
    const auto saved =
        std::make_shared<secrets::SavedSecrets>(std::make_unique<test::FakeKeychain>(keychain),
                                                secrets::SecretIndex(folder.filePath(QStringLiteral("secrets.json"))));
    const secrets::SecretName name{secrets::SecretName::Kind::Passphrase, locked};
    saved->keep(name, Secret(QStringLiteral("outdated")));
    ASSERT_TRUE(saved->remember(name, {}).isEmpty());
    asker->answer = QStringLiteral("secret");
    asker->remembers = true;
    const auto open = [&] {
        return Session(Session::Parts{
                           .host = server.host(locked), .asker = asker, .answers = std::make_shared<Answers>(saved)})
            .open(soon(), {});
    };
    const auto opened = open();
    ASSERT_TRUE(opened) << qPrintable(sentence(opened.error()));
    ASSERT_EQ(asker->secretQuestions().size(), 1U);
    EXPECT_TRUE(asker->secretQuestions()[0].note.contains(QStringLiteral("refused")));
    EXPECT_EQ(keychain->secrets[keyOf(name)], QStringLiteral("secret"));
    EXPECT_TRUE(open()) << "and now by the keychain";
    EXPECT_EQ(asker->secretQuestions().size(), 1U);
}

TEST_F(SshLogin, asksOnceForTheKeyOfManyHosts)
{
    const QString locked =
        server.makeKey(QStringLiteral("locked"), QStringLiteral("ed25519"), QStringLiteral("secret"));
    asker->answer = QStringLiteral("secret");
    const auto answers = std::make_shared<Answers>();
    std::vector<std::unique_ptr<Session>> sessions;
    std::vector<std::future<Result<void>>> opening;
    for (int i = 0; i < 4; ++i) {
        auto host = server.host(locked);
        host.label = QStringLiteral("box-%1").arg(i);
        sessions.push_back(std::make_unique<Session>(Session::Parts{.host = host, .asker = asker, .answers = answers}));
        opening.push_back(
            std::async(std::launch::async, [one = sessions.back().get()] { return one->open(soon(), {}); }));
    }
    for (auto &one : opening) {
        EXPECT_TRUE(one.get());
    }
    EXPECT_EQ(asker->secretQuestions().size(), 1U);
}

TEST_F(SshLogin, usesTheAgent)
{
    const Agent agent(server.path(QStringLiteral("agent")));
    const QString locked = server.makeKey(QStringLiteral("in-agent"), QStringLiteral("rsa"));
    agent.add(locked);
    QFile::remove(locked);
    auto host = server.host({});
    host.agentSocket = server.path(QStringLiteral("agent"));
    host.identitiesGiven = host.identitiesOnly = false;
    const auto opened = sessionTo(host)->open(soon(), {});
    EXPECT_TRUE(opened) << qPrintable(sentence(opened.error()));
}

TEST_F(SshLogin, offersTheChosenKeyOfAFullAgentFirst)
{
    const Agent agent(server.path(QStringLiteral("agent")));
    for (int i = 0; i < 7; ++i) {
        agent.add(server.makeKey(QStringLiteral("other-%1").arg(i), QStringLiteral("ed25519"), {}, false));
    }
    agent.add(key);
    auto host = server.host(key);
    host.agentSocket = server.path(QStringLiteral("agent"));
    for (const bool only : {true, false}) {
        host.identitiesOnly = only;
        const auto opened = sessionTo(host)->open(soon(), {});
        EXPECT_TRUE(opened) << qPrintable(sentence(opened.error()));
    }
    EXPECT_FALSE(server.log().contains("Failed publickey")) << server.log().constData();
}

TEST_F(SshLogin, offersFiveKeysAtMostAndSaysHowManyThereWere)
{
    const Agent agent(server.path(QStringLiteral("agent")));
    for (int i = 0; i < 8; ++i) {
        agent.add(server.makeKey(QStringLiteral("other-%1").arg(i), QStringLiteral("ed25519"), {}, false));
    }
    auto host = server.host({});
    host.agentSocket = server.path(QStringLiteral("agent"));
    host.identitiesGiven = host.identitiesOnly = false;
    const auto opened = sessionTo(host)->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Denied);
    EXPECT_TRUE(opened.error().reason.contains(QStringLiteral("5 key(s) of the agent, which has 8")))
        << qPrintable(sentence(opened.error()));
    EXPECT_EQ(server.log().count("Failed publickey"), 5) << server.log().constData();
}

TEST_F(SshLogin, saysWhereNoAgentIs)
{
    auto host = server.host({});
    host.identitiesGiven = host.identitiesOnly = false;
    host.agentSocket = server.path(QStringLiteral("no-agent"));
    const auto opened = sessionTo(host)->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_TRUE(opened.error().reason.contains(QStringLiteral("no agent answers at ") + host.agentSocket))
        << qPrintable(sentence(opened.error()));
    EXPECT_TRUE(opened.error().remedy.contains(QStringLiteral("ssh-add"))) << "authorized_keys is not to blame";
}

TEST_F(SshLogin, doesNotHangOnAnAgentThatDoesNotAnswer)
{
    const Agent agent(server.path(QStringLiteral("agent")));
    auto host = server.host({});
    host.agentSocket = server.path(QStringLiteral("agent"));
    host.identitiesGiven = host.identitiesOnly = false;
    agent.freeze();
    const auto stuck = sessionTo(host);
    const test::StopWatch watch;
    const auto opened = stuck->open(Deadline::in(500ms), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().layer, Layer::Login);
    EXPECT_LT(watch.milliseconds(), 560);
}

TEST_F(SshLogin, goesOnWithoutAnAgentThatGoesAwayMeanwhile)
{
    const auto before = std::signal(SIGPIPE, SIG_DFL); // it would end the program
    auto agent = std::make_unique<Agent>(server.path(QStringLiteral("agent")));
    auto host = server.host(server.makeKey(QStringLiteral("wrong"), QStringLiteral("ed25519"), {}, false));
    host.agentSocket = server.path(QStringLiteral("agent"));
    host.identitiesOnly = false; // the agent is asked before the key file and after it
    agent->freeze();
    const auto login = sessionTo(host);
    auto opening = std::async(std::launch::async, [&] { return login->open(soon(), {}); });
    EXPECT_EQ(opening.wait_for(500ms), std::future_status::timeout) << "it waits for the agent";
    agent.reset();
    const auto opened = opening.get();
    std::signal(SIGPIPE, before);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Denied) << qPrintable(sentence(opened.error()));
    EXPECT_EQ(opened.error().layer, Layer::Login);
}

TEST_F(SshLogin, goesOnWhereTheServerWantsTwoKeys)
{
    const QString second = server.makeKey(QStringLiteral("second"), QStringLiteral("ecdsa"));
    const test::SshServer strict("AuthenticationMethods publickey,publickey");
    strict.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    auto host = strict.host(key);
    host.identityFiles << second;
    const auto opened = sessionTo(host)->open(soon(), {});
    EXPECT_TRUE(opened) << qPrintable(sentence(opened.error()));
}
