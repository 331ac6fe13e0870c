// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/componentmodel.h"

#include "style/text.h"
#include "tables/table.h"

#include <QLocale>

#include <algorithm>

namespace stormdeck::tables {

namespace {

QString optional(const std::optional<qint64> &number)
{
    return number ? style::count(*number) : QStringLiteral("–");
}

QString milliseconds(const std::optional<double> &time)
{
    return time ? ComponentModel::tr("%1 ms").arg(QLocale().toString(*time, 'f', 2)) : QStringLiteral("–");
}

} // namespace

void ComponentModel::show(const std::vector<storm::Component> &components)
{
    const bool sameRows = std::equal(components.begin(), components.end(), m_rows.begin(), m_rows.end(),
                                     [](const auto &a, const auto &b) { return a.id == b.id; });
    if (!sameRows) {
        beginResetModel();
        m_rows = components;
        endResetModel();
        return;
    }
    for (size_t i = 0; i < components.size(); ++i) {
        if (m_rows[i] != components[i]) {
            m_rows[i] = components[i];
            const int row = static_cast<int>(i);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

int ComponentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComponentModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ComponentModel::text(const storm::Component &component, int column) const
{
    switch (column) {
    case Name:
        return component.id;
    case Kind:
        return component.isSpout ? tr("spout") : tr("bolt");
    case Executors:
        return component.executors ? QString::number(*component.executors) : QStringLiteral("–");
    case Acked:
        return optional(component.acked);
    case Failed:
        return optional(component.failed);
    case Latency:
        return milliseconds(component.isSpout ? component.completeLatencyMs : component.executeLatencyMs);
    case Capacity:
        return component.capacity ? QLocale().toString(*component.capacity, 'f', 2) : QStringLiteral("–");
    case LastError:
        return component.lastError.isEmpty() ? tr("none") : component.lastError.section(u'\n', 0, 0);
    default:
        return {};
    }
}

QVariant ComponentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const storm::Component &component = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(component, index.column());
    case Qt::ToolTipRole:
        return index.column() == LastError ? component.lastError.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"))
                                           : text(component, index.column()).toHtmlEscaped();
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case StrongRole:
        return index.column() == Name;
    default:
        return {};
    }
}

QVariant ComponentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool words = section == Name || section == Kind || section == LastError;
        return QVariant::fromValue(Qt::Alignment(words ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QStringList titles{tr("Component"), tr("Kind"),    tr("Executors"), tr("Acked"),
                             tr("Failed"),    tr("Latency"), tr("Capacity"),  tr("Last error")};
    return titles.value(section);
}

} // namespace stormdeck::tables
