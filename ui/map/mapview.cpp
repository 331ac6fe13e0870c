// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/mapview.h"

#include "map/carddelegate.h"
#include "map/nodemodel.h"
#include "style/text.h"

#include <QApplication>
#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QWheelEvent>

namespace stormdeck::map {

namespace {

constexpr int groupSpace = 10;
/// So few are read as cards; scrolled where there is no room for them.
constexpr int fewNodes = 12;
constexpr int signSize = 9;

std::vector<const NodeCard *> cardsOf(const NodeModel &model)
{
    std::vector<const NodeCard *> cards;
    for (int row = 0; row < model.rowCount(); ++row) {
        cards.push_back(&model.card(row));
    }
    return cards;
}

QString countsOf(const CardGroup &group)
{
    const QString count = MapView::tr("%n node(s)", nullptr, static_cast<int>(group.rows.size()));
    return group.troubled == 0 ? count : MapView::tr("%1, %2 in trouble").arg(count).arg(group.troubled);
}

} // namespace

MapView::MapView(NodeModel &model, QWidget *parent)
    : QListView(parent), m_model(model), m_delegate(new CardDelegate(model, this))
{
    setViewMode(IconMode);
    setMovement(Static);
    setDragEnabled(false);
    setSelectionMode(SingleSelection);
    setSelectionRectVisible(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setBackgroundRole(QPalette::Window);
    setAccessibleName(tr("Map of the nodes"));
    setItemDelegate(m_delegate);
    setModel(&model);
    connect(&model, &NodeModel::shapeChanged, this, &MapView::arrange);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &MapView::arrange);
    connect(&model, &QAbstractItemModel::rowsMoved, this, &MapView::arrange);
    connect(&model, &QAbstractItemModel::modelReset, this, &MapView::arrange);
    connect(this, &QListView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT nodeActivated(index.data(NodeModel::KeyRole).toString()); });
    verticalScrollBar()->setSingleStep(24);
    arrange();
}

void MapView::tick()
{
    const MapLayout::Range range = m_layout.between(verticalOffset(), verticalOffset() + viewport()->height());
    for (int place = range.first; place <= range.last; ++place) {
        const NodeCard &card = m_model.card(rowAt(place));
        for (const QRect &area : m_delegate->ageAreas(seen(m_layout.cardAt(place)), card)) {
            viewport()->update(area);
        }
    }
}

void MapView::selectKey(const QString &key)
{
    if (key == selectedKey()) {
        return;
    }
    const QScopedValueRollback quiet(m_quiet, true);
    const int row = m_model.rowOf(key);
    if (row < 0) {
        selectionModel()->clear();
        return;
    }
    setCurrentIndex(m_model.index(row));
    scrollTo(m_model.index(row));
}

void MapView::setMarked(const QStringList &keys)
{
    const QSet<QString> marked(keys.begin(), keys.end());
    if (marked != m_delegate->marked()) {
        m_delegate->setMarked(marked);
        viewport()->update();
    }
}

QString MapView::selectedKey() const
{
    const QModelIndexList chosen = selectionModel()->selectedIndexes();
    return chosen.isEmpty() ? QString() : chosen.front().data(NodeModel::KeyRole).toString();
}

void MapView::setZoom(const Zoom &zoom)
{
    if (zoom != m_zoom) {
        m_zoom = zoom;
        arrange();
        Q_EMIT viewChanged();
    }
}

void MapView::zoomBy(int steps)
{
    if (const Detail next = stepped(detail(), steps); next != detail()) {
        setZoom({next});
    }
}

Detail MapView::detail() const
{
    return m_delegate->detail();
}

void MapView::setGrouping(const Grouping &grouping)
{
    if (grouping != m_grouping) {
        m_grouping = grouping;
        arrange();
        Q_EMIT viewChanged();
    }
}

QStringList MapView::labels() const
{
    return labelsOf(cardsOf(m_model));
}

void MapView::setRoom(int height)
{
    if (std::exchange(m_room, height) != height && !m_zoom.detail) {
        arrange();
    }
}

QSize MapView::sizeHint() const
{
    return {2 * (CardDelegate::narrowest + CardDelegate::gap), contentHeight()};
}

QSize MapView::minimumSizeHint() const
{
    return {CardDelegate::narrowest + CardDelegate::gap + 12,
            headingHeight() + qMax(m_layout.shape().cell.height(), 40)};
}

QRect MapView::visualRect(const QModelIndex &index) const
{
    const int place = placeOf(index);
    return place < 0 ? QRect() : seen(m_layout.cardAt(place));
}

QModelIndex MapView::indexAt(const QPoint &point) const
{
    const int x = isRightToLeft() ? mirrored(point.x()) : point.x();
    const int place = m_layout.placeAt({x, point.y() + verticalOffset()});
    return place < 0 ? QModelIndex() : m_model.index(rowAt(place));
}

