// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/modelfixture.h"
#include "tables/nodetable.h"

using namespace stormdeck;
using namespace std::chrono_literals;
using tables::NodeTable;

namespace {

tables::Cell cellOf(const QModelIndex &index)
{
    return index.data(tables::CellRole).value<tables::Cell>();
}

using NodeTableTest = test::ModelTest<NodeTable>;

TEST_F(NodeTableTest, oneChangedNodeChangesOneRow)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.nodes[1].reserved.nanoCpus = 3'000'000'000; }));
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.front().at(0).toModelIndex().row(), 1);
    EXPECT_EQ(m_model.index(1, NodeTable::Cpu).data().toString(), QStringLiteral("3.0 of 4"));
}

TEST_F(NodeTableTest, nodesComeMoveAndGoAsRows)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy reset(&m_model, &QAbstractItemModel::modelReset);
    const QSignalSpy moved(&m_model, &QAbstractItemModel::rowsMoved);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { std::swap(s.nodes[0], s.nodes[2]); }));
    EXPECT_EQ(m_model.index(0, 0).data().toString(), QStringLiteral("storm-3"));
    EXPECT_GE(moved.count(), 1);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.nodes.clear(); }));
    EXPECT_EQ(m_model.rowCount(), 0);
    EXPECT_EQ(reset.count(), 0);
}

TEST_F(NodeTableTest, aDeltaThatDoesNotLeadHereIsNotTrusted)
{
    show(test::healthyPicture(m_clock));
    const watch::Picture other = test::changed(m_shown, [](cluster::Snapshot &s) {
        s.nodes[0].engineVersion = QStringLiteral("27.0");
        s.nodes.pop_back();
    });
    m_model.show(other, {}, m_clock.now());
    EXPECT_EQ(m_model.index(0, NodeTable::Engine).data().toString(), QStringLiteral("27.0"));
}

TEST_F(NodeTableTest, aLostNodeIsBadByItsWordAndItsSign)
{
    show(test::downPicture(m_clock));
    const tables::Cell state = cellOf(m_model.index(2, NodeTable::State));
    EXPECT_EQ(state.text, QStringLiteral("Down"));
    EXPECT_EQ(state.tone, style::Tone::Bad);
    EXPECT_EQ(state.sign, style::Sign::Cross);
    EXPECT_TRUE(m_model.index(2, 0).data(tables::OldRole).toBool());
    EXPECT_EQ(m_model.index(2, NodeTable::Age).data().toString(), QStringLiteral("as of 14:02:11"));
}

TEST_F(NodeTableTest, factsThatBecomeOldTurnGreyWithTheirTimeAndWithoutANewPicture)
{
    show(test::healthyPicture(m_clock));
    EXPECT_EQ(cellOf(m_model.index(0, NodeTable::State)).tone, style::Tone::Ok);
    m_clock.advance(60s);
    m_model.tick(m_clock.now());
    EXPECT_NE(cellOf(m_model.index(0, NodeTable::State)).tone, style::Tone::Ok);
    EXPECT_TRUE(m_model.index(0, 0).data(tables::OldRole).toBool());
    EXPECT_TRUE(m_model.index(0, NodeTable::Age).data().toString().startsWith(QStringLiteral("as of ")));
}

TEST_F(NodeTableTest, aTickWithinTheLifetimeChangesNoRowButTheAge)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
    m_clock.advance(2s);
    m_model.tick(m_clock.now());
    EXPECT_EQ(changed.count(), 0);
    EXPECT_EQ(m_model.index(0, NodeTable::Age).data().toString(), QStringLiteral("2 s"));
}

TEST_F(NodeTableTest, whatNobodyReportedIsNotZero)
{
    show(test::emptyPicture(m_clock));
    for (const int column : {NodeTable::Tasks, NodeTable::Slots, NodeTable::ZooKeeper, NodeTable::NodeRole}) {
        EXPECT_EQ(m_model.index(0, column).data().toString(), QStringLiteral("–")) << column;
        EXPECT_FALSE(cellOf(m_model.index(0, column)).raw.isValid()) << column;
    }
}

TEST_F(NodeTableTest, aStateNobodyKnowsIsShownByItsNameAndNeverAsGood)
{
    show(test::oddPicture(m_clock));
    const tables::Cell state = cellOf(m_model.index(0, NodeTable::State));
    EXPECT_TRUE(state.text.contains(QStringLiteral("hibernating")));
    EXPECT_NE(state.tone, style::Tone::Ok);
}

} // namespace
