// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/performer.h"
#include "actions/values.h"
#include "cluster/labels.h"
#include "support/fakeserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace stormdeck::actions {
namespace {

const QString mine = QStringLiteral("20261102-081500-aaaa");

class Lease : public testing::Test
{
protected:
    void SetUp() override
    {
        server.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        server.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
        server.answer("DELETE /v1.41/configs/c1", {.status = 204});
    }
    /// A claim on the cluster lab, held by this operation.
    void claimedBy(const QString &operation)
    {
        const QJsonObject labels{{cluster::labels::cluster, QStringLiteral("lab")},
                                 {cluster::labels::operation, operation}};
        const QJsonObject spec{{QStringLiteral("Name"), cluster::labels::leaseName(QStringLiteral("lab"))},
                               {QStringLiteral("Labels"), labels}};
        const QJsonArray configs{
            QJsonObject{{QStringLiteral("ID"), QStringLiteral("c1")}, {QStringLiteral("Spec"), spec}}};
        server.answer("GET /v1.41/configs", {.body = QJsonDocument(configs).toJson()});
    }
    Result<void> letGo(bool readOnly = false)
    {
        Performer performer({{QStringLiteral("storm-1"), server.endpoint()}}, readOnly);
        const TakeLease take{.manager = QStringLiteral("storm-1"), .what = QStringLiteral("set up lab")};
        const plan::Attempt attempt{{mine}, QStringLiteral("lab"), {QStringLiteral("lease.take")}};
        return performer.letGo(encode(take), attempt, {});
    }
    [[nodiscard]] int removed() const { return server.count("DELETE /v1.41/configs/c1"); }

    test::FakeServer server;
};

TEST_F(Lease, isLetGoByTheOperationThatHoldsIt)
{
    claimedBy(mine);
    EXPECT_TRUE(letGo());
    EXPECT_EQ(removed(), 1);
}

TEST_F(Lease, ofAnotherOperationIsLeftAlone)
{
    claimedBy(QStringLiteral("20261102-090000-bbbb"));
    EXPECT_TRUE(letGo());
    EXPECT_EQ(removed(), 0);
}

TEST_F(Lease, isNotMissedWhereThereIsNone)
{
    server.answer("GET /v1.41/configs", {.body = "[]"});
    EXPECT_TRUE(letGo());
}

TEST_F(Lease, isNotMissedWhereThereIsNoSwarm)
{
    server.answer(
        "GET /v1.41/configs",
        {.status = 503, .body = R"({"message":"This node is not a swarm manager. Use \"docker swarm init\" first."})"});
    EXPECT_TRUE(letGo());
}

TEST_F(Lease, thatCannotBeLetGoNamesWhatToRemoveByHand)
{
    claimedBy(mine);
    server.answer("DELETE /v1.41/configs/c1", {.status = 500, .body = R"({"message":"no leader"})"});
    const auto gone = letGo();
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().attempted, QStringLiteral("free lab for other changes"));
    EXPECT_TRUE(gone.error().remedy.contains(QStringLiteral("stormdeck-lease-lab")));
}

TEST_F(Lease, staysOverAReadOnlyConnection)
{
    claimedBy(mine);
    EXPECT_FALSE(letGo(true));
    EXPECT_EQ(removed(), 0);
}

} // namespace
} // namespace stormdeck::actions
