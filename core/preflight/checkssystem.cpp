// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/limits.h"
#include "preflight/checks.h"
#include "preflight/obstacle.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

constexpr qint64 gibInKib = 1024 * 1024;
constexpr qint64 scarceDisk = 2 * gibInKib; ///< the images alone take about that much
constexpr qint64 littleDisk = 5 * gibInKib;
constexpr qint64 scarceMemory = gibInKib * 9 / 10; ///< a machine of 1 GiB shows a little less
constexpr qint64 littleMemory = gibInKib * 18 / 10;
constexpr qint64 littleAvailable = gibInKib / 2;
constexpr double scarceInodes = 0.01; ///< share that is free
constexpr double littleInodes = 0.05;

CheckResult start(const MachineFacts &machine, const char *code, const QString &title)
{
    return {.code = QString::fromLatin1(code), .subject = machine.machine.name, .title = title};
}

QString size(qint64 kib)
{
    return QLocale::c().formattedDataSize(kib * 1024, 1);
}

/// Of the same machine as `disk`: the first is where Docker keeps its data.
const Disk *dockerDisk(const SystemFacts &system)
{
    return system.disks.empty() ? nullptr : &system.disks.front();
}

QStringList namesWith(const SystemFacts &system, Feature wanted)
{
    QStringList names;
    for (const QString &name :
         {QStringLiteral("vxlan"), QStringLiteral("overlay"), QStringLiteral("bridge"), QStringLiteral("veth")}) {
        if (system.features.value(name, Feature::Unknown) == wanted) {
            names << name;
        }
    }
    return names;
}
} // namespace

CheckResult checkSystem(const MachineFacts &machine)
{
    const SystemFacts &system = *machine.system;
    CheckResult result = start(machine, "system.release", Text::tr("Operating system"));
    result.evidence = Text::tr("%1, kernel %2, %3, %4 processors")
                          .arg(system.systemName, system.kernel, system.architecture)
                          .arg(system.processors);
    if (isSupported(system)) {
        result.sentence = Text::tr("%1 is supported.").arg(system.systemName);
        return result;
    }
    result.verdict = Verdict::Warning;
    result.sentence = Text::tr("%1 is not among the supported systems.")
                          .arg(system.systemName.isEmpty() ? Text::tr("This system") : system.systemName);
    result.remedy = Text::tr("Use Debian 11 to 13 or Ubuntu 20.04 to 26.04, or go on if you know that Docker's swarm "
                             "mode works on this one.");
    return result;
}

CheckResult checkKernel(const MachineFacts &machine)
{
    const SystemFacts &system = *machine.system;
    CheckResult result = start(machine, "kernel.features", Text::tr("Kernel features"));
    const QStringList absent = namesWith(system, Feature::Absent);
    const QStringList unknown = namesWith(system, Feature::Unknown);
    result.evidence = Text::tr("Kernel %1").arg(system.kernel);
    if (!absent.isEmpty()) {
        result.verdict = Verdict::Error;
        result.sentence = Text::tr("The kernel lacks %1.").arg(absent.join(QStringLiteral(", ")));
        result.remedy = Text::tr("Overlay networks need them. Cloud kernels often have them in a package of extra "
                                 "modules; otherwise boot the distribution's usual kernel.");
        result.lines = {QStringLiteral("sudo apt-get install --yes linux-modules-extra-$(uname -r)"),
                        QStringLiteral("sudo modprobe --all ") + absent.join(u' ')};
    } else if (!unknown.isEmpty()) {
        result.verdict = Verdict::NotObserved;
        result.sentence =
            Text::tr("The kernel does not tell whether it has %1.").arg(unknown.join(QStringLiteral(", ")));
    } else {
        result.sentence = Text::tr("The kernel has all that overlay networks need.");
    }
    return result;
}

namespace {
CheckResult untoldDisk(CheckResult result)
{
    result.verdict = Verdict::NotObserved;
    result.sentence = Text::tr("The machine does not tell how full its disk is.");
    return result;
}
} // namespace

