// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "find/findindex.h"

#include <QFrame>
#include <QPointer>

class QAction;
class QLineEdit;
class QListView;

namespace stormdeck::style {
class Caption;
}

namespace stormdeck::ui {

class FindResults;

/// Finds anything by its name, over the window: nodes, services, swarm tasks, members, topologies, components, findings
/// and commands. Keyboard alone will do: type, arrows, Return; Escape closes. GUI thread.
class FindPopup : public QFrame
{
    Q_OBJECT

public:
    /// `window`: over which it opens.
    explicit FindPopup(QWidget *window);

    /// Opens with everything that can be found now.
    void open(FindIndex index, const QList<QAction *> &commands);
    void setQuery(const QString &query);

Q_SIGNALS:
    void subjectChosen(const stormdeck::cluster::Subject &subject);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void search(const QString &query);
    void choose();
    void move(int rows);
    void place();
    void leave();

    FindResults *m_results;
    QLineEdit *m_query;
    QListView *m_list;
    style::Caption *m_note;
    QPointer<QWidget> m_before; ///< had the keyboard when it opened
};

} // namespace stormdeck::ui
