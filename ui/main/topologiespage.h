// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/subject.h"
#include "watch/store.h"

#include <QWidget>

class QAction;

namespace stormdeck::tables {
class ComponentModel;
class SubjectSelection;
class Table;
class TopologyModel;
} // namespace stormdeck::tables

namespace stormdeck::style {
class Card;
}

namespace stormdeck::ui {

class ListPage;

/// All topologies, and the spouts and bolts of the one selected.
class TopologiesPage : public QWidget
{
    Q_OBJECT

public:
    TopologiesPage(tables::TopologyModel &topologies, const QList<QAction *> &actions, QWidget *parent = nullptr);
    void show(const watch::Picture &picture, const cluster::Subject &selected, Instant now);
    using QWidget::show;
    [[nodiscard]] ListPage *list() const { return m_list; }
    /// The selection among the components.
    [[nodiscard]] tables::SubjectSelection *components() const { return m_componentSelection; }
    void focusComponents();
    /// What a double click or Enter on a component does; first in its context menu. It outlives the page.
    void setOpenComponent(QAction *open);

private:
    tables::Table *m_table;
    ListPage *m_list = nullptr;
    style::Card *m_componentsCard;
    tables::ComponentModel *m_components;
    tables::Table *m_componentTable;
    tables::SubjectSelection *m_componentSelection = nullptr;
};

} // namespace stormdeck::ui
