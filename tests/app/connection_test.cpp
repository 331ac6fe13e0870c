// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

const QByteArray machines =
    "name: lab\nmachines:\n  - {name: a, endpoint: /run/a.sock}\n  - {name: b, endpoint: /run/b.sock}\n";

class Connections : public testing::Test
{
protected:
    Connections() { qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit()); }
    ~Connections() override { qunsetenv("XDG_CONFIG_HOME"); }
    QString fileWith(const QByteArray &content) const
    {
        const QString path = folder.filePath(QStringLiteral("lab.yaml"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return path;
    }

    const QTemporaryDir folder;
};

TEST_F(Connections, haveThePortsPoolsAndPlacesOfTheirClusterFile)
{
    const auto loaded = loadConnection(fileWith(machines + "read_only: true\naddress_pools: [10.9.0.0/16]\n"
                                                           "zookeeper: {members: [b], publish_port: 2182}\n"
                                                           "storm: {nimbus: b, ui_port: 8081, slots: [6800]}\n"));
    ASSERT_TRUE(loaded);
    EXPECT_FALSE(loaded->inputsError);
    EXPECT_TRUE(loaded->profile.readOnly);
    EXPECT_EQ(loaded->inputs.addressPools, QStringList{QStringLiteral("10.9.0.0/16")});
    EXPECT_EQ(loaded->inputs.zookeeper.members, QStringList{QStringLiteral("b")});
    EXPECT_EQ(loaded->inputs.zookeeper.publishPort, 2182);
    EXPECT_EQ(loaded->inputs.storm.nimbus, QStringLiteral("b"));
    EXPECT_EQ(loaded->inputs.storm.uiPort, 8081);
    EXPECT_EQ(loaded->inputs.storm.slotPorts, std::vector<quint16>{6800});
}

TEST_F(Connections, areTheSameOnceSaved)
{
    const QByteArray file = machines + "accept_plain_tcp: true\nstorm: {ui_port: 8081}\n";
    const auto given = loadConnection(fileWith(file));
    ASSERT_TRUE(given && settings::saveProfile(given->profile, ops::formatClusterFile(given->inputs)));
    const auto saved = loadConnection(QStringLiteral("lab"));
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved->inputs, given->inputs);
    EXPECT_EQ(saved->profile, given->profile);
}

TEST_F(Connections, takeThePlaceOfNoOtherSavedOne)
{
    const auto given = loadConnection(fileWith(machines));
    ASSERT_TRUE(given);
    const settings::Profile lab = given->profile;
    settings::Profile entered = lab;
    entered.machines.pop_back();
    ASSERT_TRUE(saveEntered(lab, {}));
    const auto again = saveEntered(entered, {});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, QStringLiteral("profile.taken"));
    EXPECT_EQ(settings::loadProfile(QStringLiteral("lab")).value_or(settings::Profile()).machines, lab.machines);
    entered.name = QStringLiteral("other");
    ASSERT_TRUE(saveEntered(entered, {}));
    EXPECT_FALSE(saveEntered(lab, QStringLiteral("other"))) << "a new name may be another's too";
    EXPECT_TRUE(saveEntered(entered, QStringLiteral("other"))) << "its own file is changed";
    const QByteArray cluster = machines + "storm: {ui_port: 8081}\n";
    EXPECT_FALSE(saveEntered(lab, QStringLiteral("other"), cluster)) << "nor by a cluster that was set up";
    EXPECT_EQ(loadConnection(QStringLiteral("lab"))->inputs.storm.uiPort, given->inputs.storm.uiPort);
    EXPECT_TRUE(saveEntered(lab, QStringLiteral("lab"), cluster));
    EXPECT_EQ(loadConnection(QStringLiteral("lab"))->inputs.storm.uiPort, 8081);
}

TEST_F(Connections, areUsualWhereTheProfileSaysNoMore)
{
    const auto loaded = loadConnection(fileWith(machines));
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->inputs, connectionOf(loaded->profile).inputs);
}

TEST_F(Connections, leaveWhatWasOnMachinesThatAreGoneToTheDefaults)
{
    const auto loaded = loadConnection(
        fileWith(machines + "zookeeper: {members: [a, b, c]}\nstorm: {nimbus: c, ui: b, ui_port: 8081}\n"));
    ASSERT_TRUE(loaded);
    EXPECT_TRUE(loaded->inputs.zookeeper.members.isEmpty());
    EXPECT_TRUE(loaded->inputs.storm.nimbus.isEmpty());
    EXPECT_EQ(loaded->inputs.storm.ui, QStringLiteral("b"));
    EXPECT_EQ(loaded->inputs.storm.uiPort, 8081);
}

TEST_F(Connections, sayWhyWhatAFileSaysBeyondTheProfileCannotBeUsed)
{
    const auto loaded = loadConnection(fileWith(machines + "storm: {ui_prot: 8081}\n"));
    ASSERT_TRUE(loaded);
    ASSERT_TRUE(loaded->inputsError);
    EXPECT_TRUE(loaded->inputsError->reason.contains(QStringLiteral("ui_prot")));
    EXPECT_EQ(loaded->inputs.machines.size(), 2U);
    EXPECT_FALSE(loadConnection(fileWith("- a")));
    EXPECT_FALSE(loadConnection(QStringLiteral("missing")));
}

} // namespace
} // namespace stormdeck::app
