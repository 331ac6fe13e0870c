// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What public reports of connections by SSH must make the console say. What only a server shows is in tests/unit/ssh.
#include "ssh/agentfilter.h"
#include "ssh/config.h"
#include "ssh/failures.h"
#include "ssh/socketlook.h"
#include "ssh/wire.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
class BugBank_Ssh : public testing::Test
{
protected:
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

QByteArray agentAnswer(int keys)
{
    WireWriter writer;
    writer.byte(12);
    writer.number(static_cast<quint32>(keys));
    for (int key = 1; key <= keys; ++key) {
        writer.text("key" + QByteArray::number(key));
        writer.text("comment");
    }
    return writer.bytes();
}
} // namespace

// docker/cli#1014: a bare exit code was all that people saw.
TEST_F(BugBank_Ssh, b108_aSocketThatCannotBeOpenedThereIsToldByItsCause)
{
    const auto toldFor = [](const QString &path) {
        const QStringList words = lookAtSocket(path).words;
        QProcess shell;
        shell.start(words.first(), words.mid(1));
        EXPECT_TRUE(shell.waitForFinished());
        return explained(Error{.reason = QStringLiteral("refused")}, shell.exitCode());
    };
    const Error missing = toldFor(m_folder.filePath(QStringLiteral("docker.sock")));
    EXPECT_EQ(missing.code, QStringLiteral("tunnel.no-socket-there"));
    EXPECT_TRUE(missing.remedy.contains(QStringLiteral("the engine")));
    EXPECT_EQ(toldFor(write(QStringLiteral("file"), "")).code, QStringLiteral("tunnel.not-a-socket"));
    QSet<QString> reasons;
    for (int code = 40; code <= 43; ++code) {
        reasons << explained({}, code).reason;
    }
    EXPECT_EQ(reasons.size(), 4);
    EXPECT_TRUE(explained({}, 42).remedy.contains(QStringLiteral("group"))) << "not in the group, or no engine";
    EXPECT_TRUE(explained({}, 42, "docker\nops\n").remedy.contains(QStringLiteral("sudo usermod -aG docker ops")));
    for (const char *printed : {"root\nops\n", "docker\nroot\n", "a;b\nops\n", "docker\n"}) {
        EXPECT_FALSE(explained({}, 42, printed).remedy.contains(QStringLiteral("sudo"))) << printed;
    }
    EXPECT_TRUE(explained({}, 43).remedy.contains(QStringLiteral("engine")));
    EXPECT_EQ(explained(Error{.reason = QStringLiteral("refused")}, 127).reason, QStringLiteral("refused"));
}

// docker/cli#1301
TEST_F(BugBank_Ssh, b110_hostsOnTheWayAreReadInTheirOrder)
{
    const ConfigFiles files{.user = write(QStringLiteral("config"), "Host storm-1\n  ProxyJump jump@b1:22,jump@b2\n"),
                            .system = m_folder.filePath(QStringLiteral("none")),
                            .home = m_folder.path(),
                            .agentSocket = {}};
    const auto host = readConfig(parseTarget(QStringLiteral("ops@storm-1")).value(), files);
    ASSERT_TRUE(host) << qPrintable(sentence(host.error()));
    ASSERT_EQ(host->jumps.size(), 2U);
    EXPECT_EQ(host->jumps[0].text(), QStringLiteral("jump@b1:22"));
    EXPECT_EQ(host->jumps[1].text(), QStringLiteral("jump@b2"));
    EXPECT_EQ(host->user, QStringLiteral("ops"));
}

// twisted/twisted#8957
TEST_F(BugBank_Ssh, b115_aKeyOfAnotherTypeIsNoChangedKey)
{
    const HostKey ecdsa{"ecdsa-sha2-nistp256", "the known one"};
    const QString file =
        write(QStringLiteral("known_hosts"), "# hosts\nstorm-1 " + ecdsa.type + ' ' + ecdsa.blob.toBase64() + '\n');
    const auto known = knownHosts({file}, QStringLiteral("storm-1"));
    ASSERT_TRUE(known);
    using Kind = KeyVerdict::Kind;
    EXPECT_EQ(judge(*known, ecdsa).kind, Kind::Known);
    EXPECT_EQ(judge(*known, {"ssh-ed25519", "new"}).kind, Kind::NewType);
    EXPECT_EQ(judge(*knownHosts({file}, QStringLiteral("storm-2")), ecdsa).kind, Kind::Unknown);
    const HostKey other{ecdsa.type, "another"};
    const KeyVerdict changed = judge(*known, other);
    EXPECT_EQ(changed.kind, Kind::Changed);
    const Error error = keyChanged(QStringLiteral("ops@storm-1"), changed.entry, other);
    EXPECT_EQ(error.kind, ErrorKind::Conflict);
    const QString told = sentence(error) + error.remedy;
    EXPECT_TRUE(told.contains(ecdsa.fingerprint()) && told.contains(other.fingerprint())) << qPrintable(told);
    EXPECT_TRUE(told.contains(file) && told.contains(QStringLiteral("line 2"))) << qPrintable(told);
}

// wezterm/wezterm#6216: servers hang up after six keys.
TEST_F(BugBank_Ssh, b119_theChosenKeyOfAFullAgentIsOfferedFirstAndTheOffersAreCounted)
{
    const QByteArray agent = agentAnswer(8);
    EXPECT_EQ(identityBlobs(chosenIdentities(agent, {.first = {"key8"}})).first(), QByteArray("key8"));
    EXPECT_EQ(identityBlobs(chosenIdentities(agent, {.first = {"key8"}})).size(), 5);
    EXPECT_EQ(identityBlobs(chosenIdentities(agent, {.first = {"key8"}, .firstOnly = true})),
              QList<QByteArray>{"key8"});
    QStringList offered;
    for (int key = 1; key <= 6; ++key) {
        offered << QStringLiteral("the key %1").arg(key);
    }
    const Error error =
        notLoggedIn(QStringLiteral("ops@storm-1"),
                    {.methods = {QStringLiteral("publickey")}, .offered = offered, .notes = {}, .keys = 6},
                    QStringLiteral("Too many authentication failures"));
    EXPECT_TRUE((error.reason + error.remedy).contains(u'6')) << qPrintable(error.reason + error.remedy);
}
