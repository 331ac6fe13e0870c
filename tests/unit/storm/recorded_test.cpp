// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storm/decode.h"

#include "support/fixtures.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;
using namespace stormdeck::storm;

namespace {
/// What one recorded moment of a cluster holds.
struct Moment
{
    const char *folder;
    int slotsUsed;
    NimbusStatus nimbus;
    int topologies;
    TopologyStatus status;
    int workers;
    qint64 youngestWorker; ///< uptime in seconds
    int windows;
};

void PrintTo(const Moment &moment, std::ostream *out)
{
    *out << moment.folder;
}

class StormRecorded : public testing::TestWithParam<Moment>
{
protected:
    [[nodiscard]] static QByteArray file(const char *name)
    {
        return test::fixture(QStringLiteral("%1/%2.json").arg(QLatin1String(GetParam().folder), QLatin1String(name)));
    }
    [[nodiscard]] static QString version() { return QString::fromLatin1(GetParam().folder).mid(6, 5); }
};

using enum TopologyStatus;
constexpr auto leader = NimbusStatus::Leader;
constexpr auto none = TopologyStatus::Unknown;

INSTANTIATE_TEST_SUITE_P(
    EachMoment, StormRecorded,
    testing::Values(Moment{"storm-2.8.3/10-empty", 0, leader, 0, none, 0, 0, 0},
                    Moment{"storm-2.8.3/30-running", 3, leader, 1, Active, 3, 61, 4},
                    Moment{"storm-2.8.3/40-inactive", 3, leader, 1, Inactive, 3, 61, 4},
                    Moment{"storm-2.8.3/50-rebalancing", 3, leader, 1, Rebalancing, 3, 61, 4},
                    Moment{"storm-2.8.3/60-killed", 1, leader, 1, Killed, 1, 0, 0},
                    Moment{"storm-2.8.3/70-after-kill", 0, leader, 0, none, 0, 0, 0},
                    Moment{"storm-1.2.4/10-empty", 0, leader, 0, none, 0, 0, 0},
                    Moment{"storm-1.2.4/20-fresh", 0, leader, 1, Active, 0, 0, 1},
                    Moment{"storm-1.2.4/30-running", 3, leader, 1, Active, 3, 62, 4},
                    Moment{"storm-1.2.4/50-rebalancing", 3, leader, 1, Rebalancing, 3, 80, 4},
                    Moment{"storm-1.2.4/60-killed", 1, leader, 1, Killed, 1, 4, 4}),
    [](const auto &moment) {
        return QByteArray(moment.param.folder).replace('/', '_').replace('-', '_').replace('.', '_').toStdString();
    });
} // namespace

TEST_P(StormRecorded, hasTheClustersFigures)
{
    const auto cluster = decodeClusterSummary(file("cluster-summary"));
    ASSERT_TRUE(cluster);
    EXPECT_EQ(cluster->stormVersion, version());
    EXPECT_EQ(cluster->supervisors, 3);
    EXPECT_EQ(cluster->slotsTotal, 12);
    EXPECT_EQ(cluster->slotsUsed, GetParam().slotsUsed);
    EXPECT_EQ(cluster->slotsFree, 12 - GetParam().slotsUsed);
    EXPECT_EQ(cluster->topologies, GetParam().topologies);
}

TEST_P(StormRecorded, hasItsNimbus)
{
    const auto nimbuses = decodeNimbuses(file("nimbus-summary"));
    ASSERT_TRUE(nimbuses);
    ASSERT_EQ(nimbuses->size(), 1U);
    const Nimbus &nimbus = nimbuses->front();
    EXPECT_EQ(nimbus.host, QStringLiteral("nimbus"));
    EXPECT_EQ(nimbus.port, 6627);
    EXPECT_EQ(nimbus.status, GetParam().nimbus);
    EXPECT_EQ(nimbus.version, version());
    EXPECT_GT(nimbus.uptimeSeconds.value_or(0), 0);
}

