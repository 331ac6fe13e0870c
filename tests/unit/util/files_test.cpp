// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/files.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <sys/stat.h>

using namespace stormdeck;

namespace {
int modeOf(const QString &path)
{
    struct stat status
    {
    };
    EXPECT_EQ(stat(qPrintable(path), &status), 0);
    return int(status.st_mode & 0777U);
}

class Files : public testing::Test
{
protected:
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("some/file"));
};
} // namespace

TEST_F(Files, areForThisUserOnly)
{
    const mode_t before = umask(0);
    ASSERT_TRUE(makePrivateFolder(folder.filePath(QStringLiteral("some"))));
    ASSERT_TRUE(writePrivateFile(path, "content"));
    umask(before);
    EXPECT_EQ(modeOf(folder.filePath(QStringLiteral("some"))), 0700);
    EXPECT_EQ(modeOf(path), 0600);
    EXPECT_EQ(readFile(path, 7).value_or(QByteArray()), "content");
}

TEST_F(Files, replaceTheWholeContentAndLeaveNothingBeside)
{
    ASSERT_TRUE(makePrivateFolder(folder.filePath(QStringLiteral("some"))));
    ASSERT_TRUE(writePrivateFile(path, "a long content"));
    ASSERT_TRUE(writePrivateFile(path, "short"));
    EXPECT_EQ(readFile(path, 100).value_or(QByteArray()), "short");
    EXPECT_EQ(QFileInfo(path).dir().entryList(QDir::Files).size(), 1);
}

TEST_F(Files, nameThePathThatFailed)
{
    const auto missing = readFile(path, 100);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().target, path);
    EXPECT_FALSE(missing.error().reason.isEmpty());
    const auto unwritten = writePrivateFile(path, "x"); // the folder is not there
    ASSERT_FALSE(unwritten);
    EXPECT_EQ(unwritten.error().target, path);
    EXPECT_FALSE(makePrivateFolder(QStringLiteral("/proc/none")));
}

TEST_F(Files, refuseMoreThanTheLimit)
{
    ASSERT_TRUE(makePrivateFolder(folder.filePath(QStringLiteral("some"))));
    ASSERT_TRUE(writePrivateFile(path, "12345"));
    EXPECT_TRUE(readFile(path, 5));
    const auto large = readFile(path, 4);
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().kind, ErrorKind::Rejected);
}

TEST_F(Files, followTheEnvironmentWhereItIsAbsolute)
{
    const QByteArray before = qgetenv("XDG_STATE_HOME");
    qputenv("XDG_STATE_HOME", "/var/state");
    EXPECT_EQ(operationsFolder(), QStringLiteral("/var/state/stormdeck/operations"));
    qputenv("XDG_STATE_HOME", "relative");
    EXPECT_EQ(operationsFolder(), QDir::homePath() + QStringLiteral("/.local/state/stormdeck/operations"));
    qputenv("XDG_STATE_HOME", before);
    EXPECT_TRUE(profilesFolder().endsWith(QStringLiteral("/stormdeck/profiles")));
}
