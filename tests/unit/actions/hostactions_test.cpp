// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/identity.h"
#include "actions/performer.h"
#include "actions/values.h"
#include "support/privatehost.h"

#include <QFile>
#include <QFileInfo>

#include <gtest/gtest.h>

#include <thread>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using State = plan::Observation::State;

class Notes final : public plan::StepProgress
{
public:
    void note(const QString &line) override { all << line; }
    void part(const plan::Part & /*part*/) override {}
    QStringList all;
};

/// What steps do to a machine, over a real sshd, in files of its own.
class HostActions : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!host.isPossible()) {
            GTEST_SKIP() << "mount namespaces are not allowed here";
        }
    }
    Result<plan::Observation> observe(const actions::Action &action)
    {
        return performer.observe(actions::encode(action), attempt, {});
    }
    /// Needed, applied, and seen to be satisfied.
    void take(const actions::Action &action)
    {
        const auto before = observe(action);
        ASSERT_TRUE(before) << qPrintable(sentence(before.error()));
        ASSERT_EQ(before->state, State::Needed) << qPrintable(before->sentence);
        facts = before->facts;
        const auto made = performer.apply(actions::encode(action), attempt, notes, {});
        ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
        const auto seen = performer.verify(actions::encode(action), attempt, *made, notes, {});
        ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    }
    void takeBack(const actions::Action &action)
    {
        const auto reverted = performer.revert(actions::encode(action), attempt, facts, notes, {});
        ASSERT_TRUE(reverted) << qPrintable(sentence(reverted.error()));
        const auto now = observe(action);
        ASSERT_TRUE(now);
        EXPECT_EQ(now->state, State::Needed) << qPrintable(now->sentence);
    }
    [[nodiscard]] Error failed(const actions::Action &action)
    {
        const auto made = performer.apply(actions::encode(action), attempt, notes, {});
        EXPECT_FALSE(made);
        return made ? Error() : made.error();
    }
    void start(const QString &unit) const { host.remember(QStringLiteral("active.") + unit, "active"); }

    test::PrivateHost host;
    std::shared_ptr<test::ScriptedAsker> asker = std::make_shared<test::ScriptedAsker>();
    const QString name = QStringLiteral("fresh");
    std::shared_ptr<access::Ways> ways = host.ways(asker);
    actions::Performer performer{{host.machine()}, false, ways};
    const plan::Attempt attempt{{QStringLiteral("op")}, QStringLiteral("fresh"), {QStringLiteral("step")}};
    QByteArray facts;
    Notes notes;
};

TEST_F(HostActions, refuseAnotherSystemBeforeAnythingIsAsked)
{
    host.write(QStringLiteral("/etc/os-release"), "ID=fedora\nVERSION_ID=40\nPRETTY_NAME=\"Fedora 40\"\n");
    const auto seen = observe(actions::CheckHost{.machine = name, .system = QStringLiteral("debian 12")});
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_EQ(seen->state, State::Conflict);
    EXPECT_TRUE(seen->sentence.contains(QStringLiteral("Fedora 40"))) << qPrintable(seen->sentence);
    EXPECT_TRUE(host.calls().isEmpty()) << host.calls().constData();
}

TEST_F(HostActions, installAPackageAndTakeItBack)
{
    const actions::InstallPackages install{.machine = name,
                                           .packages = {QStringLiteral("docker.io"), QStringLiteral("x")},
                                           .enabled = {QStringLiteral("docker.service")}};
    host.remember(QStringLiteral("package.x"), {});
    take(install);
    EXPECT_TRUE(host.calls().contains("install -- docker.io\n"))
        << "only what is missing: " << host.calls().constData();
    EXPECT_TRUE(notes.all.contains(QStringLiteral("fresh: Setting up docker.io")));
    takeBack(install);
    EXPECT_TRUE(host.calls().contains("remove -- docker.io\n")) << host.calls().constData();
}

