// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/handles.h"
#include "ssh/hostkeycheck.h"
#include "support/sshfixture.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <future>

#include <libssh/libssh.h>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
class SshHostKey : public test::SshTest
{
protected:
    [[nodiscard]] QByteArray name() const { return "[127.0.0.1]:" + QByteArray::number(server.port()); }
    [[nodiscard]] QByteArray known() const { return server.read(QStringLiteral("known_hosts")); }
    void know(const QByteArray &content) const { server.write(QStringLiteral("known_hosts"), content); }
};
using test::soon;
using test::StopWatch;
using namespace std::chrono_literals;
} // namespace

TEST_F(SshHostKey, isAskedAboutAtFirstAndRemembered)
{
    ASSERT_TRUE(session->open(soon(), {}));
    const auto questions = asker->hostKeyQuestions();
    ASSERT_EQ(questions.size(), 1U);
    EXPECT_EQ(questions[0].fingerprint, server.hostKeyFingerprint());
    EXPECT_EQ(questions[0].keyType, QStringLiteral("ED25519"));
    EXPECT_EQ(questions[0].name.toUtf8(), name());
    EXPECT_TRUE(questions[0].knownType.isEmpty());
    EXPECT_EQ(known(), name() + ' ' + server.hostKeyLine() + '\n');
    ASSERT_TRUE(sessionTo(server.host(key))->open(soon(), {}));
    EXPECT_EQ(asker->hostKeyQuestions().size(), 1U);
}

TEST_F(SshHostKey, keepsAllOtherLinesWhenOneIsAdded)
{
    know("# mine\nother ssh-ed25519 AAAA");
    ASSERT_TRUE(session->open(soon(), {}));
    EXPECT_EQ(known(), "# mine\nother ssh-ed25519 AAAA\n" + name() + ' ' + server.hostKeyLine() + '\n');
}

TEST_F(SshHostKey, isNotTrustedWhereThePersonSaysNo)
{
    asker->accepts = false;
    const auto opened = session->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Denied);
    EXPECT_EQ(opened.error().layer, Layer::HostKey);
    EXPECT_TRUE(opened.error().reason.contains(server.hostKeyFingerprint()));
    EXPECT_TRUE(known().isEmpty());
}

TEST_F(SshHostKey, isAskedAboutAgainOnlyByOpen)
{
    asker->accepts = false;
    EXPECT_FALSE(session->run(shell("true"), soon(), {}));
    const auto second = session->run(shell("true"), soon(), {});
    ASSERT_FALSE(second);
    EXPECT_EQ(codeOf(second.error()), QStringLiteral("host-key.not-accepted"));
    EXPECT_EQ(asker->hostKeyQuestions().size(), 1U);
    EXPECT_EQ(server.connections(), 1);
    asker->accepts = true;
    EXPECT_TRUE(session->open(soon(), {}));
    EXPECT_TRUE(session->run(shell("true"), soon(), {}));
}

