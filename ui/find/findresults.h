// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "find/findindex.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QStyledItemDelegate>

class QAction;

namespace stormdeck::ui {

/// One thing found: a subject, or a command of the window.
struct Found
{
    QString name;
    QString context;
    cluster::Subject subject;
    QPointer<QAction> command;
};

/// The best answers to a query, capped. GUI thread.
class FindResults : public QAbstractListModel
{
    Q_OBJECT

public:
    /// More are not listed: a better query is.
    static constexpr size_t most = 50;
    using QAbstractListModel::QAbstractListModel;

    /// What is searched from now on. Commands that cannot be used now are not found.
    void setIndex(FindIndex index, const QList<QAction *> &commands);
    void setQuery(const QString &query);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] const Found &found(int row) const { return m_found[static_cast<size_t>(row)]; }

private:
    FindIndex m_index; ///< commands at its end, with an empty subject
    QList<QPointer<QAction>> m_commands;
    std::vector<Found> m_found;
};

/// A result's line: its name, what it belongs to, what it is or the command's keys.
class FoundDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace stormdeck::ui
