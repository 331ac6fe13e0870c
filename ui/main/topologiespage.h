// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/store.h"

#include <QWidget>

namespace stormdeck::tables {
class ComponentModel;
class Table;
class TopologyModel;
} // namespace stormdeck::tables

namespace stormdeck::style {
class Card;
}

namespace stormdeck::ui {

/// All topologies, and the spouts and bolts of the one selected.
class TopologiesPage : public QWidget
{
    Q_OBJECT

public:
    explicit TopologiesPage(tables::TopologyModel &topologies, QWidget *parent = nullptr);
    void show(const watch::Picture &picture, const QString &selected);
    using QWidget::show;
    [[nodiscard]] tables::Table *table() const { return m_table; }

private:
    tables::Table *m_table;
    style::Card *m_componentsCard;
    tables::ComponentModel *m_components;
    tables::Table *m_componentTable;
};

} // namespace stormdeck::ui
