// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Made by hand, after the forms that Storm's sources and public reports show but the recorded versions do not.
#include "storm/decode.h"

#include <gtest/gtest.h>

#include <ctime>

using namespace stormdeck;
using namespace stormdeck::storm;

namespace {
TopologyPage page(const QByteArray &members)
{
    const auto decoded = decodeTopologyPage(R"({"id":"a-1-2",)" + members + '}');
    EXPECT_TRUE(decoded) << qPrintable(decoded ? QString() : decoded.error().reason);
    return decoded.value_or(TopologyPage());
}

std::optional<double> latency(const QByteArray &value)
{
    const auto stats = page(R"("topologyStats":[{"window":"600","completeLatency":)" + value + "}]").stats;
    return stats.empty() ? std::nullopt : stats.front().completeLatencyMs;
}

std::optional<qint64> uptime(const QByteArray &members)
{
    return page(members).summary.uptimeSeconds;
}
} // namespace

TEST(StormDecode, readsLatenciesOfEveryForm)
{
    EXPECT_EQ(latency("\"12.345\""), 12.345);
    EXPECT_EQ(latency("\"12,345\""), 12.345); // a JVM with a decimal comma
    EXPECT_EQ(latency("12.345"), 12.345);     // 2.0 to 2.2
    EXPECT_EQ(latency("12"), 12.0);
    EXPECT_EQ(latency("\"0\""), 0.0);
    for (const char *none : {"null", "NaN", "Infinity", "-Infinity", "\"NaN\"", "\"\"", "\"N/A\"", "{}", "true"}) {
        EXPECT_EQ(latency(none), std::nullopt) << none;
    }
}

TEST(StormDecode, leavesNotANumberInsideTextsAlone)
{
    // apache/storm#7589, and Storm from 2.6 writes bare NaN.
    const auto read =
        page(R"("name":"NaN \" NaN","owner":"\\","topologyStats":[{"window":"600","acked":NaN,"failed":3}])");
    EXPECT_EQ(read.summary.name, QStringLiteral("NaN \" NaN"));
    EXPECT_EQ(read.summary.owner, QStringLiteral("\\"));
    ASSERT_EQ(read.stats.size(), 1U);
    EXPECT_EQ(read.stats[0].acked, std::nullopt);
    EXPECT_EQ(read.stats[0].failed, 3);
}

TEST(StormDecode, readsUptimesFromSecondsOrText)
{
    EXPECT_EQ(uptime(R"("uptimeSeconds":108,"uptime":"1m 48s")"), 108);
    EXPECT_EQ(uptime(R"("uptime":"1d 2h 3m 4s")"), 93784);
    EXPECT_EQ(uptime(R"("uptime":"3m 4s")"), 184);
    EXPECT_EQ(uptime(R"("uptime":"2h 0m 0s")"), 7200);
    EXPECT_EQ(uptime(R"("uptime":"")"), 0); // Storm's way to write zero
    EXPECT_EQ(uptime(R"("uptime":"Not applicable")"), std::nullopt);
    EXPECT_EQ(uptime(R"("owner":"x")"), std::nullopt);
}

TEST(StormDecode, readsMembersInWhateverOrderTheyCome)
{
    const auto usual =
        page(R"("name":"words","status":"ACTIVE","topologyStats":[{"window":"600","acked":2,"failed":3}])");
    const auto other =
        page(R"("topologyStats":[{"failed":3,"acked":2,"window":"600"}],"status":"ACTIVE","name":"words")");
    ASSERT_EQ(usual.stats.size(), 1U);
    EXPECT_EQ(usual.stats[0].failed, 3);
    EXPECT_TRUE(other == usual);
}

TEST(StormDecode, keepsUnknownStatesByTheirName)
{
    const auto status = page(R"("status":"HIBERNATING")").summary.status;
    EXPECT_EQ(status, TopologyStatus::Unknown);
    EXPECT_EQ(status.word, QStringLiteral("HIBERNATING"));
    const auto nimbuses = decodeNimbuses(R"({"nimbuses":[{"host":"n","status":"Dreaming"}]})");
    ASSERT_TRUE(nimbuses);
    EXPECT_EQ(nimbuses->front().status, NimbusStatus::Unknown);
    EXPECT_EQ(nimbuses->front().status.word, QStringLiteral("Dreaming"));
}

TEST(StormDecode, readsTheRowOfANimbusThatIsNotThere)
{
    // Such a row has its port as text and words in place of numbers.
    const auto nimbuses = decodeNimbuses(R"({"nimbuses":[
        {"host":"n2","port":6627,"status":"Not a Leader","nimbusUpTimeSeconds":5},
        {"host":"n1","port":"6627","status":"Offline","version":"Not applicable","nimbusUpTime":"Not applicable",
         "nimbusUptimeSeconds":"Not applicable"}]})");
    ASSERT_TRUE(nimbuses);
    ASSERT_EQ(nimbuses->size(), 2U);
    EXPECT_EQ(nimbuses->at(0).host, QStringLiteral("n1"));
    EXPECT_EQ(nimbuses->at(0).port, 6627);
    EXPECT_EQ(nimbuses->at(0).status, NimbusStatus::Offline);
    EXPECT_EQ(nimbuses->at(0).uptimeSeconds, std::nullopt);
    EXPECT_EQ(nimbuses->at(1).status, NimbusStatus::NotLeader);
    EXPECT_EQ(nimbuses->at(1).uptimeSeconds, 5);
}

TEST(StormDecode, keepsSupervisorsThatShareAnId)
{
    // alibaba/jstorm#79: a copied local folder.
    const auto supervisors =
        decodeSupervisors(R"({"supervisors":[{"id":"x","host":"b"},{"id":"x","host":"a","blacklisted":true}]})");
    ASSERT_TRUE(supervisors);
    ASSERT_EQ(supervisors->size(), 2U);
    EXPECT_EQ(supervisors->at(0).host, QStringLiteral("a"));
    EXPECT_TRUE(supervisors->at(0).blacklisted);
}