void MapView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const int place = placeOf(index);
    if (place < 0) {
        return;
    }
    QRect card = m_layout.cardAt(place);
    const QRect heading = m_layout.headingOf(m_layout.groupOf(place));
    if (card.top() == heading.bottom() + 1) {
        card.setTop(heading.top()); // of the first line its heading too
    }
    const int height = viewport()->height();
    const int above = card.top();
    const int below = card.bottom() + 1 - height;
    QScrollBar *bar = verticalScrollBar();
    if (hint == PositionAtTop || (hint == EnsureVisible && bar->value() > above)) {
        bar->setValue(above);
    } else if (hint == PositionAtBottom || (hint == EnsureVisible && bar->value() < below)) {
        bar->setValue(qMin(above, below));
    } else if (hint == PositionAtCenter) {
        bar->setValue((above + below) / 2);
    }
}

void MapView::doItemsLayout()
{
    arrange();
}

void MapView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    for (int group = 0; group < m_layout.groups() && m_layout.shape().heading > 0; ++group) {
        if (event->region().intersects(seen(m_layout.headingOf(group)))) {
            paintHeading(painter, group);
        }
    }
    paintCards(painter, event->region());
}

void MapView::paintCards(QPainter &painter, const QRegion &exposed)
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State usual = option.state & ~(QStyle::State_Selected | QStyle::State_HasFocus);
    const QString selected = selectedKey();
    const int current = hasFocus() ? placeOf(currentIndex()) : -1;
    const QModelIndex under =
        viewport()->underMouse() ? indexAt(viewport()->mapFromGlobal(QCursor::pos())) : QModelIndex();
    const QRect bounds = exposed.boundingRect().translated(0, verticalOffset());
    const MapLayout::Range range = m_layout.between(bounds.top(), bounds.bottom());
    for (int place = range.first; place <= range.last; ++place) {
        option.rect = seen(m_layout.cardAt(place));
        if (!exposed.intersects(option.rect)) {
            continue;
        }
        const int row = rowAt(place);
        option.state = usual;
        option.state.setFlag(QStyle::State_Selected, !selected.isEmpty() && m_model.card(row).key == selected);
        option.state.setFlag(QStyle::State_HasFocus, place == current);
        option.state.setFlag(QStyle::State_MouseOver, under.isValid() && under.row() == row);
        m_delegate->paint(&painter, option, m_model.index(row));
    }
}

void MapView::paintHeading(QPainter &painter, int group) const
{
    const style::Tokens &t = style::tokens(palette());
    const CardGroup &shown = m_groups[static_cast<size_t>(group)];
    const int behind = m_delegate->space() - CardDelegate::inset;
    const QRect whole = seen(m_layout.headingOf(group)).adjusted(CardDelegate::inset, 0, -behind, 0);
    const auto draw = [&](QRect box, style::TextSize size, const QColor &ink, const QString &words) {
        painter.setFont(style::textFont(size));
        painter.setPen(ink);
        const QString text = painter.fontMetrics().elidedText(words, Qt::ElideMiddle, box.width() + 1);
        painter.drawText(QStyle::visualRect(layoutDirection(), whole, box),
                         static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading)) |
                             Qt::AlignVCenter | Qt::TextSingleLine,
                         text);
        return painter.fontMetrics().horizontalAdvance(text);
    };
    const int counts = QFontMetrics(style::textFont(style::TextSize::Small)).horizontalAdvance(countsOf(shown));
    QRect rest = whole.adjusted(0, 4, 0, -2);
    const int title =
        draw(rest.adjusted(0, 0, -counts - signSize - 20, 0), style::TextSize::Strong, t.text, shown.title);
    rest.setLeft(rest.left() + title + 10);
    if (shown.troubled > 0) {
        const QRect box(rest.left(), rest.center().y() - signSize / 2 + 1, signSize, signSize);
        style::paintSign(painter, QStyle::visualRect(layoutDirection(), whole, box), style::signOf(shown.tone),
                         t.colour(shown.tone));
        rest.setLeft(rest.left() + signSize + 5);
    }
    draw(rest, style::TextSize::Small, t.dim, countsOf(shown));
}

void MapView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    arrange();
}

void MapView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange) {
        m_delegate->readFonts();
        arrange();
    }
}

void MapView::scrollContentsBy(int, int dy)
{
    viewport()->scroll(0, dy);
}

void MapView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    if (!m_quiet) {
        Q_EMIT nodeSelected(selectedKey());
    }
}

void MapView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    bool moves = false;
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        const QModelIndex index = m_model.index(row);
        QAbstractItemView::dataChanged(index, index, roles); // a wide range would repaint everything
        moves = moves || placeOf(index) < 0 || markOf(m_model.card(row)) != m_marks.value(row);
    }
    if (moves && m_grouping.by != Grouping::By::Nothing) {
        scheduleDelayedItemsLayout(); // once for all that change now
    }
}

