// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/streammodel.h"

#include "tables/stormcells.h"
#include "util/naturalorder.h"

namespace stormdeck::tables {

namespace {
std::optional<qint64> tuplesOf(const storm::Stream &stream)
{
    return stream.isInput() ? stream.figures.executed : stream.figures.emitted;
}

std::optional<double> latencyOf(const storm::Stream &stream)
{
    return stream.isInput() ? stream.figures.executeLatencyMs : stream.figures.completeLatencyMs;
}

QString keyOf(const storm::Stream &stream)
{
    return stream.component + u'\n' + stream.id;
}
} // namespace

void StreamModel::show(const std::vector<storm::Stream> &streams, bool old)
{
    setOld(old);
    std::vector<storm::Stream> all = streams;
    const auto same = [](const storm::Stream &a, const storm::Stream &b) { return keyOf(a) == keyOf(b); };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    const auto keys = models::keysOf(all, keyOf);
    showRows(keys, {}, [&](size_t at) { return StreamRow{keys[at], all[at]}; });
}

const std::vector<Column> &StreamModel::columns() const
{
    static const std::vector<Column> columns{
        {QStringLiteral("direction"), tr("Stream")},
        {QStringLiteral("component"), tr("From"), tr("The spout or bolt that it comes from")},
        {QStringLiteral("stream"), tr("Name")},
        {QStringLiteral("tuples"), tr("Tuples"), tr("Executed of what comes in, emitted of what goes out"), true},
        {QStringLiteral("acked"), tr("Acked"), {}, true},
        {QStringLiteral("failed"), tr("Failed"), {}, true},
        {QStringLiteral("latency_ms"), tr("Latency"),
         tr("Execute latency of what comes in, complete latency of what a spout sends"), true},
    };
    return columns;
}

Cell StreamModel::cell(const StreamRow &row, int column) const
{
    const storm::Stream &stream = row.view;
    switch (column) {
    case Direction:
        return {.text = stream.isInput() ? tr("in") : tr("out"),
                .raw = stream.isInput() ? QStringLiteral("in") : QStringLiteral("out")};
    case Component:
        return textCell(stream.component);
    case Name:
        return textCell(stream.id);
    case Tuples:
        return numberCell(tuplesOf(stream));
    case Acked:
        return numberCell(stream.figures.acked);
    case Failed:
        return numberCell(stream.figures.failed);
    case Latency:
        return millisecondsCell(latencyOf(stream));
    default:
        return {};
    }
}

int StreamModel::rowOrder(const StreamRow &left, const StreamRow &right, int column) const
{
    switch (column) {
    case Tuples:
        return optionalOrder(tuplesOf(left.view), tuplesOf(right.view));
    case Acked:
        return optionalOrder(left.view.figures.acked, right.view.figures.acked);
    case Failed:
        return optionalOrder(left.view.figures.failed, right.view.figures.failed);
    case Latency:
        return optionalOrder(latencyOf(left.view), latencyOf(right.view));
    default:
        return naturalOrder(cell(left, column).text, cell(right, column).text);
    }
}

bool StreamModel::rowMatches(const StreamRow &row, const QStringList &words) const
{
    return containsAll(words, {row.view.component, row.view.id});
}

} // namespace stormdeck::tables
