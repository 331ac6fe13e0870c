// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/modelfixture.h"
#include "tables/membertable.h"

using namespace stormdeck;
using namespace std::chrono_literals;
using tables::MemberTable;

namespace {

class MemberTableTest : public testing::Test
{
protected:
    void show(const watch::Picture &picture)
    {
        m_model.show(picture, m_clock.now());
        m_shown = picture;
    }
    [[nodiscard]] tables::Cell cell(int row, int column) const
    {
        return m_model.index(row, column).data(tables::CellRole).value<tables::Cell>();
    }

    test::StillClock m_clock;
    MemberTable m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::Warning};
    watch::Picture m_shown;
};

TEST_F(MemberTableTest, tellsModeFiguresAndFollowers)
{
    show(test::healthyPicture(m_clock));
    ASSERT_EQ(m_model.rowCount(), 3);
    EXPECT_EQ(cell(0, MemberTable::Mode).text, QStringLiteral("leader"));
    EXPECT_EQ(cell(0, MemberTable::Mode).tone, style::Tone::Ok);
    EXPECT_EQ(cell(0, MemberTable::Latency).text, QStringLiteral("0.8 ms"));
    EXPECT_EQ(cell(0, MemberTable::Followers).text, QStringLiteral("2 in step"));
    EXPECT_EQ(cell(1, MemberTable::Followers).text, QStringLiteral("–"));
    EXPECT_EQ(cell(0, MemberTable::Version).text, QStringLiteral("3.9.3"));
}

TEST_F(MemberTableTest, aModeThatIsNotKnownHereIsNotGreen)
{
    show(test::oddPicture(m_clock));
    EXPECT_EQ(cell(0, MemberTable::Mode).text, QStringLiteral("arbiter"));
    EXPECT_EQ(cell(0, MemberTable::Mode).tone, style::Tone::Unknown);
}

TEST_F(MemberTableTest, aLaggingFollowerIsAWarningByItsSignAndWords)
{
    show(test::changed(test::healthyPicture(m_clock), [](cluster::Snapshot &s) {
        s.nodes[0].members[0].answer->monitor[QStringLiteral("zk_synced_followers")] = QStringLiteral("1");
    }));
    EXPECT_EQ(cell(0, MemberTable::Followers).text, QStringLiteral("1 of 2 behind"));
    EXPECT_EQ(cell(0, MemberTable::Followers).tone, style::Tone::Warning);
}

// From 3.6 a leader counts observers among those who learn from it; seen with 3.8.0.
TEST_F(MemberTableTest, anObserverInStepIsNoLaggingFollower)
{
    const auto withObserver = [&](const char *synced) {
        show(test::changed(test::healthyPicture(m_clock), [&](cluster::Snapshot &s) {
            s.nodes[0].members[0].answer->monitor = {{QStringLiteral("zk_learners"), QStringLiteral("3")},
                                                     {QStringLiteral("zk_synced_followers"), QStringLiteral("2")},
                                                     {QStringLiteral("zk_synced_observers"), QLatin1String(synced)}};
        }));
        return cell(0, MemberTable::Followers).text;
    };
    EXPECT_EQ(withObserver("1"), QStringLiteral("3 in step"));
    EXPECT_EQ(withObserver("0"), QStringLiteral("1 of 3 behind"));
}

TEST_F(MemberTableTest, sortsZxidsByTheirNumber)
{
    show(test::changed(test::healthyPicture(m_clock), [](cluster::Snapshot &s) {
        s.nodes[0].members[0].answer->srvr->zxid = QStringLiteral("0x10000000a");
        s.nodes[1].members[0].answer->srvr->zxid = QStringLiteral("0x100000009");
    }));
    EXPECT_GT(m_model.order(m_model.index(0, MemberTable::Zxid), m_model.index(1, MemberTable::Zxid)), 0);
}

TEST_F(MemberTableTest, figuresThatMoveChangeOneRow)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.nodes[1].members[0].answer->srvr->connections = 77; }));
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.front().at(0).toModelIndex().row(), 1);
    EXPECT_EQ(cell(1, MemberTable::Connections).text, QStringLiteral("77"));
}

TEST_F(MemberTableTest, theQuorumLineTellsTheMargin)
{
    EXPECT_EQ(tables::quorumLine(test::healthyPicture(m_clock), m_clock.now()).words,
              QStringLiteral("3 of 3 members serve, 1 may be lost, zk1 leads"));
    const auto down = tables::quorumLine(test::downPicture(m_clock), m_clock.now());
    EXPECT_EQ(down.words, QStringLiteral("2 of 3 members serve, none may be lost, zk1 leads"));
    EXPECT_EQ(down.tone, style::Tone::Warning);
}

TEST_F(MemberTableTest, anOldQuorumIsNeverGood)
{
    const watch::Picture stale = test::stalePicture(m_clock);
    const auto line = tables::quorumLine(stale, m_clock.now());
    EXPECT_EQ(line.tone, style::Tone::Unknown);
    EXPECT_TRUE(line.words.endsWith(QStringLiteral("as of 14:02:10"))) << qPrintable(line.words);
    show(stale);
    EXPECT_EQ(cell(0, MemberTable::Mode).tone, style::Tone::Unknown);
    EXPECT_TRUE(m_model.index(0, 0).data(tables::OldRole).toBool());
}

} // namespace
