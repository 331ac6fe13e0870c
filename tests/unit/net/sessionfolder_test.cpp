// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sessionfolder.h"

#include "util/lock.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <fcntl.h>

using namespace stormdeck;
using namespace stormdeck::net;

namespace {
const QString kind = QStringLiteral("tests");

class SessionFolderTest : public testing::Test
{
protected:
    SessionFolderTest() : m_before(qgetenv("XDG_RUNTIME_DIR"))
    {
        qputenv("XDG_RUNTIME_DIR", m_runtime.path().toUtf8());
    }
    ~SessionFolderTest() override { qputenv("XDG_RUNTIME_DIR", m_before); }

    QTemporaryDir m_runtime;
    QByteArray m_before;
};
} // namespace

TEST_F(SessionFolderTest, isForThisUserOnlyAndGoesWithItsOwner)
{
    QString path;
    {
        const auto folder = SessionFolder::make(kind);
        ASSERT_TRUE(folder) << qPrintable(sentence(folder.error()));
        path = folder->path();
        EXPECT_TRUE(path.startsWith(m_runtime.path() + QStringLiteral("/stormdeck/tests/")));
        EXPECT_EQ(QFileInfo(path).permissions() & 0x0077, 0);
    }
    EXPECT_FALSE(QFileInfo::exists(path));
}

TEST_F(SessionFolderTest, waitsNotForeverForAConsoleThatWasStopped)
{
    ASSERT_TRUE(SessionFolder::make(kind));
    const QString lock = m_runtime.path() + QStringLiteral("/stormdeck/tests/.lock");
    const Descriptor held(open(QFile::encodeName(lock).constData(), O_RDWR | O_CLOEXEC));
    ASSERT_TRUE(lockNow(held.number()));
    const auto folder = SessionFolder::make(kind);
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().code, QStringLiteral("folder.held"));
    EXPECT_EQ(folder.error().kind, ErrorKind::Conflict);
}
