// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/knownhosts.h"

#include "net/descriptor.h"
#include "util/lock.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <vector>

#include <fcntl.h>

using namespace stormdeck;
using namespace stormdeck::ssh;
using namespace std::chrono_literals;

namespace {
class SshKnownHosts : public testing::Test
{
protected:
    void write(const QByteArray &content) const
    {
        QFile to(file);
        ASSERT_TRUE(to.open(QIODevice::WriteOnly));
        to.write(content);
    }
    [[nodiscard]] QByteArray read() const
    {
        QFile from(file);
        return from.open(QIODevice::ReadOnly) ? from.readAll() : QByteArray();
    }
    [[nodiscard]] KeyVerdict verdict(const QString &name, const HostKey &key) const
    {
        const auto known = knownHosts({file}, name);
        EXPECT_TRUE(known);
        return judge(*known, key);
    }

    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("known_hosts"));
    HostKey ed{"ssh-ed25519", "one key"};
    HostKey otherEd{"ssh-ed25519", "another key"};
    HostKey rsa{"ssh-rsa", "rsa key"};
};

QByteArray line(const QByteArray &names, const HostKey &key)
{
    return names + ' ' + key.type + ' ' + key.blob.toBase64() + " a comment\n";
}
using Kind = KeyVerdict::Kind;
} // namespace

TEST_F(SshKnownHosts, areFoundByNameListPatternAndPort)
{
    write("# comment\n\n" + line("storm-1,10.0.0.5", ed) + line("[storm-2]:2222", otherEd) +
          line("*.lan,!bad.lan", rsa));
    EXPECT_EQ(verdict(knownHostName(QStringLiteral("Storm-1"), 22), ed).kind, Kind::Known);
    EXPECT_EQ(verdict(QStringLiteral("10.0.0.5"), ed).entry.line, 3);
    EXPECT_EQ(verdict(knownHostName(QStringLiteral("storm-2"), 2222), otherEd).kind, Kind::Known);
    EXPECT_EQ(verdict(QStringLiteral("storm-2"), otherEd).kind, Kind::Unknown) << "another port is another server";
    EXPECT_EQ(verdict(QStringLiteral("a.lan"), rsa).kind, Kind::Known);
    EXPECT_EQ(verdict(QStringLiteral("bad.lan"), rsa).kind, Kind::Unknown);
}

TEST_F(SshKnownHosts, tellAChangedKeyFromANewType)
{
    write(line("storm-1", ed) + line("storm-1", rsa));
    const auto changed = verdict(QStringLiteral("storm-1"), otherEd);
    EXPECT_EQ(changed.kind, Kind::Changed);
    EXPECT_EQ(changed.entry.line, 1);
    EXPECT_EQ(changed.entry.key, ed);
    EXPECT_EQ(verdict(QStringLiteral("storm-1"), {"ecdsa-sha2-nistp256", "k"}).kind, Kind::NewType);
    write(line("storm-1", otherEd) + line("storm-1", ed));
    EXPECT_EQ(verdict(QStringLiteral("storm-1"), ed).kind, Kind::Known) << "a host may have several keys of a type";
}

TEST_F(SshKnownHosts, honourTheMarkOfARevokedKeyAndPassOverWhatTheyCannotRead)
{
    write("@revoked * " + line("", ed).mid(1) + "@cert-authority *.lan " + line("", rsa).mid(1) +
          "garbage\nstorm-1 ssh-rsa\n" + line("storm-1", ed));
    EXPECT_EQ(verdict(QStringLiteral("storm-1"), ed).kind, Kind::Revoked);
    EXPECT_EQ(verdict(QStringLiteral("a.lan"), rsa).kind, Kind::Unknown);
}

TEST_F(SshKnownHosts, areNoErrorWhereTheFileIsMissing)
{
    EXPECT_EQ(verdict(QStringLiteral("storm-1"), ed).kind, Kind::Unknown);
}

TEST_F(SshKnownHosts, haveFingerprintsAsOpenSshShowsThem)
{
    // echo AAAAC3NzaC1lZDI1NTE5AAAAIIPy7YxcFnL3Zpg6zSfkpFG9jdq2Wd4Ve8RLTnU3k4qO | ssh-keygen -lf -
    const HostKey key{"ssh-ed25519",
                      QByteArray::fromBase64("AAAAC3NzaC1lZDI1NTE5AAAAIIPy7YxcFnL3Zpg6zSfkpFG9jdq2Wd4Ve8RLTnU3k4qO")};
    EXPECT_EQ(key.fingerprint(), QStringLiteral("SHA256:FKwkKc5xbLy0fJ5KMPx6ALnh2zCmOvWMDEkqaaVe0/0"));
}

TEST_F(SshKnownHosts, keepLinesPermissionsAndLinksWhenOneIsAdded)
{
    write("old line without an end");
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
    const QString link = folder.filePath(QStringLiteral("link"));
    ASSERT_TRUE(QFile::link(file, link));
    ASSERT_TRUE(addKnownHost(link, QStringLiteral("[storm-1]:2222"), ed, false, {}));
    EXPECT_EQ(read(), "old line without an end\n[storm-1]:2222 ssh-ed25519 " + ed.blob.toBase64() + '\n');
    EXPECT_TRUE(QFileInfo(link).isSymLink());
    EXPECT_TRUE(QFileInfo(file).permission(QFile::ReadGroup));
}

TEST_F(SshKnownHosts, areMadePrivateWhereThereWasNoFile)
{
    file = folder.filePath(QStringLiteral("new/known_hosts"));
    ASSERT_TRUE(addKnownHost(file, QStringLiteral("storm-1"), ed, true, {}));
    EXPECT_EQ(QFileInfo(file).permissions() & 0x0077, 0);
    EXPECT_EQ(QFileInfo(QFileInfo(file).path()).permissions() & 0x0077, 0);
    EXPECT_FALSE(read().contains("storm-1"));
    EXPECT_EQ(verdict(QStringLiteral("storm-1"), ed).kind, Kind::Known);
    EXPECT_EQ(verdict(QStringLiteral("storm-2"), ed).kind, Kind::Unknown);
}

TEST_F(SshKnownHosts, doNotWaitBeyondTheStopForWhoHoldsTheirFolder)
{
    const net::Descriptor held(
        open(QFile::encodeName(folder.path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    ASSERT_TRUE(lockNow(held.number()));
    std::stop_source stop;
    auto adding = std::async(std::launch::async, [&] {
        return addKnownHost(file, QStringLiteral("storm-1"), ed, false, stop.get_token()).has_value();
    });
    EXPECT_EQ(adding.wait_for(100ms), std::future_status::timeout);
    stop.request_stop();
    ASSERT_EQ(adding.wait_for(1s), std::future_status::ready);
    EXPECT_FALSE(adding.get());
    EXPECT_FALSE(QFile::exists(file));
}

TEST_F(SshKnownHosts, keepWhatSeveralAddAtTheSameTime)
{
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([this, i] {
            for (int k = 0; k < 5; ++k) {
                EXPECT_TRUE(addKnownHost(file, QStringLiteral("host-%1-%2").arg(i).arg(k), ed, false, {}));
            }
        });
    }
    threads.clear();
    EXPECT_EQ(read().count('\n'), 40);
}
