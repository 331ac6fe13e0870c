// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/pictures.h"
#include "tables/nodetable.h"
#include "tables/rowcopy.h"
#include "tables/sortmenu.h"
#include "tables/table.h"
#include "tables/tablefilter.h"

#include <QMenu>

#include <gtest/gtest.h>

using namespace stormdeck;
using tables::NodeTable;

namespace {

class SortMenu : public testing::Test
{
protected:
    SortMenu()
    {
        m_table.setModel(&m_filter);
        m_table.setSortable();
        m_model.show(test::healthyPicture(m_clock), {}, m_clock.now());
    }
    /// The entry of a menu that was just opened; nullptr where there is none.
    static QAction *entry(QMenu &menu, const QString &text)
    {
        Q_EMIT menu.aboutToShow();
        for (QAction *action : menu.actions()) {
            if (action->text().remove(u'&') == text) {
                return action;
            }
        }
        return nullptr;
    }
    [[nodiscard]] QString title(int column) const
    {
        return m_filter.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    [[nodiscard]] QString nameAt(int row) const { return m_filter.index(row, 0).data().toString(); }

    test::StillClock m_clock;
    NodeTable m_model;
    tables::TableFilter m_filter{&m_model};
    tables::Table m_table{QStringLiteral("Nodes")};
};

TEST_F(SortMenu, sortsByAColumnAndTheOtherWayRound)
{
    QMenu *menu = tables::makeSortMenu(*m_table.horizontalHeader(), &m_table);
    const QString first = nameAt(0);
    ASSERT_TRUE(entry(*menu, title(0)));
    EXPECT_TRUE(entry(*menu, title(0))->isChecked());
    EXPECT_TRUE(entry(*menu, QStringLiteral("Ascending"))->isChecked());
    entry(*menu, QStringLiteral("Descending"))->trigger();
    EXPECT_EQ(nameAt(m_filter.rowCount() - 1), first);
    EXPECT_TRUE(entry(*menu, QStringLiteral("Descending"))->isChecked());
    entry(*menu, title(NodeTable::State))->trigger();
    EXPECT_EQ(m_table.horizontalHeader()->sortIndicatorSection(), NodeTable::State);
    EXPECT_EQ(m_table.horizontalHeader()->sortIndicatorOrder(), Qt::AscendingOrder);
    EXPECT_FALSE(entry(*menu, title(0))->isChecked());
}

TEST_F(SortMenu, hasTheColumnsThatAreShown)
{
    QMenu *menu = tables::makeSortMenu(*m_table.horizontalHeader(), &m_table);
    EXPECT_NE(entry(*menu, title(NodeTable::Memory)), nullptr);
    m_table.hideColumn(NodeTable::Memory);
    EXPECT_EQ(entry(*menu, title(NodeTable::Memory)), nullptr);
}

TEST_F(SortMenu, saysNoOrderWhereNothingIsSorted)
{
    m_table.horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    QMenu *menu = tables::makeSortMenu(*m_table.horizontalHeader(), &m_table);
    EXPECT_FALSE(entry(*menu, QStringLiteral("Ascending"))->isEnabled());
    EXPECT_FALSE(entry(*menu, QStringLiteral("Ascending"))->isChecked());
    EXPECT_TRUE(entry(*menu, title(0))->isEnabled());
}

TEST_F(SortMenu, takesALetterThatTheOthersInItsMenuDoNotHave)
{
    tables::addCopyActions(m_table);
    tables::addSortMenu(m_table);
    QStringList letters;
    for (const QAction *action : m_table.actions()) {
        letters << QKeySequence::mnemonic(action->text()).toString();
    }
    ASSERT_EQ(letters.size(), 3);
    EXPECT_EQ(letters.removeDuplicates(), 0);
    EXPECT_EQ(m_table.actions().last()->menu()->accessibleName(), QStringLiteral("Sort by"));
}

} // namespace
