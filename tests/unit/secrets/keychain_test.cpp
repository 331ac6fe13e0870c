// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keychain.h"

#include "support/sshfixture.h"

#include <future>

#include <csignal>

using namespace stormdeck;
using namespace stormdeck::secrets;
using test::soon;
using namespace std::chrono_literals;

// Run by with-keyring.sh only, one of the three in a session.
namespace {
/// One keychain for the whole program, as in Stormdeck, and gone before its application is.
class Session : public testing::Test
{
protected:
    static void SetUpTestSuite() { made = std::make_unique<secrets::Keychain>(); }
    static void TearDownTestSuite() { made.reset(); }
    [[nodiscard]] static secrets::Keychain &keychain() { return *made; }

private:
    inline static std::unique_ptr<secrets::Keychain> made;
};
class OpenKeychain : public Session
{
};
class LockedKeychain : public Session
{
};
class NoKeychain : public Session
{
};

SecretName passwordOf(const char *subject)
{
    return {SecretName::Kind::Password, QString::fromUtf8(subject)};
}

void signalKeyring(int signal)
{
    kill(qEnvironmentVariableIntValue("KEYRING"), signal);
}
} // namespace

TEST_F(OpenKeychain, keepsReplacesAndRemoves)
{
    const SecretName name = passwordOf("ops@störm-1");
    EXPECT_EQ(keychain().read(name, soon(), {}).value().has_value(), false);
    ASSERT_TRUE(keychain().write(name, Secret(QStringLiteral("gehéim ✓")), soon(), {}));
    EXPECT_EQ(keychain().read(name, soon(), {}).value().value().expose(), QStringLiteral("gehéim ✓"));
    ASSERT_TRUE(keychain().write(name, Secret(QStringLiteral("neu")), soon(), {}));
    EXPECT_EQ(keychain().read(name, soon(), {}).value().value().expose(), QStringLiteral("neu"));
    const SecretName other{SecretName::Kind::Passphrase, name.subject};
    EXPECT_FALSE(keychain().read(other, soon(), {}).value()) << "another kind is another secret";
    ASSERT_TRUE(keychain().remove(name, soon(), {}));
    EXPECT_FALSE(keychain().read(name, soon(), {}).value());
    EXPECT_TRUE(keychain().remove(name, soon(), {})) << "nothing to remove is no error";
}

TEST_F(OpenKeychain, servesManyThreads)
{
    std::vector<std::future<bool>> threads;
    for (int i = 0; i < 16; ++i) {
        threads.push_back(std::async(std::launch::async, [i] {
            const SecretName name = passwordOf(QByteArray::number(i).constData());
            const QString secret = QStringLiteral("secret %1").arg(i);
            const bool isWritten = keychain().write(name, Secret(secret), soon(), {}).has_value();
            const auto read = keychain().read(name, soon(), {});
            return isWritten && read && *read && (*read)->expose() == secret && keychain().remove(name, soon(), {});
        }));
    }
    for (auto &one : threads) {
        EXPECT_TRUE(one.get());
    }
}

TEST_F(OpenKeychain, givesUpOnOneThatStandsStillAndGoesOnWithItAfterwards)
{
    const SecretName name = passwordOf("ops@frozen");
    ASSERT_TRUE(keychain().write(name, Secret(QStringLiteral("before")), soon(), {}));
    signalKeyring(SIGSTOP);
    const auto changed = keychain().write(name, Secret(QStringLiteral("after")), Deadline::in(200ms), {});
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().kind, ErrorKind::OutcomeUnknown) << "it had begun";
    const auto behind = keychain().remove(name, Deadline::in(200ms), {});
    ASSERT_FALSE(behind);
    EXPECT_EQ(behind.error().kind, ErrorKind::Deadline) << "it had not, and will not";

    std::stop_source stop;
    auto read = std::async(std::launch::async, [&] { return keychain().read(name, soon(), stop.get_token()); });
    EXPECT_EQ(read.wait_for(100ms), std::future_status::timeout);
    const test::StopWatch watch;
    stop.request_stop();
    EXPECT_EQ(read.get().error().kind, ErrorKind::Cancelled);
    EXPECT_LT(watch.milliseconds(), 50);

    signalKeyring(SIGCONT);
    const auto found = keychain().read(name, soon(), {});
    ASSERT_TRUE(found && *found) << "what was given up before its turn is not done";
    EXPECT_EQ((*found)->expose(), QStringLiteral("after")) << "what had begun is";
}

TEST_F(LockedKeychain, saysThatItIsLocked)
{
    EXPECT_TRUE(keychain().read(passwordOf("ops@storm-1"), soon(), {})) << "looking for what is not there needs no key";
    const auto written = keychain().write(passwordOf("ops@storm-1"), Secret(QStringLiteral("geheim")), soon(), {});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, ErrorKind::Denied);
    EXPECT_EQ(written.error().code, QStringLiteral("keychain.denied"));
}

TEST_F(NoKeychain, saysSoAtOnce)
{
    const test::StopWatch watch;
    const auto read = keychain().read(passwordOf("ops@storm-1"), soon(), {});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, QStringLiteral("keychain.unavailable"));
    EXPECT_TRUE(read.error().reason.contains(QStringLiteral("no keychain"))) << qPrintable(read.error().reason);
    EXPECT_LT(watch.milliseconds(), 2000);
    const auto written = keychain().write(passwordOf("ops@storm-1"), Secret(QStringLiteral("geheim")), soon(), {});
    EXPECT_FALSE(written);
}
