// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What public reports of the events stream must make the console do.
#include "support/fakeserver.h"
#include "unit/cluster/scene.h"
#include "util/backoff.h"
#include "watch/events.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
/// A manager, and a source that follows its events.
class BugBank_Events : public testing::Test
{
protected:
    BugBank_Events()
    {
        manager.answer("GET /_ping", {.body = "OK"});
        manager.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
        manager.answer("GET /v1.41/info",
                       {.body = R"({"ID":"E1","Swarm":{"LocalNodeState":"active","ControlAvailable":true}})"});
        store.putSwarm(*healthyPlanes().swarm);
    }

    void stream(Reply reply) { manager.answer("GET /v1.41/events", std::move(reply)); }
    [[nodiscard]] int streams() const { return manager.count("GET /v1.41/events"); }
    bool look() { return source.look({}); }

    FakeServer manager;
    SystemClock clock;
    watch::Store store{QStringLiteral("lab"), {}, clock};
    int hints = 0;
    watch::EventsSource source{
        {{QStringLiteral("storm-1"), manager.endpoint(), {}, true}}, store, [this] { ++hints; }, {}, 60ms};
};

const QByteArray event = R"({"Type":"node","Action":"update","Actor":{"ID":"n3"}})"
                         "\n";
} // namespace

// docker-java/docker-java#1369: after some minutes nothing comes any more, and no error either.
TEST_F(BugBank_Events, b79_aStreamThatFellSilentIsOpenedAnewAndTheSwarmAskedInFull)
{
    stream({.fault = Reply::Fault::Hang});
    const Instant start = BootClock::now();
    EXPECT_TRUE(look()) << "silence is no fault";
    EXPECT_LT(BootClock::now() - start, 2s);
    EXPECT_EQ(hints, 0);
    EXPECT_TRUE(look());
    EXPECT_EQ(streams(), 2);
    EXPECT_EQ(hints, 1) << "what happened in between was told to nobody";
    EXPECT_LE(watch::EventsSource::usualFollow, 60s);
}

// moby/moby#15874: the stream ends as the engine is restarted.
TEST_F(BugBank_Events, b79_theEndOfAStreamThatToldSomethingIsFollowedByTheNextAtOnce)
{
    stream({.body = event});
    EXPECT_TRUE(look());
    EXPECT_EQ(hints, 1);
    stream({.fault = Reply::Fault::CloseMidBody});
    EXPECT_FALSE(look());
}

// fsouza/go-dockerclient#163: each stream ends as soon as it is opened.
TEST_F(BugBank_Events, b79_streamsThatEndAtOnceAreTriedEverMoreSeldom)
{
    stream({});
    Backoff backoff(1s, 10s);
    std::chrono::milliseconds waited{};
    for (int i = 0; i < 5; ++i) {
        waited = backoff.after(look());
    }
    EXPECT_GE(waited, 8s) << "ten seconds, less a fifth";
    EXPECT_EQ(streams(), 5);
}
