// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/subject.h"

#include <QAbstractItemView>

namespace stormdeck::tables {

/// A view's selection as a subject: tells which one the person chose, and shows one chosen elsewhere. Holds no index,
/// so nothing of it outlives a row. Owned by the view; GUI thread.
class SubjectSelection : public QObject
{
    Q_OBJECT

public:
    /// The view has its model already.
    explicit SubjectSelection(QAbstractItemView *view);

    /// Shows the subject as selected, or nothing where this view does not have it. Says nothing.
    void select(const cluster::Subject &subject);
    [[nodiscard]] cluster::Subject selected() const;

Q_SIGNALS:
    /// Empty: nothing is selected any more.
    void chosen(const stormdeck::cluster::Subject &subject);

private:
    QAbstractItemView *m_view;
    bool m_quiet = false;
};

} // namespace stormdeck::tables
