// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logview.h"

#include "logs/logmodel.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyle>
#include <QStyledItemDelegate>

#include <algorithm>

namespace stormdeck::ui {

namespace {
constexpr int widestLine = 16'000; // px; more than that nobody scrolls to
constexpr int timeCharacters = 16;
constexpr int mostSourceCharacters = 40;
constexpr int inset = 12; // px, as the titles of the columns have it

/// Text where the column's title begins, laid out once: styles do it thrice, which a fast log has no time for.
class LineDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem line(option);
        initStyleOption(&line, index);
        line.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &line, painter, line.widget);
        const bool isSelected = line.state.testFlag(QStyle::State_Selected);
        const auto group = line.state.testFlag(QStyle::State_Active) ? QPalette::Normal : QPalette::Inactive;
        const auto side = QStyle::visualAlignment(line.direction, line.displayAlignment);
        painter->save();
        painter->setClipRect(line.rect);
        painter->setFont(line.font);
        painter->setPen(line.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
        painter->drawText(line.rect, int(side) | Qt::TextSingleLine | Qt::TextExpandTabs, fitting(line));
        painter->restore();
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->rect.adjust(inset, 0, 0, 0);
        option->state.setFlag(QStyle::State_HasFocus, false); // whole lines are selected
    }

private:
    /// All of it where the font's width says that there is room.
    static QString fitting(const QStyleOptionViewItem &line)
    {
        const bool hasRoom = line.text.size() * line.fontMetrics.averageCharWidth() <= line.rect.width();
        return hasRoom ? line.text : line.fontMetrics.elidedText(line.text, line.textElideMode, line.rect.width());
    }
};
} // namespace

LogView::LogView(LogModel *model, wizards::Background &background, QWidget *parent)
    : QTableView(parent), m_model(model), m_background(background)
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

void LogView::copySelected()
{
    std::vector<logs::LogLine> lines = selectedLines();
    if (lines.empty()) {
        return;
    }
    m_copying.cancel(); // what is copied last counts
    m_copying = m_background.run(
        this,
        [lines = std::move(lines), sources = m_model->sources()](const std::stop_token &stop) {
            QStringList texts;
            for (auto line = lines.begin(); line != lines.end() && !stop.stop_requested(); ++line) {
                texts << shownLine(*line, sources.value(line->source));
            }
            return texts.join(u'\n');
        },
        [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
}

/// By the ranges: to ask for each row of 50,000 whether it is selected takes long.
std::vector<logs::LogLine> LogView::selectedLines() const
{
    QItemSelection ranges = selectionModel()->selection();
    std::sort(ranges.begin(), ranges.end(), [](const auto &one, const auto &other) { return one.top() < other.top(); });
    std::vector<logs::LogLine> lines;
    for (const QItemSelectionRange &range : std::as_const(ranges)) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            lines.push_back(m_model->line(row));
        }
    }
    return lines;
}

} // namespace stormdeck::ui
