// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/usagewindow.h"

#include "charts/usagetable.h"
#include "docker/client.h"
#include "style/kept.h"
#include "support/fakeserver.h"
#include "tables/table.h"

#include <QChart>
#include <QChartView>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using ui::UsageTable;
using ui::UsageWindow;

class UsageWindowTest : public testing::Test
{
protected:
    UsageWindowTest()
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        m_engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        m_engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
        m_engine.answer("GET /v1.41/containers/c/stats",
                        {.body = R"({"read":"2026-11-25T10:00:00Z","cpu_stats":{"cpu_usage":{"total_usage":1},)"
                                 R"("system_cpu_usage":4},"memory_stats":{"usage":4194304,"limit":8388608}})"});
    }
    [[nodiscard]] std::unique_ptr<UsageWindow> open(int containers)
    {
        std::vector<usage::UsageSource> sources;
        for (int i = 0; i < containers; ++i) {
            sources.push_back({.name = QStringLiteral("container %1").arg(i),
                               .machine = {.name = QStringLiteral("storm-1"), .engine = m_engine.endpoint()},
                               .container = {QStringLiteral("c")},
                               .task = {QString::number(i)}});
        }
        auto window = std::make_unique<UsageWindow>(
            QStringLiteral("storm-1"), std::move(sources),
            [](const Machine &machine) { return docker::Client(machine.engine, machine.name); }, m_background, m_clock);
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        window->show();
        return window;
    }
    static tables::Table *tableOf(const UsageWindow &window) { return window.findChild<tables::Table *>(); }
    static qsizetype linesOf(const UsageWindow &window)
    {
        const auto charts = window.findChildren<QChartView *>();
        return charts.size() == 2 ? charts[1]->chart()->series().size() : -1;
    }

    QTemporaryDir m_settings;
    test::FakeServer m_engine;
    SystemClock m_clock;
    wizards::Background m_background; ///< ends what windows left behind before the rest goes
};

TEST_F(UsageWindowTest, showsFiguresAndALineForEachContainer)
{
    const auto window = open(2);
    const QAbstractItemModel *model = tableOf(*window)->model();
    ASSERT_EQ(model->rowCount(), 2);
    ASSERT_TRUE(QTest::qWaitFor([&] { return linesOf(*window) == 2; }, 5000));
    EXPECT_EQ(model->index(0, 2).data().toString(), QStringLiteral("4 MiB"));
}

TEST_F(UsageWindowTest, drawsTheSelectedRowsWhereThereAreMoreThanColours)
{
    const auto window = open(UsageWindow::mostLines + 2);
    ASSERT_TRUE(QTest::qWaitFor([&] { return linesOf(*window) == UsageWindow::mostLines; }, 5000));
    tableOf(*window)->selectRow(UsageWindow::mostLines + 1);
    EXPECT_EQ(linesOf(*window), 1);
}

TEST_F(UsageWindowTest, saysWhyAContainerIsNotReadAndLeavesNoOldFigures)
{
    const auto window = open(1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return linesOf(*window) == 1; }, 5000));
    m_engine.answer("GET /v1.41/containers/c/stats", {.status = 404, .body = R"({"message":"No such container: c"})"});
    const QAbstractItemModel *model = tableOf(*window)->model();
    ASSERT_TRUE(QTest::qWaitFor([&] { return model->index(0, 2).data().toString() == QStringLiteral("–"); }, 8000));
    bool isSaid = false;
    for (const QLabel *label : window->findChildren<QLabel *>()) {
        isSaid = isSaid || label->text().contains(QStringLiteral("No such container"));
    }
    EXPECT_TRUE(isSaid);
}

TEST_F(UsageWindowTest, copiesRowsAndChoosesColumns)
{
    const auto window = open(2);
    tables::Table *table = tableOf(*window);
    QAction *columns = table->actions().last();
    ASSERT_TRUE(columns->menu());
    ASSERT_GT(columns->menu()->actions().size(), UsageTable::ColumnCount);
    columns->menu()->actions().at(UsageTable::Limit)->trigger();
    EXPECT_TRUE(style::keptSettings().contains(QStringLiteral("tables/containers/columns")));
    table->selectRow(1);
    table->actions().front()->trigger();
    const QString copied = QGuiApplication::clipboard()->text();
    EXPECT_TRUE(copied.startsWith(QStringLiteral("Container\t"))) << qPrintable(copied);
    EXPECT_TRUE(copied.section(u'\n', 1).startsWith(QStringLiteral("container 1\t"))) << qPrintable(copied);
    EXPECT_EQ(copied.section(u'\n', 0, 0).count(u'\t'), UsageTable::ColumnCount - 2);
}
} // namespace