TEST_F(SshHostKey, isRefusedWhereItChangedWithBothFingerprintsAndThePlace)
{
    const QString before = server.hostKeyFingerprint();
    know("# a comment\n\n" + name() + ' ' + server.hostKeyLine() + '\n');
    server.changeHostKey();
    const QByteArray file = known();
    const auto opened = session->open(soon(), {});
    ASSERT_FALSE(opened);
    const QString text = sentence(opened.error());
    EXPECT_EQ(opened.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(codeOf(opened.error()), QStringLiteral("host-key.changed"));
    EXPECT_TRUE(text.contains(before)) << qPrintable(text);
    EXPECT_TRUE(text.contains(server.hostKeyFingerprint())) << qPrintable(text);
    EXPECT_TRUE(
        opened.error().remedy.contains(QStringLiteral("line 3 of ") + server.path(QStringLiteral("known_hosts"))))
        << qPrintable(text);
    EXPECT_TRUE(asker->hostKeyQuestions().empty()) << "it is never a question";
    EXPECT_EQ(known(), file);
    EXPECT_TRUE(server.log().contains("Connection closed") || !server.log().contains("Accepted"));
}

TEST_F(SshHostKey, isFoundAmongHashedNames)
{
    know(name() + ' ' + server.hostKeyLine() + '\n');
    test::outputOf(QStringLiteral("ssh-keygen"),
                   {QStringLiteral("-H"), QStringLiteral("-f"), server.path(QStringLiteral("known_hosts"))});
    ASSERT_TRUE(known().startsWith("|1|"));
    ASSERT_TRUE(session->open(soon(), {}));
    EXPECT_TRUE(asker->hostKeyQuestions().empty());
    server.changeHostKey();
    const auto opened = sessionTo(server.host(key))->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(codeOf(opened.error()), QStringLiteral("host-key.changed"));
}

TEST_F(SshHostKey, isRememberedHashedSoThatOpenSshFindsIt)
{
    auto host = server.host(key);
    host.hashKnownHosts = true;
    ASSERT_TRUE(sessionTo(host)->open(soon(), {}));
    EXPECT_TRUE(known().startsWith("|1|"));
    const auto found = test::outputOf(QStringLiteral("ssh-keygen"),
                                      {QStringLiteral("-F"), QString::fromUtf8(name()), QStringLiteral("-f"),
                                       server.path(QStringLiteral("known_hosts"))});
    EXPECT_TRUE(found.contains(server.hostKeyLine()));
}

TEST_F(SshHostKey, ofAnotherTypeIsANewQuestionThatNamesTheKnownOne)
{
    know(name() + ' ' + server.hostKeyLine() + '\n');
    server.changeHostKey("ecdsa");
    ASSERT_TRUE(session->open(soon(), {}));
    const auto questions = asker->hostKeyQuestions();
    ASSERT_EQ(questions.size(), 1U);
    EXPECT_EQ(questions[0].keyType, QStringLiteral("ECDSA"));
    EXPECT_EQ(questions[0].knownType, QStringLiteral("ED25519"));
    EXPECT_TRUE(questions[0].knownPlace.endsWith(QStringLiteral("line 1")));
}

TEST_F(SshHostKey, ofTheKnownTypeIsAskedForWhereTheServerHasSeveral)
{
    test::SshServer several("HostKey " + server.path(QStringLiteral("second")).toUtf8());
    server.makeKey(QStringLiteral("second"), QStringLiteral("ecdsa"));
    several.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    const auto ecdsa = server.read(QStringLiteral("second.pub")).split(' ');
    several.write(QStringLiteral("known_hosts"),
                  "[127.0.0.1]:" + QByteArray::number(several.port()) + ' ' + ecdsa[0] + ' ' + ecdsa[1] + '\n');
    ASSERT_TRUE(sessionTo(several.host(key))->open(soon(), {}));
    EXPECT_TRUE(asker->hostKeyQuestions().empty());
}

TEST_F(SshHostKey, markedAsRevokedIsRefused)
{
    know("@revoked * " + server.hostKeyLine() + '\n');
    const auto opened = session->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(codeOf(opened.error()), QStringLiteral("host-key.revoked"));
}

TEST_F(SshHostKey, followsTheConfigurationOnUnknownHosts)
{
    auto host = server.host(key);
    host.unknownHosts = UnknownHosts::Refuse;
    const auto refused = sessionTo(host)->open(soon(), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(codeOf(refused.error()), QStringLiteral("host-key.not-accepted"));
    host.unknownHosts = UnknownHosts::AcceptNew;
    EXPECT_TRUE(sessionTo(host)->open(soon(), {}));
    EXPECT_TRUE(asker->hostKeyQuestions().empty());
    EXPECT_FALSE(known().isEmpty());
}

TEST_F(SshHostKey, staysAQuestionWhenACallHasNoTimeLeft)
{
    asker->waits = true;
    const auto late = session->run(shell("true"), Deadline::in(300ms), {});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().kind, ErrorKind::Deadline);
    EXPECT_EQ(late.error().layer, Layer::HostKey);
    EXPECT_EQ(codeOf(late.error()), QStringLiteral("ssh.question-open"));
    asker->waits = false;
    EXPECT_TRUE(session->run(shell("true"), soon(), {}));
    EXPECT_EQ(asker->hostKeyQuestions().size(), 1U) << "it was not asked twice";
}

TEST_F(SshHostKey, ofAnIPv6AddressIsRememberedAsOpenSshFindsIt)
{
    test::SshServer six({}, "ed25519", "::1");
    six.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    const auto opened = sessionTo(six.host(key))->open(soon(), {});
    ASSERT_TRUE(opened) << qPrintable(sentence(opened.error()));
    const QString entry = QStringLiteral("[::1]:%1").arg(six.port());
    EXPECT_EQ(six.read(QStringLiteral("known_hosts")), entry.toUtf8() + ' ' + six.hostKeyLine() + '\n');
    const QByteArray found =
        test::outputOf(QStringLiteral("ssh-keygen"),
                       {QStringLiteral("-F"), entry, QStringLiteral("-f"), six.path(QStringLiteral("known_hosts"))});
    EXPECT_TRUE(found.contains(six.hostKeyLine())) << found.constData();
    ASSERT_TRUE(sessionTo(six.host(key))->open(soon(), {}));
    EXPECT_EQ(asker->hostKeyQuestions().size(), 1U) << "and by us";
}

TEST_F(SshHostKey, provedBySha1OnlyIsToldAsThat)
{
    test::SshServer old("HostKeyAlgorithms ssh-rsa", "rsa");
    const auto opened =
        sessionTo(old.host(old.makeKey(QStringLiteral("rsa"), QStringLiteral("rsa"))))->open(soon(), {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(codeOf(opened.error()), QStringLiteral("ssh.sha1-only")) << qPrintable(sentence(opened.error()));
    EXPECT_TRUE(opened.error().reason.contains(QStringLiteral("SHA-1")));
}

TEST_F(SshHostKey, thatCannotBeReadIsNeitherAskedAboutNorRemembered)
{
    const SessionHandle greeted(ssh_new()); // nothing was shown on it
    for (const auto unknown : {UnknownHosts::Ask, UnknownHosts::AcceptNew}) {
        auto host = server.host(key);
        host.unknownHosts = unknown;
        const auto checked = checkHostKey(greeted.get(), host, *asker, {});
        ASSERT_FALSE(checked);
        EXPECT_EQ(codeOf(checked.error()), QStringLiteral("host-key.unreadable"));
    }
    EXPECT_TRUE(asker->hostKeyQuestions().empty());
    EXPECT_TRUE(known().isEmpty());
}

TEST_F(SshHostKey, isNoQuestionAnyMoreAfterAStop)
{
    asker->waits = true;
    std::stop_source stop;
    auto opening = std::async(std::launch::async, [&] { return session->open(soon(), stop.get_token()); });
    pause(300ms, {});
    const StopWatch watch;
    stop.request_stop();
    EXPECT_EQ(opening.get().error().kind, ErrorKind::Cancelled);
    EXPECT_LT(watch.milliseconds(), 50);
    asker->waits = false;
    EXPECT_TRUE(session->open(soon(), {}));
}