TEST_P(StormRecorded, hasItsSupervisorsByHost)
{
    const auto supervisors = decodeSupervisors(file("supervisor-summary"));
    ASSERT_TRUE(supervisors);
    ASSERT_EQ(supervisors->size(), 3U);
    int used = 0;
    for (size_t i = 0; i < 3; ++i) {
        const Supervisor &one = supervisors->at(i);
        EXPECT_EQ(one.host, QStringLiteral("supervisor-storm-%1").arg(i + 1));
        EXPECT_EQ(one.slotsTotal, 4);
        EXPECT_EQ(one.version, version());
        EXPECT_FALSE(one.id.isEmpty());
        EXPECT_FALSE(one.blacklisted);
        EXPECT_GT(one.uptimeSeconds.value_or(0), 0);
        used += one.slotsUsed;
    }
    EXPECT_EQ(used, GetParam().slotsUsed);
}

TEST_P(StormRecorded, hasItsTopologies)
{
    const auto topologies = decodeTopologies(file("topology-summary"));
    ASSERT_TRUE(topologies);
    ASSERT_EQ(int(topologies->size()), GetParam().topologies);
    for (const TopologySummary &one : *topologies) {
        EXPECT_EQ(one.name, QStringLiteral("words"));
        EXPECT_TRUE(one.id.value.startsWith(QStringLiteral("words-1-")));
        EXPECT_EQ(one.owner, QStringLiteral("root"));
        EXPECT_EQ(one.status, GetParam().status);
        EXPECT_EQ(one.workersTotal, GetParam().workers);
        EXPECT_EQ(one.tasksTotal, GetParam().workers == 0 ? 0 : 12); // counted from the assignment on
    }
}

TEST_P(StormRecorded, hasThePageOfItsTopology)
{
    if (GetParam().topologies == 0) {
        return;
    }
    const auto page = decodeTopologyPage(file("topology-600"));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->summary.status, GetParam().status);
    EXPECT_EQ(page->workersRequested, 3);
    EXPECT_EQ(page->messageTimeoutSeconds, 30);
    EXPECT_EQ(page->failureTimes,
              (FailureTimes{.taskTimeoutSeconds = 30,
                            .supervisorTimeoutSeconds = 60,
                            .monitorSeconds = 10,
                            .sessionTimeoutMs = 20000}));
    EXPECT_EQ(int(page->stats.size()), GetParam().windows);
    ASSERT_EQ(int(page->workers.size()), GetParam().workers);
    qint64 youngest = page->workers.empty() ? 0 : std::numeric_limits<qint64>::max();
    for (const Worker &worker : page->workers) {
        youngest = std::min(youngest, worker.uptimeSeconds.value_or(-1));
        EXPECT_GE(worker.port, 6700);
        EXPECT_EQ(worker.topology, page->summary.id);
        EXPECT_EQ(worker.topologyName, QStringLiteral("words"));
        EXPECT_TRUE(worker.host.startsWith(QStringLiteral("supervisor-storm-")));
    }
    EXPECT_EQ(youngest, GetParam().youngestWorker);
}

TEST_P(StormRecorded, refusesAnUnknownTopologyByItsCode)
{
    const Error error = decodeRefusal(500, file("unknown-topology"));
    EXPECT_EQ(error.kind, ErrorKind::Rejected);
    EXPECT_EQ(codeOf(error), QStringLiteral("storm.no-such-topology"));
    EXPECT_EQ(error.httpStatus, 500);
    EXPECT_FALSE(error.raw.isEmpty());
    EXPECT_LE(error.raw.size(), 4096);
}

TEST_P(StormRecorded, tellsOtherRefusalsInOnePlainLine)
{
    for (const char *name : {"unknown-route", "bad-window"}) {
        const Error error = decodeRefusal(500, file(name));
        EXPECT_EQ(error.kind, ErrorKind::Rejected) << name;
        EXPECT_FALSE(error.reason.isEmpty()) << name;
        EXPECT_FALSE(error.reason.contains(u'\n')) << name;
        EXPECT_FALSE(error.reason.contains(QStringLiteral("java"))) << qPrintable(error.reason);
        EXPECT_FALSE(error.reason.contains(QStringLiteral("Exception"))) << qPrintable(error.reason);
    }
}

