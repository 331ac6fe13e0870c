// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/tablesource.h"

#include "style/text.h"

#include <algorithm>

namespace stormdeck::tables {

namespace {
QVariant alignmentOf(const Column &column)
{
    return QVariant::fromValue(Qt::Alignment(column.figures ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
}

QString tipOf(const Cell &cell)
{
    return style::plainTip(cell.tip.isEmpty() ? cell.text : cell.tip);
}
} // namespace

QVariant tableData(const TableSource &source, const QModelIndex &index, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return source.cellAt(index).text;
    case Qt::ToolTipRole:
        return tipOf(source.cellAt(index));
    case Qt::TextAlignmentRole:
        return alignmentOf(source.columns()[static_cast<size_t>(index.column())]);
    case SubjectRole:
        return QVariant::fromValue(source.subjectAt(index));
    case CellRole:
        return QVariant::fromValue(source.cellAt(index));
    case OldRole:
        return source.isOldAt(index);
    case StrongRole:
        return index.column() == 0;
    default:
        return {};
    }
}

QVariant tableHeader(const TableSource &source, int section, Qt::Orientation orientation, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= static_cast<int>(source.columns().size())) {
        return {};
    }
    const Column &column = source.columns()[static_cast<size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.tip.isEmpty() ? QVariant() : column.tip;
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::InitialSortOrderRole:
        return static_cast<int>(column.figures ? Qt::DescendingOrder : Qt::AscendingOrder);
    default:
        return {};
    }
}

bool containsAll(const QStringList &words, std::initializer_list<QStringView> texts)
{
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return std::any_of(texts.begin(), texts.end(),
                           [&](QStringView text) { return text.contains(word, Qt::CaseInsensitive); });
    });
}

} // namespace stormdeck::tables
