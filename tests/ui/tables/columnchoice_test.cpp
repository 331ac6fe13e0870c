// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/columnchoice.h"
#include "tables/nodetable.h"
#include "tables/table.h"

#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace stormdeck;
using tables::ColumnChoice;

namespace {

class ColumnChoiceTest : public testing::Test
{
protected:
    ColumnChoiceTest()
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        m_table.setModel(&m_model);
    }
    [[nodiscard]] QHeaderView *header() const { return m_table.horizontalHeader(); }

    QTemporaryDir m_settings;
    tables::NodeTable m_model;
    tables::Table m_table{QStringLiteral("Nodes")};
};

TEST_F(ColumnChoiceTest, isKeptBetweenTwoStartsByStableNames)
{
    {
        ColumnChoice choice(QStringLiteral("nodes"), m_model.columns(), header());
        choice.setShown(tables::NodeTable::Engine, false);
    }
    tables::Table next(QStringLiteral("Nodes"));
    next.setModel(&m_model);
    const ColumnChoice choice(QStringLiteral("nodes"), m_model.columns(), next.horizontalHeader());
    EXPECT_TRUE(next.isColumnHidden(tables::NodeTable::Engine));
    EXPECT_FALSE(next.isColumnHidden(tables::NodeTable::State));
}

TEST_F(ColumnChoiceTest, theMenuHasEveryColumnAndTheNameAlwaysStays)
{
    ColumnChoice choice(QStringLiteral("nodes"), m_model.columns(), header());
    const std::unique_ptr<QMenu> menu(choice.makeMenu(nullptr));
    ASSERT_GT(menu->actions().size(), tables::NodeTable::ColumnCount);
    EXPECT_FALSE(menu->actions().at(0)->isEnabled());
    QAction *age = menu->actions().at(tables::NodeTable::Age);
    EXPECT_TRUE(age->isChecked());
    age->trigger();
    EXPECT_TRUE(header()->isSectionHidden(tables::NodeTable::Age));
}

TEST_F(ColumnChoiceTest, canBeTakenBack)
{
    ColumnChoice choice(QStringLiteral("nodes"), m_model.columns(), header());
    choice.setShown(tables::NodeTable::Age, false);
    const std::unique_ptr<QMenu> menu(choice.makeMenu(nullptr));
    menu->actions().last()->trigger();
    EXPECT_FALSE(header()->isSectionHidden(tables::NodeTable::Age));
}

TEST_F(ColumnChoiceTest, aTablesOwnMenuTicksTheColumnsThatAreShownWhenItOpens)
{
    tables::addColumnChoice(m_table, QStringLiteral("beside"), m_model.columns());
    QMenu *menu = m_table.actions().last()->menu();
    ASSERT_NE(menu, nullptr);
    EXPECT_EQ(m_table.contextMenuPolicy(), Qt::ActionsContextMenu);
    m_table.hideColumn(tables::NodeTable::Age);
    Q_EMIT menu->aboutToShow();
    EXPECT_FALSE(menu->actions().at(tables::NodeTable::Age)->isChecked());
    menu->actions().at(tables::NodeTable::Age)->trigger();
    EXPECT_FALSE(m_table.isColumnHidden(tables::NodeTable::Age));
}

} // namespace
