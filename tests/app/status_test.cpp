// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/operations.h"
#include "commands/statusjson.h"
#include "commands/statustext.h"
#include "main/pictures.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

/// A picture with what is made of it.
struct Told
{
    explicit Told(watch::Picture (*make)(const Clock &)) : picture(make(clock)) {}
    [[nodiscard]] QString text() const { return statusLines(picture, clock.now()).join(u'\n'); }
    [[nodiscard]] QJsonObject json() const
    {
        return QJsonDocument::fromJson(statusJson(picture, clock.now())).object();
    }
    [[nodiscard]] int exitCode() const { return exitCodeOf(picture.health, picture.freshness, clock.now()); }

    test::StillClock clock;
    watch::Picture picture;
};

void gather(const QJsonValue &value, QStringList &names)
{
    if (value.isArray()) {
        for (const QJsonValue &one : value.toArray()) {
            gather(one, names);
        }
    }
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        names << member.key();
        if (member.key() != QStringLiteral("engines")) {
            gather(member.value(), names);
        }
    }
}

TEST(StatusExitCode, isZeroOnlyWhereAllIsSeenToBeWell)
{
    EXPECT_EQ(Told(test::healthyPicture).exitCode(), 0);
    EXPECT_EQ(Told(test::downPicture).exitCode(), 1);
    EXPECT_EQ(Told(test::stalePicture).exitCode(), 1);
    EXPECT_EQ(Told(test::emptyPicture).exitCode(), 1);
}

TEST(StatusExitCode, isTwoWhereNoEngineAnswers)
{
    EXPECT_EQ(Told(test::failedPicture).exitCode(), 2);
    EXPECT_EQ(Told(test::waitingPicture).exitCode(), 2);
}

TEST(StatusText, tellsNodesPlanesAndTopologiesOfAHealthyCluster)
{
    const Told told(test::healthyPicture);
    EXPECT_TRUE(told.text().startsWith(told.picture.snapshot->cluster + QStringLiteral(": healthy\n")));
    EXPECT_TRUE(told.text().contains(QStringLiteral("swarm current, ZooKeeper current, Storm current")));
    EXPECT_TRUE(told.text().contains(QStringLiteral("nimbus (leader)")));
    EXPECT_TRUE(told.text().contains(told.picture.snapshot->topologies.front().summary.name));
}

TEST(StatusText, saysWhatIsWrongAndWhatToDo)
{
    const Told told(test::downPicture);
    ASSERT_FALSE(told.picture.findings.empty());
    EXPECT_TRUE(told.text().contains(told.picture.findings.front().headline));
    EXPECT_TRUE(told.text().contains(told.picture.findings.front().nextMove));
}

TEST(StatusText, doesNotCallWhatIsNotKnownOfATopologyZero)
{
    Told told(test::healthyPicture);
    const auto change = [&](auto how) {
        told.picture = test::changed(told.picture, [&](cluster::Snapshot &snapshot) { how(snapshot.topologies[0]); });
    };
    EXPECT_TRUE(told.text().contains(QStringLiteral("2 of 2 Storm workers, 0 starting")));
    change([](cluster::TopologyView &view) {
        view.workersRequested.reset();
        view.componentsWithErrors.reset();
    });
    EXPECT_TRUE(told.text().contains(QStringLiteral("2 Storm workers, how many it asks for is not known\n")));
    change([](cluster::TopologyView &view) { view.summary.workersTotal.reset(); });
    EXPECT_TRUE(told.text().contains(QStringLiteral("Storm workers not known")));
}

TEST(StatusText, doesNotCallOldFactsCurrent)
{
    const QString text = Told(test::stalePicture).text();
    EXPECT_FALSE(text.contains(QStringLiteral("swarm current")));
    EXPECT_TRUE(text.contains(QStringLiteral("swarm unknown (nothing answers at that address)")));
}