TEST(StormDecode, readsCountersBeyondTheReachOfADouble)
{
    EXPECT_EQ(page(R"("topologyStats":[{"window":":all-time","emitted":9007199254740993}])").stats[0].emitted,
              9007199254740993);
}

TEST(StormDecode, takesPortsOutOfRangeAsNotReported)
{
    const auto workers = page(R"("workers":[{"host":"a","port":70000},{"host":"b","port":null}])").workers;
    ASSERT_EQ(workers.size(), 2U);
    EXPECT_EQ(workers[0].port, 0);
    EXPECT_EQ(workers[1].port, 0);
}

TEST(StormDecode, doesNotMistakeOtherAnswersForData)
{
    for (const char *body :
         {"", " \n", "<html><body>Storm</body></html>", "[]", "{", "null", "{}", "{\"topologies\":{}}"}) {
        const auto answer = decodeTopologies(body);
        ASSERT_FALSE(answer) << body;
        EXPECT_EQ(answer.error().kind, ErrorKind::Undecodable) << body;
        EXPECT_FALSE(answer.error().reason.isEmpty()) << body;
    }
    EXPECT_TRUE(decodeTopologies("<html></html>").error().reason.contains(QStringLiteral("web page")));
    EXPECT_FALSE(decodeClusterSummary("{}"));
    EXPECT_FALSE(decodeTopologyPage("{}"));
}

TEST(StormDecode, survivesEveryCutOfAnAnswer)
{
    const QByteArray whole = R"({"id":"a-1-2","name":"q\"","topologyStats":[{"acked":NaN,"completeLatency":"1,5"}]})";
    ASSERT_TRUE(decodeTopologyPage(whole));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(decodeTopologyPage(whole.left(size))) << size;
    }
}

TEST(StormDecode, acceptsAChangeOnlyWhereStormSaysSo)
{
    EXPECT_TRUE(decodeAccepted(R"({"topologyOperation":"kill","topologyId":"a-1-2","status":"success"})"));
    EXPECT_FALSE(decodeAccepted(R"({"topologyOperation":"kill"})"));
    EXPECT_FALSE(decodeAccepted("<html>Log in</html>"));
}

TEST(StormRefusal, turnsClassNamesIntoPlainWords)
{
    const auto codeFor = [](int status, const QByteArray &message) {
        return codeOf(decodeRefusal(status, R"({"error":"500 Server Error","errorMessage":")" + message + "\"}"));
    };
    EXPECT_EQ(codeFor(500, "org.apache.storm.generated.NotAliveException"), QStringLiteral("storm.no-such-topology"));
    EXPECT_EQ(
        codeFor(500, "java.lang.RuntimeException: org.apache.storm.utils.NimbusLeaderNotFoundException: Could not"),
        QStringLiteral("storm.no-leader"));
    EXPECT_EQ(codeFor(500, "Could not find leader nimbus from seed hosts [nimbus]"), QStringLiteral("storm.no-leader"));
    EXPECT_EQ(codeFor(500, "org.apache.storm.generated.AuthorizationException"), QStringLiteral("storm.denied"));
    EXPECT_EQ(codeFor(403, "nobody may"), QStringLiteral("storm.denied"));
    EXPECT_EQ(codeFor(500, "org.apache.storm.generated.AlreadyAliveException"), QStringLiteral("storm.name-taken"));
}

TEST(StormRefusal, keepsTheMessageBehindTheClass)
{
    const auto reason = [](const QByteArray &message) {
        return decodeRefusal(500, R"({"errorMessage":")" + message + "\"}").reason;
    };
    EXPECT_EQ(reason(R"(java.lang.RuntimeException: java.io.IOException: disk full\n\tat a.b(C.java:1))"),
              QStringLiteral("disk full"));
    EXPECT_EQ(reason("InvalidTopologyException(msg:no spouts)"), QStringLiteral("no spouts"));
    EXPECT_EQ(reason("No transition for event"), QStringLiteral("No transition for event"));
    EXPECT_EQ(reason("java.lang.NullPointerException"),
              QStringLiteral("the Storm UI failed inside (NullPointerException)"));
}

TEST(StormRefusal, saysSomethingWhereTheBodySaysNothing)
{
    EXPECT_TRUE(decodeRefusal(502, "<html>Bad Gateway</html>").reason.contains(QStringLiteral("502")));
    EXPECT_TRUE(decodeRefusal(500, "").reason.contains(QStringLiteral("500")));
    EXPECT_EQ(decodeRefusal(401, "").kind, ErrorKind::Denied);
    EXPECT_FALSE(decodeRefusal(403, "{}").reason.isEmpty());
}

TEST(StormDecode, takesAsLongABareNumberOfManyAsOfFew)
{
    const auto time = [](int count) {
        QByteArray bolts;
        for (int i = 0; i < count; ++i) {
            bolts += R"({"boltId":"a bolt with a name of some length","capacity":NaN},)";
        }
        const std::clock_t begun = std::clock();
        const TopologyPage read = page(R"("bolts":[)" + bolts + R"({"boltId":"z","capacity":0.5}])");
        const std::clock_t taken = std::clock() - begun;
        EXPECT_EQ(read.components.size(), static_cast<size_t>(count) + 1);
        EXPECT_FALSE(read.components.front().capacity);
        EXPECT_EQ(read.components.back().capacity, 0.5);
        return static_cast<double>(taken);
    };
    const double few = time(5000);
    EXPECT_LT(time(20'000) / few, 8);
}
