// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/config.h"

#include "ssh/configtokens.h"
#include "support/sshserver.h"

#include <QDir>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
class SshConfig : public testing::Test
{
protected:
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    void config(const QByteArray &content) const { write(QStringLiteral("config"), content); }
    [[nodiscard]] Result<HostConfig> read(const char *host) const
    {
        return readConfig(*parseTarget(QString::fromUtf8(host)), files);
    }
    [[nodiscard]] HostConfig get(const char *host) const
    {
        const auto got = read(host);
        EXPECT_TRUE(got) << qPrintable(sentence(got.error()));
        return got ? *got : HostConfig();
    }
    [[nodiscard]] QString home(const char *path) const { return folder.path() + QString::fromUtf8(path); }

    QTemporaryDir folder;
    ConfigFiles files{folder.filePath(QStringLiteral("config")), folder.filePath(QStringLiteral("system")),
                      folder.path(), QStringLiteral("/run/agent")};
};
} // namespace

TEST_F(SshConfig, hasDefaultsWhereThereIsNoFile)
{
    const auto host = get("storm-1");
    EXPECT_EQ(host.hostName, QStringLiteral("storm-1"));
    EXPECT_EQ(host.port, 22);
    EXPECT_EQ(host.user, localUser());
    EXPECT_EQ(host.identityFiles.size(), 3);
    EXPECT_FALSE(host.identitiesGiven);
    EXPECT_EQ(host.knownHostsFiles.first(), home("/.ssh/known_hosts"));
    EXPECT_EQ(host.agentSocket, QStringLiteral("/run/agent"));
    EXPECT_TRUE(host.jumps.empty());
}

TEST_F(SshConfig, takesTheFirstValueFoundAndWhatThePersonSaysBeforeThat)
{
    config("Host web storm-*  # mine\n"
           "  HostName 10.0.0.5\n  Port=2222\n  User = ops\n\tIdentityFile \"~/my keys/a\"\n"
           "Host !storm-9 storm-?\n  User other\n  IdentityFile %d/b-%h-%r\n  IdentitiesOnly yes\n"
           "Host *\n  Port 9\n  UserKnownHostsFile ~/kh1 /kh2\n  HashKnownHosts yes\n  ConnectTimeout 5\n");
    const auto host = get("storm-1");
    EXPECT_EQ(host.hostName, QStringLiteral("10.0.0.5"));
    EXPECT_EQ(host.port, 2222);
    EXPECT_EQ(host.user, QStringLiteral("ops"));
    EXPECT_EQ(host.identityFiles, QStringList({home("/my keys/a"), home("/b-10.0.0.5-ops")}));
    EXPECT_TRUE(host.identitiesOnly);
    EXPECT_EQ(host.knownHostsFiles, QStringList({home("/kh1"), QStringLiteral("/kh2")}));
    EXPECT_TRUE(host.hashKnownHosts);
    EXPECT_EQ(host.connectTimeout, std::chrono::seconds(5));
    EXPECT_EQ(host.text(), QStringLiteral("ops@storm-1:2222"));
    EXPECT_EQ(host.knownName(), QStringLiteral("[10.0.0.5]:2222"));
    const auto said = get("root@storm-9:77");
    EXPECT_EQ(said.user, QStringLiteral("root"));
    EXPECT_EQ(said.port, 77);
    EXPECT_FALSE(said.identitiesOnly) << "it is excluded from the second block";
    EXPECT_EQ(get("elsewhere").port, 9);
}

TEST_F(SshConfig, followsIncludesWithinTheirBlock)
{
    QDir(folder.path()).mkpath(QStringLiteral("conf.d"));
    write(QStringLiteral("conf.d/a.conf"), "User included\nHost inner\n Port 5\n");
    write(QStringLiteral("conf.d/b.conf"), "HostName from-b\n");
    config("Host storm-1\n Include conf.d/*.conf\n Port 6\nHost storm-2\n User two\n");
    EXPECT_EQ(get("storm-1").user, QStringLiteral("included"));
    EXPECT_EQ(get("storm-1").hostName, QStringLiteral("from-b"));
    EXPECT_EQ(get("storm-1").port, 6) << "the block goes on after the include";
    EXPECT_EQ(get("storm-2").user, QStringLiteral("two"));
    EXPECT_EQ(get("inner").port, 22) << "an include in a block of another host";
}

TEST_F(SshConfig, matchesByHostAndUserAndRunsNoProgram)
{
    const QString mark = folder.filePath(QStringLiteral("ran"));
    config("Match originalhost storm-1 user ops\n Port 1001\n"
           "Match host !storm-1,storm-*\n Port 1002\n"
           "Match exec \"touch " +
           mark.toUtf8() +
           "\"\n User evil\n"
           "Match all\n User last\n");
    EXPECT_EQ(get("ops@storm-1").port, 1001);
    EXPECT_EQ(get("storm-1").port, 22);
    EXPECT_EQ(get("storm-2").port, 1002);
    const auto host = get("storm-2");
    EXPECT_EQ(host.user, QStringLiteral("last"));
    ASSERT_EQ(host.notes.size(), 1);
    EXPECT_TRUE(host.notes[0].contains(QStringLiteral("line 5"))) << qPrintable(host.notes[0]);
    EXPECT_FALSE(QFile::exists(mark));
}

