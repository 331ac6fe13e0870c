// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/host.h"

#include "access/tunnels.h"
#include "support/sshfixture.h"

#include <thread>

using namespace stormdeck;
using namespace stormdeck::access;

namespace {
class HostTest : public test::SudoTest
{
protected:
    [[nodiscard]] Host host(bool isRoot) const { return Host({session, asker, passwords, isRoot}); }
    [[nodiscard]] static ssh::Command asRoot()
    {
        ssh::Command command = shell("ps -eo args; echo done");
        command.asRoot = true;
        return command;
    }

    std::shared_ptr<ssh::Answers> passwords = std::make_shared<ssh::Answers>();
};

/// A person who gives the password when it is late.
class SlowAsker final : public ssh::Asker
{
public:
    explicit SlowAsker(Deadline late) : m_late(late) {}
    bool acceptsHostKey(const ssh::HostKeyQuestion & /*question*/, const std::stop_token & /*stop*/) override
    {
        return true;
    }
    std::optional<ssh::GivenSecret> secret(const ssh::SecretQuestion & /*question*/,
                                           const std::stop_token &stop) override
    {
        (void)pause(m_late.remaining() + std::chrono::milliseconds(50), stop);
        return ssh::GivenSecret{Secret(QStringLiteral("v3rbena"))};
    }

private:
    Deadline m_late;
};
} // namespace

TEST_F(HostTest, asksOnceForThePasswordOfSudo)
{
    asker->answer = QStringLiteral("v3rbena");
    for (int i = 0; i < 2; ++i) {
        const auto end = host(false).run(asRoot(), test::soon(), {});
        ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
        EXPECT_TRUE(end->output.endsWith("done\n"));
        EXPECT_FALSE(end->output.contains("v3rbena")) << "in the list of processes";
    }
    ASSERT_EQ(asker->secretQuestions().size(), 1U);
    EXPECT_EQ(asker->secretQuestions().front().what, ssh::SecretQuestion::What::SudoPassword);
    EXPECT_FALSE(server.read(QStringLiteral("args")).contains("v3rbena"));
}

TEST_F(HostTest, givesACommandItsTimeHoweverLongAPersonTakes)
{
    ASSERT_TRUE(host(false).run(shell("true"), test::soon(), {})) << "connected";
    const Deadline deadline = Deadline::in(std::chrono::seconds(4));
    const auto end =
        Host({session, std::make_shared<SlowAsker>(deadline), passwords, false}).run(asRoot(), deadline, {});
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    EXPECT_TRUE(end->output.endsWith("done\n"));
}

TEST_F(HostTest, isStoppedWhileAPersonIsAsked)
{
    asker->waits = true;
    std::stop_source stop;
    std::jthread later([&] {
        for (int i = 0; i < 500 && asker->secretQuestions().empty(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        stop.request_stop();
    });
    const auto end = host(false).run(asRoot(), test::soon(), stop.get_token());
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().kind, ErrorKind::Cancelled) << qPrintable(sentence(end.error()));
}

TEST_F(HostTest, forgetsAPasswordThatWasRefused)
{
    asker->answer = QStringLiteral("guess");
    EXPECT_EQ(codeOf(host(false).run(asRoot(), test::soon(), {}).error()), QStringLiteral("sudo.password-refused"));
    asker->answer = QStringLiteral("v3rbena");
    EXPECT_TRUE(host(false).run(asRoot(), test::soon(), {}));
    EXPECT_EQ(asker->secretQuestions().size(), 2U);
}

TEST_F(HostTest, asksAnewWhereOneThatWasKeptIsRefused)
{
    const auto saved = std::make_shared<secrets::SavedSecrets>();
    saved->keep({secrets::SecretName::Kind::Sudo, host(false).target()}, Secret(QStringLiteral("old")));
    passwords = std::make_shared<ssh::Answers>(saved);
    asker->answer = QStringLiteral("v3rbena");
    EXPECT_TRUE(host(false).run(asRoot(), test::soon(), {}));
    ASSERT_EQ(asker->secretQuestions().size(), 1U);
    EXPECT_FALSE(asker->secretQuestions().front().note.isEmpty()) << "why it is asked";
}

TEST_F(HostTest, saysThatAPasswordIsNeededWhereNobodyGivesOne)
{
    EXPECT_EQ(codeOf(host(false).run(asRoot(), test::soon(), {}).error()), QStringLiteral("sudo.password-needed"));
}

TEST_F(HostTest, needsNoSudoWhereRootLogsIn)
{
    const auto end = host(true).run(asRoot(), test::soon(), {});
    ASSERT_TRUE(end) << qPrintable(sentence(end.error()));
    EXPECT_TRUE(end->succeeded());
    EXPECT_TRUE(server.read(QStringLiteral("args")).isEmpty());
}

TEST_F(HostTest, isThereForMachinesBehindSshOnlyAndSoIsTheirSession)
{
    Tunnels tunnels;
    const Machine machine{.name = QStringLiteral("m"), .engine = Endpoint::tcp(QStringLiteral("m"), 2375)};
    const auto host = tunnels.host(machine);
    ASSERT_FALSE(host);
    EXPECT_EQ(host.error().code, QStringLiteral("machine.no-ssh"));
    const auto connection = tunnels.session(machine);
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error(), host.error());
}