TEST_F(HostActions, takeBackAnInstallationThatNeverCameAbout)
{
    const actions::InstallPackages install{.machine = name, .packages = {QStringLiteral("docker.io")}};
    const auto before = observe(install);
    ASSERT_TRUE(before) << qPrintable(sentence(before.error()));
    facts = before->facts;
    host.remember(QStringLiteral("apt-fails"), "E: Unable to locate package docker.io\n");
    EXPECT_EQ(failed(install).code, QStringLiteral("packages.unknown"));
    takeBack(install);
}

// ansible/ansible#51663
TEST_F(HostActions, b126_waitForWhoeverHoldsThePackageLock)
{
    host.remember(QStringLiteral("locked"), "once");
    take(actions::InstallPackages{.machine = name, .packages = {QStringLiteral("docker.io")}});
    EXPECT_TRUE(notes.all.join(u'\n').contains(QStringLiteral("unattended-upgr (process 4750) holds the package lock")))
        << qPrintable(notes.all.join(u'\n'));
}

// docker.machine#3522
TEST_F(HostActions, b126_waitForTheFirstBootToEnd)
{
    host.program(QStringLiteral("cloud-init"), "#!/bin/sh\necho 'status: running'\n");
    const auto seen = observe(actions::AwaitPackageLock{.machine = name, .packages = {QStringLiteral("docker.io")}});
    ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    EXPECT_EQ(seen->state, State::Needed);
    EXPECT_TRUE(seen->sentence.startsWith(QStringLiteral("cloud-init "))) << qPrintable(seen->sentence);
}

TEST_F(HostActions, stopWaitingForThePackageLockAtOnce)
{
    host.remember(QStringLiteral("locked"), "for ever");
    std::stop_source stop;
    std::jthread later([&] {
        std::this_thread::sleep_for(1500ms);
        stop.request_stop();
    });
    const actions::InstallPackages install{.machine = name, .packages = {QStringLiteral("docker.io")}};
    const auto made = performer.apply(actions::encode(install), attempt, notes, stop.get_token());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, ErrorKind::Cancelled) << qPrintable(sentence(made.error()));
}

TEST_F(HostActions, sayWhyPackagesCouldNotBeInstalled)
{
    host.remember(QStringLiteral("apt-fails"), "E: You don't have enough free space in /var/cache/apt/archives/.\n");
    const Error full = failed(actions::InstallPackages{.machine = name, .packages = {QStringLiteral("docker.io")}});
    EXPECT_EQ(full.code, QStringLiteral("packages.disk-full")) << qPrintable(sentence(full));
}

TEST_F(HostActions, seeARealLockAndItsHolder)
{
    host.write(QStringLiteral("/var/lib/dpkg/lock-frontend"), {});
    const actions::AwaitPackageLock await{.machine = name, .packages = {QStringLiteral("docker.io")}};
    const auto open = observe(await);
    ASSERT_TRUE(open) << qPrintable(sentence(open.error()));
    EXPECT_EQ(open->state, State::Satisfied) << qPrintable(open->sentence);
    access::Access access({host.machine()}, ways);
    std::stop_source stop;
    std::jthread holder([&] {
        auto there = access.host(name);
        const QString script = QStringLiteral("import fcntl, time; f = open('/var/lib/dpkg/lock-frontend', 'w'); "
                                              "fcntl.lockf(f, fcntl.LOCK_EX); time.sleep(60)");
        (void)there->run({.words = {QStringLiteral("python3"), QStringLiteral("-c"), script}}, Deadline::in(60s),
                         stop.get_token());
    });
    QString said;
    for (int i = 0; i < 100 && said.isEmpty(); ++i) {
        const auto seen = observe(await);
        ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
        said = seen->state == State::Needed ? seen->sentence : QString();
    }
    stop.request_stop();
    EXPECT_TRUE(said.startsWith(QStringLiteral("python3 (process "))) << qPrintable(said);
    host.remember(QStringLiteral("package.docker.io"), {});
    EXPECT_EQ(observe(await)->state, State::Satisfied) << "nothing is to be installed";
}

