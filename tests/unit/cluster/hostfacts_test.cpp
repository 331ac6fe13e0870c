// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/hostfacts.h"

#include <gtest/gtest.h>

namespace stormdeck::cluster {
namespace {

HostFacts host(const char *name, const char *system = "debian", const char *version = "12")
{
    return {.machine = QLatin1String(name),
            .system = {.id = QLatin1String(system), .version = QLatin1String(version), .name = QLatin1String(system)},
            .hasSystemd = true,
            .hostName = QLatin1String(name)};
}

TEST(HostSystems, areKnownOrNot)
{
    const auto isKnown = [](const char *id, const char *version) {
        return isSupported({.id = QLatin1String(id), .version = QLatin1String(version)});
    };
    for (const char *version : {"11", "12", "13"}) {
        EXPECT_TRUE(isKnown("debian", version)) << version;
    }
    for (const char *version : {"20.04", "22.04", "24.04", "25.10", "26.04"}) {
        EXPECT_TRUE(isKnown("ubuntu", version)) << version;
    }
    EXPECT_FALSE(isKnown("debian", "10"));
    EXPECT_FALSE(isKnown("debian", "")) << "testing";
    EXPECT_FALSE(isKnown("ubuntu", "18.04"));
    EXPECT_FALSE(isKnown("ubuntu", "26.10"));
    EXPECT_FALSE(isKnown("fedora", "40"));
    EXPECT_FALSE(isKnown("linuxmint", "22"));
}

TEST(HostFacts, areReadFromASurvey)
{
    const HostFacts facts =
        hostFactsOf("@system\n PRETTY_NAME=\"Ubuntu 24.04 LTS\"\n ID=ubuntu\n VERSION_ID='24.04'\n"
                    " VERSION_CODENAME=noble\n@packages\n ii  docker.io 26.1.3\n rc  docker-ce 20.10\n"
                    "@docker\n /usr/bin/docker\n@engine\n {\"ID\":\"E\",\"ServerVersion\":\"26.1.3\","
                    "\"ContainersRunning\":2,\"Swarm\":{\"NodeID\":\"n\",\"LocalNodeState\":\"active\"}}\n"
                    "@addresses\n 2: ens3    inet 10.0.0.7/24 brd 10.0.0.255 scope global ens3\n"
                    " 3: docker0    inet 172.17.0.1/16 scope global docker0\n@machine-id\n\n@vendor\n no\n");
    EXPECT_EQ(facts.system, (HostSystem{QStringLiteral("ubuntu"), QStringLiteral("24.04"), QStringLiteral("noble"),
                                        QStringLiteral("Ubuntu 24.04 LTS")}));
    EXPECT_EQ(enginePackage(facts), QStringLiteral("docker.io"));
    EXPECT_FALSE(facts.packages.contains(QStringLiteral("docker-ce"))) << "it was removed";
    ASSERT_TRUE(facts.engine);
    EXPECT_EQ(facts.engine->node, QStringLiteral("n"));
    EXPECT_EQ(facts.engine->running, 2);
    EXPECT_EQ(facts.vendorRelease, false);
    EXPECT_EQ(facts.machineId, QString());
    EXPECT_EQ(facts.addresses, QStringList{QStringLiteral("10.0.0.7")});
}

TEST(HostObstacles, areNamed)
{
    EXPECT_EQ(obstacleTo(host("a"), true), std::nullopt);
    EXPECT_EQ(obstacleTo(host("a", "debian", "10"), true)->code, QStringLiteral("host.unsupported"));
    HostFacts bare = host("a");
    bare.hasSystemd = false;
    EXPECT_EQ(obstacleTo(bare, false)->code, QStringLiteral("host.no-systemd"));
    HostFacts stray = host("a");
    stray.dockerProgram = QStringLiteral("/snap/bin/docker");
    EXPECT_EQ(obstacleTo(stray, false)->code, QStringLiteral("engine.stray"));
    HostFacts old = host("a");
    old.engine = HostEngine{.version = QStringLiteral("19.03.15")};
    EXPECT_EQ(obstacleTo(old, false)->code, QStringLiteral("engine.too-old"));
    HostFacts used = host("a");
    used.engine =
        HostEngine{.version = QStringLiteral("20.10.24"), .swarmState = QStringLiteral("inactive"), .running = 1};
    EXPECT_EQ(obstacleTo(used, true)->code, QStringLiteral("host.in-use"));
    EXPECT_EQ(obstacleTo(used, false), std::nullopt) << "it may go on where its identity stays";
    used.engine->swarmState = QStringLiteral("active");
    EXPECT_EQ(obstacleTo(used, true)->code, QStringLiteral("host.in-swarm"));
}

TEST(SharedIdentities, areFoundOneByOne)
{
    HostFacts a = host("a");
    HostFacts b = host("b");
    HostFacts c = host("c");
    EXPECT_TRUE(sharedIdentities({a, b, c}).empty()) << "what is unknown is not shared";
    for (HostFacts *one : {&a, &b, &c}) {
        one->machineId = QStringLiteral("id-") + one->machine;
        one->hostKeys = {QStringLiteral("ssh-ed25519 AAAA") + one->machine,
                         QStringLiteral("ssh-rsa BBBB") + one->machine};
        one->engine =
            HostEngine{.id = QStringLiteral("engine-") + one->machine, .node = QStringLiteral("node-") + one->machine};
    }
    EXPECT_TRUE(sharedIdentities({a, b, c}).empty());
    const auto onlyFinding = [&](const char *what) {
        const auto found = sharedIdentities({a, b, c});
        ASSERT_EQ(found.size(), 1U) << what;
        EXPECT_EQ(found.front().what, QLatin1String(what));
        EXPECT_EQ(found.front().machines, (QStringList{QStringLiteral("a"), QStringLiteral("c")}));
        EXPECT_TRUE(found.front().sentence.contains(QStringLiteral("a, c"))) << qPrintable(found.front().sentence);
    };
    const HostFacts own = c;
    c.machineId = a.machineId;
    onlyFinding("machine-id");
    c = own;
    c.hostKeys = a.hostKeys;
    onlyFinding("host-key");
    c = own;
    c.engine->id = a.engine->id;
    onlyFinding("engine-id");
    c = own;
    c.engine->node = a.engine->node;
    onlyFinding("node-id");
    c = own;
    c.hostName = a.hostName;
    onlyFinding("host-name");
}

} // namespace
} // namespace stormdeck::cluster
