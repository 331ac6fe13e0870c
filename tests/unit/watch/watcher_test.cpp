// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeserver.h"
#include "watch/sources.h"
#include "watch/watcher.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>

using namespace stormdeck;
using namespace stormdeck::test;
using namespace std::chrono_literals;
using cluster::AgeState;

namespace {
const QString good = QStringLiteral("good");
const QString hung = QStringLiteral("hung");
const char *const noSwarm = R"({"ID":"E1","Name":"good","NCPU":2,"MemTotal":1,"Swarm":{"LocalNodeState":"inactive"}})";
const char *const version = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})";

void answerLikeAnEngine(FakeServer &server)
{
    server.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    for (const char *prefix : {"", "/v1.41"}) {
        server.answer(QByteArray("GET ") + prefix + "/version", {.body = version});
        server.answer(QByteArray("GET ") + prefix + "/info", {.body = noSwarm});
    }
}

void hang(FakeServer &server)
{
    for (const char *route : {"GET /_ping", "GET /version", "GET /info", "GET /v1.41/version", "GET /v1.41/info"}) {
        server.answer(route, {.fault = Reply::Fault::Hang});
    }
}

settings::Profile profileOf(std::initializer_list<std::pair<QString, Endpoint>> machines)
{
    settings::Profile profile{.name = QStringLiteral("lab")};
    for (const auto &[name, endpoint] : machines) {
        profile.machines.push_back({name, endpoint, {}, true});
    }
    return profile;
}

/// Seven seconds pass with each look at it.
class LeapingClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return Instant(std::chrono::seconds(7 * ++m_looks)); }
    [[nodiscard]] QDateTime wall() const override { return QDateTime::currentDateTime(); }

private:
    mutable std::atomic<int> m_looks = 0;
};

constexpr watch::Pace quick{5ms, 5ms, 5ms, 5ms, 5ms};

/// Waits until what the watcher's store tells meets a condition.
class Awaited
{
public:
    explicit Awaited(watch::Store &store) : m_store(store)
    {
        store.setListener([this](const watch::Picture &picture) {
            const std::scoped_lock lock(m_mutex);
            m_picture = picture;
            m_changed.notify_all();
        });
    }
    ~Awaited() { m_store.setListener({}); }
    bool until(const std::function<bool(const watch::Picture &)> &met)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, 5s, [&] { return m_picture.snapshot && met(m_picture); });
    }

private:
    watch::Store &m_store;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    watch::Picture m_picture;
};
} // namespace

TEST(Watcher, stopsWithin50MillisecondsWhileAnEngineHangs)
{
    FakeServer server;
    hang(server);
    const SystemClock clock;
    auto watcher = std::make_unique<watch::Watcher>(profileOf({{hung, server.endpoint()}}), watch::Pace{}, clock);
    ASSERT_TRUE(server.waitForRequests(1));
    const Instant start = BootClock::now();
    watcher.reset();
    EXPECT_LT(BootClock::now() - start, 50ms);
}

TEST(Watcher, goesOnAskingTheOthersWhileOneSourceFails)
{
    FakeServer engine;
    answerLikeAnEngine(engine);
    FakeServer ui;
    ui.answer("GET /api/v1/cluster/summary", {.status = 500, .body = "{}"});
    settings::Profile profile = profileOf({{good, engine.endpoint()}});
    profile.stormUi = ui.endpoint();
    const SystemClock clock;
    watch::Watcher watcher(profile, quick, clock);
    Awaited awaited(watcher.store());
    EXPECT_TRUE(awaited.until([](const auto &picture) { return picture.freshness.storm.misses >= 2; }));
    const Instant from = clock.now();
    EXPECT_TRUE(awaited.until([&](const auto &picture) {
        const cluster::SourceAge &age = picture.freshness.engines[good];
        return age.answered && *age.answered > from && age.misses == 0;
    }));
    EXPECT_TRUE(awaited.until([&](const auto &picture) { return !picture.freshness.swarm.expected; }));
}

TEST(ObserveOnce, isNoErrorWhereNothingAnswers)
{
    const SystemClock clock;
    const watch::Picture picture = watch::observeOnce(
        profileOf({{QStringLiteral("storm-1"), Endpoint::unixSocket(QStringLiteral("/nonexistent/docker.sock"))}}),
        clock, {});
    ASSERT_TRUE(picture.snapshot);
    const auto age = picture.freshness.engines.value(QStringLiteral("storm-1"));
    EXPECT_EQ(ageState(age, clock.now()), AgeState::Never);
    EXPECT_TRUE(age.error.has_value());
    EXPECT_EQ(picture.health, cluster::Health::Failing);
}

