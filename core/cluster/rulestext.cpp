// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/rules.h"

#include <QCoreApplication>
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
};

const std::array<Cause, 6> &causes()
{
    const auto on = [](const char16_t *words) {
        return QRegularExpression(QString::fromUtf16(words) + QStringLiteral(" on (\\d+) nodes?"));
    };
    static const std::array<Cause, 6> known{
        Cause{QRegularExpression(QStringLiteral("(\\d+) nodes? not available for new tasks")),
              Text::tr("1 node takes no new swarm tasks: it is down, paused or drained"),
              Text::tr("%1 nodes take no new swarm tasks: they are down, paused or drained")},
        Cause{on(u"insufficient resources"), Text::tr("1 node has too little CPU or memory left to reserve"),
              Text::tr("%1 nodes have too little CPU or memory left to reserve")},
        Cause{on(u"scheduling constraints not satisfied"), Text::tr("1 node is ruled out by the placement constraints"),
              Text::tr("%1 nodes are ruled out by the placement constraints")},
        Cause{on(u"host-mode port already in use"), Text::tr("its port is already in use on 1 node"),
              Text::tr("its port is already in use on %1 nodes")},
        Cause{on(u"unsupported platform"), Text::tr("1 node has another platform than the image"),
              Text::tr("%1 nodes have another platform than the image")},
        Cause{on(u"missing plugin"), Text::tr("a plugin is missing on 1 node"),
              Text::tr("a plugin is missing on %1 nodes")},
    };
    return known;
}

QString readableCause(const QString &cause)
{
    for (const Cause &known : causes()) {
        const auto match = known.pattern.match(cause);
        if (match.hasMatch()) {
            const QString count = match.captured(1);
            return count == u"1" ? known.one : known.several.arg(count);
        }
    }
    if (cause.startsWith(QStringLiteral("max replicas per node limit exceed"))) {
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

QString readableFailure(const QString &error)
{
    static const QRegularExpression taken(QStringLiteral("Bind for [^ ]*:(\\d+) failed: port is already allocated"));
    static const QRegularExpression image(QStringLiteral("No such image: ?(\\S+)"));
    if (const auto match = taken.match(error); match.hasMatch()) {
        return Text::tr("port %1 is already taken there by another container").arg(match.captured(1));
    }
    if (const auto match = image.match(error); match.hasMatch()) {
        return Text::tr("the engine cannot get the image %1 (%2)").arg(match.captured(1), error);
    }
    return error;
}

} // namespace stormdeck::cluster
