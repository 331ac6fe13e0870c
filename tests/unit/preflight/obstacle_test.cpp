// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/obstacle.h"

#include <gtest/gtest.h>

namespace stormdeck::preflight {
namespace {

MachineFacts host(const char *system = "debian", const char *version = "12")
{
    MachineFacts facts{.machine = {.name = QStringLiteral("a")}, .system = SystemFacts{}};
    facts.system->systemId = QLatin1String(system);
    facts.system->systemVersion = QLatin1String(version);
    facts.system->systemName = QLatin1String(system);
    facts.system->hasSystemd = true;
    return facts;
}

docker::EngineInfo engine(const char *version, int running = 0)
{
    docker::EngineInfo info;
    info.serverVersion = QLatin1String(version);
    info.containersRunning = running;
    info.swarm.state = {docker::LocalNodeState::Inactive, QStringLiteral("inactive")};
    return info;
}

TEST(HostSystems, areKnownOrNot)
{
    const auto isKnown = [](const char *id, const char *version) { return isSupported(*host(id, version).system); };
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

TEST(HostObstacles, areNamed)
{
    EXPECT_EQ(obstacleTo(host(), true), std::nullopt);
    EXPECT_EQ(obstacleTo(host("debian", "10"), true)->code, QStringLiteral("host.unsupported"));
    EXPECT_EQ(obstacleTo({.machine = {.name = QStringLiteral("a")}}, false)->code, QStringLiteral("host.unsupported"))
        << "nobody knows what an unseen one runs";
    MachineFacts bare = host();
    bare.system->hasSystemd = false;
    EXPECT_EQ(obstacleTo(bare, false)->code, QStringLiteral("host.no-systemd"));
    MachineFacts stray = host();
    stray.system->dockerProgram = QStringLiteral("/snap/bin/docker");
    EXPECT_EQ(obstacleTo(stray, false)->code, QStringLiteral("engine.stray"));
    stray.system->packages = {{QStringLiteral("docker.io"), QStringLiteral("20.10.24")}};
    EXPECT_EQ(obstacleTo(stray, false), std::nullopt) << "a package brought it";
    MachineFacts old = host();
    old.engine = EngineFacts{.version = {}, .info = engine("19.03.15"), .networks = {}};
    EXPECT_EQ(obstacleTo(old, false)->code, QStringLiteral("engine.too-old"));
    MachineFacts used = host();
    used.engine = EngineFacts{.version = {}, .info = engine("20.10.24", 1), .networks = {}};
    EXPECT_EQ(obstacleTo(used, true)->code, QStringLiteral("host.in-use"));
    EXPECT_EQ(obstacleTo(used, false), std::nullopt) << "it may go on where its identity stays";
    used.engine->info.swarm.state = {docker::LocalNodeState::Active, QStringLiteral("active")};
    EXPECT_EQ(obstacleTo(used, true)->code, QStringLiteral("host.in-swarm"));
}

} // namespace
} // namespace stormdeck::preflight
