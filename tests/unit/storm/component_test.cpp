// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storm/client.h"
#include "storm/decode.h"

#include "support/fakeserver.h"
#include "support/fixtures.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::storm;
using test::FakeServer;

namespace {
const TopologyId words{QStringLiteral("words-1-1795591592")};

QByteArray recorded(const char *version, const char *name)
{
    return test::fixture(
        QStringLiteral("storm-%1/30-running/%2.json").arg(QLatin1String(version), QLatin1String(name)));
}

class RecordedComponent : public testing::TestWithParam<const char *>
{
};

INSTANTIATE_TEST_SUITE_P(EachVersion, RecordedComponent, testing::Values("1.2.4", "2.8.3"));

class ComponentClient : public testing::Test
{
protected:
    [[nodiscard]] QByteArray pathFor(const TopologyId &id, const QString &component, StatsWindow window)
    {
        (void)client.component(id, component, window, never);
        return server.requests().back().path;
    }

    FakeServer server;
    Client client{server.endpoint(), QStringLiteral("Storm UI")};
    std::stop_token never;
};
} // namespace

TEST_P(RecordedComponent, hasASpout)
{
    const auto page = decodeComponentPage(recorded(GetParam(), "component-word"));
    ASSERT_TRUE(page) << qPrintable(sentence(page.error()));
    EXPECT_EQ(page->id, QStringLiteral("word"));
    EXPECT_EQ(page->topologyName, QStringLiteral("words"));
    EXPECT_TRUE(page->topology.value.startsWith(QStringLiteral("words-1-")));
    EXPECT_TRUE(page->isSpout);
    EXPECT_EQ(page->window, QStringLiteral(":all-time"));
    EXPECT_EQ(page->executorCount, 4);
    EXPECT_EQ(page->tasks, 4);
    EXPECT_GT(page->figures.emitted.value_or(0), 2000);
    EXPECT_EQ(page->figures.completeLatencyMs, 0.0);
    EXPECT_FALSE(page->figures.capacity);
    EXPECT_FALSE(page->figures.executed);
    ASSERT_EQ(page->executors.size(), 4U);
    EXPECT_EQ(page->executors[0].id, QStringLiteral("[9-9]")) << "by number, not by letters";
    EXPECT_EQ(page->executors[3].id, QStringLiteral("[12-12]"));
    for (const Executor &one : page->executors) {
        EXPECT_TRUE(one.host.startsWith(QStringLiteral("supervisor-storm-")));
        EXPECT_EQ(one.port, 6700);
        EXPECT_GT(one.uptimeSeconds.value_or(0), 60);
        EXPECT_GE(one.figures.emitted.value_or(0), 500);
    }
    ASSERT_EQ(page->streams.size(), 1U);
    EXPECT_FALSE(page->streams[0].isInput());
    EXPECT_EQ(page->streams[0].id, QStringLiteral("default"));
    EXPECT_TRUE(page->errors.empty());
}

TEST_P(RecordedComponent, hasABolt)
{
    const auto page = decodeComponentPage(recorded(GetParam(), "component-exclaim1"));
    ASSERT_TRUE(page) << qPrintable(sentence(page.error()));
    EXPECT_FALSE(page->isSpout);
    EXPECT_EQ(page->executors.size(), 3U);
    EXPECT_TRUE(page->figures.capacity);
    EXPECT_GT(page->figures.executed.value_or(0), 2000);
    EXPECT_GT(page->executors[0].figures.executeLatencyMs.value_or(0), 0.1);
    EXPECT_GT(page->executors[0].figures.processLatencyMs.value_or(0), 0.1);
    EXPECT_GT(page->executors[0].figures.capacity.value_or(0), 0.001);
    ASSERT_EQ(page->streams.size(), 2U);
    EXPECT_EQ(page->streams[0].component, QStringLiteral("word")) << "what comes in is first";
    EXPECT_GT(page->streams[0].figures.executed.value_or(0), 2000);
    EXPECT_FALSE(page->streams[1].isInput());
    EXPECT_FALSE(page->streams[1].figures.acked) << "not reported is not zero";
}

TEST_P(RecordedComponent, isRefusedInPlainWordsWhereItIsUnknown)
{
    const Error error = decodeRefusal(500, recorded(GetParam(), "unknown-component"));
    EXPECT_EQ(error.kind, ErrorKind::Rejected);
    EXPECT_EQ(codeOf(error), QStringLiteral("storm.no-such-component"));
    EXPECT_FALSE(error.reason.contains(QStringLiteral("Exception")));
}

TEST(ComponentPage, readsOddNumbers)
{
    const auto page = decodeComponentPage(R"({"id":"b","componentType":"bolt","window":"600",
        "boltStats":[{"window":"10800","executed":1},
                     {"window":"600","executed":9007199254740993,"capacity":"0,950","executeLatency":NaN}],
        "executorStats":[{"id":"[1-1]","host":null,"port":"6701","uptime":"1m 5s","capacity":NaN,"acked":null}]})");
    ASSERT_TRUE(page) << qPrintable(sentence(page.error()));
    EXPECT_EQ(page->figures.executed, 9007199254740993);
    EXPECT_EQ(page->figures.capacity, 0.95);
    EXPECT_FALSE(page->figures.executeLatencyMs);
    ASSERT_EQ(page->executors.size(), 1U);
    EXPECT_TRUE(page->executors[0].host.isEmpty());
    EXPECT_EQ(page->executors[0].port, 6701);
    EXPECT_EQ(page->executors[0].uptimeSeconds, 65);
    EXPECT_FALSE(page->executors[0].figures.capacity);
    EXPECT_FALSE(page->executors[0].figures.acked);
    EXPECT_FALSE(page->tasks);
}