TEST_F(SshConfig, readsJumpsAndTheOldWayToWriteThem)
{
    config("Host a\n ProxyJump jump@b1:22,jump@b2\nHost b\n ProxyCommand ssh -q -W %h:%p ops@bastion\n"
           "Host c\n ProxyJump none\nHost d\n ProxyCommand nc -x proxy %h %p\nHost *\n ProxyJump all\n");
    EXPECT_EQ(get("a").jumps, std::vector<Target>({{QStringLiteral("jump"), QStringLiteral("b1"), 22},
                                                   {QStringLiteral("jump"), QStringLiteral("b2"), 0}}));
    EXPECT_EQ(get("b").jumps, std::vector<Target>({{QStringLiteral("ops"), QStringLiteral("bastion"), 0}}));
    EXPECT_TRUE(get("c").jumps.empty());
    EXPECT_EQ(get("e").jumps.size(), 1U);
    const auto command = read("d");
    ASSERT_FALSE(command);
    EXPECT_EQ(codeOf(command.error()), QStringLiteral("ssh.proxy-command"));
    EXPECT_TRUE(command.error().remedy.contains(QStringLiteral("line 8"))) << qPrintable(sentence(command.error()));
}

TEST_F(SshConfig, expandsWhatStandsForTheHostInJumps)
{
    // As "ssh -v" shows it: ssh -G and its first line about the jump do not expand.
    config("Host storm-*\n User ops\n HostName 10.0.0.5\n Port 2200\n ProxyJump %r@b1,x@%h:22,%n.b2\n"
           "Host old\n User ops\n ProxyCommand ssh -W %h:%p %r@bastion\n");
    EXPECT_EQ(get("storm-1").jumps, std::vector<Target>({{QStringLiteral("ops"), QStringLiteral("b1"), 0},
                                                         {QStringLiteral("x"), QStringLiteral("10.0.0.5"), 22},
                                                         {{}, QStringLiteral("storm-1.b2"), 0}}));
    EXPECT_EQ(get("me@storm-1").jumps[0].user, QStringLiteral("me"));
    EXPECT_EQ(get("old").jumps, std::vector<Target>({{QStringLiteral("ops"), QStringLiteral("bastion"), 0}}));
}

TEST_F(SshConfig, saysWhichLineIsWrong)
{
    const std::array cases{"\nPort many\n", "\nPort 0\n", "\nUser \"open\n", "\nPort\n"};
    for (const char *text : cases) {
        config(text);
        const auto host = read("storm-1");
        ASSERT_FALSE(host) << text;
        EXPECT_EQ(host.error().kind, ErrorKind::Rejected);
        EXPECT_TRUE(sentence(host.error()).contains(QStringLiteral("config, line 2")))
            << qPrintable(sentence(host.error()));
    }
    config("Include config\n");
    EXPECT_FALSE(read("storm-1")) << "it includes itself";
}

TEST_F(SshConfig, isNotTakenFromAFileThatOthersCanWrite)
{
    config("Port 5\n");
    QFile::setPermissions(files.user, QFile::ReadOwner | QFile::WriteOwner | QFile::WriteOther);
    EXPECT_FALSE(read("storm-1"));
}

TEST_F(SshConfig, isReadAsOpenSshReadsIt)
{
    config("Host=al?as\n\tHostName   %h.example.org\nUser o\"p\"s\n"
           "Host *.org alias\n Port 23\n IdentityFile ~/.ssh/%n-%p\n HostKeyAlias shared\n"
           "Match user ops\n StrictHostKeyChecking accept-new\n"
           "Host !x *\n UserKnownHostsFile ~/k %d/l\n GlobalKnownHostsFile /g\n IdentitiesOnly=yes\n");
    const auto host = get("alias");
    const auto lines = test::outputOf(QStringLiteral("ssh"),
                                      {QStringLiteral("-G"), QStringLiteral("-F"), files.user, QStringLiteral("alias")})
                           .split('\n');
    const auto value = [&lines](const QByteArray &keyword) {
        for (const QByteArray &line : lines) {
            if (line.startsWith(keyword + ' ')) {
                return QString::fromUtf8(line.mid(keyword.size() + 1));
            }
        }
        return QString();
    };
    EXPECT_EQ(host.hostName, value("hostname"));
    EXPECT_EQ(QString::number(host.port), value("port"));
    EXPECT_EQ(host.user, value("user"));
    EXPECT_EQ(host.hostKeyAlias, value("hostkeyalias"));
    EXPECT_EQ(host.identitiesOnly, value("identitiesonly") == QStringLiteral("yes"));
    EXPECT_EQ(host.unknownHosts == UnknownHosts::AcceptNew,
              value("stricthostkeychecking") == QStringLiteral("accept-new"));
    EXPECT_EQ(host.globalKnownHostsFiles.join(u' '), value("globalknownhostsfile"));
    EXPECT_EQ(host.identityFiles, QStringList{home("/.ssh/alias-23")});
    EXPECT_EQ(host.knownHostsFiles, QStringList({home("/k"), home("/l")}));
}
