// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/values.h"

#include <gtest/gtest.h>

namespace stormdeck::actions {

TEST(Codec, bringsAServiceBackAsItWas)
{
    CreateService service{.manager = QStringLiteral("storm-1"), .pinnedTo = QStringLiteral("storm-2"), .expectedTasks = 3};
    service.spec.name = QStringLiteral("lab-zk1");
    service.spec.global = true;
    service.spec.environment = {QStringLiteral("A=1")};
    service.spec.mounts = {{.type = QStringLiteral("volume"), .source = QStringLiteral("data"),
                            .target = QStringLiteral("/data"), .volumeLabels = {{QStringLiteral("k"), QStringLiteral("v")}}}};
    service.spec.ports = {{.protocol = QStringLiteral("tcp"), .target = 8080, .published = 8081,
                           .mode = {docker::PublishMode::Host, QStringLiteral("host")}}};
    service.spec.networks = {{.network = QStringLiteral("net"), .aliases = {QStringLiteral("zk1")}}};
    const auto back = decode(encode(service));
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, Action(service));
}

TEST(Codec, bringsBinaryAndEndpointsBack)
{
    const UploadJar jar{.machine = QStringLiteral("m"), .container = QStringLiteral("c"), .jar = QStringLiteral("/x.jar"),
                        .sha256 = QByteArray("\x00\xff\x10", 3)};
    EXPECT_EQ(*decode(encode(jar)), Action(jar));
    const KillTopology kill{.ui = Endpoint::tcp(QStringLiteral("::1"), 8080), .topology = {QStringLiteral("w-1-2")},
                            .name = QStringLiteral("w"), .waitSeconds = 5};
    EXPECT_EQ(*decode(encode(kill)), Action(kill));
}

TEST(Codec, refusesAnActionOfANewerVersion)
{
    const auto decoded = decode({.kind = QStringLiteral("future.thing"), .inputs = "{}"});
    ASSERT_FALSE(decoded.has_value());
    EXPECT_EQ(decoded.error().kind, ErrorKind::Undecodable);
}

} // namespace stormdeck::actions