// moby/moby#22339
TEST_F(HostActions, b130_mergeTheEnginesSettingsAndRestartIt)
{
    host.haveEngine();
    host.write(QStringLiteral("/etc/docker/daemon.json"), R"({"storage-driver":"overlay2","live-restore":true})");
    const actions::ConfigureEngine configure{.machine = name,
                                             .settings = {.logMegabytes = 10, .logFiles = 3, .liveRestoreOff = true}};
    take(configure);
    const QByteArray content = host.read(QStringLiteral("/etc/docker/daemon.json"));
    EXPECT_TRUE(content.contains("overlay2") && content.contains("10m")) << content.constData();
    EXPECT_TRUE(host.calls().contains("systemctl restart docker.service"));
    takeBack(configure);
    EXPECT_EQ(host.read(QStringLiteral("/etc/docker/daemon.json")),
              R"({"storage-driver":"overlay2","live-restore":true})");
}

TEST_F(HostActions, leaveAFileToThoseWhoCouldReadItAndWhereItIs)
{
    const QString settings = QStringLiteral("/etc/docker/daemon.json");
    const QString kept = QStringLiteral("/etc/docker/kept.json");
    const actions::ConfigureEngine configure{.machine = name, .settings = {.logMegabytes = 10, .logFiles = 3}};
    host.write(kept, R"({"debug":true})");
    ASSERT_TRUE(QFile::setPermissions(host.placeOf(kept), QFile::ReadOwner | QFile::WriteOwner));
    ASSERT_TRUE(QFile::link(QStringLiteral("kept.json"), host.placeOf(settings)));
    const auto isAsItWas = [&] {
        const auto others = QFile::ReadGroup | QFile::ReadOther;
        return QFileInfo(host.placeOf(settings)).isSymLink() && !(QFile::permissions(host.placeOf(kept)) & others);
    };
    take(configure);
    EXPECT_TRUE(host.read(kept).contains("10m")) << host.read(kept).constData();
    EXPECT_TRUE(isAsItWas());
    takeBack(configure);
    EXPECT_EQ(host.read(kept), R"({"debug":true})");
    EXPECT_TRUE(isAsItWas());
}

TEST_F(HostActions, doNotTakeSettingsForThoseOfTheEngineBeforeItHasThem)
{
    host.haveEngine();
    const actions::ConfigureEngine configure{.machine = name, .settings = {.logMegabytes = 10, .logFiles = 3}};
    host.program(QStringLiteral("systemctl"), "#!/bin/sh\ncase $1 in\nis-active) echo active ;;\n"
                                              "restart) echo yes >\"$STATE/restarting\"; sleep 20 ;;\nesac\n");
    std::stop_source stop;
    std::jthread later([&] {
        for (int i = 0; i < 500 && host.remembered(QStringLiteral("restarting")).isEmpty(); ++i) {
            std::this_thread::sleep_for(20ms);
        }
        stop.request_stop();
    });
    ASSERT_FALSE(performer.apply(actions::encode(configure), attempt, notes, stop.get_token()));
    EXPECT_TRUE(host.read(QStringLiteral("/etc/docker/daemon.json")).contains("10m")) << "written, and no more";
    host.program(QStringLiteral("systemctl"), "#!/bin/sh\n[ \"$1\" != is-active ] || echo active\n");
    take(configure);
}