CheckResult checkDisk(const MachineFacts &machine)
{
    CheckResult result = start(machine, "disk.space", Text::tr("Disk space"));
    const Disk *disk = dockerDisk(*machine.system);
    if (!disk) {
        return untoldDisk(std::move(result));
    }
    result.evidence = Text::tr("%1 of %2 are free at %3.").arg(size(disk->freeKib), size(disk->totalKib), disk->path);
    result.verdict = disk->freeKib < scarceDisk   ? Verdict::Error
                     : disk->freeKib < littleDisk ? Verdict::Warning
                                                  : Verdict::Pass;
    if (result.verdict == Verdict::Pass) {
        result.sentence = Text::tr("There is room for images and data: %1.").arg(size(disk->freeKib));
        return result;
    }
    result.sentence = Text::tr("Only %1 are free where Docker keeps its data.").arg(size(disk->freeKib));
    result.remedy =
        Text::tr("Make room for at least %1, or give the machine a larger disk. What Docker no longer uses is "
                 "removed by the command here.")
            .arg(size(littleDisk));
    result.lines = {QStringLiteral("docker system df"), QStringLiteral("docker image prune")};
    return result;
}

CheckResult checkInodes(const MachineFacts &machine)
{
    CheckResult result = start(machine, "disk.inodes", Text::tr("Inodes"));
    const Disk *disk = dockerDisk(*machine.system);
    if (!disk) {
        return untoldDisk(std::move(result));
    }
    if (!disk->inodes || !disk->freeInodes) {
        result.sentence = Text::tr("The file system has no fixed number of them.");
        return result;
    }
    const double free = static_cast<double>(*disk->freeInodes) / static_cast<double>(*disk->inodes);
    result.evidence = Text::tr("%1 of %2 are free at %3.").arg(*disk->freeInodes).arg(*disk->inodes).arg(disk->path);
    result.verdict = free < scarceInodes ? Verdict::Error : free < littleInodes ? Verdict::Warning : Verdict::Pass;
    result.sentence = result.verdict == Verdict::Pass ? Text::tr("There are enough of them.")
                                                      : Text::tr("The file system has hardly any left for new files.");
    if (result.verdict != Verdict::Pass) {
        result.remedy =
            Text::tr("Remove what consists of many small files: images and build caches that are not used.");
        result.lines = {QStringLiteral("docker image prune --all"), QStringLiteral("docker builder prune")};
    }
    return result;
}

CheckResult checkMemory(const MachineFacts &machine)
{
    CheckResult result = start(machine, "memory", Text::tr("Memory"));
    const auto total = machine.system->memoryKib;
    const auto available = machine.system->memoryAvailableKib;
    if (!total) {
        result.verdict = Verdict::NotObserved;
        result.sentence = Text::tr("The machine does not tell how much it has.");
        return result;
    }
    result.evidence = available ? Text::tr("%1 of %2 are available.").arg(size(*available), size(*total))
                                : Text::tr("%1 in all.").arg(size(*total));
    const bool isLittle = *total < littleMemory || available.value_or(*total) < littleAvailable;
    result.verdict = *total < scarceMemory ? Verdict::Error : isLittle ? Verdict::Warning : Verdict::Pass;
    result.sentence = result.verdict == Verdict::Pass
                          ? Text::tr("There is enough of it: %1.").arg(size(*total))
                          : Text::tr("That is little for a ZooKeeper member, a supervisor and a Storm worker.");
    if (result.verdict != Verdict::Pass) {
        result.remedy = Text::tr("Give the machine 2 GiB or more, or end what uses it.");
    }
    return result;
}

CheckResult checkControlGroups(const MachineFacts &machine)
{
    const SystemFacts &system = *machine.system;
    CheckResult result = start(machine, "control-groups", Text::tr("Control groups"));
    const bool isSecond = system.cgroups == QStringLiteral("cgroup2fs");
    if (!isSecond && system.cgroups != QStringLiteral("tmpfs")) {
        result.verdict = Verdict::NotObserved;
        result.sentence = Text::tr("The machine does not tell which version it uses.");
        return result;
    }
    result.evidence = Text::tr("Version %1: %2").arg(isSecond ? 2 : 1).arg(system.controllers.join(u' '));
    QStringList missing{QStringLiteral("cpu"), QStringLiteral("memory")};
    missing.removeIf([&](const QString &one) { return system.controllers.contains(one); });
    if (missing.isEmpty()) {
        result.sentence = Text::tr("Version %1, with the controllers that limits need.").arg(isSecond ? 2 : 1);
        return result;
    }
    result.verdict = Verdict::Warning;
    result.sentence = Text::tr("The controllers %1 are off: limits of containers do not hold.")
                          .arg(missing.join(QStringLiteral(", ")));
    result.remedy = Text::tr("Boot with these kernel parameters.");
    result.lines = {QStringLiteral("cgroup_enable=memory swapaccount=1")};
    return result;
}

