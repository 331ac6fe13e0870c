// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/pictures.h"
#include "tables/nodetable.h"
#include "tables/rowcopy.h"
#include "tables/table.h"
#include "tables/tablefilter.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

using namespace stormdeck;
using tables::NodeTable;

namespace {

class RowCopyTest : public testing::Test
{
protected:
    RowCopyTest()
    {
        m_table.setModel(&m_filter);
        m_model.show(test::healthyPicture(m_clock), {}, m_clock.now());
    }

    test::StillClock m_clock;
    NodeTable m_model;
    tables::TableFilter m_filter{&m_model};
    tables::Table m_table{QStringLiteral("Nodes")};
};

TEST_F(RowCopyTest, rowsAreLinesOfTheColumnsShownUnderTheirTitles)
{
    for (int column = NodeTable::NodeRole; column < NodeTable::ColumnCount; ++column) {
        m_table.hideColumn(column);
    }
    const QString text =
        tables::tabSeparated({m_filter.index(0, 0), m_filter.index(2, 0)}, *m_table.horizontalHeader());
    EXPECT_EQ(text, QStringLiteral("Name\tState\nstorm-1\tReady\nstorm-3\tReady\n"));
}

TEST_F(RowCopyTest, aTabWithinACellTearsNoRow)
{
    const watch::Picture before = test::healthyPicture(m_clock);
    const watch::Picture after =
        test::changed(before, [](cluster::Snapshot &s) { s.nodes[0].name = QStringLiteral("a\tb\nc"); });
    m_model.show(after, deltaBetween(*before.snapshot, *after.snapshot), m_clock.now());
    const QString text = tables::tabSeparated({m_filter.index(0, 0)}, *m_table.horizontalHeader());
    EXPECT_EQ(text.count(u'\n'), 2);
    EXPECT_TRUE(text.section(u'\n', 1, 1).startsWith(QStringLiteral("a b c\t")));
}

TEST_F(RowCopyTest, jsonHasEveryColumnByItsStableNameWithNumbersAsNumbers)
{
    m_table.hideColumn(NodeTable::Memory);
    const QString json = tables::rowAsJson(m_filter.index(0, 0));
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    EXPECT_EQ(object.size(), NodeTable::ColumnCount);
    EXPECT_EQ(object.value(QStringLiteral("name")).toString(), QStringLiteral("storm-1"));
    EXPECT_EQ(object.value(QStringLiteral("state")).toString(), QStringLiteral("ready"));
    EXPECT_EQ(object.value(QStringLiteral("role")).toString(), QStringLiteral("leader"));
    EXPECT_EQ(object.value(QStringLiteral("reserved_nano_cpus")).toInteger(), 2'200'000'000);
    EXPECT_TRUE(object.value(QStringLiteral("reserved_memory_bytes")).isDouble());
}

} // namespace
