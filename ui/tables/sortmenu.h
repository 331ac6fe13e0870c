// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QHeaderView;
class QMenu;
class QTableView;
class QWidget;

namespace stormdeck::tables {

/// "Sort by": the columns that are shown, and up or down. Does what a click on a title does, for the keyboard. Filled
/// each time it opens. Owned by `parent`; the header outlives it.
[[nodiscard]] QMenu *makeSortMenu(QHeaderView &header, QWidget *parent);
/// Puts it at the end of a table's own menu, which is made of its actions.
void addSortMenu(QTableView &table);

} // namespace stormdeck::tables
