// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/actions/hostactions.h"

#include <QFile>
#include <QFileInfo>

#include <thread>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using State = plan::Observation::State;

/// What steps do to the settings of a machine.
class HostSettings : public test::HostActions
{
};

// moby/moby#22339
TEST_F(HostSettings, b130_mergeTheEnginesSettingsAndRestartIt)
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

TEST_F(HostSettings, leaveAFileToThoseWhoCouldReadItAndWhereItIs)
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

TEST_F(HostSettings, doNotTakeSettingsForThoseOfTheEngineBeforeItHasThem)
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

TEST_F(HostSettings, keepAFileWholeOrNotAtAll)
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

TEST_F(HostSettings, leaveNoUnfinishedCopyBehindWhereTheyFail)
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

TEST_F(HostSettings, doNotTakeHalfAFileForTheWholeWhereTheInputEndsEarly)
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

TEST_F(HostSettings, leaveAStoppedEngineStopped)
{
    take(actions::ConfigureEngine{.machine = name, .settings = {.logMegabytes = 10, .logFiles = 3}});
    EXPECT_FALSE(host.calls().contains("systemctl restart"));
}

// docker/for-linux#76
TEST_F(HostSettings, b130_giveAnEngineItsOldSettingsBackWhereItRefusesTheNew)
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

TEST_F(HostSettings, putAUserIntoAGroupAndTakeHimOut)
{
    const actions::AddToGroup add{.machine = name, .user = QStringLiteral("ops"), .group = QStringLiteral("docker")};
    take(add);
    takeBack(add);
    EXPECT_EQ(observe(actions::AddToGroup{
                          .machine = name, .user = QStringLiteral("nobody-here"), .group = QStringLiteral("docker")})
                  ->state,
              State::Conflict);
}

TEST_F(HostSettings, setTheKernelAndTheClock)
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

TEST_F(HostSettings, haveTheTimeServiceKnownThatWasJustInstalled)
{
    take(actions::ConfigureTime{.machine = name, .isSynchronised = true});
    const QByteArray calls = host.calls();
    const qsizetype anew = calls.indexOf("systemctl try-restart systemd-timedated.service");
    EXPECT_GE(anew, 0) << calls.constData();
    EXPECT_GT(calls.indexOf("timedatectl set-ntp true"), anew) << calls.constData();
}

TEST_F(HostSettings, knowTheImagesOfAStoppedEngine)
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

TEST_F(HostSettings, neverPutInputsIntoAScript)
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
