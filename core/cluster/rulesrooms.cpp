// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/limits.h"
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QLocale>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

/// A machine, what was seen of it, and when.
struct Looked
{
    const QString &machine;
    const RoomFacts &facts;
    const SourceAge &age;
};

QString percentOf(const Room &room)
{
    return QLocale().toString(freeShare(room) * 100, 'f', freeShare(room) < 0.1 ? 1 : 0);
}

/// "18.2 GiB of 40.0 GiB (45 %)"
QString leftOf(const Room &room)
{
    return Text::tr("%1 of %2 (%3 %)").arg(amount(room.free), amount(room.total), percentOf(room));
}

QString seenWhere(const Known &known, const Looked &looked)
{
    return Text::tr("Seen in %1 %2 ago.").arg(looked.facts.container, duration(known.now - *looked.age.answered));
}

Finding diskFinding(const Known &known, const Looked &looked, const Room &disk, bool full)
{
    const QString left = Text::tr("%1 are left where its engine keeps images, containers and volumes.");
    return {.code = full ? QStringLiteral("node.disk-full") : QStringLiteral("node.disk-low"),
            .severity = full ? Severity::Failure : Severity::Warning,
            .subject = subjectOfMachine(known, looked.machine),
            .headline = full ? Text::tr("The disk of %1 is full.").arg(looked.machine)
                             : Text::tr("The disk of %1 is filling up.").arg(looked.machine),
            .evidence = sentences({left.arg(leftOf(disk)), seenWhere(known, looked)}),
            .nextMove = full ? Text::tr("Free some of it now, as old images by “docker image prune -a”: ZooKeeper "
                                        "stops where it cannot write, and nothing new starts there.")
                             : Text::tr("Remove what is not needed there, as old images by “docker image prune -a”, "
                                        "or give it a larger disk.")};
}

void judgeDisk(const Known &known, const Looked &looked, Findings &findings)
{
    if (!looked.facts.disk) {
        return;
    }
    const Room &disk = *looked.facts.disk;
    const bool full = disk.free < limits::fullDiskBytes || freeShare(disk) < limits::fullDisk;
    if (full || disk.free < limits::lowDiskBytes || freeShare(disk) < limits::lowDisk) {
        findings.push_back(diskFinding(known, looked, disk, full));
    }
}

void judgeMemory(const Known &known, const Looked &looked, Findings &findings)
{
    if (!looked.facts.memory || freeShare(*looked.facts.memory) >= limits::lowMemory) {
        return;
    }
    const QString left = Text::tr("%1 are available.").arg(leftOf(*looked.facts.memory));
    findings.push_back(
        {.code = QStringLiteral("node.memory-low"),
         .severity = Severity::Warning,
         .subject = subjectOfMachine(known, looked.machine),
         .headline = Text::tr("The memory of %1 is nearly used up.").arg(looked.machine),
         .evidence = sentences({left, seenWhere(known, looked)}),
         .nextMove = Text::tr("Move work away from it or let its Storm workers have smaller heaps: the system kills "
                              "processes where no memory is left.")});
}
} // namespace

void judgeRooms(const Known &known, Findings &findings)
{
    const QMap<QString, RoomFacts> &rooms = known.snapshot.rooms;
    for (auto it = rooms.begin(); it != rooms.end(); ++it) {
        const SourceAge age = known.freshness.rooms.value(it.key(), {.expected = false});
        if (isHeard(age, known.now)) {
            const Looked looked{it.key(), it.value(), age};
            judgeDisk(known, looked, findings);
            judgeMemory(known, looked, findings);
        }
    }
}

} // namespace stormdeck::cluster
