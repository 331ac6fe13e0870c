// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/grouping.h"
#include "map/maplayout.h"
#include "map/zoom.h"

#include <QElapsedTimer>
#include <QListView>

namespace stormdeck::map {

class CardDelegate;
class NodeModel;

/// The map: the model's cards in lines as wide as the room, in groups where that is wanted, and as large as the zoom
/// says. Arrow keys move, a click or the keyboard selects, typing finds by name, Return or a double click activates,
/// Ctrl and the wheel zoom. A list view by what it tells a screen reader; places and painting are its own.
class MapView : public QListView
{
    Q_OBJECT

public:
    explicit MapView(NodeModel &model, QWidget *parent = nullptr);

    /// Repaints the ages of the visible cards and nothing else. The model must know the time already.
    void tick();
    /// Says nothing. A key that no card has, or an empty one, clears the selection.
    void selectKey(const QString &key);
    [[nodiscard]] QString selectedKey() const;
    /// Frames the cards that carry what is selected elsewhere.
    void setMarked(const QStringList &keys);

    /// What is selected stays so, and stays where it is seen.
    void setZoom(const Zoom &zoom);
    [[nodiscard]] const Zoom &zoom() const { return m_zoom; }
    /// To the next size, larger (1) or smaller (-1), from what is shown now.
    void zoomBy(int steps);
    /// What is drawn now, chosen or fitted.
    [[nodiscard]] Detail detail() const;
    void setGrouping(const Grouping &grouping);
    [[nodiscard]] const Grouping &grouping() const { return m_grouping; }
    /// In the order shown; one without a title where nothing is grouped.
    [[nodiscard]] const std::vector<CardGroup> &groups() const { return m_groups; }
    /// Names of labels by which can be grouped.
    [[nodiscard]] QStringList labels() const;
    /// The height that the map can have at most: what is to fit into where the zoom says so.
    void setRoom(int height);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Height at which everything is seen without scrolling.
    [[nodiscard]] int contentHeight() const { return qMax(m_layout.height(), m_layout.shape().cell.height()); }

    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void nodeSelected(const QString &key);
    void nodeActivated(const QString &key);
    /// Zoom, detail or grouping are not what they were.
    void viewChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;

private:
    struct Anchor
    {
        int row = -1;
        ScrollHint hint = EnsureVisible;
    };
    void arrange();
    [[nodiscard]] Anchor anchorNow() const;
    [[nodiscard]] QString markOf(const NodeCard &card) const;
    void regroup();
    void placeCards();
    [[nodiscard]] MapLayout layoutFor(Detail detail, int room) const;
    [[nodiscard]] Detail fitting() const;
    [[nodiscard]] int headingHeight() const;
    /// A rectangle of the layout as it stands in the viewport.
    [[nodiscard]] QRect seen(const QRect &rect) const;
    [[nodiscard]] int mirrored(int x) const;
    [[nodiscard]] int rowAt(int place) const { return m_rowOf[static_cast<size_t>(place)]; }
    [[nodiscard]] int placeOf(const QModelIndex &index) const;
    [[nodiscard]] int placeAfter(int place, CursorAction action) const;
    void paintHeading(QPainter &painter, int group) const;
    void paintCards(QPainter &painter, const QRegion &exposed);

    NodeModel &m_model;
    CardDelegate *m_delegate;
    Zoom m_zoom;
    Grouping m_grouping;
    std::vector<CardGroup> m_groups;
    std::vector<int> m_rowOf;   ///< by place
    std::vector<int> m_placeOf; ///< by row
    QStringList m_marks;        ///< by row, where cards are grouped
    MapLayout m_layout;
    int m_room = 0;
    int m_wheel = 0; ///< what is left of the wheel's turn
    QString m_typed; ///< of a name
    QElapsedTimer m_sinceTyped;
    bool m_arranging = false;
    bool m_quiet = false;
};

} // namespace stormdeck::map