TEST_F(HostActions, keepAFileWholeOrNotAtAll)
{
    const QString settings = QStringLiteral("/etc/docker/daemon.json");
    const actions::ConfigureEngine configure{.machine = name, .settings = {.logMegabytes = 10, .logFiles = 3}};
    host.haveEngine();
    host.write(settings, R"({"debug":true})");
    host.program(QStringLiteral("cp"),
                 "#!/bin/sh\nprintf '{\"de' >\"$4\"\necho 'cp: No space left on device' >&2\nexit 1\n");
    (void)failed(configure);
    EXPECT_EQ(host.read(settings), R"({"debug":true})");
    EXPECT_FALSE(host.has(settings + QStringLiteral(".stormdeck-op-new")));
    host.program(QStringLiteral("cp"), "#!/bin/sh\nexec /bin/cp \"$@\"\n");
    take(configure);
    takeBack(configure);
    EXPECT_EQ(host.read(settings), R"({"debug":true})");
}

TEST_F(HostActions, leaveNoUnfinishedCopyBehindWhereTheyFail)
{
    const QString settings = QStringLiteral("/etc/docker/daemon.json");
    const actions::ConfigureEngine configure{.machine = name, .settings = {.logMegabytes = 10, .logFiles = 3}};
    host.haveEngine();
    host.program(QStringLiteral("mv"), "#!/bin/sh\necho 'mv: Read-only file system' >&2\nexit 1\n");
    (void)failed(configure);
    EXPECT_FALSE(host.has(settings));
    EXPECT_FALSE(host.has(settings + QStringLiteral(".stormdeck-new")));
    host.write(settings, R"({"debug":true})");
    (void)failed(configure);
    EXPECT_EQ(host.read(settings), R"({"debug":true})");
    EXPECT_FALSE(host.has(settings + QStringLiteral(".stormdeck-new")));
}

TEST_F(HostActions, doNotTakeHalfAFileForTheWholeWhereTheInputEndsEarly)
{
    const QString settings = QStringLiteral("/etc/docker/daemon.json");
    const actions::ConfigureEngine configure{.machine = name, .settings = {.logMegabytes = 10, .logFiles = 3}};
    host.haveEngine();
    host.write(settings, R"({"debug":true})");
    // As it ends for a machine whose console was killed or cut off while it sent.
    host.program(QStringLiteral("cat"), "#!/bin/sh\n[ $# -gt 0 ] || exec head -c 5\nexec /bin/cat \"$@\"\n");
    EXPECT_TRUE(failed(configure).reason.contains(QStringLiteral("did not come whole")));
    EXPECT_EQ(host.read(settings), R"({"debug":true})");
    EXPECT_FALSE(host.has(settings + QStringLiteral(".stormdeck-new")));
}

TEST_F(HostActions, leaveAStoppedEngineStopped)
{
    take(actions::ConfigureEngine{.machine = name, .settings = {.logMegabytes = 10, .logFiles = 3}});
    EXPECT_FALSE(host.calls().contains("systemctl restart"));
}

// docker/for-linux#76
TEST_F(HostActions, b130_giveAnEngineItsOldSettingsBackWhereItRefusesTheNew)
{
    host.haveEngine();
    host.write(QStringLiteral("/etc/docker/daemon.json"), R"({"debug":true})");
    host.remember(QStringLiteral("refuses"), "10m");
    const Error error =
        failed(actions::ConfigureEngine{.machine = name, .settings = {.logMegabytes = 10, .logFiles = 3}});
    EXPECT_EQ(error.code, QStringLiteral("engine.settings-refused")) << qPrintable(sentence(error));
    EXPECT_EQ(host.read(QStringLiteral("/etc/docker/daemon.json")), R"({"debug":true})");
    EXPECT_EQ(host.remembered(QStringLiteral("active.docker.service")), "active");
}

TEST_F(HostActions, putAUserIntoAGroupAndTakeHimOut)
{
    const actions::AddToGroup add{.machine = name, .user = QStringLiteral("ops"), .group = QStringLiteral("docker")};
    take(add);
    takeBack(add);
    EXPECT_EQ(observe(actions::AddToGroup{
                          .machine = name, .user = QStringLiteral("nobody-here"), .group = QStringLiteral("docker")})
                  ->state,
              State::Conflict);
}

