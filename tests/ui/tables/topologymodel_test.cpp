// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/pictures.h"
#include "tables/topologymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace std::chrono_literals;
using tables::TopologyModel;

namespace {

class TopologyModelTest : public testing::Test
{
protected:
    void show(const watch::Picture &picture)
    {
        const cluster::Delta delta =
            m_shown.snapshot ? deltaBetween(*m_shown.snapshot, *picture.snapshot) : cluster::Delta();
        m_model.show(picture, delta, m_clock.now());
        m_shown = picture;
    }

    test::StillClock m_clock;
    TopologyModel m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::Warning};
    watch::Picture m_shown;
};

TEST_F(TopologyModelTest, changesOnlyTheRowThatDiffers)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.topologies[1].acked = 1; }));
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.front().at(0).toModelIndex().row(), 1);
}

TEST_F(TopologyModelTest, aKilledTopologyGoesAsARow)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy reset(&m_model, &QAbstractItemModel::modelReset);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.topologies.erase(s.topologies.begin()); }));
    EXPECT_EQ(m_model.rowCount(), 1);
    EXPECT_EQ(reset.count(), 0);
}

TEST_F(TopologyModelTest, missingWorkersAreAWarning)
{
    show(test::downPicture(m_clock));
    const QModelIndex status = m_model.index(1, TopologyModel::Status);
    EXPECT_EQ(status.data(TopologyModel::ToneRole).toInt(), static_cast<int>(style::Tone::Warning));
    EXPECT_EQ(m_model.index(1, TopologyModel::Workers).data().toString(), QStringLiteral("3 of 4"));
}

TEST_F(TopologyModelTest, anUnknownStatusIsShownByItsName)
{
    show(test::oddPicture(m_clock));
    const QModelIndex status = m_model.index(3, TopologyModel::Status);
    EXPECT_EQ(status.data().toString(), QStringLiteral("FROZEN"));
    EXPECT_EQ(status.data(TopologyModel::ToneRole).toInt(), static_cast<int>(style::Tone::Unknown));
}

TEST_F(TopologyModelTest, aFigureNobodyReportedIsNotZero)
{
    show(test::healthyPicture(m_clock));
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.topologies[0].failed.reset(); }));
    EXPECT_EQ(m_model.index(0, TopologyModel::Failed).data().toString(), QStringLiteral("–"));
}

TEST_F(TopologyModelTest, oldFactsAreNotShownAsActive)
{
    show(test::healthyPicture(m_clock));
    m_clock.advance(60s);
    m_model.tick(m_clock.now());
    EXPECT_TRUE(m_model.isOld());
    EXPECT_EQ(m_model.index(0, 1).data(TopologyModel::ToneRole).toInt(), static_cast<int>(style::Tone::Unknown));
}

} // namespace
