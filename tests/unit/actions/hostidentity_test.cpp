// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/actions/hostactions.h"

#include <thread>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using State = plan::Observation::State;

/// What steps do to what identifies a machine, and to its power.
class HostIdentity : public test::HostActions
{
};

/// Everything that research and bug reports name, of the engine, the swarm, the machine and its user.
const QStringList &identity()
{
    static const QStringList files{QStringLiteral("/etc/docker/key.json"),
                                   QStringLiteral("/var/lib/docker/engine-id"),
                                   QStringLiteral("/var/lib/docker/swarm/docker-state.json"),
                                   QStringLiteral("/var/lib/docker/swarm/certificates/swarm-node.key"),
                                   QStringLiteral("/var/lib/docker/containers/abc/config.v2.json"),
                                   QStringLiteral("/var/lib/docker/volumes/zk1-data/_data/myid"),
                                   QStringLiteral("/var/lib/docker/network/files/local-kv.db"),
                                   QStringLiteral("/var/lib/docker/image/overlay2/layerdb/mounts/abc/init-id"),
                                   QStringLiteral("/etc/ssh/ssh_host_ed25519_key"),
                                   QStringLiteral("/etc/hostname"),
                                   QStringLiteral("/var/lib/dbus/machine-id"),
                                   QStringLiteral("/var/lib/cloud/instance/boot-finished"),
                                   QStringLiteral("/var/log/cloud-init-output.log"),
                                   QStringLiteral("/var/lib/dhcp/dhclient.eth0.leases"),
                                   QStringLiteral("/var/lib/NetworkManager/secret_key"),
                                   QStringLiteral("/etc/udev/rules.d/70-persistent-net.rules"),
                                   QStringLiteral("/root/.bash_history"),
                                   QStringLiteral("/home/ops/.bash_history"),
                                   QStringLiteral("/home/ops/.zsh_history"),
                                   QStringLiteral("/home/ops/.python_history"),
                                   QStringLiteral("/etc/docker/daemon.json.stormdeck-op"),
                                   QStringLiteral("/etc/sysctl.d/60-stormdeck.conf.stormdeck-op-none"),
                                   QStringLiteral("/etc/apt/sources.list.d/docker.list.stormdeck-op-none"),
                                   QStringLiteral("/var/lib/systemd/random-seed")};
    return files;
}

// canonical/lxd#8717
TEST_F(HostIdentity, b131_removeWhatIdentifiesAMachineAndNothingElse)
{
    for (const QString &file : identity()) {
        host.write(file, "x");
    }
    host.write(QStringLiteral("/var/lib/docker/image/overlay2/repositories.json"), "images");
    host.write(QStringLiteral("/var/lib/cloud/seed/nocloud/user-data"), "seed");
    host.haveEngine();
    start(QStringLiteral("docker.socket"));
    const actions::CleanIdentity clean{.machine = name, .hostKeys = true};
    take(clean);
    for (const QString &file : identity()) {
        EXPECT_FALSE(host.has(file)) << qPrintable(file);
    }
    EXPECT_TRUE(host.has(QStringLiteral("/etc/machine-id"))) << "emptied, not removed";
    EXPECT_TRUE(host.read(QStringLiteral("/etc/machine-id")).isEmpty());
    EXPECT_TRUE(host.has(QStringLiteral("/etc/systemd/system/multi-user.target.wants/stormdeck-hostkeys.service")));
    EXPECT_EQ(host.read(QStringLiteral("/var/lib/docker/image/overlay2/repositories.json")), "images");
    EXPECT_EQ(host.read(QStringLiteral("/var/lib/cloud/seed/nocloud/user-data")), "seed");
    EXPECT_TRUE(host.remembered(QStringLiteral("active.docker.socket")).isEmpty()) << "else it starts the engine again";
}

TEST_F(HostIdentity, findEachThingThatIdentifiesAMachine)
{
    const actions::CleanIdentity clean{.machine = name, .hostKeys = true};
    take(clean);
    for (const QString &file : identity() + QStringList{QStringLiteral("/etc/machine-id")}) {
        host.write(file, "x");
        const auto seen = observe(clean);
        ASSERT_TRUE(seen);
        EXPECT_EQ(seen->state, State::Needed) << qPrintable(file);
        const auto made = performer.apply(actions::encode(clean), attempt, notes, {});
        ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
        EXPECT_EQ(observe(clean)->state, State::Satisfied) << qPrintable(file);
    }
    start(QStringLiteral("docker.socket"));
    EXPECT_EQ(observe(clean)->state, State::Needed) << "it would start the engine";
}

TEST_F(HostIdentity, keepTheHostKeysOfAMachineThatStaysOn)
{
    const QString copy = QStringLiteral("/etc/docker/daemon.json.stormdeck-op");
    host.write(copy, "{}");
    take(actions::CleanIdentity{.machine = name});
    EXPECT_TRUE(host.has(QStringLiteral("/etc/ssh/ssh_host_ed25519_key")));
    EXPECT_TRUE(host.has(copy)) << "by it the preparation is taken back";
}

TEST_F(HostIdentity, doNotCleanAMachineThatIsInUse)
{
    host.haveEngine();
    host.remember(QStringLiteral("running"), "2");
    const actions::CheckHost check{.machine = name, .system = QStringLiteral("debian 12"), .isCleaned = true};
    EXPECT_EQ(observe(check)->state, State::Conflict);
    host.remember(QStringLiteral("running"), "0");
    host.remember(QStringLiteral("swarm"), "active");
    const auto seen = observe(check);
    EXPECT_EQ(seen->state, State::Conflict);
    EXPECT_TRUE(seen->sentence.contains(QStringLiteral("swarm"))) << qPrintable(seen->sentence);
}

TEST_F(HostIdentity, takeSilenceAfterAPowerOffAsSuccess)
{
    const actions::PowerOff off{.machine = name};
    const auto made = performer.apply(actions::encode(off), attempt, notes, {});
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    EXPECT_TRUE(host.calls().contains("systemctl poweroff"));
    std::jthread dying([this] {
        std::this_thread::sleep_for(300ms);
        host.goDown();
    });
    const auto seen = performer.verify(actions::encode(off), attempt, *made, notes, {});
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_TRUE(seen->contains(QStringLiteral("does not answer"))) << qPrintable(*seen);
}

// hashicorp/packer#4006
TEST_F(HostIdentity, b132_takeADroppedConnectionDuringAPowerOffAsSuccess)
{
    std::jthread dying([this] {
        std::this_thread::sleep_for(500ms);
        host.goDown();
    });
    host.program(QStringLiteral("systemctl"), "#!/bin/sh\nsleep 20\n");
    const auto made = performer.apply(actions::encode(actions::PowerOff{.machine = name}), attempt, notes, {});
    EXPECT_TRUE(made) << qPrintable(sentence(made.error()));
}
} // namespace
