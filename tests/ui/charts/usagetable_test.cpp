// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/usagetable.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using ui::UsageRow;
using ui::UsageTable;

const UsageRow nimbus{.key = QStringLiteral("t1"),
                      .name = QStringLiteral("lab-nimbus on storm-1"),
                      .colour = 0,
                      .cores = 0.254,
                      .memoryBytes = 512 * 1024 * 1024,
                      .memoryLimitBytes = qint64(2048) * 1024 * 1024};
const UsageRow gone{.key = QStringLiteral("t2"),
                    .name = QStringLiteral("lab-ui on storm-2"),
                    .problem = QStringLiteral("No such container")};

class UsageTableTest : public testing::Test
{
protected:
    UsageTableTest() { m_model.show({nimbus, gone}); }
    [[nodiscard]] QString text(int row, int column) const
    {
        return m_model.index(row, column).data(tables::CellRole).value<tables::Cell>().text;
    }

    UsageTable m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(UsageTableTest, tellsFiguresAndTheShareOfTheLimit)
{
    EXPECT_EQ(text(0, UsageTable::Cores), QStringLiteral("0.25"));
    EXPECT_EQ(text(0, UsageTable::Memory), QStringLiteral("512 MiB"));
    EXPECT_EQ(text(0, UsageTable::Share), QStringLiteral("25 %"));
}

TEST_F(UsageTableTest, whatIsNotKnownIsNotZero)
{
    for (const int column : {UsageTable::Cores, UsageTable::Memory, UsageTable::Limit, UsageTable::Share}) {
        EXPECT_EQ(text(1, column), QStringLiteral("–")) << column;
    }
    EXPECT_TRUE(m_model.isOldAt(m_model.index(1, 0)));
    EXPECT_EQ(m_model.cellAt(m_model.index(1, 0)).tip, QStringLiteral("No such container"));
}

TEST_F(UsageTableTest, aFigureThatMovesChangesItsRowOnly)
{
    const QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
    UsageRow busier = nimbus;
    busier.cores = 3.0;
    m_model.show({busier, gone});
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.front().at(0).toModelIndex().row(), 0);
    EXPECT_EQ(text(0, UsageTable::Cores), QStringLiteral("3.00"));
}

TEST_F(UsageTableTest, sortsByNumbersAndWhatIsMissingLast)
{
    EXPECT_LT(m_model.order(m_model.index(0, UsageTable::Memory), m_model.index(1, UsageTable::Memory)), 0);
    EXPECT_EQ(m_model.indexOf(m_model.subjectAt(m_model.index(1, 0))).row(), 1);
}
} // namespace
