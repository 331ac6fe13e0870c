// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/servicecells.h"

#include "cluster/rules.h"
#include "style/text.h"

#include <QCoreApplication>

namespace stormdeck::tables {

using docker::TaskState;
using style::Sign;
using style::Tone;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Services)
};

Tone toneOf(const cluster::TaskView &task)
{
    if (task.lost != cluster::Lost::No) {
        return Tone::Unknown;
    }
    switch (task.state.value) {
    case TaskState::Running:
        return task.desired == TaskState::Running ? Tone::Ok : Tone::Warning;
    case TaskState::Failed:
    case TaskState::Rejected:
    case TaskState::Orphaned:
        return Tone::Bad;
    case TaskState::Pending:
        return task.error.isEmpty() ? Tone::Accent : Tone::Warning;
    case TaskState::Unknown:
    case TaskState::Complete:
    case TaskState::Shutdown:
    case TaskState::Remove:
        return Tone::Unknown;
    default:
        return Tone::Accent;
    }
}

/// What is copied: not the word of a node that cannot take it back.
QString rawOf(const cluster::TaskView &task)
{
    switch (task.lost) {
    case cluster::Lost::NodeDown:
        return QStringLiteral("unknown");
    case cluster::Lost::NodeGone:
        return QStringLiteral("orphaned");
    case cluster::Lost::No:
        break;
    }
    return task.state.word;
}

QString wordOf(const cluster::TaskView &task)
{
    if (task.lost == cluster::Lost::NodeGone) {
        return Text::tr("Orphaned (node gone)");
    }
    if (task.lost == cluster::Lost::NodeDown) {
        return Text::tr("Last known %1, node down").arg(task.state.word);
    }
    if (task.state == TaskState::Running && task.desired != TaskState::Running) {
        return Text::tr("Running, to end");
    }
    QString word = task.state.word;
    if (!word.isEmpty() && task.state != TaskState::Unknown) {
        word[0] = word[0].toUpper();
    }
    return word.isEmpty() ? Text::tr("Unknown") : word;
}

Sign shapeOf(Tone tone)
{
    return tone == Tone::Accent ? Sign::Ring : style::signOf(tone);
}

Cell greyed(Cell cell, bool old)
{
    if (old) {
        cell.tone = Tone::Unknown;
        cell.sign = Sign::Question;
    }
    return cell;
}

} // namespace

Cell serviceStateCell(const cluster::ServiceView &service, bool old)
{
    const int missing = service.wanted - service.running;
    const QString state = missing > 0 ? QStringLiteral("short") : QStringLiteral("complete");
    Cell cell{.raw = state};
    if (missing > 0) {
        cell.text = Text::tr("%n missing", nullptr, missing);
        cell.tone = service.running == 0 ? Tone::Bad : Tone::Warning;
    } else if (service.wanted == 0) {
        cell.text = service.global ? Text::tr("No node may run it") : Text::tr("Scaled to none");
        cell.tone = Tone::Unknown;
        cell.sign = Sign::Pause;
        return greyed(cell, old);
    } else {
        cell.text = Text::tr("All run");
        cell.tone = Tone::Ok;
    }
    cell.sign = style::signOf(cell.tone);
    return greyed(cell, old);
}

Cell runningCell(const cluster::ServiceView &service)
{
    return {.text = Text::tr("%1 of %2").arg(service.running).arg(service.wanted), .raw = service.running};
}

Cell taskStateCell(const cluster::TaskView &task, bool old)
{
    const Tone tone = toneOf(task);
    return greyed({.text = wordOf(task), .raw = rawOf(task), .tone = tone, .sign = shapeOf(tone), .tip = task.message},
                  old);
}

Cell sinceCell(const QDateTime &since, const QDateTime &wall)
{
    const auto passed = cluster::secondsSince(since, wall);
    if (!passed) {
        return textCell({});
    }
    return {.text = style::duration(std::chrono::seconds(*passed)),
            .raw = since.toUTC().toString(Qt::ISODate),
            .tip = since.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))};
}

Cell taskErrorCell(const cluster::TaskView &task)
{
    if (task.error.isEmpty()) {
        return {};
    }
    const QString readable = task.state == TaskState::Pending ? cluster::readableReason(task.error)
                                                              : cluster::readableFailure(task.error).reason;
    return {.text = readable, .raw = task.error, .tone = toneOf(task) == Tone::Bad ? Tone::Bad : Tone::Warning};
}

Cell imageCell(const QString &image)
{
    static const QString mark = QStringLiteral("@sha256:");
    constexpr int shownOfADigest = 8;
    Cell cell = textCell(image);
    cell.tip = image;
    if (const qsizetype at = image.indexOf(mark); at >= 0) {
        cell.text = image.left(at) + u'@' + image.mid(at + mark.size(), shownOfADigest);
    }
    return cell;
}

} // namespace stormdeck::tables
