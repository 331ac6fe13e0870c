// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/savedprofiles.h"

#include "util/files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::settings;

namespace {
class SavedProfiles : public testing::Test
{
protected:
    SavedProfiles() { qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8()); }
    static void save(const QString &name)
    {
        ASSERT_TRUE(saveProfile(
            {.name = name,
             .machines = {{QStringLiteral("storm-1"), Endpoint::unixSocket(QStringLiteral("/s")), {}, true}}}));
    }

private:
    QTemporaryDir m_folder;
};
} // namespace

TEST_F(SavedProfiles, areReadWithTheReasonWhereOneCannotBe)
{
    save(QStringLiteral("staging"));
    save(QStringLiteral("lab"));
    QFile broken(profilesFolder() + QStringLiteral("/odd.yaml"));
    ASSERT_TRUE(broken.open(QIODevice::WriteOnly));
    broken.write("machines: 3\n");
    broken.close();
    const auto read = readSavedProfiles();
    ASSERT_EQ(read.size(), 3U);
    EXPECT_EQ(read[0].name, QStringLiteral("lab"));
    ASSERT_TRUE(read[0].profile);
    EXPECT_EQ(read[0].profile->machines.size(), 1U);
    EXPECT_EQ(read[1].name, QStringLiteral("odd"));
    ASSERT_FALSE(read[1].profile);
    EXPECT_TRUE(read[1].profile.error().target.contains(QStringLiteral("odd.yaml")));
    EXPECT_EQ(read[2].name, QStringLiteral("staging"));
}

TEST_F(SavedProfiles, areGoneOnceRemovedAndTheOthersStay)
{
    save(QStringLiteral("staging"));
    save(QStringLiteral("lab"));
    ASSERT_TRUE(removeProfile(QStringLiteral("lab")));
    EXPECT_EQ(savedProfiles(), QStringList{QStringLiteral("staging")});
    EXPECT_TRUE(removeProfile(QStringLiteral("lab"))) << "it is gone, as was wanted";
}

TEST_F(SavedProfiles, areTheOnlyFilesThatCanBeRemoved)
{
    save(QStringLiteral("lab"));
    const QString beside = settingsFolder() + QStringLiteral("/other.yaml");
    QFile other(beside);
    ASSERT_TRUE(other.open(QIODevice::WriteOnly));
    for (const char *name : {"", "../other", ".", "a/b"}) {
        const auto removed = removeProfile(QString::fromLatin1(name));
        ASSERT_FALSE(removed) << name;
        EXPECT_EQ(removed.error().kind, ErrorKind::Rejected);
        EXPECT_EQ(codeOf(removed.error()), QStringLiteral("profile.name"));
    }
    EXPECT_TRUE(QFile::exists(beside));
}

TEST_F(SavedProfiles, thatCannotBeRemovedAreNamed)
{
    save(QStringLiteral("lab"));
    // A folder of that name with something in it cannot be removed as a file, by anybody.
    const QString path = profilesFolder() + QStringLiteral("/full.yaml");
    ASSERT_TRUE(QDir().mkpath(path + QStringLiteral("/inside")));
    const auto removed = removeProfile(QStringLiteral("full"));
    ASSERT_FALSE(removed);
    EXPECT_EQ(removed.error().kind, ErrorKind::Internal);
    EXPECT_TRUE(removed.error().reason.contains(QStringLiteral("full.yaml")));
}
