// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/sourcetable.h"

#include "models/agestates.h"
#include "style/layername.h"
#include "style/text.h"
#include "tables/agecell.h"
#include "util/naturalorder.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace stormdeck::ui {

using cluster::AgeState;
using style::Tone;
using tables::Cell;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SourceTable)
};

/// By machine.
QHash<QString, QString> endpointsOf(const std::vector<Machine> &machines)
{
    QHash<QString, QString> endpoints;
    endpoints.reserve(static_cast<qsizetype>(machines.size()));
    for (const Machine &one : machines) {
        const QString text = one.engine.text();
        endpoints.insert(one.name, one.engine.isEncrypted() ? Text::tr("%1, TLS").arg(text) : text);
    }
    return endpoints;
}

QString swarmRoute(const cluster::Snapshot &snapshot)
{
    return snapshot.swarm ? Text::tr("manager %1").arg(snapshot.swarm->manager) : QString();
}

Cell stateCell(AgeState state)
{
    Cell cell;
    switch (state) {
    case AgeState::NotAsked:
        cell = {.text = Text::tr("nothing to ask"), .raw = QStringLiteral("none"), .tone = Tone::Unknown};
        break;
    case AgeState::Waiting:
        cell = {.text = Text::tr("waiting"), .raw = QStringLiteral("waiting"), .tone = Tone::Unknown};
        break;
    case AgeState::Fresh:
        cell = {.text = Text::tr("answers"), .raw = QStringLiteral("fresh"), .tone = Tone::Ok};
        break;
    case AgeState::Stale:
        cell = {.text = Text::tr("not current"), .raw = QStringLiteral("stale"), .tone = Tone::Warning};
        break;
    case AgeState::Never:
        cell = {.text = Text::tr("no answer"), .raw = QStringLiteral("never"), .tone = Tone::Bad};
        break;
    }
    cell.sign = state == AgeState::NotAsked ? style::Sign::Ring : style::signOf(cell.tone);
    return cell;
}

Cell problemCell(const SourceRow &row)
{
    if (!row.age.error) {
        return tables::textCell({});
    }
    Cell cell = tables::textCell(row.age.error->reason);
    cell.tip = sentence(*row.age.error);
    cell.raw = cell.tip;
    return cell;
}

std::optional<Instant> nextTryOf(const SourceRow &row)
{
    return isFailing(row.age) ? std::optional(row.age.nextTry) : std::nullopt;
}

Cell nextTryCell(const SourceRow &row, Instant now)
{
    if (!isFailing(row.age)) {
        return tables::textCell({});
    }
    const auto left = std::chrono::ceil<std::chrono::seconds>(row.age.nextTry - now);
    return {.text = left.count() > 0 ? Text::tr("in %1").arg(style::duration(left)) : Text::tr("now"),
            .raw = static_cast<qint64>(std::max<std::chrono::seconds::rep>(0, left.count()))};
}

} // namespace

std::vector<SourceRow> SourceTable::rowsNow() const
{
    std::vector<SourceRow> rows;
    const auto add = [&](const QString &key, const QString &name, const QString &route, const cluster::SourceAge &age) {
        rows.push_back({key, name, route, age, ageState(age, now())});
    };
    const cluster::Freshness &ages = picture().freshness;
    const QHash<QString, QString> endpoints = endpointsOf(picture().snapshot->machines);
    QStringList names = ages.engines.keys();
    std::sort(names.begin(), names.end(), naturalLess);
    for (const QString &name : std::as_const(names)) {
        add(QStringLiteral("engine:") + name, name, endpoints.value(name), ages.engines[name]);
    }
    if (!rows.empty()) {
        add(QStringLiteral("swarm"), Text::tr("Swarm"), swarmRoute(*picture().snapshot), ages.swarm);
        add(QStringLiteral("ensemble"), Text::tr("Ensemble"), ages.ensemble.route.text, ages.ensemble);
        add(QStringLiteral("storm"), Text::tr("Storm UI"), ages.storm.route.text, ages.storm);
    }
    return rows;
}

cluster::SourceAge SourceTable::newest() const
{
    cluster::SourceAge newest{.expected = false};
    for (int i = 0; i < rowCount(); ++i) {
        const cluster::SourceAge &age = row(i).age;
        newest = !newest.expected || newest.answered < age.answered ? age : newest;
    }
    return newest;
}

const std::vector<tables::Column> &SourceTable::columns() const
{
    static const std::vector<tables::Column> columns{
        {QStringLiteral("source"), tr("Source")},
        {QStringLiteral("route"), tr("Route"), tr("The way by which it is asked")},
        {QStringLiteral("state"), tr("State")},
        {QStringLiteral("answered"), tr("Last answer"), {}, true},
        {QStringLiteral("misses"), tr("Missed"), tr("Tries that failed since the last answer"), true},
        {QStringLiteral("next_try_s"), tr("Next try"), {}, true},
        {QStringLiteral("layer"), tr("Layer"), tr("Where between this computer and the source the last try ended")},
        {QStringLiteral("error"), tr("Error")},
    };
    return columns;
}

Cell SourceTable::cell(const SourceRow &row, int column) const
{
    switch (column) {
    case Name:
        return tables::textCell(row.name);
    case Way:
        return tables::textCell(row.route);
    case State:
        return stateCell(row.state);
    case Age:
        return tables::ageCell(row.age, models::isOld(row.state), now());
    case Misses:
        return tables::numberCell(std::optional<int>(row.age.misses));
    case NextTry:
        return nextTryCell(row, now());
    case AtLayer:
        return tables::textCell(row.age.error ? style::layerName(row.age.error->layer) : QString());
    case Problem:
        return problemCell(row);
    default:
        return {};
    }
}

int SourceTable::rowOrder(const SourceRow &left, const SourceRow &right, int column) const
{
    switch (column) {
    case State:
        return static_cast<int>(left.state) - static_cast<int>(right.state);
    case Age:
        return tables::optionalOrder(left.age.answered, right.age.answered);
    case Misses:
        return left.age.misses - right.age.misses;
    case NextTry:
        return tables::optionalOrder(nextTryOf(left), nextTryOf(right));
    default:
        return naturalOrder(cell(left, column).text, cell(right, column).text);
    }
}

bool SourceTable::rowMatches(const SourceRow &row, const QStringList &words) const
{
    return tables::containsAll(words, {row.name, row.route, cell(row, State).text, cell(row, AtLayer).text,
                                       row.age.error ? row.age.error->reason : QString()});
}

bool SourceTable::isOldAt(const QModelIndex &index) const
{
    return models::isOld(row(index.row()).state);
}

} // namespace stormdeck::ui
