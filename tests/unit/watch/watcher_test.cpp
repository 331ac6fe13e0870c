// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"
#include "unit/cluster/scene.h"
#include "unit/watch/engines.h"
#include "watch/events.h"
#include "watch/sources.h"
#include "watch/watcher.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <thread>

using namespace stormdeck;
using namespace stormdeck::test;
using namespace std::chrono_literals;

namespace {
const QString good = QStringLiteral("good");
const QString hung = QStringLiteral("hung");

void hang(FakeServer &server)
{
    for (const char *route : {"GET /_ping", "GET /version", "GET /info", "GET /v1.41/version", "GET /v1.41/info"}) {
        server.answer(route, {.fault = Reply::Fault::Hang});
    }
}

constexpr watch::Pace quick{5ms, 5ms, 5ms, 5ms, 5ms};

/// Waits until what the watcher's store tells meets a condition.
class Awaited
{
public:
    explicit Awaited(watch::Store &store) : m_store(store)
    {
        store.setListener([shared = m_shared](const watch::Picture &picture) {
            const std::scoped_lock lock(shared->mutex);
            shared->picture = picture;
            shared->changed.notify_all();
        });
    }
    ~Awaited() { m_store.setListener({}); }
    bool until(const std::function<bool(const watch::Picture &)> &met)
    {
        std::unique_lock lock(m_shared->mutex);
        return m_shared->changed.wait_for(lock, 5s,
                                          [&] { return m_shared->picture.snapshot && met(m_shared->picture); });
    }

private:
    /// With the joiner, which may still be telling when this goes.
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable changed;
        watch::Picture picture;
    };
    watch::Store &m_store;
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
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

TEST(Watcher, goesOnAskingStormWhileTheManagersHaveNoMajority)
{
    FakeServer engine;
    answerLikeAnEngine(engine, R"({"ID":"E1","Name":"good","NCPU":2,"MemTotal":1,
                                   "Swarm":{"NodeID":"n1","LocalNodeState":"active","ControlAvailable":true}})");
    for (const char *path : {"swarm", "nodes", "services", "tasks", "networks", "configs"}) {
        engine.answer(QByteArray("GET /v1.41/") + path,
                      {.status = 503, .body = R"({"message":"The swarm does not have a leader."})"});
    }
    FakeServer ui;
    for (const char *part : {"cluster", "nimbus", "supervisor", "topology"}) {
        const QString file = QStringLiteral("storm-2.8.3/10-empty/%1-summary.json").arg(QLatin1String(part));
        ui.answer(QByteArray("GET /api/v1/") + part + "/summary", {.body = fixture(file)});
    }
    settings::Profile profile = profileOf({{good, engine.endpoint()}});
    profile.stormUi = ui.endpoint();
    const SystemClock clock;
    watch::Watcher watcher(profile, quick, clock);
    Awaited awaited(watcher.store());
    EXPECT_TRUE(awaited.until([](const auto &picture) { return picture.freshness.swarm.misses >= 2; }));
    const Instant from = clock.now();
    EXPECT_TRUE(awaited.until([&](const auto &picture) {
        const cluster::SourceAge &storm = picture.freshness.storm;
        const bool told = std::any_of(picture.findings.begin(), picture.findings.end(),
                                      [](const auto &one) { return one.code == QStringLiteral("swarm.no-majority"); });
        return told && storm.answered && *storm.answered > from && storm.misses == 0;
    }));
}

TEST(EnsembleSource, asksOnByWhatTheSwarmSaidLastWhileNoManagerAnswers)
{
    FakeServer engine;
    answerLikeAnEngine(engine);
    engine.answer("POST /v1.41/exec/x/start", {.body = QByteArray::fromHex("0100000000000001") + '\n'});
    engine.answer("GET /v1.41/exec/x/json", {.body = R"({"Running":false,"ExitCode":0})"});
    cluster::Planes planes = healthyPlanes();
    for (Machine &machine : planes.machines) {
        machine.engine = engine.endpoint();
    }
    for (const docker::Task &task : planes.swarm->tasks) {
        engine.answer("POST /v1.41/containers/" + task.container.value.toLatin1() + "/exec",
                      {.status = 201, .body = R"({"Id":"x"})"});
    }
    const SystemClock clock;
    watch::Store store(planes.cluster, planes.machines, clock);
    for (auto one = planes.engines.begin(); one != planes.engines.end(); ++one) {
        store.putEngine(one.key(), *one);
    }
    store.putSwarm(*planes.swarm);
    store.putSwarm(failure(Error{.kind = ErrorKind::Unreachable, .code = QStringLiteral("docker.no-leader")}));
    EXPECT_TRUE(watch::EnsembleSource(planes.machines, store).look({}));
    EXPECT_EQ(store.freshness().swarm.misses, 1);
    EXPECT_EQ(ageState(store.freshness().ensemble, clock.now()), cluster::AgeState::Fresh);
    EXPECT_EQ(store.planes().ensemble->asked, 3);
}