TEST_F(HostActions, setTheKernelAndTheClock)
{
    const actions::ConfigureKernel kernel{.machine = name,
                                          .values = {{QStringLiteral("vm.swappiness"), QStringLiteral("1")}}};
    take(kernel);
    EXPECT_EQ(host.read(QStringLiteral("/etc/sysctl.d/60-stormdeck.conf")), "vm.swappiness = 1\n");
    takeBack(kernel);
    const actions::ConfigureTime time{
        .machine = name, .timezone = QStringLiteral("Europe/Berlin"), .isSynchronised = true};
    take(time);
    takeBack(time);
    EXPECT_EQ(host.remembered(QStringLiteral("zone")), "Etc/UTC");
}

TEST_F(HostActions, haveTheTimeServiceKnownThatWasJustInstalled)
{
    take(actions::ConfigureTime{.machine = name, .isSynchronised = true});
    const QByteArray calls = host.calls();
    const qsizetype anew = calls.indexOf("systemctl try-restart systemd-timedated.service");
    EXPECT_GE(anew, 0) << calls.constData();
    EXPECT_GT(calls.indexOf("timedatectl set-ntp true"), anew) << calls.constData();
}

TEST_F(HostActions, knowTheImagesOfAStoppedEngine)
{
    host.haveEngine();
    host.remember(QStringLiteral("active.docker.service"), "inactive");
    const actions::PrepullImage pull{.machine = name, .reference = QStringLiteral("busybox")};
    take(pull);
    EXPECT_EQ(host.remembered(QStringLiteral("active.docker.service")), "active");
    host.remember(QStringLiteral("active.docker.service"), "inactive");
    const auto seen = observe(pull);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->state, State::Satisfied) << qPrintable(seen->sentence);
    EXPECT_TRUE(seen->sentence.contains(QStringLiteral("stopped")));
}

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
TEST_F(HostActions, b131_removeWhatIdentifiesAMachineAndNothingElse)
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

TEST_F(HostActions, findEachThingThatIdentifiesAMachine)
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

TEST_F(HostActions, keepTheHostKeysOfAMachineThatStaysOn)
{
    const QString copy = QStringLiteral("/etc/docker/daemon.json.stormdeck-op");
    host.write(copy, "{}");
    take(actions::CleanIdentity{.machine = name});
    EXPECT_TRUE(host.has(QStringLiteral("/etc/ssh/ssh_host_ed25519_key")));
    EXPECT_TRUE(host.has(copy)) << "by it the preparation is taken back";
}

TEST_F(HostActions, doNotCleanAMachineThatIsInUse)
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

TEST_F(HostActions, takeSilenceAfterAPowerOffAsSuccess)
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
TEST_F(HostActions, b132_takeADroppedConnectionDuringAPowerOffAsSuccess)
{
    std::jthread dying([this] {
        std::this_thread::sleep_for(500ms);
        host.goDown();
    });
    host.program(QStringLiteral("systemctl"), "#!/bin/sh\nsleep 20\n");
    const auto made = performer.apply(actions::encode(actions::PowerOff{.machine = name}), attempt, notes, {});
    EXPECT_TRUE(made) << qPrintable(sentence(made.error()));
}

TEST_F(HostActions, neverPutInputsIntoAScript)
{
    for (const char *text :
         {"x'; touch /etc/evil; '", "x; touch /etc/evil #", "$(touch /etc/evil)", "\"; touch /etc/evil; \""}) {
        const QString evil = QLatin1String(text);
        const actions::InstallPackages install{.machine = name, .packages = {evil}};
        (void)observe(actions::PrepullImage{.machine = name, .reference = evil});
        (void)observe(actions::AddToGroup{.machine = name, .user = evil, .group = evil});
        (void)observe(install);
        (void)performer.apply(actions::encode(install), attempt, notes, {});
        EXPECT_FALSE(host.has(QStringLiteral("/etc/evil"))) << text;
    }
}
} // namespace
