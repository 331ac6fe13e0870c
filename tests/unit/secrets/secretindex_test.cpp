// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/secretindex.h"

#include "util/files.h"

#include <QFileInfo>
#include <QLockFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::secrets;

namespace {
class SecretIndexTest : public testing::Test
{
protected:
    static SecretIndex::Entry entry(int number)
    {
        return {{SecretName::Kind::Password, QStringLiteral("ops@storm-%1").arg(number)},
                QDateTime::fromSecsSinceEpoch(1'700'000'000 + number, Qt::UTC)};
    }
    void write(const QByteArray &content) const
    {
        ASSERT_TRUE(makePrivateFolder(QFileInfo(file).path()));
        ASSERT_TRUE(writePrivateFile(file, content));
    }
    [[nodiscard]] QString codeOfEntries() const
    {
        const auto read = SecretIndex(file).entries();
        return read ? QString() : read.error().code;
    }

    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("stormdeck/secrets.json"));
    SecretIndex index{file};
};
} // namespace

TEST_F(SecretIndexTest, keepsNamesAndTimesForThisUserOnly)
{
    EXPECT_TRUE(index.entries().value().empty());
    const SecretIndex::Entry key{{SecretName::Kind::Passphrase, QStringLiteral("/home/ädä/.ssh/id \"x\"")},
                                 QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC)};
    ASSERT_TRUE(index.add(key, {}));
    ASSERT_TRUE(index.add(entry(1), {}));
    EXPECT_EQ(SecretIndex(file).entries().value(), (std::vector{key, entry(1)}));
    EXPECT_EQ(QFileInfo(file).permissions() & 0x777, QFile::ReadUser | QFile::WriteUser);
    ASSERT_TRUE(index.remove(key.name, {}));
    ASSERT_TRUE(index.remove(key.name, {}));
    EXPECT_EQ(index.entries().value(), std::vector{entry(1)});
}

TEST_F(SecretIndexTest, namesEachOnce)
{
    ASSERT_TRUE(index.add(entry(1), {}));
    SecretIndex::Entry later = entry(1);
    later.since = later.since.addDays(1);
    ASSERT_TRUE(index.add(later, {}));
    EXPECT_EQ(index.entries().value(), std::vector{later});
}

TEST_F(SecretIndexTest, hasRoomFor256)
{
    QByteArray list;
    for (int i = 0; i < 256; ++i) {
        list += QByteArray(i == 0 ? "" : ",") + R"({"kind":"password","since":"2026-01-01T00:00:00Z","subject":"h)" +
                QByteArray::number(i) + "\"}";
    }
    write(R"({"version":1,"secrets":[)" + list + "]}");
    const auto added = index.add(entry(1), {});
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, QStringLiteral("secrets.too-many"));
    ASSERT_TRUE(index.remove({SecretName::Kind::Password, QStringLiteral("h7")}, {}));
    EXPECT_TRUE(index.add(entry(1), {}));
}

TEST_F(SecretIndexTest, isNeverWrittenOverWhereItIsNotUnderstood)
{
    for (const auto &[content, code] :
         {std::pair(QByteArray("garbage"), "secrets.index-broken"),
          std::pair(QByteArray(R"({"version":1,"secrets":[{"kind":"token","subject":"x","since":"2026-01-01"}]})"),
                    "secrets.index-broken"),
          std::pair(QByteArray(R"({"version":2,"secrets":[]})"), "secrets.index-newer")}) {
        write(content);
        EXPECT_EQ(codeOfEntries(), QLatin1String(code));
        EXPECT_FALSE(index.add(entry(1), {}));
        EXPECT_EQ(readFile(file, 1000).value(), content);
    }
}

TEST_F(SecretIndexTest, waitsForAnotherProgramAndNotAfterAStop)
{
    write(R"({"version":1,"secrets":[]})");
    QLockFile other(file + QStringLiteral(".lock"));
    ASSERT_TRUE(other.lock());
    std::stop_source stop;
    stop.request_stop();
    const auto added = index.add(entry(1), stop.get_token());
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().kind, ErrorKind::Cancelled);
    other.unlock();
    EXPECT_TRUE(index.add(entry(1), {}));
}