TEST(EventsSource, followsAnotherManagerBeforeTheSwarmCallsTheOneBeforeDown)
{
    FakeServer cutOff;
    FakeServer other;
    for (FakeServer *server : {&cutOff, &other}) {
        answerLikeAnEngine(*server, R"({"ID":"E1","Swarm":{"LocalNodeState":"active","ControlAvailable":true}})");
        server->answer("GET /v1.41/events", {.fault = Reply::Fault::Hang});
    }
    const settings::Profile profile = profileOf({{hung, cutOff.endpoint()}, {good, other.endpoint()}});
    const SystemClock clock;
    watch::Store store(profile.name, profile.machines, clock);
    store.putSwarm(*healthyPlanes().swarm);
    cluster::EngineFacts manager;
    manager.info.swarm.controlAvailable = true;
    for (const QString &name : {hung, good}) {
        store.putEngine(name, manager);
    }
    int hints = 0;
    watch::EventsSource source(
        profile.machines, store, [&] { ++hints; }, {}, 400ms); // with the time to agree on a version
    EXPECT_TRUE(source.look({}));
    EXPECT_EQ(cutOff.count("GET /v1.41/events"), 1);
    store.putEngine(hung, failure(Error{.kind = ErrorKind::Deadline}));
    EXPECT_TRUE(source.look({}));
    EXPECT_EQ(cutOff.count("GET /v1.41/events"), 1);
    EXPECT_EQ(other.count("GET /v1.41/events"), 1);
    EXPECT_EQ(hints, 1) << "what the first did not tell any more";
    EXPECT_LE(watch::EventsSource::usualFollow, 10s) << "a node is called down after 15 s at the earliest";
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

TEST(EventsSource, hintsAtTheSecondOfTwoEventsThatComeTogether)
{
    FakeServer manager;
    answerLikeAnEngine(manager, R"({"ID":"E1","Swarm":{"LocalNodeState":"active","ControlAvailable":true}})");
    const QByteArray event = R"({"Type":"node","Action":"update","Actor":{"ID":"n3"}})";
    manager.answer("GET /v1.41/events", {.body = event + '\n' + event + '\n'});
    const settings::Profile profile = profileOf({{good, manager.endpoint()}});
    const SystemClock clock;
    watch::Store store(profile.name, profile.machines, clock);
    store.putSwarm(*healthyPlanes().swarm);
    int hints = 0;
    watch::EventsSource source(profile.machines, store, [&] { ++hints; });
    EXPECT_TRUE(source.look({}));
    EXPECT_EQ(hints, 2) << "a look after the first may have missed what the second tells";
}

TEST(EnginesSource, inspectsCertificatesAtTheNextLookOnceItIsHurried)
{
    const QTemporaryDir folder;
    QFile authority(folder.filePath(QStringLiteral("ca.pem")));
    const settings::Profile profile =
        profileOf({{good, Endpoint::tls(QStringLiteral("127.0.0.1"), 1, folder.path())}});
    const SystemClock clock;
    watch::Store store(profile.name, profile.machines, clock);
    watch::EnginesSource source(profile.machines, {30min, 1h}, store);
    const auto problemsAfterALook = [&] {
        (void)source.look({});
        const std::vector<Certificate> found = store.planes().certificates.machines.value(good);
        return std::count_if(found.begin(), found.end(), [](const auto &one) { return !one.problem.isEmpty(); });
    };
    EXPECT_EQ(problemsAfterALook(), 1);
    ASSERT_TRUE(authority.open(QIODevice::WriteOnly));
    authority.write(fixture(QStringLiteral("tls/ca.pem")));
    authority.close();
    EXPECT_EQ(problemsAfterALook(), 1) << "once an hour";
    source.hurry();
    EXPECT_EQ(problemsAfterALook(), 0);
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

TEST(Watcher, restsBetweenTheLooksThatItIsWokenForWithoutEnd)
{
    FakeServer engine;
    answerLikeAnEngine(engine);
    const SystemClock clock;
    watch::Watcher watcher(profileOf({{good, engine.endpoint()}}), {1h, 1h, 1h, 1h, 2h}, clock);
    const Deadline end = Deadline::in(1200ms);
    while (!end.passed()) {
        watcher.lookNow();
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_GE(engine.count("GET /info"), 2);
    EXPECT_LE(engine.count("GET /info"), 5) << "two at once, then one each half second";
}

TEST(Watcher, letsASilentEngineRestWhileSwarmTasksComeAndGo)
{
    std::atomic<int> looks = 0;
    FakeServer failing;
    failing.answer("GET /version", {.status = 500});
    FakeServer manager;
    answerLikeAnEngine(manager, R"({"ID":"E1","Name":"good","NCPU":2,"MemTotal":1,
                                    "Swarm":{"NodeID":"n1","LocalNodeState":"active","ControlAvailable":true}})");
    for (const char *part : {"swarm", "nodes", "services", "networks", "configs"}) {
        const QString file = part == QByteArray("networks") ? QStringLiteral("networks-swarm") : QLatin1String(part);
        manager.answer(QByteArray("GET /v1.41/") + part,
                       {.body = fixture(QStringLiteral("docker-1.41/%1.json").arg(file))});
    }
    manager.answerBy("GET /v1.41/tasks", [&](const Received &) {
        return Reply{.body = R"([{"ID":"t)" + QByteArray::number(++looks) + R"("}])"};
    });
    const SystemClock clock;
    watch::Watcher watcher(profileOf({{good, manager.endpoint()}, {hung, failing.endpoint()}}), {1h, 5ms, 1h, 1h, 2h},
                           clock);
    Awaited awaited(watcher.store());
    EXPECT_TRUE(awaited.until([&](const auto &) { return looks > 5; }));
    std::this_thread::sleep_for(1500ms); // three rests
    EXPECT_GT(looks, 10);
    EXPECT_LE(failing.count("GET /version"), 2) << "at first, and when the swarm was first heard";
}
