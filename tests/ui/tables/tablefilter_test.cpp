// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/modelfixture.h"
#include "tables/nodetable.h"
#include "tables/servicetree.h"
#include "tables/tablefilter.h"

using namespace stormdeck;
using tables::NodeTable;
using tables::ServiceTree;
using tables::TableFilter;

namespace {

class TableFilterTest : public test::ModelTest<NodeTable>
{
protected:
    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < m_filter.rowCount(); ++row) {
            names << m_filter.index(row, 0).data().toString();
        }
        return names;
    }

    TableFilter m_filter{&m_model};
    QAbstractItemModelTester m_filterTester{&m_filter, QAbstractItemModelTester::FailureReportingMode::Warning};
};

void rename(cluster::Snapshot &snapshot)
{
    snapshot.nodes[0].name = QStringLiteral("storm-10");
    snapshot.nodes[1].name = QStringLiteral("storm-9");
    snapshot.nodes[2].name = QStringLiteral("Storm-2");
}

TEST_F(TableFilterTest, sortsNamesAsAPersonWould)
{
    show(test::changed(test::healthyPicture(m_clock), rename));
    m_filter.sort(NodeTable::Name);
    EXPECT_EQ(names(), (QStringList{QStringLiteral("Storm-2"), QStringLiteral("storm-9"), QStringLiteral("storm-10")}));
}

TEST_F(TableFilterTest, sortsNumbersAsNumbersWithTheLargestFirstWhereAsked)
{
    show(test::changed(test::healthyPicture(m_clock), [](cluster::Snapshot &s) {
        s.nodes[0].reserved.memoryBytes = 900LL << 20;
        s.nodes[1].reserved.memoryBytes = 2LL << 30;
        s.nodes[2].reserved.memoryBytes = 10LL << 30;
    }));
    m_filter.sort(NodeTable::Memory, Qt::DescendingOrder);
    EXPECT_EQ(names(), (QStringList{QStringLiteral("storm-3"), QStringLiteral("storm-2"), QStringLiteral("storm-1")}));
    EXPECT_EQ(m_model.headerData(NodeTable::Memory, Qt::Horizontal, Qt::InitialSortOrderRole).toInt(),
              static_cast<int>(Qt::DescendingOrder));
}

TEST_F(TableFilterTest, keepsTheOrderWhenARowChanges)
{
    show(test::healthyPicture(m_clock));
    m_filter.sort(NodeTable::Cpu, Qt::DescendingOrder);
    EXPECT_EQ(names().first(), QStringLiteral("storm-1"));
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.nodes[2].reserved.nanoCpus = 3'900'000'000; }));
    EXPECT_EQ(names().first(), QStringLiteral("storm-3"));
}

TEST_F(TableFilterTest, showsRowsThatHaveAllWordsSomewhere)
{
    show(test::healthyPicture(m_clock));
    m_filter.setText(QStringLiteral("  WORKER   10.77.0.13 "));
    EXPECT_EQ(names(), QStringList{QStringLiteral("storm-3")});
    EXPECT_EQ(m_filter.total(), 3);
    m_filter.setText(QStringLiteral("worker zebra"));
    EXPECT_EQ(m_filter.shown(), 0);
    m_filter.setText({});
    EXPECT_EQ(m_filter.shown(), 3);
}

TEST_F(TableFilterTest, aRowThatComesToMatchIsShown)
{
    show(test::healthyPicture(m_clock));
    m_filter.setText(QStringLiteral("27.0"));
    EXPECT_EQ(m_filter.shown(), 0);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.nodes[1].engineVersion = QStringLiteral("27.0"); }));
    EXPECT_EQ(names(), QStringList{QStringLiteral("storm-2")});
}

TEST(TreeFilter, showsAServiceForItsSwarmTaskAndAllSwarmTasksForTheirService)
{
    const test::StillClock clock;
    ServiceTree model;
    model.show(test::healthyPicture(clock), {}, clock.now());
    TableFilter filter(&model);
    filter.setText(QStringLiteral("supervisor.storm-2"));
    ASSERT_EQ(filter.rowCount(), 1);
    EXPECT_EQ(filter.rowCount(filter.index(0, 0)), 1);
    filter.setText(QStringLiteral("production-supervisor"));
    ASSERT_EQ(filter.rowCount(), 1);
    EXPECT_EQ(filter.rowCount(filter.index(0, 0)), 3);
}

} // namespace
