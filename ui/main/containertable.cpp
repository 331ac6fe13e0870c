// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/containertable.h"

#include "docker/containernames.h"
#include "tables/servicecells.h"
#include "util/naturalorder.h"

namespace stormdeck::ui {

using style::Tone;
using tables::Cell;

namespace {
/// By the engine's words; one that is new here is shown and is not green.
Tone toneOf(const QString &state)
{
    if (state == QStringLiteral("running")) {
        return Tone::Ok;
    }
    if (state == QStringLiteral("paused") || state == QStringLiteral("restarting")) {
        return Tone::Warning;
    }
    if (state == QStringLiteral("dead")) {
        return Tone::Bad;
    }
    const bool isAtRest = state == QStringLiteral("exited") || state == QStringLiteral("created");
    return isAtRest ? Tone::Plain : Tone::Unknown;
}

Cell createdCell(const QDateTime &time)
{
    if (!time.isValid()) {
        return tables::textCell({});
    }
    return {.text = time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
            .raw = time.toUTC().toString(Qt::ISODate)};
}
} // namespace

void ContainerTable::show(const std::vector<docker::Container> &containers)
{
    const auto keys = models::keysOf(containers, [](const docker::Container &one) { return one.id.value; });
    showRows(keys, {}, [&](size_t at) { return ContainerRow{keys[at], containers[at]}; });
}

const std::vector<tables::Column> &ContainerTable::columns() const
{
    static const std::vector<tables::Column> columns{
        {QStringLiteral("name"), tr("Container")},
        {QStringLiteral("image"), tr("Image")},
        {QStringLiteral("state"), tr("State")},
        {QStringLiteral("status"), tr("Status"), tr("In the words of the engine")},
        {QStringLiteral("service"), tr("Service"), tr("Of swarm; a container without one was made by somebody else")},
        {QStringLiteral("created"), tr("Created"), tr("By the clock of its machine")},
        {QStringLiteral("id"), tr("Id"), {}, false, false},
    };
    return columns;
}

Cell ContainerTable::cell(const ContainerRow &row, int column) const
{
    switch (column) {
    case Name:
        return tables::textCell(nameOf(row.view));
    case Image:
        return tables::imageCell(row.view.image);
    case State: {
        Cell cell = tables::textCell(row.view.state);
        cell.tone = isOld() ? Tone::Unknown : toneOf(row.view.state);
        cell.sign = cell.tone == Tone::Plain ? style::Sign::Ring : style::signOf(cell.tone);
        return cell;
    }
    case Status:
        return tables::textCell(row.view.status);
    case Service:
        return tables::textCell(serviceNameOf(row.view));
    case Created:
        return createdCell(row.view.createdAt);
    case Id:
        return {.text = row.view.id.shortened(), .raw = row.view.id.value, .tip = row.view.id.value};
    default:
        return {};
    }
}

int ContainerTable::rowOrder(const ContainerRow &left, const ContainerRow &right, int column) const
{
    if (column == Created) {
        const QDateTime &a = left.view.createdAt;
        const QDateTime &b = right.view.createdAt;
        return a < b ? -1 : b < a ? 1 : 0;
    }
    return naturalOrder(cell(left, column).text, cell(right, column).text);
}

bool ContainerTable::rowMatches(const ContainerRow &row, const QStringList &words) const
{
    const docker::Container &one = row.view;
    return tables::containsAll(words, {nameOf(one), one.image, one.state, one.status, serviceNameOf(one), one.id.value});
}

} // namespace stormdeck::ui
