// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logview.h"

#include "logs/logmodel.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace stormdeck::ui {

namespace {
constexpr int widestLine = 16'000; // px; more than that nobody scrolls to
constexpr int timeCharacters = 16;
constexpr int mostSourceCharacters = 40;
constexpr int inset = 8; // px, as the titles of the columns have it

/// Text where the column's title begins.
class LineDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->rect.adjust(inset, 0, 0, 0);
        option->state.setFlag(QStyle::State_HasFocus, false); // whole lines are selected
    }
};
} // namespace

LogView::LogView(LogModel *model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setModel(model);
    setItemDelegate(new LineDelegate(this));
    setAccessibleName(tr("Lines of the log"));
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(0);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 3);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    const int character = fontMetrics().averageCharWidth();
    setColumnWidth(LogModel::Time, timeCharacters * character);
    setColumnWidth(LogModel::Source, std::min(mostSourceCharacters, model->longestSource() + 3) * character);
    horizontalHeader()->setStretchLastSection(true);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::scrolled);
}

void LogView::setFollowing(bool following)
{
    if (m_following == following) {
        return;
    }
    m_following = following;
    keepUp();
    Q_EMIT followingChanged(following);
}

void LogView::keepUp()
{
    const int wanted = std::min(widestLine, m_model->widest() * fontMetrics().averageCharWidth() + 16);
    if (wanted > columnWidth(LogModel::Text)) {
        horizontalHeader()->setStretchLastSection(false);
        setColumnWidth(LogModel::Text, wanted);
    }
    if (m_following) {
        const QScopedValueRollback moving(m_moving, true);
        scrollToBottom();
    }
}

void LogView::scrolled()
{
    if (!m_moving && !m_model->isSearching()) { // while it does, its rows come and go by themselves
        setFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum());
    }
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
        return;
    }
    QTableView::keyPressEvent(event);
}

void LogView::copySelected() const
{
    QStringList lines;
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : std::as_const(rows)) {
        lines << m_model->plainText(row.row());
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace stormdeck::ui
