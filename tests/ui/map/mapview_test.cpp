// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/mapview.h"

#include "cluster/delta.h"
#include "main/pictures.h"
#include "map/nodemodel.h"
#include "support/qtlogguard.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <gtest/gtest.h>

using namespace stormdeck;
using map::Detail;
using map::Grouping;
using map::MapView;

namespace {

const Grouping byZone{Grouping::By::Label, QStringLiteral("zone")};

class MapViewTest : public testing::Test
{
protected:
    void show(int nodes)
    {
        show(test::changed(test::largePicture(m_clock, nodes), [](cluster::Snapshot &snapshot) {
            for (size_t i = 0; i < snapshot.nodes.size(); ++i) {
                snapshot.nodes[i].labels = {
                    {QStringLiteral("zone"), i % 2 == 0 ? QStringLiteral("a") : QStringLiteral("b")}};
            }
        }));
        m_map.resize(900, 600);
        m_map.setRoom(600);
        m_map.show();
        m_map.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&m_map));
        m_map.setFocus();
    }
    void show(const watch::Picture &picture)
    {
        const cluster::Delta delta =
            m_shown.snapshot ? deltaBetween(*m_shown.snapshot, *picture.snapshot) : cluster::Delta();
        m_model.show(picture, delta, m_clock.now());
        m_shown = picture;
    }
    [[nodiscard]] QString key(int row) const { return m_model.card(row).key; }
    [[nodiscard]] QRect rect(int row) const { return m_map.visualRect(m_model.index(row)); }
    [[nodiscard]] bool isInSight(int row) const { return m_map.viewport()->rect().contains(rect(row).center()); }
    void wheel(int delta)
    {
        QWheelEvent event(QPointF(50, 50), m_map.mapToGlobal(QPointF(50, 50)), {}, {0, delta}, Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_map.viewport(), &event);
    }

    test::QtLogGuard m_guard;
    test::StillClock m_clock;
    map::NodeModel m_model;
    MapView m_map{m_model};
    watch::Picture m_shown;
};

TEST_F(MapViewTest, showsAsMuchOfTheNodesAsFits)
{
    for (const auto &[nodes, detail] :
         {std::pair(3, Detail::Full), std::pair(30, Detail::Compact), std::pair(1000, Detail::Dots)}) {
        show(nodes);
        EXPECT_EQ(m_map.detail(), detail) << nodes;
    }
    show(30);
    EXPECT_LE(m_map.contentHeight(), 600);
    m_map.setRoom(200);
    EXPECT_LT(m_map.detail(), Detail::Compact);
    show(3);
    m_map.setRoom(50);
    EXPECT_EQ(m_map.detail(), Detail::Compact); // three machines are cards wherever they are seen
}

TEST_F(MapViewTest, zoomsByTheWheelWithCtrlAndKeepsTheSelection)
{
    show(100);
    m_map.setZoom({Detail::Names});
    m_map.selectKey(key(70));
    const QSignalSpy selected(&m_map, &MapView::nodeSelected);
    wheel(120);
    EXPECT_EQ(m_map.detail(), Detail::Compact);
    wheel(60);
    EXPECT_EQ(m_map.detail(), Detail::Compact); // half a notch
    wheel(60);
    EXPECT_EQ(m_map.detail(), Detail::Full);
    wheel(120);
    EXPECT_EQ(m_map.detail(), Detail::Full); // there is no more
    EXPECT_TRUE(isInSight(70));
    wheel(-480);
    EXPECT_EQ(m_map.detail(), Detail::Dots);
    EXPECT_EQ(m_map.selectedKey(), key(70));
    EXPECT_EQ(selected.count(), 0);
}

TEST_F(MapViewTest, groupsUnderHeadingsWithTheSelectionKept)
{
    show(10);
    m_map.selectKey(key(7));
    m_map.setGrouping(byZone);
    ASSERT_EQ(m_map.groups().size(), 2U);
    EXPECT_EQ(m_map.groups()[0].rows.size(), 5U);
    EXPECT_EQ(m_map.selectedKey(), key(7));
    EXPECT_GT(rect(1).top(), rect(8).bottom()); // the first of b stands below the last of a
    EXPECT_EQ(m_map.labels(), QStringList{QStringLiteral("zone")});
    QTest::mouseClick(m_map.viewport(), Qt::LeftButton, {}, rect(3).center());
    EXPECT_EQ(m_map.selectedKey(), key(3));
}

