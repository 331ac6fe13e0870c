// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <array>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

struct Cause
{
    QRegularExpression pattern; ///< the first group is a count of nodes
    QString one;
    QString several;
    QString advice;
};

const std::array<Cause, 6> &causes()
{
    const auto on = [](const char16_t *words) {
        return QRegularExpression(QString::fromUtf16(words) + QStringLiteral(" on (\\d+) nodes?"));
    };
    static const std::array<Cause, 6> known{
        Cause{QRegularExpression(QStringLiteral("(\\d+) nodes? not available for new tasks")),
              Text::tr("1 node takes no new swarm tasks: it is down, paused or drained"),
              Text::tr("%1 nodes take no new swarm tasks: they are down, paused or drained"),
              Text::tr("Bring nodes back, or make them active.")},
        Cause{on(u"insufficient resources"), Text::tr("1 node has too little CPU or memory left to reserve"),
              Text::tr("%1 nodes have too little CPU or memory left to reserve"),
              Text::tr("Free what it reserves, or let it reserve less.")},
        Cause{on(u"scheduling constraints not satisfied"), Text::tr("1 node is ruled out by the placement constraints"),
              Text::tr("%1 nodes are ruled out by the placement constraints"),
              Text::tr("Change where it may run, or label a node.")},
        Cause{on(u"host-mode port already in use"), Text::tr("its port is already in use on 1 node"),
              Text::tr("its port is already in use on %1 nodes"),
              Text::tr("Give it another port, or stop what has this one.")},
        Cause{on(u"unsupported platform"), Text::tr("1 node has another platform than the image"),
              Text::tr("%1 nodes have another platform than the image"),
              Text::tr("Use an image for the platform of the nodes.")},
        Cause{on(u"missing plugin"), Text::tr("a plugin is missing on 1 node"),
              Text::tr("a plugin is missing on %1 nodes"),
              Text::tr("Install the plugin on the nodes, or start it again after their upgrade.")},
    };
    return known;
}

const QString tooManyEach = QStringLiteral("max replicas per node limit exceed");

QString readableCause(const QString &cause)
{
    for (const Cause &known : causes()) {
        const auto match = known.pattern.match(cause);
        if (match.hasMatch()) {
            const QString count = match.captured(1);
            return count == u"1" ? known.one : known.several.arg(count);
        }
    }
    if (cause.startsWith(tooManyEach)) {
        return Text::tr("every node already carries as many of it as it may");
    }
    return cause;
}
} // namespace

QString duration(std::chrono::nanoseconds time)
{
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    if (seconds < 120) {
        return Text::tr("%1 s").arg(seconds);
    }
    if (seconds < 7200) {
        return Text::tr("%1 min").arg(seconds / 60);
    }
    return Text::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString amount(qint64 bytes)
{
    const auto mebibytes = static_cast<double>(bytes) / (1 << 20);
    return mebibytes < 1024 ? Text::tr("%1 MiB").arg(QLocale().toString(mebibytes, 'f', 0))
                            : Text::tr("%1 GiB").arg(QLocale().toString(mebibytes / 1024, 'f', 1));
}

QString listed(const QStringList &names)
{
    if (names.size() < 2) {
        return names.join(QString());
    }
    return Text::tr("%1 and %2").arg(names.mid(0, names.size() - 1).join(QStringLiteral(", ")), names.last());
}

QString sentences(const QStringList &sentences)
{
    QStringList filled = sentences;
    filled.removeAll(QString());
    return filled.join(u' ');
}

QString readableReason(const QString &error)
{
    static const QRegularExpression inside(QStringLiteral("\\((.*)\\)"));
    const auto match = inside.match(error);
    if (!match.hasMatch()) {
        return readableCause(error);
    }
    QStringList readable;
    for (const QString &cause : match.captured(1).split(u';', Qt::SkipEmptyParts)) {
        readable << readableCause(cause.trimmed());
    }
    return readable.join(QStringLiteral("; "));
}

QString adviceFor(const QString &error)
{
    QStringList advice;
    for (const Cause &known : causes()) {
        if (known.pattern.match(error).hasMatch()) {
            advice << known.advice;
        }
    }
    if (error.contains(tooManyEach)) {
        advice << Text::tr("Allow more of it on each node, or add nodes.");
    }
    return advice.isEmpty() ? Text::tr("Free what it needs, or change where it may run.") : sentences(advice);
}

namespace {
/// The first that matches is taken; the first group is what the texts name.
struct KnownFailure
{
    QRegularExpression pattern;
    QLatin1String code;
    QString reason; ///< empty: as it came
    QString nextMove;
};

const std::array<KnownFailure, 7> &failures()
{
    const auto like = [](const char16_t *pattern) { return QRegularExpression(QString::fromUtf16(pattern)); };
    static const std::array<KnownFailure, 7> known{
        KnownFailure{like(u"Bind for [^ ]*:(\\d+) failed: port is already allocated"), QLatin1String("task.port-taken"),
                     Text::tr("port %1 is already taken there by another container"),
                     Text::tr("Stop the other container, or give this service another port.")},
        KnownFailure{
            like(u"pull access denied|unauthorized|no basic auth credentials|access to the resource is denied"),
            QLatin1String("task.image-denied"),
            {},
            Text::tr("Give the service the registry's login, and check the image's name: a registry says the "
                     "same of one that it does not have.")},
        KnownFailure{like(u"manifest unknown|manifest for \\S+ not found|repository \\S+ not found"),
                     QLatin1String("task.image-unknown"),
                     {},
                     Text::tr("Check the image's name and tag: the registry does not have it.")},
        KnownFailure{like(u"No such image: ?(\\S+)"), QLatin1String("task.image-missing"),
                     Text::tr("the engine cannot get the image %1 (No such image: %1)"),
                     Text::tr("Push %1 to a registry that the nodes reach, or load it on each node.")},
        KnownFailure{like(u"Pool overlaps with other one"), QLatin1String("task.subnet-taken"),
                     Text::tr("the addresses of its network overlap with those of another"),
                     Text::tr("Make its network again with a subnet of its own.")},
        KnownFailure{like(u"bind source path does not exist: ?(\\S+)"), QLatin1String("task.folder-missing"),
                     Text::tr("the folder %1 is not there"),
                     Text::tr("Make the folder %1 on each node where it may run, or mount a volume.")},
        KnownFailure{like(u"non-zero exit \\(137\\)"),
                     {},
                     Text::tr("it was killed (exit code 137), often for want of memory"),
                     Text::tr("Look at its output and at the memory of its node.")},
    };
    return known;
}
} // namespace

TaskFailure readableFailure(const QString &error)
{
    for (const KnownFailure &known : failures()) {
        const auto match = known.pattern.match(error);
        if (match.hasMatch()) {
            QString reason = known.reason.isEmpty() ? error : known.reason;
            QString nextMove = known.nextMove;
            return {known.code, reason.replace(QStringLiteral("%1"), match.captured(1)),
                    nextMove.replace(QStringLiteral("%1"), match.captured(1))};
        }
    }
    return {.reason = error};
}

} // namespace stormdeck::cluster
