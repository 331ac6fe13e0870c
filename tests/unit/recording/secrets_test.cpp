// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/secrets.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

namespace {
using stormdeck::recording::withoutSecrets;

struct Case
{
    const char *name;
    QByteArray body;
    QByteArray clean;
};

class Secrets : public testing::TestWithParam<Case>
{
};

TEST_P(Secrets, areRemoved)
{
    const QByteArray clean = withoutSecrets(GetParam().body);
    EXPECT_EQ(clean, GetParam().clean);
    EXPECT_FALSE(QJsonDocument::fromJson(clean).isNull());
}

INSTANTIATE_TEST_SUITE_P(
    Of, Secrets,
    testing::Values(Case{"joinTokens", R"({"JoinTokens":{"Worker":"SWMTKN-1-4qk-8fd","Manager":"SWMTKN-1-4qk-9ab"}})",
                         R"({"JoinTokens":{"Worker":"removed","Manager":"removed"}})"},
                    Case{"unlockKey", R"({"UnlockKey": "SWMKEY-1-7c37Cc8654o6p38HnroywCi19pllOnGtbdZEgtKxZu8"})",
                         R"({"UnlockKey": "removed"})"},
                    Case{"environment", R"({"Env":["ZOO_MY_ID=1","ADMIN_PASSWORD=a\"b","AWS_SECRET_ACCESS_KEY=x"]})",
                         R"({"Env":["ZOO_MY_ID=1","ADMIN_PASSWORD=removed","AWS_SECRET_ACCESS_KEY=removed"]})"},
                    Case{"stormCredentials", R"({"storm.zookeeper.topology.auth.payload":"-6:7","topology.workers":3})",
                         R"({"storm.zookeeper.topology.auth.payload":"removed","topology.workers":3})"},
                    Case{"listOfCredentials",
                         R"({"Args":["-c","storm.zookeeper.topology.auth.payload=-6:7","zk-auth=digest:a:b","n=1"]})",
                         R"({"Args":["-c","storm.zookeeper.topology.auth.payload=removed","zk-auth=removed","n=1"]})"},
                    Case{"authentication", R"({"registry.auth":"YTpi","session_key":"abc"})",
                         R"({"registry.auth":"removed","session_key":"removed"})"},
                    Case{"passwordWithEscapes", R"({"db.password" : "a\\\"b","next":1})",
                         R"({"db.password" : "removed","next":1})"},
                    Case{"url", R"({"proxy":"http://me:hidden@10.0.0.1:3128"})",
                         R"({"proxy":"http://removed@10.0.0.1:3128"})"},
                    Case{"config", R"({"Spec":{"Name":"storm.yaml","Data":"c2VjcmV0"}})",
                         R"({"Spec":{"Name":"storm.yaml","Data":""}})"},
                    Case{"argument", R"({"Args":["serve","--password","hun\"ter2","-v","--secret-file","--port","80"]})",
                         R"({"Args":["serve","--password","removed","-v","--secret-file","--port","80"]})"},
                    Case{"argumentOfAShell", R"({"Args":["sh","-c","login --user me --password hunter2 && run"]})",
                         R"({"Args":["sh","-c","login --user me --password removed && run"]})"},
                    Case{"javaOptions", R"({"worker.childopts":"-Xmx768m -Djavax.net.ssl.keyStorePassword=hunter2 -Dn=1"})",
                         R"({"worker.childopts":"-Xmx768m -Djavax.net.ssl.keyStorePassword=removed -Dn=1"})"},
                    Case{"optionWithinAVariable",
                         R"({"Env":["ZOO_CFG_EXTRA=a=1 ssl.keyStore.password=hunter2\nb=2","N=ssl.token='a b' c"]})",
                         R"({"Env":["ZOO_CFG_EXTRA=a=1 ssl.keyStore.password=removed\nb=2","N=ssl.token=removed c"]})"},
                    Case{"addressOfADatabase", R"({"Env":["DB_URL=jdbc:pg://h/d?user=me\u0026password=a\u003cb"]})",
                         R"({"Env":["DB_URL=jdbc:pg://h/d?user=me\u0026password=removed"]})"},
                    Case{"quotedOption", R"({"Cmd":["run db.password=\"a b\" next"]})",
                         R"({"Cmd":["run db.password=removed next"]})"},
                    Case{"listOfPasswords", R"({"passwords":["hunter2", "b\"c"],"tokens":[],"keys":["a"]})",
                         R"({"passwords":["removed"],"tokens":[],"keys":["a"]})"},
                    Case{"constraint", R"({"Constraints":["node.labels.key==a","engine.labels.auth!=b"]})",
                         R"({"Constraints":["node.labels.key==a","engine.labels.auth!=b"]})"},
                    Case{"nothing", R"({"tokens":3,"Name":"token","keys":["a"],"ok":"SWM"})",
                         R"({"tokens":3,"Name":"token","keys":["a"],"ok":"SWM"})"}),
    [](const auto &tested) { return tested.param.name; });

TEST(ZooKeepersSettings, loseTheirPasswords)
{
    EXPECT_EQ(withoutSecrets("clientPort=2181\nssl.keyStore.password=hunter2\ndataDir=/data"),
              "clientPort=2181\nssl.keyStore.password=removed\ndataDir=/data");
}

TEST(LongSecrets, areRemovedHoweverLongTheyAreAndBehindThose)
{
    const QByteArray store = QByteArray(100'000, 'x');
    EXPECT_EQ(withoutSecrets(R"({"Env":["KEYSTORE_PASSWORD=)" + store + R"("],"More":["DB_PASSWORD=a"]})"),
              R"({"Env":["KEYSTORE_PASSWORD=removed"],"More":["DB_PASSWORD=removed"]})");
    EXPECT_EQ(withoutSecrets(R"({"topology.keystore":")" + store + R"(","topology.password":"a\"b"})"),
              R"({"topology.keystore":"removed","topology.password":"removed"})");
}
} // namespace