TEST(ObserveOnce, takesWhatItSawForOneAnswerHoweverLongTheLookTook)
{
    FakeServer server;
    answerLikeAnEngine(server);
    const LeapingClock clock;
    EXPECT_EQ(watch::observeOnce(profileOf({{good, server.endpoint()}}), clock, {}).health, cluster::Health::Empty);
}

TEST(EnginesSource, letsASilentEngineRestWhileItAsksTheOthers)
{
    FakeServer failing;
    failing.answer("GET /_ping", {.status = 500});
    FakeServer answering;
    answerLikeAnEngine(answering);
    const settings::Profile profile = profileOf({{hung, failing.endpoint()}, {good, answering.endpoint()}});
    const SystemClock clock;
    watch::Store store(profile.name, profile.machines, clock);
    watch::EnginesSource source(profile.machines, {30min, 1h}, store);
    (void)source.look({});
    (void)source.look({}); // nobody is due
    EXPECT_EQ(store.freshness().engines[hung].misses, 1);
    EXPECT_GT(store.freshness().engines[hung].nextTry, clock.now() + 40min);
    EXPECT_LE(store.freshness().engines[good].nextTry, clock.now() + 30min);
    source.hurry();
    (void)source.look({});
    EXPECT_EQ(store.freshness().engines[hung].misses, 2);
}

TEST(SwarmSource, asksAManagerThatAnsweredBeforeOneThatHasGoneSilent)
{
    FakeServer silent;
    hang(silent);
    FakeServer answering;
    answerLikeAnEngine(answering);
    const settings::Profile profile = profileOf({{hung, silent.endpoint()}, {good, answering.endpoint()}});
    const SystemClock clock;
    watch::Store store(profile.name, profile.machines, clock);
    cluster::EngineFacts manager;
    manager.info.swarm.state = {docker::LocalNodeState::Active, QStringLiteral("active")};
    manager.info.swarm.controlAvailable = true;
    for (const QString &name : {hung, good}) {
        store.putEngine(name, manager);
    }
    store.putEngine(hung, failure(Error{.kind = ErrorKind::Deadline}));
    watch::SwarmSource(profile.machines, store).look({});
    EXPECT_TRUE(silent.requests().empty());
    EXPECT_FALSE(answering.requests().empty());
}

TEST(ObserveOnce, tellsAnEngineThatAnswersFromOneThatDoesNot)
{
    FakeServer answering;
    answerLikeAnEngine(answering);
    const SystemClock clock;
    const watch::Picture picture = watch::observeOnce(
        profileOf({{good, answering.endpoint()},
                   {QStringLiteral("gone"), Endpoint::unixSocket(QStringLiteral("/nonexistent/docker.sock"))}}),
        clock, {});
    EXPECT_EQ(ageState(picture.freshness.engines[good], clock.now()), AgeState::Fresh);
    EXPECT_EQ(ageState(picture.freshness.engines[QStringLiteral("gone")], clock.now()), AgeState::Never);
    EXPECT_FALSE(picture.freshness.swarm.expected);
}

TEST(Watcher, triesFailedSourcesAgainAtOnceWhenAskedTo)
{
    FakeServer answering;
    answerLikeAnEngine(answering);
    FakeServer failing;
    failing.answer("GET /_ping", {.status = 500});
    FakeServer ui;
    ui.answer("GET /api/v1/cluster/summary", {.status = 500, .body = "{}"});
    settings::Profile profile = profileOf({{good, answering.endpoint()}, {hung, failing.endpoint()}});
    profile.stormUi = ui.endpoint();
    const SystemClock clock;
    watch::Watcher watcher(profile, {1h, 1h, 1h, 1h, 2h}, clock);
    Awaited awaited(watcher.store());
    const auto rests = [&](const cluster::SourceAge &age) { return age.nextTry > clock.now() + 30min; };
    ASSERT_TRUE(awaited.until(
        [&](const auto &picture) { return rests(picture.freshness.engines[hung]) && rests(picture.freshness.storm); }));
    const cluster::Freshness before = watcher.store().freshness();
    const Instant asked = clock.now();
    watcher.refresh();
    EXPECT_LT(clock.now() - asked, 50ms); // it waits for nobody
    EXPECT_TRUE(awaited.until([&](const auto &picture) {
        return picture.freshness.engines[hung].misses > before.engines[hung].misses &&
               picture.freshness.storm.misses > before.storm.misses;
    }));
}
