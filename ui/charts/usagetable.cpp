// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/usagetable.h"

#include "style/text.h"
#include "util/naturalorder.h"

#include <QLocale>

namespace stormdeck::ui {

using tables::Cell;

namespace {
std::optional<double> shareOf(const UsageRow &row)
{
    if (!row.memoryBytes || row.memoryLimitBytes.value_or(0) <= 0) {
        return std::nullopt;
    }
    return double(*row.memoryBytes) / double(*row.memoryLimitBytes);
}

Cell bytesCell(const std::optional<qint64> &bytes)
{
    return bytes ? Cell{.text = style::bytes(*bytes), .raw = *bytes} : tables::textCell({});
}
} // namespace

void UsageTable::show(const std::vector<UsageRow> &rows)
{
    const auto keys = models::keysOf(rows, [](const UsageRow &row) { return row.key; });
    showRows(keys, {}, [&](size_t at) { return rows[at]; });
}

const std::vector<tables::Column> &UsageTable::columns() const
{
    static const std::vector<tables::Column> columns{
        {QStringLiteral("container"), tr("Container")},
        {QStringLiteral("cores"), tr("CPU"), tr("Cores that it uses, over the last two seconds"), true},
        {QStringLiteral("memory_bytes"), tr("Memory"), tr("Without what the kernel can drop at once"), true},
        {QStringLiteral("memory_limit_bytes"), tr("Limit"), tr("Its own, else the memory of its machine"), true},
        {QStringLiteral("memory_share"), tr("Of limit"), {}, true},
    };
    return columns;
}

Cell UsageTable::cell(const UsageRow &row, int column) const
{
    const QLocale locale;
    switch (column) {
    case Name: {
        Cell cell = tables::textCell(row.name);
        cell.topology = row.colour;
        cell.tip = row.problem.isEmpty() ? row.name : row.problem;
        return cell;
    }
    case Cores:
        return row.cores ? Cell{.text = locale.toString(*row.cores, 'f', 2), .raw = *row.cores} : tables::textCell({});
    case Memory:
        return bytesCell(row.memoryBytes);
    case Limit:
        return bytesCell(row.memoryLimitBytes);
    case Share: {
        const std::optional<double> share = shareOf(row);
        return share ? Cell{.text = tr("%1 %").arg(locale.toString(*share * 100, 'f', 0)), .raw = *share}
                     : tables::textCell({});
    }
    default:
        return {};
    }
}

int UsageTable::rowOrder(const UsageRow &left, const UsageRow &right, int column) const
{
    switch (column) {
    case Cores:
        return tables::optionalOrder(left.cores, right.cores);
    case Memory:
        return tables::optionalOrder(left.memoryBytes, right.memoryBytes);
    case Limit:
        return tables::optionalOrder(left.memoryLimitBytes, right.memoryLimitBytes);
    case Share:
        return tables::optionalOrder(shareOf(left), shareOf(right));
    default:
        return naturalOrder(left.name, right.name);
    }
}

bool UsageTable::rowMatches(const UsageRow &row, const QStringList &words) const
{
    return tables::containsAll(words, {row.name, row.problem});
}

cluster::Subject UsageTable::subjectAt(const QModelIndex &index) const
{
    return {cluster::SubjectKind::SwarmTask, row(index.row()).key, {}};
}

QModelIndex UsageTable::indexOf(const cluster::Subject &subject) const
{
    const int at = subject.kind == cluster::SubjectKind::SwarmTask ? rowOf(subject.key) : -1;
    return at < 0 ? QModelIndex() : index(at, 0);
}

bool UsageTable::isOldAt(const QModelIndex &index) const
{
    return !row(index.row()).problem.isEmpty();
}

} // namespace stormdeck::ui