TEST(ComponentPage, isNoOtherAnswer)
{
    for (const QByteArray body : {"", "<html></html>", "[]", "{}", R"({"id":null})", R"({"id":"a")"}) {
        const auto page = decodeComponentPage(body);
        ASSERT_FALSE(page) << body.constData();
        EXPECT_EQ(page.error().kind, ErrorKind::Undecodable) << body.constData();
    }
    EXPECT_FALSE(decodeComponentPage(R"({"error":"500","errorMessage":"java.lang.NullPointerException\n\tat a.b"})"));
}

TEST(ComponentPage, hasWhatListsThereAre)
{
    const auto page = decodeComponentPage(R"({"id":"a","spoutSummary":[],"executorStats":null,"inputStats":[1,null]})");
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->isSpout) << "by its figures where the kind is not told";
    EXPECT_TRUE(page->executors.empty());
    EXPECT_TRUE(page->streams.empty());
    EXPECT_EQ(page->figures, Figures{});
}

TEST(ComponentPage, hasErrorsNewestFirstInWhateverOrderTheyCame)
{
    const auto page = decodeComponentPage(R"({"id":"a","componentErrors":[
        {"error":"untimed"},
        {"errorTime":1795591600,"errorHost":"h1","errorPort":6700,"error":"java.lang.RuntimeException: old\n\tat a.b"},
        {"errorTime":1795591700,"errorHost":"h2","errorPort":"6701","error":"new"},
        {"time":1795591650000,"host":"h3","port":6702,"error":"of 0.9"}]})");
    ASSERT_TRUE(page);
    ASSERT_EQ(page->errors.size(), 4U);
    EXPECT_EQ(page->errors[0].text, QStringLiteral("new"));
    EXPECT_EQ(page->errors[0].at.toSecsSinceEpoch(), 1795591700);
    EXPECT_EQ(page->errors[0].port, 6701);
    EXPECT_EQ(page->errors[1].host, QStringLiteral("h3"));
    EXPECT_EQ(page->errors[1].at.toSecsSinceEpoch(), 1795591650);
    EXPECT_TRUE(page->errors[2].text.contains(u'\n'));
    EXPECT_FALSE(page->errors[3].at.isValid());
}

TEST(ComponentPage, dropsTheOldestErrorsAboveItsCap)
{
    QByteArray errors;
    for (int i = 0; i < 150; ++i) {
        errors += (i > 0 ? "," : "") + QByteArray(R"({"error":"x","errorTime":)") + QByteArray::number(1000 + i) + '}';
    }
    const auto page = decodeComponentPage(R"({"id":"a","componentErrors":[)" + errors + "]}");
    ASSERT_TRUE(page);
    ASSERT_EQ(page->errors.size(), storm::ComponentPage::mostErrors);
    EXPECT_EQ(page->errors.front().at.toSecsSinceEpoch(), 1149);
}

TEST(ComponentPage, survivesEveryCutOfAnAnswer)
{
    const QByteArray body = recorded("2.8.3", "component-exclaim1");
    for (qsizetype size = 0; size < body.size(); size += 7) {
        EXPECT_FALSE(decodeComponentPage(body.left(size)));
    }
}

TEST_F(ComponentClient, asksForTheWindow)
{
    server.answer("GET /api/v1/topology/words-1-1795591592/component/word",
                  {.body = recorded("2.8.3", "component-word")});
    const auto page = client.component(words, QStringLiteral("word"), StatsWindow::AllTime, never);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->executors.size(), 4U);
    EXPECT_EQ(server.requests().back().path,
              "/api/v1/topology/words-1-1795591592/component/word?window=%3Aall-time&sys=false");
    EXPECT_TRUE(pathFor(words, QStringLiteral("word"), StatsWindow::TenMinutes).contains("?window=600&"));
    EXPECT_TRUE(pathFor(words, QStringLiteral("word"), StatsWindow::ThreeHours).contains("?window=10800&"));
    EXPECT_TRUE(pathFor(words, QStringLiteral("word"), StatsWindow::Day).contains("?window=86400&"));
}

TEST_F(ComponentClient, encodesIdsForThePath)
{
    const auto path = [&](const QString &component) {
        return pathFor({QStringLiteral("my topo-1-2")}, component, StatsWindow::Day);
    };
    const QByteArray front = "/api/v1/topology/my%20topo-1-2/component/";
    EXPECT_EQ(path(QStringLiteral("a/b c")), front + "a%2Fb%20c?window=86400&sys=false");
    EXPECT_EQ(path(QStringLiteral("50%+1?#&")), front + "50%25%2B1%3F%23%26?window=86400&sys=false");
    EXPECT_EQ(path(QStringLiteral("wörter:数")), front + "w%C3%B6rter%3A%E6%95%B0?window=86400&sys=false");
}

TEST_F(ComponentClient, saysWhatItTriedWhereItIsRefused)
{
    server.answer("GET /api/v1/topology/words-1-1795591592/component/nothing",
                  {.status = 500, .body = recorded("2.8.3", "unknown-component")});
    const auto page = client.component(words, QStringLiteral("nothing"), StatsWindow::Day, never);
    ASSERT_FALSE(page);
    EXPECT_EQ(codeOf(page.error()), QStringLiteral("storm.no-such-component"));
    EXPECT_TRUE(page.error().attempted.contains(QStringLiteral("nothing")));
    EXPECT_EQ(page.error().target, client.target());
}

TEST_F(ComponentClient, endsAtAStop)
{
    server.answer("GET /api/v1/topology/words-1-1795591592/component/word", {.fault = test::Reply::Fault::Hang});
    std::stop_source stop;
    stop.request_stop();
    const auto page = client.component(words, QStringLiteral("word"), StatsWindow::Day, stop.get_token());
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().kind, ErrorKind::Cancelled);
}