TEST(StatusJson, carriesWordsAndNumbersOfAHealthyCluster)
{
    const Told told(test::healthyPicture);
    const QJsonObject json = told.json();
    EXPECT_EQ(json[QStringLiteral("version")].toInt(), 1);
    EXPECT_EQ(json[QStringLiteral("health")].toString(), QStringLiteral("healthy"));
    EXPECT_EQ(json[QStringLiteral("nodes")].toArray().size(), 3);
    EXPECT_EQ(json[QStringLiteral("nodes")][0][QStringLiteral("status")].toString(), QStringLiteral("ready"));
    EXPECT_EQ(json[QStringLiteral("slots")][QStringLiteral("total")].toInt(), told.picture.snapshot->slotsTotal);
    EXPECT_EQ(json[QStringLiteral("planes")][QStringLiteral("storm")][QStringLiteral("state")].toString(),
              QStringLiteral("fresh"));
}

TEST(Status, tellsByWhichWayStormWasAsked)
{
    Told told(test::healthyPicture);
    EXPECT_FALSE(
        told.json()[QStringLiteral("planes")][QStringLiteral("storm")].toObject().contains(QStringLiteral("route")));
    told.picture.freshness.storm.route = {Route::Kind::Relay, QStringLiteral("relay (exec in ui on storm-1)")};
    const QJsonValue route = told.json()[QStringLiteral("planes")][QStringLiteral("storm")][QStringLiteral("route")];
    EXPECT_EQ(route[QStringLiteral("kind")].toString(), QStringLiteral("relay"));
    EXPECT_EQ(route[QStringLiteral("text")].toString(), QStringLiteral("relay (exec in ui on storm-1)"));
    EXPECT_TRUE(told.text().contains(QStringLiteral("Storm current by relay (exec in ui on storm-1)")));
}

TEST(StatusJson, saysWhyAnEngineDoesNotAnswer)
{
    const QJsonObject engines =
        Told(test::failedPicture).json()[QStringLiteral("planes")][QStringLiteral("engines")].toObject();
    ASSERT_FALSE(engines.isEmpty());
    const QJsonValue age = engines.begin().value();
    EXPECT_EQ(age[QStringLiteral("state")].toString(), QStringLiteral("never"));
    EXPECT_TRUE(age[QStringLiteral("age_ms")].isUndefined());
    EXPECT_EQ(age[QStringLiteral("error")][QStringLiteral("layer")].toString(), QStringLiteral("connect"));
}

TEST(StatusJson, hasNoMemberThatItsDocumentDoesNotName)
{
    QFile file(QStringLiteral(STORMDECK_DOCS "/status-json.md"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString document = QString::fromUtf8(file.readAll());
    QStringList names;
    for (const auto make : {test::healthyPicture, test::downPicture, test::stalePicture, test::oddPicture}) {
        gather(Told(make).json(), names);
    }
    const QJsonObject engines =
        Told(test::failedPicture).json()[QStringLiteral("planes")][QStringLiteral("engines")].toObject();
    gather(engines.begin().value(), names);
    EXPECT_GE(names.removeDuplicates(), 30);
    for (const QString &name : names) {
        EXPECT_TRUE(document.contains(u'`' + name + u'`')) << qPrintable(name);
    }
}

TEST(StatusJson, hasNoWordOfAStateThatItsDocumentDoesNotName)
{
    QFile file(QStringLiteral(STORMDECK_DOCS "/status-json.md"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString document = QString::fromUtf8(file.readAll());
    QStringList words;
    for (int i = 0; i <= int(cluster::NodeStatus::Unknown); ++i) {
        words << word(cluster::NodeStatus(i));
    }
    for (int i = 0; i <= int(cluster::Health::Failing); ++i) {
        words << word(cluster::Health(i));
    }
    for (int i = 0; i <= int(cluster::AgeState::Never); ++i) {
        words << word(cluster::AgeState(i));
    }
    for (int i = 0; i <= int(cluster::Severity::Failure); ++i) {
        words << word(cluster::Severity(i));
    }
    for (int i = 0; i <= int(Layer::Storm); ++i) {
        words << stormdeck::word(Layer(i));
    }
    for (const QString &one : words) {
        EXPECT_TRUE(document.contains(u'`' + one + u'`')) << qPrintable(one);
    }
}

} // namespace
} // namespace stormdeck::app
