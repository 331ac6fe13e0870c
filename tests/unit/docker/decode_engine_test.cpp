// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/decode.h"
#include "docker/read.h"
#include "support/fixtures.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
QByteArray recorded(const char *name)
{
    return test::fixture(QStringLiteral("docker-1.41/%1.json").arg(QLatin1String(name)));
}
} // namespace

TEST(DecodeEngine, readsTheVersion)
{
    const auto version = decodeVersion(recorded("version"));
    ASSERT_TRUE(version);
    EXPECT_EQ(version->api, (ApiVersion{1, 41}));
    EXPECT_EQ(version->minimumApi, (ApiVersion{1, 12}));
    EXPECT_EQ(version->version, QStringLiteral("20.10.24+dfsg1"));
    EXPECT_EQ(version->operatingSystem, QStringLiteral("linux"));
    EXPECT_EQ(version->architecture, QStringLiteral("amd64"));
}

TEST(DecodeEngine, refusesAVersionWithoutAnApiVersion)
{
    EXPECT_FALSE(decodeVersion(R"({"Version":"1.0"})"));
    EXPECT_FALSE(decodeVersion(R"({"ApiVersion":"newest"})"));
}

TEST(DecodeEngine, readsAnEngineOutsideASwarm)
{
    const auto info = decodeInfo(recorded("info-no-swarm"));
    ASSERT_TRUE(info);
    EXPECT_EQ(info->name, QStringLiteral("storm-3"));
    EXPECT_EQ(info->id.value.count(u':'), 11);
    EXPECT_EQ(info->cpus, 2);
    EXPECT_EQ(info->memoryBytes, 25'276'502'016);
    EXPECT_EQ(info->cgroupVersion, QStringLiteral("1"));
    EXPECT_FALSE(info->liveRestore);
    EXPECT_EQ(info->systemTime, QDateTime(QDate(2026, 11, 25), QTime(10, 37, 40, 221), Qt::UTC));
    LocalSwarm expected;
    expected.state = {LocalNodeState::Inactive, QStringLiteral("inactive")};
    EXPECT_EQ(info->swarm, expected);
}

TEST(DecodeEngine, readsAManager)
{
    const LocalSwarm swarm = decodeInfo(recorded("info-manager")).value().swarm;
    EXPECT_TRUE(swarm.state == LocalNodeState::Active);
    EXPECT_TRUE(swarm.controlAvailable);
    EXPECT_EQ(swarm.nodeAddress, QStringLiteral("10.77.0.11"));
    EXPECT_EQ(swarm.swarm, decodeSwarm(recorded("swarm")).value().id);
    ASSERT_EQ(swarm.managers.size(), 1u);
    EXPECT_EQ(swarm.managers.front().node, swarm.node);
    EXPECT_EQ(swarm.managers.front().address, QStringLiteral("10.77.0.11:2377"));
}

// moby/moby#42660: a node that was off for longer than its certificate lives.
TEST(DecodeEngine, readsANodeWhoseCertificateExpired)
{
    const auto info =
        decodeInfo(R"({"ID":"a","Swarm":{"LocalNodeState":"error","Error":"x509: certificate has expired"}})");
    ASSERT_TRUE(info);
    EXPECT_TRUE(info->swarm.state == LocalNodeState::Error);
    EXPECT_EQ(info->swarm.error, QStringLiteral("x509: certificate has expired"));
}

TEST(DecodeEngine, refusesAnInfoThatNamesNoEngine)
{
    EXPECT_FALSE(decodeInfo("{}"));
    EXPECT_FALSE(decodeInfo("[]"));
    EXPECT_FALSE(decodeInfo("null"));
    EXPECT_FALSE(decodeInfo("OK"));
}

TEST(DecodeEngine, readsNetworksOfAnEngineOutsideASwarm)
{
    const auto networks = decodeNetworks(recorded("networks-no-swarm"));
    ASSERT_TRUE(networks);
    ASSERT_EQ(networks->size(), 3u);
    EXPECT_EQ(networks->at(0).name, QStringLiteral("bridge"));
    EXPECT_EQ(networks->at(0).subnets, QStringList(QStringLiteral("172.17.0.0/16")));
    EXPECT_TRUE(networks->at(1).subnets.isEmpty());
}

TEST(DecodeEngine, readsOverlayNetworks)
{
    const auto networks = decodeNetworks(recorded("networks-swarm"));
    ASSERT_TRUE(networks);
    const auto named = [&](const char *name) {
        const auto found = std::find_if(networks->begin(), networks->end(),
                                        [&](const Network &one) { return one.name == QLatin1String(name); });
        return found == networks->end() ? Network() : *found;
    };
    const Network own = named("words-net");
    EXPECT_EQ(own.driver, QStringLiteral("overlay"));
    EXPECT_EQ(own.scope, QStringLiteral("swarm"));
    EXPECT_TRUE(own.attachable);
    EXPECT_FALSE(own.ingress);
    EXPECT_EQ(own.labels.value(QStringLiteral("stormdeck.cluster")), QStringLiteral("words"));
    EXPECT_EQ(own.subnets, QStringList(QStringLiteral("10.0.1.0/24")));
    EXPECT_TRUE(named("ingress").ingress);
    EXPECT_TRUE(named("ingress").labels.isEmpty());
}

TEST(DecodeEngine, readsANetworkThatWasNeverAllocated)
{
    const Network half = decodeNetworks(recorded("network-never-allocated")).value().at(0);
    EXPECT_EQ(half.name, QStringLiteral("half"));
    EXPECT_FALSE(half.createdAt.isValid());
    EXPECT_TRUE(half.driver.isEmpty());
    EXPECT_TRUE(half.subnets.isEmpty());
}

TEST(DecodeEngine, readsVolumes)
{
    const auto volumes = decodeVolumes(recorded("volumes"));
    ASSERT_TRUE(volumes);
    ASSERT_EQ(volumes->size(), 9u);
    EXPECT_EQ(volumes->at(0).name, QStringLiteral("words-zk1-datalog"));
    EXPECT_EQ(volumes->at(0).labels.value(QStringLiteral("stormdeck.cluster")), QStringLiteral("words"));
    EXPECT_EQ(volumes->at(2).name, QStringLiteral("other"));
    EXPECT_TRUE(volumes->at(2).labels.isEmpty());
    EXPECT_TRUE(volumes->at(3).labels.isEmpty()) << "an anonymous volume has null for its labels";
    EXPECT_TRUE(decodeVolumes(R"({"Volumes":null,"Warnings":null})").value().empty());
    EXPECT_FALSE(decodeVolumes(R"({"Volumes":[{"Driver":"local"}]})"));
}

TEST(DecodeEngine, refusesAListOfVolumesThatIsNone)
{
    EXPECT_FALSE(decodeVolumes("[]"));
    EXPECT_FALSE(decodeVolumes("<html>"));
}

TEST(DecodeEngine, readsAnImage)
{
    const auto image = decodeImage(recorded("image"));
    ASSERT_TRUE(image);
    EXPECT_EQ(image->tags, QStringList(QStringLiteral("10.77.0.1:5000/zookeeper:3.8.0")));
    EXPECT_EQ(image->digests.size(), 1);
    EXPECT_EQ(image->sizeBytes, 377'221'087);
    EXPECT_TRUE(decodeImage(R"({"Id":"sha256:1","RepoTags":null,"RepoDigests":null})"));
    EXPECT_FALSE(decodeImage("{}"));
}

TEST(DecodeEngine, readsContainers)
{
    const auto containers = decodeContainers(recorded("containers"));
    ASSERT_TRUE(containers);
    ASSERT_EQ(containers->size(), 7u);
    const Container &container = containers->front();
    EXPECT_FALSE(container.names.value(0).startsWith(u'/'));
    EXPECT_EQ(container.state, QStringLiteral("running"));
    EXPECT_EQ(container.createdAt.toSecsSinceEpoch(), 1'795'617'360);
}

TEST(DecodeEngine, readsTheStateOfAContainer)
{
    const auto state = decodeContainer(recorded("container"));
    ASSERT_TRUE(state);
    EXPECT_EQ(state->name, QStringLiteral("words-submit"));
    EXPECT_EQ(state->status, QStringLiteral("exited"));
    EXPECT_FALSE(state->running);
    EXPECT_EQ(state->exitCode, 3);
    EXPECT_EQ(state->finishedAt, QDateTime(QDate(2026, 11, 25), QTime(14, 35, 34, 670), Qt::UTC));
    EXPECT_FALSE(decodeContainer("{}"));
}

TEST(DecodeEngine, readsTheIdOfWhatWasMade)
{
    for (const char *name : {"ID", "Id", "id"}) {
        const QByteArray body = QByteArray(R"({")") + name + R"(":"made"})";
        EXPECT_EQ(decodeCreated(body).value().id, QStringLiteral("made")) << name;
    }
    EXPECT_FALSE(decodeCreated("{}"));
}

// moby/moby#34640: the engine could not resolve the digest and says so in the answer to a success.
TEST(DecodeEngine, keepsTheWarningsOfWhatWasMade)
{
    EXPECT_EQ(decodeCreated(R"({"ID":"a","Warnings":["one","two"]})").value().warnings.size(), 2);
    EXPECT_EQ(decodeCreated(R"({"Id":"a","Warning":"one"})").value().warnings, QStringList(QStringLiteral("one")));
    EXPECT_TRUE(decodeCreated(R"({"Id":"a","Warnings":null,"Warning":""})").value().warnings.isEmpty());
}

TEST(DecodeEngine, readsABareText)
{
    EXPECT_EQ(decodeText("\"k3v0wbo1q7yqk2jzv5hcrl9m4\"\n").value(), QStringLiteral("k3v0wbo1q7yqk2jzv5hcrl9m4"));
    for (const char *body : {"", "{}", "7", "null", "\"\"", "\"open"}) {
        EXPECT_FALSE(decodeText(body)) << body;
    }
}

TEST(DecodeEngine, readsADigest)
{
    EXPECT_EQ(decodeDigest(R"({"Descriptor":{"mediaType":"m","digest":"sha256:ab","size":1},"Platforms":[]})").value(),
              QStringLiteral("sha256:ab"));
    EXPECT_FALSE(decodeDigest(R"({"Descriptor":{}})"));
}

TEST(DecodeEngine, readsHowAContainerEnded)
{
    EXPECT_EQ(decodeWait(R"({"Error":null,"StatusCode":137})").value().code, 137);
    EXPECT_EQ(decodeWait(R"({"Error":{"Message":"gone"},"StatusCode":-1})").value().error, QStringLiteral("gone"));
    EXPECT_FALSE(decodeWait(""));
}

TEST(DecodeEngine, tellsARunningCommandFromOneThatEnded)
{
    EXPECT_EQ(decodeExecState(R"({"Running":true,"ExitCode":null})").value(), std::nullopt);
    EXPECT_EQ(decodeExecState(R"({"Running":true,"ExitCode":0})").value(), std::nullopt);
    EXPECT_EQ(decodeExecState(R"({"Running":false,"ExitCode":127})").value(), 127);
}

TEST(DecodeEngine, readsTheLinesOfAPull)
{
    const auto line = decodePullLine(
        R"({"status":"Downloading","progressDetail":{"current":5,"total":9},"progress":"[=>]","id":"layer"})");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->progress.layer, QStringLiteral("layer"));
    EXPECT_EQ(line->progress.status, QStringLiteral("Downloading"));
    EXPECT_EQ(line->progress.current, 5);
    EXPECT_EQ(line->progress.total, 9);
    EXPECT_TRUE(line->error.isEmpty());
    EXPECT_EQ(decodePullLine(R"({"errorDetail":{"message":"no"},"error":"no"})").value().error, QStringLiteral("no"));
    EXPECT_FALSE(decodePullLine("half a li"));
}

TEST(DecodeEngine, readsTheMessageOfAnError)
{
    EXPECT_TRUE(
        decodeMessage(recorded("nodes-no-swarm")).startsWith(QStringLiteral("This node is not a swarm manager")));
    for (const char *body : {"", "<html>", "[]", "{\"message\":5}", "{\"message\":null}"}) {
        EXPECT_TRUE(decodeMessage(body).isEmpty()) << body;
    }
}

TEST(ParseTime, readsWhatEnginesWrite)
{
    const auto ms = [](const char *text) { return parseTime(QLatin1String(text)).toMSecsSinceEpoch(); };
    EXPECT_EQ(ms("2014-07-21T21:47:13Z"), 1'405'979'233'000);
    EXPECT_EQ(ms("2014-07-21T21:47:13.032415435Z"), 1'405'979'233'032);
    EXPECT_EQ(ms("2014-07-21T21:47:13.9999Z"), 1'405'979'233'999);
    EXPECT_EQ(ms("2014-07-21T21:47:13.5Z"), 1'405'979'233'500);
    EXPECT_EQ(ms("2014-07-21T23:47:13.5+02:00"), 1'405'979'233'500);
    EXPECT_EQ(ms("2014-07-21T23:47:13+02:00"), 1'405'979'233'000);
}

TEST(ParseTime, takesTheZeroTimeAndNonsenseForNone)
{
    for (const char *text : {"", "0001-01-01T00:00:00Z", "yesterday", "2014-07-21T21:47:1", "2014-13-21T21:47:13Z"}) {
        EXPECT_FALSE(parseTime(QLatin1String(text)).isValid()) << text;
    }
}
