// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/nodemodel.h"
#include "models/modelfixture.h"

using namespace stormdeck;
using namespace std::chrono_literals;

namespace {

using NodeModelTest = test::ModelTest<map::NodeModel>;

TEST_F(NodeModelTest, anEqualPictureChangesNoRow)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
    const QSignalSpy reset(&m_model, &QAbstractItemModel::modelReset);
    show(test::healthyPicture(m_clock));
    EXPECT_EQ(changed.count(), 0);
    EXPECT_EQ(reset.count(), 0);
}

TEST_F(NodeModelTest, oneChangedNodeChangesOneRow)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.nodes[1].reserved.nanoCpus = 3'000'000'000; }));
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.front().at(0).toModelIndex().row(), 1);
    EXPECT_EQ(m_model.card(1).cpu.figures, QStringLiteral("3.0 of 4"));
}

TEST_F(NodeModelTest, nodesComeAndGoAsRows)
{
    show(test::healthyPicture(m_clock));
    const cluster::NodeView first = m_shown.snapshot->nodes.front();
    const QSignalSpy reset(&m_model, &QAbstractItemModel::modelReset);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.nodes.erase(s.nodes.begin()); }));
    EXPECT_EQ(m_model.rowCount(), 2);
    show(test::changed(m_shown, [&](cluster::Snapshot &s) { s.nodes.insert(s.nodes.begin(), first); }));
    EXPECT_EQ(m_model.rowOf(first.key), 0);
    EXPECT_EQ(reset.count(), 0);
}

TEST_F(NodeModelTest, aDeltaThatDoesNotLeadHereResets)
{
    show(test::healthyPicture(m_clock));
    m_model.show(test::largePicture(m_clock, 5), {}, m_clock.now());
    EXPECT_EQ(m_model.rowCount(), 5);
}

TEST_F(NodeModelTest, factsThatBecomeOldTurnGreyWithTheirTimeAndWithoutANewPicture)
{
    show(test::healthyPicture(m_clock));
    ASSERT_EQ(m_model.card(0).tone, style::Tone::Ok);
    m_clock.advance(60s);
    m_model.tick(m_clock.now());
    EXPECT_TRUE(m_model.card(0).swarmOld);
    EXPECT_EQ(m_model.card(0).tone, style::Tone::Unknown);
    EXPECT_FALSE(m_model.card(0).asOf.isEmpty());
}

TEST_F(NodeModelTest, anEngineThatFailsASecondTimeIsNotCalledReadyAnyMore)
{
    watch::Picture picture = test::healthyPicture(m_clock);
    show(picture);
    const auto fail = [&] {
        takeFailure(picture.freshness.engines[picture.snapshot->nodes[1].machine], {.kind = ErrorKind::Deadline},
                    m_clock.now());
        show(picture);
    };
    fail();
    EXPECT_EQ(m_model.card(1).state, QStringLiteral("Ready")) << "once may be chance";
    fail();
    EXPECT_EQ(m_model.card(1).state, QStringLiteral("Not answering"));
}

TEST_F(NodeModelTest, aTickWithinTheLifetimeChangesNoRow)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
    m_clock.advance(500ms);
    m_model.tick(m_clock.now());
    EXPECT_EQ(changed.count(), 0);
}

TEST_F(NodeModelTest, aStateNobodyKnowsIsShownByItsNameAndNeverAsGood)
{
    show(test::oddPicture(m_clock));
    EXPECT_TRUE(m_model.card(0).state.contains(QStringLiteral("hibernating")));
    EXPECT_NE(m_model.card(0).tone, style::Tone::Ok);
    EXPECT_EQ(m_model.card(0).zookeeper.words, QStringLiteral("arbiter"));
}

TEST_F(NodeModelTest, aLostNodeHatchesItsSlotsAndSaysThatStormStillListsIt)
{
    show(test::downPicture(m_clock));
    const map::NodeCard &card = m_model.card(2);
    EXPECT_EQ(card.tone, style::Tone::Bad);
    EXPECT_TRUE(card.slotsHatched);
    EXPECT_TRUE(card.engineSilent);
    EXPECT_FALSE(card.cpu.known);
    EXPECT_EQ(card.storm.tone, style::Tone::Warning);
    EXPECT_EQ(card.zookeeper.tone, style::Tone::Bad);
}

TEST_F(NodeModelTest, aCardTellsAScreenReaderNameStateAndSlots)
{
    show(test::healthyPicture(m_clock));
    const QModelIndex first = m_model.index(0);
    EXPECT_EQ(first.data(Qt::AccessibleTextRole).toString(), QStringLiteral("storm-1, Ready"));
    EXPECT_TRUE(first.data(Qt::AccessibleDescriptionRole).toString().contains(QStringLiteral("slot 6700 wordcount")));
}

TEST_F(NodeModelTest, aNameIsNotReadAsMarkupInTheTooltip)
{
    show(test::oddPicture(m_clock));
    EXPECT_TRUE(m_model.index(2).data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;3")));
}

} // namespace
