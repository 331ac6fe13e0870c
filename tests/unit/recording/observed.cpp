// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/recording/observed.h"

#include "storm/client.h"
#include "support/fixtures.h"
#include "watch/planefacts.h"
#include "zookeeper/decode.h"

#include <gtest/gtest.h>

namespace stormdeck::test {

namespace {
constexpr std::chrono::hours never{1}; ///< the joiner judges by itself
const QString machineName = QStringLiteral("storm-1");

RawAnswers dockerBodies(std::initializer_list<std::pair<const char *, const char *>> files)
{
    RawAnswers bodies;
    for (const auto &[path, file] : files) {
        bodies.push_back({path, fixture(QStringLiteral("docker-1.41/") + QLatin1String(file))});
    }
    return bodies;
}

Error silence()
{
    return {.kind = ErrorKind::Deadline, .layer = Layer::Connect, .reason = QStringLiteral("nothing came in time")};
}

RawAnswers stormBodies(const QString &state)
{
    const QString folder = QStringLiteral("storm-2.8.3/") + state;
    RawAnswers bodies;
    for (const char *part : {"cluster", "nimbus", "supervisor", "topology"}) {
        const QByteArray name(part);
        bodies.push_back({"/api/v1/" + name + "/summary",
                          fixture(folder + u'/' + QLatin1String(part) + QStringLiteral("-summary.json"))});
    }
    return bodies;
}
} // namespace

QDateTime SteppedClock::wall() const
{
    return QDateTime(QDate(2026, 11, 28), QTime(14, 0)).addMSecs(milliseconds - 1'000'000);
}

Observed::Observed(recording::Limits limits)
    : machines{{.name = machineName, .engine = Endpoint::tcp(QStringLiteral("10.77.0.11"), 2375)}},
      store(QStringLiteral("lab"), machines, clock, never), recorder(QStringLiteral("lab"), machines, limits)
{
    store.setTap([this](const watch::Answer &answer) { recorder.take(answer); });
}

Observed::~Observed()
{
    store.setTap({});
}

void Observed::engineAnswers()
{
    auto answer =
        docker::decodeEngineAnswer(dockerBodies({{"/version", "version.json"}, {"/info", "info-manager.json"}}));
    ASSERT_TRUE(answer);
    RawAnswers raw = answer->raw;
    store.putEngine(machineName, watch::factsOf(std::move(*answer)), raw);
}

void Observed::swarmAnswers()
{
    auto state = docker::decodeSwarmState(dockerBodies({{"/swarm", "swarm.json"},
                                                        {"/nodes", "nodes.json"},
                                                        {"/services", "services.json"},
                                                        {"/tasks", "tasks.json"},
                                                        {"/networks", "networks-swarm.json"},
                                                        {"/configs", "configs.json"}}));
    ASSERT_TRUE(state);
    RawAnswers raw = state->raw;
    raw.push_back({watch::managerName, machineName.toUtf8()});
    store.putSwarm(watch::factsOf(std::move(*state), machineName), raw);
}

void Observed::ensembleAnswers()
{
    const cluster::EnsembleFacts facts{
        .asked = 3,
        .members = {zookeeper::decodeMember(QStringLiteral("zk1"), "Zookeeper version: 3.8.0\nMode: leader\n",
                                            "zk_version\t3.8.0\nzk_server_state\tleader\n"),
                    {.name = QStringLiteral("zk2"), .note = QStringLiteral("no swarm task of it runs")},
                    {.name = QStringLiteral("zk3"), .note = QStringLiteral("nothing came in time"), .late = true}},
        .route = QStringLiteral("exec in zk1 on storm-1")};
    store.putEnsemble(facts, {Route::Kind::Relay, facts.route}, watch::rawEnsemble(facts));
}

void Observed::followerIsAt(int follower, int leader)
{
    const auto said = [](const char *mode, int transactions) {
        return QByteArray("Zookeeper version: 3.8.0\nZxid: 0x1000000") + QByteArray::number(transactions) + "\nMode: " +
               mode + '\n';
    };
    const cluster::EnsembleFacts facts{
        .asked = 2,
        .members = {zookeeper::decodeMember(QStringLiteral("zk1"), said("leader", leader), "zk_version\t3.8.0\n"),
                    zookeeper::decodeMember(QStringLiteral("zk2"), said("follower", follower), "zk_version\t3.8.0\n")},
        .route = QStringLiteral("exec in zk1 on storm-1")};
    store.putEnsemble(facts, {Route::Kind::Relay, facts.route}, watch::rawEnsemble(facts));
}

void Observed::stormAnswers(const QString &state)
{
    stormSays(stormBodies(state));
}

void Observed::supervisorIsOn(const QByteArray &host)
{
    RawAnswers bodies = stormBodies(QStringLiteral("10-empty"));
    for (RawAnswer &one : bodies) {
        if (one.name.contains("supervisor")) {
            one.body = R"({"supervisors":[{"id":"X","host":")" + host + R"(","slotsTotal":2}]})";
        }
    }
    stormSays(bodies);
}

void Observed::stormSays(const RawAnswers &bodies)
{
    const auto facts = storm::decodeState(bodies);
    ASSERT_TRUE(facts) << qPrintable(sentence(facts.error()));
    store.putStorm(*facts, {Route::Kind::Port, QStringLiteral("published port 8080")}, bodies);
}

void Observed::roomAnswers(const QByteArray &freeKibibytes)
{
    const QByteArray said = "Filesystem 1024-blocks Used Available Capacity Mounted on\noverlay 41000000 1 " +
                            freeKibibytes + " 50% /\nMemTotal: 8000000 kB\nMemAvailable: 4000000 kB\n";
    const RawAnswers raw = watch::rawRoom(said, QStringLiteral("zk1"));
    store.putRoom(machineName, watch::decodeRoom(raw), raw);
}

void Observed::engineIsJoining()
{
    RawAnswers raw = dockerBodies({{"/version", "version.json"}});
    raw.push_back({"/info", R"({"ID":"E","Name":"storm-1","Swarm":{"LocalNodeState":"pending"}})"});
    auto answer = docker::decodeEngineAnswer(raw);
    ASSERT_TRUE(answer);
    store.putEngine(machineName, watch::factsOf(std::move(*answer)), raw);
}

void Observed::allAnswer()
{
    engineAnswers();
    swarmAnswers();
    ensembleAnswers();
    stormAnswers(QStringLiteral("30-running"));
}

void Observed::swarmFails()
{
    store.putSwarm(failure(silence()));
}

void Observed::engineFails()
{
    store.putEngine(machineName, failure(silence()));
}

} // namespace stormdeck::test
