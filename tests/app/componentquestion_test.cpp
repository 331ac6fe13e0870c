// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "componentquestion.h"

#include "support/fakeserver.h"
#include "support/fixtures.h"

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

using storm::StatsWindow;

const cluster::Subject word = cluster::componentSubject({QStringLiteral("words-1-1795591592")}, QStringLiteral("word"));

std::shared_ptr<NewestSnapshot> clusterWithHost(const QString &host)
{
    cluster::NodeView node;
    node.key = QStringLiteral("node2");
    node.name = QStringLiteral("storm-2");
    cluster::DaemonView daemon;
    daemon.host = host;
    node.daemons.push_back(daemon);
    auto snapshot = std::make_shared<cluster::Snapshot>();
    snapshot->nodes.push_back(node);
    auto newest = std::make_shared<NewestSnapshot>();
    newest->put(snapshot);
    return newest;
}

TEST(ComponentQuestion, asksTheUiOfTheProfileAndFindsTheNodes)
{
    test::FakeServer ui;
    ui.answer("GET /api/v1/topology/words-1-1795591592/component/word",
              {.body = test::fixture(QStringLiteral("storm-2.8.3/30-running/component-word.json"))});
    settings::Profile profile;
    profile.stormUi = ui.endpoint();
    const auto ask = componentQuestion(profile, word, clusterWithHost(QStringLiteral("supervisor-storm-2")), {});
    const auto look = ask(StatsWindow::TenMinutes, {});
    ASSERT_TRUE(look) << qPrintable(sentence(look.error()));
    EXPECT_EQ(look->page.executors.size(), 4U);
    EXPECT_EQ(placeOfHost(look->places, QStringLiteral("supervisor-storm-2")).node, QStringLiteral("node2"));
    EXPECT_TRUE(ui.requests().back().path.contains("window=600"));
}

TEST(ComponentQuestion, passesTheRefusalOn)
{
    test::FakeServer ui;
    ui.answer("GET /api/v1/topology/words-1-1795591592/component/word",
              {.status = 500, .body = test::fixture(QStringLiteral("storm-2.8.3/30-running/unknown-component.json"))});
    settings::Profile profile;
    profile.stormUi = ui.endpoint();
    const auto look = componentQuestion(profile, word, clusterWithHost({}), {})(StatsWindow::Day, {});
    ASSERT_FALSE(look);
    EXPECT_EQ(codeOf(look.error()), QStringLiteral("storm.no-such-component"));
}

TEST(ComponentQuestion, saysWhereNoUiIsKnown)
{
    const auto ask = componentQuestion({}, word, std::make_shared<NewestSnapshot>(), {});
    const auto look = ask(StatsWindow::Day, {});
    ASSERT_FALSE(look);
    EXPECT_EQ(codeOf(look.error()), QStringLiteral("storm.no-ui"));
}

} // namespace
} // namespace stormdeck::app
