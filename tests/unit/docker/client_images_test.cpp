// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"
#include "support/fakeserver.h"
#include "support/fixtures.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;
using test::FakeServer;
using test::Reply;

namespace {
class DockerImages : public testing::Test
{
protected:
    void SetUp() override
    {
        server.answer("GET /_ping", {.body = "OK"});
        server.answer("GET /version", {.body = test::fixture(QStringLiteral("docker-1.41/version.json"))});
    }

    Result<void> pull(const char *reference)
    {
        return client.pullImage(QLatin1String(reference),
                                [&](const PullProgress &progress) { seen.append(progress.status); }, {});
    }

    FakeServer server;
    Client client{server.endpoint(), QStringLiteral("storm-1")};
    QStringList seen;
};
} // namespace

TEST_F(DockerImages, findsAnImage)
{
    server.answer("GET /v1.41/images/h:5000/zookeeper:3.8.0/json",
                  {.body = test::fixture(QStringLiteral("docker-1.41/image.json"))});
    const auto image = client.image(QStringLiteral("h:5000/zookeeper:3.8.0"), {});
    ASSERT_TRUE(image) << qPrintable(sentence(image.error()));
    EXPECT_TRUE(image->has_value());
}

TEST_F(DockerImages, tellsAMissingImageFromAFailure)
{
    server.answer("GET /v1.41/images/a/json", {.status = 404, .body = R"({"message":"No such image: a:latest"})"});
    server.answer("GET /v1.41/images/b/json", {.status = 500, .body = R"({"message":"disk"})"});
    EXPECT_EQ(client.image(QStringLiteral("a"), {}).value(), std::nullopt);
    EXPECT_FALSE(client.image(QStringLiteral("b"), {}));
}

TEST_F(DockerImages, takesThe404OfSomethingElseForAFailure)
{
    server.answer("GET /v1.41/images/a/json", {.status = 404, .body = "404 page not found"});
    EXPECT_FALSE(client.image(QStringLiteral("a"), {}));
}

TEST_F(DockerImages, doesNotTakeAnEngineThatIsNotThereForAMissingImage)
{
    server.answer("GET /_ping", {.status = 404, .body = R"({"message":"not found"})"});
    const auto image = client.image(QStringLiteral("a"), {});
    ASSERT_FALSE(image);
    EXPECT_EQ(image.error().httpStatus, 404);
}

TEST_F(DockerImages, pullsWithProgress)
{
    server.answer("POST /v1.41/images/create?fromImage=h%3A5000%2Fstorm&tag=2.8.3",
                  {.chunks = {"{\"status\":\"Pull", "ing\"}\r\n{\"status\":\"Done\"}"}});
    const auto pulled = pull("h:5000/storm:2.8.3");
    ASSERT_TRUE(pulled) << qPrintable(sentence(pulled.error()));
    EXPECT_EQ(seen, QStringList({QStringLiteral("Pulling"), QStringLiteral("Done")}));
}

TEST_F(DockerImages, pullsByDigestWhereOneIsNamed)
{
    server.answer("POST /v1.41/images/create", {});
    const QByteArray digest = "sha256:" + QByteArray(64, 'a');
    ASSERT_TRUE(pull(("storm:2@" + digest).constData()));
    EXPECT_EQ(server.requests().back().path,
              "/v1.41/images/create?fromImage=storm&tag=sha256%3A" + QByteArray(64, 'a'));
}

TEST_F(DockerImages, failsWhereTheStreamTellsOfAnError)
{
    server.answer("POST /v1.41/images/create",
                  {.body = "{\"status\":\"Pulling\"}\n{\"errorDetail\":{\"message\":\"manifest unknown\"},"
                           "\"error\":\"manifest unknown\"}\n{\"status\":\"more\"}\n"});
    const auto pulled = pull("storm:9");
    ASSERT_FALSE(pulled);
    EXPECT_EQ(pulled.error().kind, ErrorKind::Rejected);
    EXPECT_EQ(pulled.error().reason, QStringLiteral("manifest unknown"));
    EXPECT_EQ(pulled.error().attempted, QStringLiteral("pull the image storm:9"));
    EXPECT_EQ(seen, QStringList(QStringLiteral("Pulling")));
}

TEST_F(DockerImages, failsWhereThePullIsRefusedAtOnce)
{
    server.answer("POST /v1.41/images/create", {.status = 404, .body = R"({"message":"pull access denied"})"});
    EXPECT_EQ(pull("storm:9").error().reason, QStringLiteral("pull access denied"));
    EXPECT_FALSE(pull("not an image"));
}

TEST_F(DockerImages, asksTheRegistryForADigest)
{
    server.answer("GET /v1.41/distribution/h:5000/storm:2/json", {.body = R"({"Descriptor":{"digest":"sha256:ab"}})"});
    EXPECT_EQ(client.registryDigest(QStringLiteral("h:5000/storm:2"), {}).value(), QStringLiteral("sha256:ab"));
}
