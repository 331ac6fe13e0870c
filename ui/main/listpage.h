// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/subject.h"
#include "main/liststate.h"
#include "style/sign.h"

#include <QWidget>

class QAbstractItemView;
class QHeaderView;
class QLineEdit;
class QStackedLayout;

namespace stormdeck::style {
class Caption;
class Card;
class ElidedLabel;
class StateLabel;
} // namespace stormdeck::style

namespace stormdeck::tables {
class ColumnChoice;
class SubjectSelection;
class TableFilter;
} // namespace stormdeck::tables

namespace stormdeck::ui {

class EmptyState;

/// A page of rows: title, who told it and when, how many of them are shown, a filter, the rows or what is there in
/// their place. Copies and sorts rows, chooses columns. GUI thread.
class ListPage : public QWidget
{
    Q_OBJECT

public:
    struct Names
    {
        QString id;     ///< for the settings: "nodes"
        QString title;  ///< "Nodes"
        QString filter; ///< accessible name of the filter: "Filter the nodes"
    };
    /// `view` shows `filter` already. `actions`: what can be done with the selected row, for its context menu; they
    /// outlive the page.
    ListPage(const Names &names, QAbstractItemView *view, QHeaderView *header, tables::TableFilter *filter,
             const QList<QAction *> &actions, QWidget *parent = nullptr);

    void show(const ListKind &kind, const cluster::SourceAge &age, Instant now);
    using QWidget::show;
    /// Makes no offers but those.
    void allow(const Allowed &allowed);
    /// One line above the rows, as the ensemble's quorum; empty: none.
    void setHeadline(style::Tone tone, const QString &words);
    /// Below the rows.
    void addBelow(QWidget *widget);
    void focusFilter();
    void setFilter(const QString &text);
    [[nodiscard]] tables::SubjectSelection *selection() const { return m_selection; }
    [[nodiscard]] QAbstractItemView *view() const { return m_view; }
    /// The selected rows to the clipboard, as tab separated text.
    void copyRows() const;
    /// The current row to the clipboard, as JSON.
    void copyJson() const;

Q_SIGNALS:
    void offerAccepted(stormdeck::ui::ListState::Offer offer);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHead(const Names &names);
    void showState();
    void showCount();
    void showMenu(const QPoint &at);
    void accept(ListState::Offer offer);

    QAbstractItemView *m_view;
    QHeaderView *m_header;
    tables::TableFilter *m_filter;
    tables::SubjectSelection *m_selection;
    tables::ColumnChoice *m_columns;
    QList<QAction *> m_actions;
    ListKind m_kind;
    cluster::SourceAge m_age;
    Instant m_now{};
    Allowed m_allowed;
    ListState m_shown;
    style::ElidedLabel *m_source;
    style::Caption *m_count;
    QLineEdit *m_search;
    style::StateLabel *m_headline;
    QWidget *m_warning;
    style::ElidedLabel *m_warningWords;
    QStackedLayout *m_stack;
    EmptyState *m_empty;
};

} // namespace stormdeck::ui
