// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/componenterrormodel.h"
#include "tables/executormodel.h"
#include "tables/rowcopy.h"
#include "tables/streammodel.h"
#include "tables/table.h"
#include "tables/tablefilter.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace stormdeck;
using tables::Cell;
using tables::ComponentErrorModel;
using tables::ExecutorModel;
using tables::StreamModel;

namespace {

const cluster::WorkerPlaces places{
    {QStringLiteral("supervisor-storm-1"), {QStringLiteral("n1"), QStringLiteral("storm-1"), true}}};

storm::Executor executor(const QString &id, const QString &host, std::optional<qint64> emitted)
{
    storm::Executor one{.id = id, .host = host, .port = 6700, .uptimeSeconds = 61, .figures = {}};
    one.figures.emitted = emitted;
    return one;
}

Cell cellOf(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(tables::CellRole).value<Cell>();
}

class ExecutorModelTest : public testing::Test
{
protected:
    ExecutorModel m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(ExecutorModelTest, namesTheNodeBehindTheHost)
{
    m_model.show({executor(QStringLiteral("[1-1]"), QStringLiteral("supervisor-storm-1"), 5),
                  executor(QStringLiteral("[2-2]"), QStringLiteral("elsewhere"), {})},
                 places);
    EXPECT_EQ(cellOf(m_model, 0, ExecutorModel::Node).text, QStringLiteral("storm-1"));
    EXPECT_EQ(m_model.subjectAt(m_model.index(0, 0)).key, QStringLiteral("n1"));
    EXPECT_FALSE(cellOf(m_model, 1, ExecutorModel::Node).raw.isValid());
    EXPECT_TRUE(m_model.subjectAt(m_model.index(1, 0)).isEmpty());
    EXPECT_EQ(cellOf(m_model, 1, ExecutorModel::Host).text, QStringLiteral("elsewhere"));
    EXPECT_EQ(cellOf(m_model, 0, ExecutorModel::Port).text, QStringLiteral("6700")) << "a name, not a count";
}

TEST_F(ExecutorModelTest, changesRowsInPlace)
{
    m_model.show({executor(QStringLiteral("[1-1]"), QStringLiteral("a"), 5),
                  executor(QStringLiteral("[2-2]"), QStringLiteral("a"), 6)},
                 places);
    const QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
    const QSignalSpy inserted(&m_model, &QAbstractItemModel::rowsInserted);
    m_model.show({executor(QStringLiteral("[1-1]"), QStringLiteral("a"), 5),
                  executor(QStringLiteral("[2-2]"), QStringLiteral("a"), 7)},
                 places);
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.front().at(0).toModelIndex().row(), 1);
    EXPECT_EQ(inserted.count(), 0);
}

TEST_F(ExecutorModelTest, keepsExecutorsOfTheSameNameApart)
{
    m_model.show({executor(QStringLiteral("[1-1]"), QStringLiteral("a"), 5),
                  executor(QStringLiteral("[1-1]"), QStringLiteral("b"), 6), executor({}, {}, {})},
                 places);
    ASSERT_EQ(m_model.rowCount(), 3);
    EXPECT_EQ(cellOf(m_model, 1, ExecutorModel::Host).text, QStringLiteral("b"));
}

TEST_F(ExecutorModelTest, sortsByNumbersWithTheMissingLast)
{
    m_model.show({executor(QStringLiteral("[10-10]"), QStringLiteral("a"), {}),
                  executor(QStringLiteral("[9-9]"), QStringLiteral("a"), 1'000),
                  executor(QStringLiteral("[2-2]"), QStringLiteral("a"), 20)},
                 places);
    tables::TableFilter filter(&m_model);
    filter.sort(ExecutorModel::Name, Qt::AscendingOrder);
    EXPECT_EQ(filter.index(0, 0).data().toString(), QStringLiteral("[2-2]"));
    filter.sort(ExecutorModel::Emitted, Qt::AscendingOrder);
    EXPECT_EQ(filter.index(0, 0).data().toString(), QStringLiteral("[2-2]"));
    EXPECT_EQ(filter.index(2, 0).data().toString(), QStringLiteral("[10-10]"));
    filter.setText(QStringLiteral("9-9"));
    EXPECT_EQ(filter.shown(), 1);
}

TEST_F(ExecutorModelTest, warnsOfABoltThatIsAlwaysBusy)
{
    storm::Executor busy = executor(QStringLiteral("[1-1]"), QStringLiteral("a"), 5);
    busy.figures.capacity = 0.97;
    m_model.show({busy}, places);
    EXPECT_EQ(cellOf(m_model, 0, ExecutorModel::Capacity).tone, style::Tone::Warning);
}

TEST(StreamModel, tellsInFromOut)
{
    storm::Stream in{.component = QStringLiteral("word"), .id = QStringLiteral("default"), .figures = {}};
    in.figures.executed = 12;
    storm::Stream out{.component = {}, .id = QStringLiteral("default"), .figures = {}};
    out.figures.emitted = 34;
    StreamModel model;
    model.show({in, out, out}, false);
    ASSERT_EQ(model.rowCount(), 2) << "one told twice is one";
    EXPECT_EQ(cellOf(model, 0, StreamModel::Direction).raw.toString(), QStringLiteral("in"));
    EXPECT_EQ(cellOf(model, 0, StreamModel::Tuples).raw.toLongLong(), 12);
    EXPECT_EQ(cellOf(model, 1, StreamModel::Direction).raw.toString(), QStringLiteral("out"));
    EXPECT_EQ(cellOf(model, 1, StreamModel::Tuples).raw.toLongLong(), 34);
    EXPECT_FALSE(cellOf(model, 1, StreamModel::Acked).raw.isValid());
}

TEST(ComponentErrorModel, showsTheFirstLineAndCopiesAll)
{
    const storm::ComponentError error{.at = QDateTime::fromSecsSinceEpoch(1795591600, Qt::UTC),
                                      .host = QStringLiteral("supervisor-storm-1"),
                                      .port = 6700,
                                      .text = QStringLiteral("java.lang.RuntimeException: x\n\tat a.b(C.java:1)")};
    ComponentErrorModel model;
    model.show({error, error}, places, false);
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_EQ(cellOf(model, 0, ComponentErrorModel::Where).text, QStringLiteral("storm-1:6700"));
    EXPECT_EQ(cellOf(model, 0, ComponentErrorModel::Error).text, QStringLiteral("java.lang.RuntimeException: x"));
    EXPECT_TRUE(tables::rowAsJson(model.index(0, 0)).contains(QStringLiteral("C.java:1")));
    EXPECT_FALSE(model.isOldAt(model.index(0, 0)));
    model.show({error}, places, true);
    EXPECT_TRUE(model.isOldAt(model.index(0, 0)));
}

TEST(CopyActions, copyTheSelectedRows)
{
    ComponentErrorModel model;
    model.show({{.at = {}, .host = QStringLiteral("h"), .port = 1, .text = QStringLiteral("boom")}}, {}, false);
    tables::TableFilter filter(&model);
    tables::Table table(QStringLiteral("Errors"));
    table.setModel(&filter);
    tables::addCopyActions(table);
    table.selectRow(0);
    ASSERT_EQ(table.actions().size(), 2);
    table.actions().front()->trigger();
    EXPECT_TRUE(QGuiApplication::clipboard()->text().contains(QStringLiteral("h:1\tboom")));
    table.actions().back()->trigger();
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith(u'{'));
}

} // namespace