TEST_F(MapViewTest, putsANodeWhoseLabelChangesIntoItsNewGroup)
{
    show(10);
    m_map.setGrouping(byZone);
    show(test::changed(m_shown, [](cluster::Snapshot &snapshot) {
        snapshot.nodes[1].labels[QStringLiteral("zone")] = QStringLiteral("a");
    }));
    QApplication::sendPostedEvents();
    QTest::qWait(1); // the layout is made anew once for all changes
    ASSERT_EQ(m_map.groups().size(), 2U);
    EXPECT_EQ(m_map.groups()[0].rows, (std::vector<int>{0, 1, 2, 4, 6, 8}));
}

TEST_F(MapViewTest, arrowsWalkInEveryLayout)
{
    show(10);
    m_map.setZoom({Detail::Full});
    m_map.setGrouping(byZone);
    m_map.selectKey(key(8)); // the last of a
    QTest::keyClick(&m_map, Qt::Key_Right);
    EXPECT_EQ(m_map.selectedKey(), key(1));
    QTest::keyClick(&m_map, Qt::Key_Left);
    EXPECT_EQ(m_map.selectedKey(), key(8));
    QTest::keyClick(&m_map, Qt::Key_Home);
    EXPECT_EQ(m_map.selectedKey(), key(0));
    QTest::keyClick(&m_map, Qt::Key_Down);
    EXPECT_GT(rect(m_model.rowOf(m_map.selectedKey())).top(), rect(0).top());
    QTest::keyClick(&m_map, Qt::Key_Up);
    EXPECT_EQ(m_map.selectedKey(), key(0));
    QTest::keyClick(&m_map, Qt::Key_End);
    EXPECT_EQ(m_map.selectedKey(), key(9));
    EXPECT_TRUE(isInSight(9));
}

TEST_F(MapViewTest, rightToLeftIsMirroredAndSoAreTheArrows)
{
    show(10);
    m_map.setLayoutDirection(Qt::RightToLeft);
    m_map.setZoom({Detail::Tiles});
    EXPECT_GT(rect(0).left(), rect(1).left());
    EXPECT_EQ(m_map.indexAt(rect(3).center()).row(), 3);
    m_map.selectKey(key(3));
    QTest::keyClick(&m_map, Qt::Key_Left);
    EXPECT_EQ(m_map.selectedKey(), key(4));
}

TEST_F(MapViewTest, typingFindsANodeByItsBeginningElseByAnyPart)
{
    show(1000);
    QTest::keyClicks(&m_map, QStringLiteral("node-07"));
    EXPECT_EQ(m_map.selectedKey(), QStringLiteral("node-0700"));
    QTest::qWait(QApplication::keyboardInputInterval() + 50);
    QTest::keyClicks(&m_map, QStringLiteral("0412"));
    EXPECT_EQ(m_map.selectedKey(), QStringLiteral("node-0412"));
    EXPECT_TRUE(isInSight(412));
}

TEST_F(MapViewTest, tellsAScreenReaderOfEveryCardWhereItIs)
{
    show(10);
    m_map.setZoom({Detail::Dots});
    m_map.setGrouping(byZone);
    QAccessibleInterface *view = QAccessible::queryAccessibleInterface(&m_map);
    ASSERT_NE(view, nullptr);
    ASSERT_EQ(view->childCount(), 10);
    EXPECT_EQ(view->child(7)->text(QAccessible::Name), m_model.index(7).data(Qt::AccessibleTextRole).toString());
    EXPECT_EQ(m_map.indexAt(m_map.viewport()->mapFromGlobal(view->child(7)->rect().center())).row(), 7);
}

TEST_F(MapViewTest, repaintsOnlyTheCardThatChanged)
{
    class Paints : public QObject
    {
    public:
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::Paint) {
                region += static_cast<QPaintEvent *>(event)->region();
            }
            return false;
        }
        QRegion region;
    };
    show(100);
    m_map.setZoom({Detail::Names});
    QTest::qWait(20);
    Paints paints;
    m_map.viewport()->installEventFilter(&paints);
    show(test::changed(m_shown, [](cluster::Snapshot &snapshot) {
        snapshot.nodes[5].message = QStringLiteral("new");
        snapshot.nodes[5].address = QStringLiteral("10.0.0.99");
    }));
    QTest::qWait(20);
    EXPECT_FALSE(paints.region.isEmpty());
    EXPECT_EQ(paints.region.boundingRect(), rect(5));
}

} // namespace
