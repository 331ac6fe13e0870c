// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/profile.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::settings;

namespace {
Profile sample()
{
    return {.name = QStringLiteral("lab"),
            .machines = {{QStringLiteral("storm-1"), Endpoint::tcp(QStringLiteral("10.77.0.11"), 2375),
                          QStringLiteral("10.77.0.11"), true},
                         {QStringLiteral("storm-2"),
                          Endpoint::tls(QStringLiteral("10.77.0.12"), 2376, QStringLiteral("/certificates")),
                          QStringLiteral("10.77.0.12")},
                         {QStringLiteral("storm-3"),
                          Endpoint::ssh(QStringLiteral("ops"), QStringLiteral("storm-3"), 2222, usualEngineSocket()),
                          QStringLiteral("10.77.0.13")}},
            .acceptPlainTcp = true,
            .production = true,
            .stormUi = Endpoint::tcp(QStringLiteral("::1"), 8080)};
}
} // namespace

TEST(Profile, comesBackAsItWasWritten)
{
    const auto read = parseProfile(formatProfile(sample()), QStringLiteral("x"));
    ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
    EXPECT_EQ(*read, sample());
}

TEST(Profile, refusesGarbageInWords)
{
    for (const char *text :
         {"", "[", "- a", "name: [1]", "name: a\nmachines: 3", "name: a\nmachines: [1]", "\xff\xfe",
          "name: a\nmachines:\n  - name: b\n    endpoint: ssh://x:y@z", "&a [*a]", "name: a\nread_only: 7",
          "name: a\nmachines: {b: c}", "name: a\nstorm_ui: {}", "name: a\nstorm_ui: ssh://h"}) {
        const auto read = parseProfile(text, QStringLiteral("lab.yaml"));
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().kind, ErrorKind::Rejected) << text;
        EXPECT_TRUE(read.error().target.contains(QStringLiteral("lab.yaml"))) << text;
    }
}

TEST(Profile, refusesPlainTcpThatWasNotAccepted)
{
    Profile profile = sample();
    EXPECT_TRUE(checkSecurity(profile));
    profile.acceptPlainTcp = false;
    const auto checked = checkSecurity(profile);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, QStringLiteral("profile.plain-tcp"));
    profile.machines[0].engine = Endpoint::unixSocket(QStringLiteral("/run/docker.sock"));
    EXPECT_TRUE(checkSecurity(profile)) << "TLS needs no such word";
}

TEST(Profile, takesTheUsualPortOfAnEncryptedEndpoint)
{
    const auto read = parseProfile("name: a\nmachines: [{name: b, endpoint: tcp://h, certificates: /c}]", {});
    ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
    EXPECT_EQ(read->machines.front().engine, Endpoint::tls(QStringLiteral("h"), 2376, QStringLiteral("/c")));
}

TEST(Profile, refusesCertificatesThatCannotBeMeant)
{
    for (const char *machine :
         {"{name: b, endpoint: tcp://h, certificates: here}", "{name: b, endpoint: /run/docker.sock, certificates: /c}",
          "{name: b, endpoint: ssh://h, certificates: /c}"}) {
        const auto read = parseProfile(QByteArray("name: a\nmachines: [") + machine + "]", QStringLiteral("lab.yaml"));
        EXPECT_FALSE(read) << machine;
    }
}

TEST(Profile, tellsWhatAMachineIsReachedThrough)
{
    const QByteArray yaml = "name: a\nmachines:\n- {name: b, endpoint: ssh://b, through: c}\n"
                            "- {name: c, endpoint: ssh://ops@c, through: ssh://bastion}\n";
    const auto read = parseProfile(yaml, QStringLiteral("lab.yaml"));
    ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
    EXPECT_EQ(read->machines[0].engine.hops,
              (QStringList{QStringLiteral("ssh://bastion"), QStringLiteral("ssh://ops@c")}));
    const auto again = parseProfile(formatProfile(*read), QStringLiteral("lab.yaml"));
    ASSERT_TRUE(again) << qPrintable(sentence(again.error()));
    EXPECT_EQ(*again, *read);
}

TEST(Profile, refusesAWayThatCannotBeGoneWithItsLine)
{
    for (const char *through : {"b", "nobody", "c", "d"}) {
        const auto read =
            parseProfile(QByteArray("name: a\nmachines:\n- name: b\n  endpoint: ssh://b\n  through: ") + through +
                             "\n- {name: c, endpoint: ssh://c, through: b}\n- {name: d, endpoint: tcp://d}\n",
                         QStringLiteral("lab.yaml"));
        ASSERT_FALSE(read) << through;
        EXPECT_EQ(read.error().target, QStringLiteral("lab.yaml, line 5")) << qPrintable(sentence(read.error()));
    }
}

TEST(Profile, isSavedForItsOwnerAlone)
{
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
    ASSERT_TRUE(saveProfile(sample()));
    EXPECT_EQ(savedProfiles(), QStringList{QStringLiteral("lab")});
    const QFile file(folder.path() + QStringLiteral("/stormdeck/profiles/lab.yaml"));
    EXPECT_EQ(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
              QFile::Permissions());
    EXPECT_EQ(loadProfile(QStringLiteral("lab")).value(), sample());
    qunsetenv("XDG_CONFIG_HOME");
}

namespace {
class SavedProfile : public testing::Test
{
protected:
    SavedProfile() { qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit()); }
    ~SavedProfile() override { qunsetenv("XDG_CONFIG_HOME"); }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(folder.path() + QStringLiteral("/stormdeck/profiles/lab.yaml"));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }

    const QTemporaryDir folder;
    const QByteArray cluster = "name: other\nread_only: true\naddress_pools: [10.9.0.0/16]\n"
                               "storm:\n  slots: [6800, 6801]\n  config: {a: \"07\", b: \"it's\"}\n";
};
} // namespace

TEST_F(SavedProfile, keepsWhatAClusterFileSaysBeyondIt)
{
    ASSERT_TRUE(saveProfile(sample(), cluster));
    EXPECT_EQ(loadProfile(QStringLiteral("lab")).value(), sample()) << "what is a profile's is this profile's";
    EXPECT_TRUE(content().contains("address_pools: [10.9.0.0/16]")) << content().constData();
    EXPECT_TRUE(content().contains("slots: [6800, 6801]")) << content().constData();
    const QByteArray first = content();
    Profile changed = sample();
    changed.production = false;
    ASSERT_TRUE(saveProfile(changed));
    EXPECT_EQ(loadProfile(QStringLiteral("lab")).value(), changed);
    ASSERT_TRUE(saveProfile(sample()));
    EXPECT_EQ(content(), first) << "however often it is saved";
}

TEST_F(SavedProfile, isWrittenOverWhatCannotBeRead)
{
    ASSERT_TRUE(saveProfile(sample()));
    const QByteArray usual = content();
    for (const char *garbage : {"[", "- a", "7", "\xff\xfe"}) {
        QFile file(folder.path() + QStringLiteral("/stormdeck/profiles/lab.yaml"));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(garbage);
        file.close();
        ASSERT_TRUE(saveProfile(sample()));
        EXPECT_EQ(content(), usual) << garbage;
    }
}
