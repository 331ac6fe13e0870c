// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "find/findpopup.h"

#include "find/findresults.h"
#include "style/widgets.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace stormdeck::ui {

namespace {
constexpr int widest = 640;
constexpr int top = 60;
constexpr int rowsInSight = 12;
} // namespace

FindPopup::FindPopup(QWidget *window)
    : QFrame(window), m_results(new FindResults(this)), m_query(new QLineEdit), m_list(new QListView),
      m_note(new style::Caption({}, style::TextSize::Small, style::Caption::Ink::Dim))
{
    setAccessibleName(tr("Find"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(style::space::medium, style::space::medium, style::space::medium, style::space::small);
    column->setSpacing(style::space::small);
    m_query->setAccessibleName(tr("Find or run a command"));
    m_query->setPlaceholderText(tr("Node, service, topology, finding or command"));
    m_query->setClearButtonEnabled(true);
    m_query->installEventFilter(this);
    m_list->setAccessibleName(tr("Found"));
    m_list->setModel(m_results);
    m_list->setItemDelegate(new FoundDelegate(m_list));
    m_list->setFrameShape(NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the arrows of the field move in it
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_query);
    column->addWidget(m_list);
    column->addWidget(m_note);
    connect(m_query, &QLineEdit::textChanged, this, &FindPopup::search);
    connect(m_list, &QListView::clicked, this, &FindPopup::choose);
    window->installEventFilter(this);
    hide();
}

void FindPopup::open(FindIndex index, const QList<QAction *> &commands)
{
    m_before = QApplication::focusWidget();
    m_results->setIndex(std::move(index), commands);
    m_query->clear();
    search({});
    show();
    raise();
    m_query->setFocus(Qt::ShortcutFocusReason);
}

void FindPopup::setQuery(const QString &query)
{
    m_query->setText(query);
}

void FindPopup::search(const QString &query)
{
    m_results->setQuery(query);
    const int count = m_results->rowCount();
    m_list->setCurrentIndex(m_results->index(0));
    const bool cut = count == static_cast<int>(FindResults::most);
    m_note->setText(count == 0 ? tr("Nothing has “%1” in its name.").arg(query.simplified())
                    : cut      ? tr("The first %1. Type more to find others.").arg(count)
                               : tr("%n found. Return opens, Escape closes.", nullptr, count));
    place();
}

void FindPopup::place()
{
    const int width = qMin(widest, parentWidget()->width() - 2 * style::space::large);
    const int row = m_list->sizeHintForRow(0) > 0 ? m_list->sizeHintForRow(0) : 30;
    const int room = parentWidget()->height() - top - m_query->sizeHint().height() - 90;
    m_list->setVisible(m_results->rowCount() > 0);
    m_list->setFixedHeight(qMax(row, qMin(qMin(rowsInSight, m_results->rowCount()) * row + 2, room)));
    layout()->activate();
    setGeometry((parentWidget()->width() - width) / 2, top, width, sizeHint().height());
}

void FindPopup::choose()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid()) {
        return;
    }
    const Found found = m_results->found(index.row()); // what it opens may fill the list anew
    leave();
    if (found.command) {
        found.command->trigger();
    } else if (!found.subject.isEmpty()) {
        Q_EMIT subjectChosen(found.subject);
    }
}

void FindPopup::leave()
{
    hide();
    if (m_before && m_before->isVisible()) {
        m_before->setFocus();
    }
    m_before = nullptr;
}

void FindPopup::move(int rows)
{
    if (m_results->rowCount() == 0) {
        return;
    }
    const int row = qBound(0, m_list->currentIndex().row() + rows, m_results->rowCount() - 1);
    m_list->setCurrentIndex(m_results->index(row));
    m_list->scrollTo(m_results->index(row));
}

bool FindPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible()) {
            place();
        }
        return false;
    }
    if (event->type() == QEvent::FocusOut) {
        const QWidget *next = QApplication::focusWidget();
        if (isVisible() && next && !isAncestorOf(next)) {
            hide();
        }
        return false;
    }
    if (event->type() != QEvent::KeyPress) {
        return false;
    }
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_PageUp:
        move(1 - rowsInSight);
        return true;
    case Qt::Key_PageDown:
        move(rowsInSight - 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Escape:
        leave();
        return true;
    default:
        return false;
    }
}

void FindPopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const style::Tokens &t = style::tokens(palette());
    style::paintRounded(painter, rect(), style::space::cardRadius, t.panel, t.accent);
}

} // namespace stormdeck::ui
