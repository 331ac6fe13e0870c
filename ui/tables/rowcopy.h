// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>
#include <QHeaderView>
#include <QTableView>

namespace stormdeck::tables {

/// Rows as lines of tab separated text with a line of titles first, the columns as they are shown.
[[nodiscard]] QString tabSeparated(const QModelIndexList &rows, const QHeaderView &header);
/// A row with all its columns, shown or not, as a JSON object: stable names, numbers and words as they came.
[[nodiscard]] QString rowAsJson(const QModelIndex &row);
/// The selected rows from top to bottom.
[[nodiscard]] QModelIndexList selectedRows(const QAbstractItemView &view);
/// Puts the selected rows on the clipboard, separated by tabs.
void copyRows(const QAbstractItemView &view, const QHeaderView &header);
/// Puts the current row on the clipboard as JSON, or the first selected one where that is not selected.
void copyRowAsJson(const QAbstractItemView &view);
/// For a table beside a page of rows: its context menu copies the selected rows, as does the usual key, and its current
/// row as JSON.
void addCopyActions(QTableView &table);

} // namespace stormdeck::tables
