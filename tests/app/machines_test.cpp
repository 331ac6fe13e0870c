// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandrun.h"

#include "support/privatehost.h"

#include <QDirIterator>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

/// `stormdeck prepare` and its like on a machine that can be harmed.
class MachineCommands : public testing::Test
{
protected:
    MachineCommands()
    {
        qputenv("HOME", folder.path().toLocal8Bit());
        qputenv("XDG_STATE_HOME", folder.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
        qunsetenv("STORMDECK_PROFILE");
        qunsetenv("SSH_AUTH_SOCK");
        put(QStringLiteral(".ssh/config"), host.sshConfig());
    }
    ~MachineCommands() override { qputenv("HOME", home); }
    void SetUp() override
    {
        if (!host.isPossible()) {
            GTEST_SKIP() << "mount namespaces are not allowed here";
        }
    }
    QString put(const QString &name, const QByteArray &content) const
    {
        const QString path = folder.filePath(name);
        QDir().mkpath(path.section(u'/', 0, -2));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return path;
    }
    int run(const QStringList &words)
    {
        const auto done = test::runWords(words);
        out = done.out;
        err = done.err;
        return done.code;
    }
    [[nodiscard]] QByteArray written() const
    {
        QByteArray all;
        QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            all += file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }
        return all;
    }

    QByteArray home = qgetenv("HOME");
    QTemporaryDir folder;
    test::PrivateHost host;
    QString out;
    QString err;
};

TEST_F(MachineCommands, prepareAMachineAndFindNothingToDoTheSecondTime)
{
    const QStringList words{QStringLiteral("prepare"),  QStringLiteral("fresh"),   QStringLiteral("--docker-user"),
                            QStringLiteral("ops"),      QStringLiteral("--image"), QStringLiteral("busybox"),
                            QStringLiteral("--kernel"), QStringLiteral("--ntp"),   QStringLiteral("--clean"),
                            QStringLiteral("--yes")};
    ASSERT_EQ(run(words), Done) << qPrintable(out + err);
    EXPECT_TRUE(out.contains(QStringLiteral("Prepare fresh: done and observed"))) << qPrintable(out + err);
    EXPECT_FALSE(host.has(QStringLiteral("/var/lib/docker/engine-id")));
    EXPECT_TRUE(host.read(QStringLiteral("/etc/machine-id")).isEmpty());
    EXPECT_TRUE(host.has(QStringLiteral("/etc/ssh/ssh_host_ed25519_key"))) << "it stays on";
    EXPECT_TRUE(host.read(QStringLiteral("/etc/docker/daemon.json")).contains("max-size"));
    const QByteArray before = host.calls();
    ASSERT_EQ(run(words), Done) << qPrintable(out + err);
    for (const char *change : {"apt-get", "usermod", "docker pull", "systemctl stop", "systemctl restart", "set-ntp"}) {
        EXPECT_FALSE(host.calls().mid(before.size()).contains(change)) << change;
    }
    EXPECT_FALSE(out.contains(QStringLiteral("needed"))) << qPrintable(out);
}

TEST_F(MachineCommands, refuseAnUnknownSystem)
{
    host.write(QStringLiteral("/etc/os-release"), "ID=fedora\nVERSION_ID=40\nPRETTY_NAME=\"Fedora 40\"\n");
    EXPECT_EQ(run({QStringLiteral("prepare"), QStringLiteral("fresh"), QStringLiteral("--yes")}), BadInput);
    EXPECT_TRUE(err.contains(QStringLiteral("fresh runs Fedora 40"))) << qPrintable(err);
    EXPECT_TRUE(host.calls().isEmpty()) << host.calls().constData();
}

TEST_F(MachineCommands, sayThatNobodyAnswers)
{
    host.goDown();
    EXPECT_EQ(run({QStringLiteral("prepare"), QStringLiteral("fresh"), QStringLiteral("--yes")}), Unreachable)
        << qPrintable(err);
}

TEST_F(MachineCommands, takeImagesAndRegistriesOfAClusterFile)
{
    const QString file = put(QStringLiteral("lab.yaml"),
                             "name: lab\nmachines:\n  - name: a\n    endpoint: ssh://a\n    address: 10.0.0.1\n"
                             "registry_mirrors: ['https://mirror:5000']\ninsecure_registries: ['10.0.0.9:5000']\n"
                             "zookeeper: {image: 'zk:1', members: [a]}\nstorm: {image: 'storm:1'}\n");
    ASSERT_EQ(run({QStringLiteral("prepare"), QStringLiteral("fresh"), QStringLiteral("--cluster"), file,
                   QStringLiteral("--docker-user"), QStringLiteral("ops"), QStringLiteral("--yes")}),
              Done)
        << qPrintable(out + err);
    const QByteArray settings = host.read(QStringLiteral("/etc/docker/daemon.json"));
    EXPECT_TRUE(settings.contains("https://mirror:5000") && settings.contains("10.0.0.9:5000")) << settings.constData();
    EXPECT_TRUE(host.calls().contains("docker pull -- zk:1\n") && host.calls().contains("docker pull -- storm:1\n"));
}

TEST_F(MachineCommands, printWhatCloudsNeed)
{
    const QString file = put(QStringLiteral("lab.yaml"),
                             "name: lab\nmachines:\n  - name: a\n    endpoint: ssh://a\n    address: 10.0.0.1\n");
    EXPECT_EQ(run({QStringLiteral("first-boot"), file}), Done) << qPrintable(err);
    EXPECT_TRUE(out.contains(QStringLiteral("| a | 10.0.0.1 |"))) << qPrintable(out);
    EXPECT_EQ(run({QStringLiteral("first-boot"), file, QStringLiteral("--role"), QStringLiteral("worker"),
                   QStringLiteral("--cloud"), QStringLiteral("aws")}),
              Done);
    EXPECT_TRUE(out.startsWith(QStringLiteral("#cloud-config\n")));
    EXPECT_TRUE(out.contains(QStringLiteral("manager=10.0.0.1\n"))) << qPrintable(out);
}

TEST_F(MachineCommands, leaveNoPasswordBehind)
{
    EXPECT_EQ(run({QStringLiteral("prepare"), QStringLiteral("ssh://ops:h1dden@fresh"), QStringLiteral("--yes")}),
              BadInput);
    EXPECT_FALSE((out + err).contains(QStringLiteral("h1dden")));
    EXPECT_EQ(run({QStringLiteral("prepare"), QStringLiteral("fresh"), QStringLiteral("--mirror"),
                   QStringLiteral("https://u:h1dden@m"), QStringLiteral("--yes")}),
              BadInput);
    EXPECT_FALSE((out + err).contains(QStringLiteral("h1dden")));
    EXPECT_FALSE(written().contains("h1dden"));
}
} // namespace
} // namespace stormdeck::app