/// What of a card its group and that group's heading depend on.
QString MapView::markOf(const NodeCard &card) const
{
    return groupWord(card, m_grouping) + QChar(u'0' + static_cast<char16_t>(card.tone));
}

void MapView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    arrange();
}

void MapView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QModelIndex at = indexAt(rect.topLeft());
    selectionModel()->select(at.isValid() ? QItemSelection(at, at) : QItemSelection(), command);
}

QRegion MapView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QModelIndex &index : selection.indexes()) {
        region += visualRect(index);
    }
    return region;
}

void MapView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setRange(0, qMax(0, m_layout.height() - viewport()->height()));
}

int MapView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect MapView::seen(const QRect &rect) const
{
    const QRect shown = rect.translated(0, -verticalOffset());
    return isRightToLeft() ? QRect(mirrored(shown.right()), shown.top(), shown.width(), shown.height()) : shown;
}

/// Cards begin where others on the page do, though they have a smaller gap behind them than full ones.
int MapView::mirrored(int x) const
{
    return viewport()->width() - 1 - (CardDelegate::gap - m_delegate->space()) - x;
}

int MapView::placeOf(const QModelIndex &index) const
{
    const auto row = static_cast<size_t>(index.row());
    const bool laidOut = index.isValid() && row < m_placeOf.size();
    return laidOut ? m_placeOf[row] : -1;
}

int MapView::headingHeight() const
{
    return m_grouping.by == Grouping::By::Nothing
               ? 0
               : QFontMetrics(style::textFont(style::TextSize::Strong)).height() + 14;
}

void MapView::regroup()
{
    m_groups = groupsOf(cardsOf(m_model), m_grouping);
    m_rowOf.clear();
    for (const CardGroup &group : m_groups) {
        m_rowOf.insert(m_rowOf.end(), group.rows.begin(), group.rows.end());
    }
    m_placeOf.resize(m_rowOf.size());
    for (size_t place = 0; place < m_rowOf.size(); ++place) {
        m_placeOf[static_cast<size_t>(m_rowOf[place])] = static_cast<int>(place);
    }
    m_marks.clear();
    for (int row = 0; row < m_model.rowCount() && m_grouping.by != Grouping::By::Nothing; ++row) {
        m_marks.append(markOf(m_model.card(row)));
    }
}

MapLayout MapView::layoutFor(Detail detail, int room) const
{
    std::vector<int> counts;
    int most = 0;
    for (const CardGroup &group : m_groups) {
        counts.push_back(static_cast<int>(group.rows.size()));
        most = qMax(most, counts.back());
    }
    const CardDelegate::Grid grid = m_delegate->gridFor(detail, room, most);
    return {{.cell = grid.cell, .columns = grid.columns, .heading = headingHeight(), .groupSpace = groupSpace}, counts};
}

/// The most detailed size at which everything is seen at once; of few nodes no less than compact cards.
Detail MapView::fitting() const
{
    const Detail least = m_model.rowCount() <= fewNodes ? Detail::Compact : details.front();
    for (auto detail = details.rbegin(); *detail != least; ++detail) {
        if (layoutFor(*detail, width()).height() <= m_room) {
            return *detail;
        }
    }
    return least;
}

void MapView::arrange()
{
    // The scroll bar that this shows or hides resizes the viewport, which comes back here.
    if (m_arranging) {
        return;
    }
    const QScopedValueRollback guard(m_arranging, true);
    const Anchor anchor = anchorNow();
    const MapLayout::Shape shape = m_layout.shape();
    regroup();
    placeCards();
    updateGeometries();
    if (m_layout.shape() != shape) {
        scrollTo(m_model.index(anchor.row), anchor.hint);
    }
    updateGeometry();
    viewport()->update();
}

/// What stays in sight when the cards get another size: the current card where it is seen, else the first one seen.
MapView::Anchor MapView::anchorNow() const
{
    const int current = placeOf(currentIndex());
    if (current >= 0 && viewport()->rect().intersects(seen(m_layout.cardAt(current)))) {
        return {currentIndex().row(), EnsureVisible};
    }
    const MapLayout::Range range = m_layout.between(verticalOffset(), verticalOffset());
    const bool known = range.first <= range.last && verticalOffset() > 0;
    return {known ? rowAt(range.first) : -1, PositionAtTop};
}

void MapView::placeCards()
{
    const Detail before = m_delegate->detail();
    const Detail chosen = m_zoom.detail.value_or(m_room > 0 ? fitting() : Detail::Full);
    m_delegate->setDetail(chosen);
    const int whole = layoutFor(chosen, width()).height();
    const bool scrolls = whole > height();
    setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    m_layout = layoutFor(chosen, width() - (scrolls ? verticalScrollBar()->sizeHint().width() : 0));
    m_delegate->setCell(m_layout.shape().cell);
    if (before != chosen) {
        Q_EMIT viewChanged();
    }
}

} // namespace stormdeck::map
