// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"
#include "support/fakeserver.h"
#include "usage/meter.h"
#include "util/deadline.h"

#include <gtest/gtest.h>

#include <atomic>

namespace {
using namespace stormdeck;
using namespace stormdeck::usage;
using namespace std::chrono_literals;

/// A container that uses one and a half cores of a host with four.
QByteArray statsAfter(int seconds)
{
    const qint64 billion = 1'000'000'000;
    return QStringLiteral(R"({"read":"2026-11-25T10:00:%1Z","cpu_stats":{"cpu_usage":{"total_usage":%2},)"
                          R"("system_cpu_usage":%3,"online_cpus":4},"memory_stats":{"usage":4096,"limit":8192}})")
        .arg(seconds, 2, 10, QLatin1Char('0'))
        .arg(seconds * billion * 3 / 2)
        .arg(seconds * billion * 4)
        .toUtf8();
}

class MeterTest : public testing::Test
{
protected:
    MeterTest()
    {
        m_engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        m_engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
        m_engine.answerBy("GET /v1.41/containers/c1/stats", [this](const test::Received &) {
            return test::Reply{.body = statsAfter(2 * ++m_looks)};
        });
    }

    [[nodiscard]] UsageSource source(const QString &container) const
    {
        return {.name = container,
                .machine = {.name = QStringLiteral("storm-1"), .engine = m_engine.endpoint()},
                .container = {container}};
    }
    [[nodiscard]] std::unique_ptr<Meter> meter(std::vector<UsageSource> sources) const
    {
        return std::make_unique<Meter>(
            std::move(sources),
            [](const Machine &machine) { return docker::Client(machine.engine, machine.name); }, m_clock);
    }
    static std::vector<Reading> take(Meter &meter, size_t count)
    {
        std::vector<Reading> readings;
        const Deadline deadline = Deadline::in(10s);
        while (readings.size() < count && !deadline.passed()) {
            for (const Reading &reading : meter.take()) {
                readings.push_back(reading);
            }
            std::this_thread::yield();
        }
        return readings;
    }

    std::atomic<int> m_looks = 0;
    test::FakeServer m_engine;
    SystemClock m_clock;
};

TEST_F(MeterTest, cpuTakesTwoLooksAndMemoryOne)
{
    const auto meter = this->meter({source(QStringLiteral("c1"))});
    const auto readings = take(*meter, 2);
    ASSERT_EQ(readings.size(), 2U);
    EXPECT_EQ(readings[0].cores, std::nullopt) << "one look does not tell";
    EXPECT_EQ(readings[0].memoryBytes, 4096);
    EXPECT_EQ(readings[0].memoryLimitBytes, 8192);
    EXPECT_DOUBLE_EQ(readings[1].cores.value_or(0), 1.5);
    EXPECT_GE(readings[1].at - readings[0].at, Meter::pace - 100ms) << "engines are not pressed";
}

TEST_F(MeterTest, aContainerThatIsGoneIsNamedAndTheOthersGoOn)
{
    m_engine.answer("GET /v1.41/containers/gone/stats",
                    {.status = 404, .body = R"({"message":"No such container: gone"})"});
    const auto meter = this->meter({source(QStringLiteral("gone")), source(QStringLiteral("c1"))});
    const auto readings = take(*meter, 1);
    ASSERT_EQ(readings.size(), 1U);
    EXPECT_EQ(readings[0].source, 1);
    const Deadline deadline = Deadline::in(10s);
    while (!meter->errors()[0] && !deadline.passed()) {
        std::this_thread::yield();
    }
    const auto errors = meter->errors();
    ASSERT_TRUE(errors[0]);
    EXPECT_TRUE(errors[0]->reason.contains(QStringLiteral("No such container"))) << qPrintable(errors[0]->reason);
    EXPECT_FALSE(errors[1]);
}

TEST_F(MeterTest, asksLessOftenForWhatIsGone)
{
    m_engine.answer("GET /v1.41/containers/gone/stats",
                    {.status = 404, .body = R"({"message":"No such container: gone"})"});
    const Meter meter(
        {source(QStringLiteral("gone")), source(QStringLiteral("c1"))},
        [](const Machine &machine) { return docker::Client(machine.engine, machine.name); }, m_clock, 20ms);
    const Deadline deadline = Deadline::in(10s);
    while (m_looks < 25 && !deadline.passed()) {
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_GE(m_looks, 25) << "the others go on at their pace";
    EXPECT_LE(4 * m_engine.count("GET /v1.41/containers/gone/stats"), 3 * m_looks);
}

TEST_F(MeterTest, readsNoMoreThanTheCapOfContainers)
{
    const auto meter = this->meter(std::vector<UsageSource>(Meter::mostSources + 5, source(QStringLiteral("c1"))));
    EXPECT_EQ(meter->sources().size(), Meter::mostSources);
}

TEST_F(MeterTest, stopsAtOnceWhileAnEngineIsSilent)
{
    m_engine.answer("GET /v1.41/containers/c1/stats", {.fault = test::Reply::Fault::Hang});
    auto meter = this->meter({source(QStringLiteral("c1"))});
    ASSERT_TRUE(m_engine.waitForRequests(3));
    const Instant asked = BootClock::now();
    meter.reset();
    EXPECT_LT(BootClock::now() - asked, 500ms);
}
} // namespace
