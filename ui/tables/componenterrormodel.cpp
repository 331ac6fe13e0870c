// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/componenterrormodel.h"

#include "tables/stormcells.h"
#include "util/naturalorder.h"

#include <QLocale>

namespace stormdeck::tables {

namespace {
QString whereOf(const storm::ComponentError &error, const cluster::WorkerPlaces &places)
{
    const QString node = placeOfHost(places, error.host).name;
    const QString place = node.isEmpty() ? error.host : node;
    return error.port == 0 ? place : QStringLiteral("%1:%2").arg(place).arg(error.port);
}

Cell timeCell(const QDateTime &at)
{
    return at.isValid() ? Cell{.text = QLocale().toString(at.toLocalTime(), QLocale::ShortFormat),
                               .raw = at.toString(Qt::ISODate)}
                        : textCell({});
}

/// Not its own: the same may come twice in a second.
QString keyOf(const storm::ComponentError &error)
{
    return QStringLiteral("%1 %2:%3").arg(error.at.toSecsSinceEpoch()).arg(error.host).arg(error.port);
}
} // namespace

void ComponentErrorModel::show(const std::vector<storm::ComponentError> &errors, const cluster::WorkerPlaces &places,
                               bool old)
{
    setOld(old);
    const auto keys = models::distinct(models::keysOf(errors, keyOf));
    showRows(keys, {}, [&](size_t at) { return ComponentErrorRow{keys[at], errors[at], whereOf(errors[at], places)}; });
}

const std::vector<Column> &ComponentErrorModel::columns() const
{
    static const std::vector<Column> columns{
        {QStringLiteral("time"), tr("Time"), tr("By Storm's clock")},
        {QStringLiteral("where"), tr("Where"), tr("Node and port of the Storm worker")},
        {QStringLiteral("error"), tr("Error"), tr("Its first line; a copy has all of it")},
    };
    return columns;
}

Cell ComponentErrorModel::cell(const ComponentErrorRow &row, int column) const
{
    switch (column) {
    case Time:
        return timeCell(row.view.at);
    case Where:
        return textCell(row.where);
    case Error:
        return row.view.text.isEmpty() ? textCell({}) : errorCell(row.view.text);
    default:
        return {};
    }
}

int ComponentErrorModel::rowOrder(const ComponentErrorRow &left, const ComponentErrorRow &right, int column) const
{
    if (column == Time) {
        return left.view.at < right.view.at ? -1 : right.view.at < left.view.at ? 1 : 0;
    }
    return naturalOrder(cell(left, column).text, cell(right, column).text);
}

bool ComponentErrorModel::rowMatches(const ComponentErrorRow &row, const QStringList &words) const
{
    return containsAll(words, {row.where, row.view.text});
}

} // namespace stormdeck::tables