TEST(StormRecordedStart, tellsThatThereIsNoLeader)
{
    for (const char *name : {"cluster-summary", "nimbus-summary"}) {
        const auto body =
            test::fixture(QStringLiteral("storm-2.8.3/00-no-nimbus-yet/%1.json").arg(QLatin1String(name)));
        EXPECT_EQ(codeOf(decodeRefusal(500, body)), QStringLiteral("storm.no-leader"));
        const auto taken = decodeClusterSummary(body); // the same body, whatever status it came with
        ASSERT_FALSE(taken);
        EXPECT_EQ(codeOf(taken.error()), QStringLiteral("storm.no-leader"));
    }
}

TEST(StormRecordedPage, hasSortedWindowsAndComponentsWithTheirFigures)
{
    const auto page = decodeTopologyPage(test::fixture(QStringLiteral("storm-2.8.3/30-running/topology-600.json")));
    ASSERT_TRUE(page);
    QStringList windows;
    for (const WindowStats &one : page->stats) {
        windows << one.window;
    }
    EXPECT_EQ(windows.join(u' '), QStringLiteral("600 10800 86400 :all-time")); // the answer has another order
    EXPECT_EQ(page->stats.front().emitted, 7060);
    EXPECT_EQ(page->stats.front().acked, 0);
    ASSERT_EQ(page->components.size(), 3U);
    EXPECT_TRUE(page->components[0].isSpout);
    EXPECT_EQ(page->components[0].id, QStringLiteral("word"));
    EXPECT_EQ(page->components[0].completeLatencyMs, 0.0);
    EXPECT_EQ(page->components[0].capacity, std::nullopt);
    const Component &bolt = page->components[1];
    EXPECT_EQ(bolt.id, QStringLiteral("exclaim1"));
    EXPECT_EQ(bolt.executors, 3);
    EXPECT_EQ(bolt.acked, 2340);
    EXPECT_EQ(bolt.capacity, 0.007);
    EXPECT_EQ(bolt.executeLatencyMs, 0.327);
}

TEST(StormRecordedPage, keepsWhatIsNotReportedApartFromZero)
{
    const auto page = decodeTopologyPage(test::fixture(QStringLiteral("storm-1.2.4/30-running/topology-600.json")));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->stats.front().emitted, 6420);
    EXPECT_EQ(page->stats.front().acked, std::nullopt);
    EXPECT_EQ(page->stats.front().failed, std::nullopt);
    EXPECT_EQ(page->components.front().acked, 0);
}

namespace {
TopologyPage samplePage(const char *name)
{
    const auto page = decodeTopologyPage(
        test::fixture(QStringLiteral("storm-1.2.4/35-samples/topology-%1-600.json").arg(QLatin1String(name))));
    EXPECT_TRUE(page);
    return page.value_or(TopologyPage());
}

Component componentOf(const TopologyPage &page, const char *id)
{
    const auto found = std::find_if(page.components.begin(), page.components.end(),
                                    [&](const Component &one) { return one.id == QLatin1String(id); });
    EXPECT_NE(found, page.components.end());
    return found == page.components.end() ? Component() : *found;
}
} // namespace

TEST(StormRecordedPage, keepsTheErrorsOfComponentsApart)
{
    const TopologyPage page = samplePage("throwing");
    EXPECT_TRUE(componentOf(page, "sentences").lastError.isEmpty());
    EXPECT_TRUE(
        componentOf(page, "report").lastError.startsWith(QStringLiteral("java.lang.IllegalArgumentException: ")));
    EXPECT_TRUE(componentOf(page, "throw").lastError.contains(QStringLiteral("no more patience with \"")));
}

TEST(StormRecordedPage, readsABoltNearItsCapacityAndALatencyOfSeconds)
{
    const TopologyPage page = samplePage("slow");
    EXPECT_EQ(componentOf(page, "archive").capacity, 0.928);
    EXPECT_EQ(componentOf(page, "sentences").completeLatencyMs, 15982.391);
}

TEST(StormRecordedPage, hasAllOfFortyComponentsSpoutsFirst)
{
    const TopologyPage page = samplePage("many");
    ASSERT_EQ(page.components.size(), 40U);
    EXPECT_TRUE(page.components[2].isSpout);
    EXPECT_FALSE(page.components[3].isSpout);
    EXPECT_EQ(page.components[3].id, QStringLiteral("end"));
}