namespace {
struct Clock
{
    QString machine;
    ClockOffset offset;
};

std::vector<Clock> clocksOf(const Facts &facts)
{
    std::vector<Clock> clocks;
    for (const MachineFacts &machine : facts.machines) {
        if (machine.system && machine.system->clock) {
            clocks.push_back({machine.machine.name, *machine.system->clock});
        }
    }
    return clocks;
}

struct Apart
{
    QString ahead;
    QString behind;
    std::chrono::milliseconds atLeast{};
    std::chrono::milliseconds atMost{};
};

/// The two clocks that differ the most.
Apart farthest(const std::vector<Clock> &clocks)
{
    const auto late = [](const Clock &a, const Clock &b) { return a.offset.least < b.offset.least; };
    const auto early = [](const Clock &a, const Clock &b) { return a.offset.most < b.offset.most; };
    const auto ahead = std::max_element(clocks.begin(), clocks.end(), late);
    const auto behind = std::min_element(clocks.begin(), clocks.end(), early);
    std::chrono::milliseconds most{};
    for (const Clock &a : clocks) {
        for (const Clock &b : clocks) {
            most = std::max(most, a.machine == b.machine ? most : a.offset.most - b.offset.least);
        }
    }
    return {ahead->machine, behind->machine, std::max(ahead->offset.least - behind->offset.most, most.zero()), most};
}

QString seconds(std::chrono::milliseconds time)
{
    return Text::tr("%1 s").arg(static_cast<double>(time.count()) / 1000, 0, 'f', 1);
}

QString unsynchronised(const Facts &facts)
{
    QStringList names;
    for (const MachineFacts &machine : facts.machines) {
        if (machine.system && machine.system->clockSynchronised == QStringLiteral("no")) {
            names << machine.machine.name;
        }
    }
    return names.isEmpty() ? QString()
                           : Text::tr("No time server sets the clock of %1.").arg(names.join(QStringLiteral(", ")));
}
} // namespace

CheckResult checkClocks(const Facts &facts)
{
    CheckResult result{.code = QStringLiteral("clocks"), .title = Text::tr("Clocks")};
    const std::vector<Clock> clocks = clocksOf(facts);
    result.evidence = unsynchronised(facts);
    if (clocks.size() < 2) {
        result.verdict = facts.machines.size() < 2 ? Verdict::Pass : Verdict::NotObserved;
        result.sentence = facts.machines.size() < 2 ? Text::tr("There is one machine only.")
                                                    : Text::tr("Fewer than two machines told the time.");
        return result;
    }
    const Apart apart = farthest(clocks);
    if (apart.atLeast >= cluster::limits::slightSkew) {
        result.verdict = apart.atLeast >= cluster::limits::gravestSkew ? Verdict::Error : Verdict::Warning;
        result.sentence = Text::tr("The clock of %1 is at least %2 ahead of that of %3.")
                              .arg(apart.ahead, seconds(apart.atLeast), apart.behind);
        result.remedy =
            Text::tr("Let all machines follow the same time servers: heartbeats are judged by these clocks.");
        result.lines = {QStringLiteral("sudo apt-get install --yes systemd-timesyncd"),
                        QStringLiteral("sudo timedatectl set-ntp true")};
    } else if (apart.atMost > cluster::limits::gravestSkew) {
        result.verdict = Verdict::NotObserved;
        result.sentence = Text::tr("The machines answer too slowly to compare their clocks.");
    } else {
        result.sentence = Text::tr("All clocks agree within %1.").arg(seconds(apart.atMost));
    }
    return result;
}

} // namespace stormdeck::preflight
