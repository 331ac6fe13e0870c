// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"
#include "docker/decode.h"
#include "support/fakeserver.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
/// Made by hand in the form of the API's reference; the memory figures are those of the case.
QByteArray stats(const QByteArray &memory, const QByteArray &cpu = R"("online_cpus":4)", qint64 used = 100,
                 qint64 host = 1000)
{
    return R"({"read":"2026-11-25T10:00:00.5Z","preread":"0001-01-01T00:00:00Z","precpu_stats":{"cpu_usage":)"
           R"({"total_usage":7},"system_cpu_usage":8},"cpu_stats":{"cpu_usage":{"total_usage":)" +
           QByteArray::number(used) + R"(,"percpu_usage":[1,2]},"system_cpu_usage":)" + QByteArray::number(host) + ',' +
           cpu + R"(},"memory_stats":)" + memory + '}';
}

const QByteArray version1 = R"({"usage":6537216,"max_usage":6651904,"limit":67108864,"stats":{"cache":500000,)"
                            R"("inactive_file":11,"total_inactive_file":400000}})";
const QByteArray version2 = R"({"usage":6537216,"limit":67108864,"stats":{"anon":1,"inactive_file":537216}})";
} // namespace

TEST(DockerStats, memoryIsWithoutWhatTheKernelCanDropByTheFormulaOfEachCgroupVersion)
{
    EXPECT_EQ(decodeStats(stats(version1))->memoryBytes, 6'137'216);
    EXPECT_EQ(decodeStats(stats(version2))->memoryBytes, 6'000'000);
    EXPECT_EQ(decodeStats(stats(version2))->memoryLimitBytes, 67'108'864);
    EXPECT_EQ(decodeStats(stats(R"({"usage":10,"stats":{"inactive_file":11}})"))->memoryBytes, 10)
        << "figures that were not read at one moment";
}

TEST(DockerStats, cpuIsOfThisReadingAndNotOfTheOneBefore)
{
    const auto read = decodeStats(stats(version2));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->cpuNanos, 100);
    EXPECT_EQ(read->hostNanos, 1000);
    EXPECT_EQ(read->cores, 4);
    EXPECT_EQ(read->readAt, QDateTime(QDate(2026, 11, 25), QTime(10, 0, 0, 500), Qt::UTC));
    EXPECT_EQ(decodeStats(stats(version2, R"("throttling_data":{})"))->cores, 2) << "counted, as older engines do";
}

TEST(DockerStats, aContainerThatDoesNotRunUsesNothingKnown)
{
    const auto stopped = decodeStats(R"({"read":"0001-01-01T00:00:00Z","cpu_stats":{"cpu_usage":{"total_usage":0}},)"
                                     R"("memory_stats":{}})");
    ASSERT_TRUE(stopped);
    EXPECT_EQ(stopped->memoryBytes, std::nullopt);
    EXPECT_FALSE(stopped->readAt.isValid());
    EXPECT_EQ(coresUsed(*stopped, *stopped), std::nullopt);
}

TEST(DockerStats, somethingElseIsNoReading)
{
    for (const QByteArray body : {"", "[]", "{}", R"({"cpu_stats":3})", "<html>"}) {
        EXPECT_FALSE(decodeStats(body)) << body.constData();
    }
}

TEST(DockerStats, coresAreToldByTwoReadings)
{
    const auto at = [](qint64 used, qint64 host) {
        return decodeStats(stats(version2, R"("online_cpus":4)", used, host)).value();
    };
    EXPECT_EQ(coresUsed(at(100, 1000), at(250, 1400)), 1.5);
    EXPECT_EQ(coresUsed(at(100, 1000), at(100, 1400)), 0.0);
    EXPECT_EQ(coresUsed(at(100, 1000), at(100, 1000)), std::nullopt) << "one reading, twice";
    EXPECT_EQ(coresUsed(at(100, 1000), at(5, 1400)), std::nullopt) << "started anew in between";
    EXPECT_EQ(coresUsed({}, at(100, 1400)), std::nullopt);
}

TEST(DockerStats, areAskedForOnceAndWithoutWaitingForASecondReading)
{
    test::FakeServer server;
    server.answer("GET /_ping", {.body = "OK"});
    server.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    server.answer("GET /v1.41/containers/c1/stats?stream=false&one-shot=1", {.body = stats(version1)});
    server.answer("GET /v1.41/containers/c2/stats", {.status = 404, .body = R"({"message":"No such container: c2"})"});
    Client client(server.endpoint(), QStringLiteral("storm-1"));
    const auto read = client.containerStats({QStringLiteral("c1")}, {});
    ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
    EXPECT_EQ(read->memoryBytes, 6'137'216);
    const auto missing = client.containerStats({QStringLiteral("c2")}, {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::Rejected);
    EXPECT_EQ(missing.error().reason, QStringLiteral("No such container: c2"));
}
