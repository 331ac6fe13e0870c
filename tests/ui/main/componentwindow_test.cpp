// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/componentwindow.h"

#include "main/pictures.h"
#include "style/kept.h"
#include "style/widgets.h"
#include "support/qtlogguard.h"
#include "tables/cell.h"
#include "tables/table.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using storm::StatsWindow;
using ui::ComponentLook;
using ui::ComponentWindow;

/// Answers as it is told, on the threads that ask.
class Source
{
public:
    Result<ComponentLook> ask(StatsWindow window)
    {
        const std::scoped_lock lock(m_mutex);
        m_asked.push_back(window);
        return m_answer;
    }
    void answer(Result<ComponentLook> answer)
    {
        const std::scoped_lock lock(m_mutex);
        m_answer = std::move(answer);
    }
    [[nodiscard]] std::vector<StatsWindow> asked() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_asked;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<StatsWindow> m_asked;
    Result<ComponentLook> m_answer = failure({});
};

ComponentLook bolt()
{
    ComponentLook look;
    look.page.id = QStringLiteral("split");
    look.page.executorCount = 2;
    look.page.figures.executed = 2380;
    for (int i = 1; i <= 2; ++i) {
        storm::Executor one;
        one.id = QStringLiteral("[%1-%1]").arg(i);
        one.host = QStringLiteral("supervisor-storm-%1").arg(i);
        one.port = 6700;
        look.page.executors.push_back(one);
    }
    look.page.streams.push_back({.component = QStringLiteral("word"), .id = QStringLiteral("default"), .figures = {}});
    look.page.errors.push_back({.at = {}, .host = {}, .port = 0, .text = QStringLiteral("boom")});
    look.places.insert(QStringLiteral("supervisor-storm-1"),
                       {QStringLiteral("node1"), QStringLiteral("storm-1"), true});
    return look;
}

Error silence()
{
    return {.kind = ErrorKind::Unreachable, .layer = Layer::Connect, .reason = QStringLiteral("nobody answers")};
}

class ComponentWindowTest : public testing::Test
{
protected:
    ComponentWindowTest() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path()); }

    void open(std::chrono::milliseconds pace = 20ms)
    {
        const auto ask = [this](StatsWindow window, const std::stop_token &) { return m_source.ask(window); };
        m_window = std::make_unique<ComponentWindow>(
            cluster::componentSubject({QStringLiteral("words-1")}, QStringLiteral("split")), QStringLiteral("words"),
            ask, m_background, m_clock, pace);
        m_window->setAttribute(Qt::WA_DeleteOnClose, false);
        m_window->show();
    }
    [[nodiscard]] tables::Table *table(const char *name) const
    {
        for (auto *one : m_window->findChildren<tables::Table *>()) {
            if (one->accessibleName() == QLatin1String(name)) {
                return one;
            }
        }
        return nullptr;
    }
    [[nodiscard]] int rows(const char *name) const { return table(name)->model()->rowCount(); }
    [[nodiscard]] bool shows(const QString &words) const
    {
        const auto labels = m_window->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
    }
    [[nodiscard]] QPushButton *button(const QString &words) const
    {
        for (auto *one : m_window->findChildren<QPushButton *>()) {
            if (one->text().remove(u'&') == words) {
                return one;
            }
        }
        return nullptr;
    }
    [[nodiscard]] bool waitForRows(int count) const
    {
        return QTest::qWaitFor([&] { return rows("Executors") == count; }, 5000);
    }

    test::QtLogGuard m_guard;
    QTemporaryDir m_settings;
    Source m_source;
    test::StillClock m_clock;
    wizards::Background m_background;
    std::unique_ptr<ComponentWindow> m_window; ///< goes before the rest
};

TEST_F(ComponentWindowTest, showsExecutorsStreamsAndErrors)
{
    m_source.answer(bolt());
    open();
    EXPECT_EQ(m_window->windowTitle(), QStringLiteral("split of words"));
    ASSERT_TRUE(waitForRows(2));
    EXPECT_EQ(rows("Streams"), 1);
    EXPECT_EQ(rows("Newest errors"), 1);
    EXPECT_TRUE(shows(QStringLiteral("Bolt of words")));
    EXPECT_TRUE(shows(QStringLiteral("By the Storm UI")));
}

TEST_F(ComponentWindowTest, saysThatItWaitsForTheFirstAnswer)
{
    m_source.answer(bolt());
    open();
    EXPECT_TRUE(shows(QStringLiteral("Waiting for the Storm UI"))) << "before any answer was taken";
    EXPECT_FALSE(table("Streams")->isVisible());
    EXPECT_TRUE(shows(QStringLiteral("Of words")));
}

TEST_F(ComponentWindowTest, saysWhyThereIsNoAnswerAndAsksAgainWhenTold)
{
    m_source.answer(failure(silence()));
    open(1h);
    ASSERT_TRUE(QTest::qWaitFor([&] { return shows(QStringLiteral("Nothing has answered yet")); }, 5000));
    EXPECT_TRUE(shows(QStringLiteral("nobody answers")));
    m_source.answer(bolt());
    QPushButton *again = button(QStringLiteral("Retry now"));
    ASSERT_TRUE(again && again->isVisible());
    again->click();
    EXPECT_TRUE(waitForRows(2));
}

TEST_F(ComponentWindowTest, keepsWhatCameLastAndMarksItAsOld)
{
    m_source.answer(bolt());
    open();
    ASSERT_TRUE(waitForRows(2));
    m_source.answer(failure(silence()));
    const auto isOld = [&] { return table("Executors")->model()->index(0, 0).data(tables::OldRole).toBool(); };
    ASSERT_TRUE(QTest::qWaitFor(isOld, 5000));
    EXPECT_EQ(rows("Executors"), 2);
    EXPECT_TRUE(shows(QStringLiteral("not current")));
    EXPECT_TRUE(table("Streams")->model()->index(0, 0).data(tables::OldRole).toBool());
    m_source.answer(bolt());
    EXPECT_TRUE(QTest::qWaitFor([&] { return !isOld(); }, 5000));
}

TEST_F(ComponentWindowTest, allOfItGrowsOldWithoutAnAnswerEvenThoughNoneFailed)
{
    m_source.answer(bolt());
    open(10s);
    ASSERT_TRUE(waitForRows(2));
    const auto isOld = [this](const char *name) {
        return table(name)->model()->index(0, 0).data(tables::OldRole).toBool();
    };
    EXPECT_FALSE(isOld("Streams"));
    m_clock.advance(40s);
    for (const char *name : {"Executors", "Streams", "Newest errors"}) {
        EXPECT_TRUE(QTest::qWaitFor([&] { return isOld(name); }, 5000)) << name;
    }
}

TEST_F(ComponentWindowTest, asksForTheWindowThatIsChosenAndDropsFiguresOfAnother)
{
    m_source.answer(bolt());
    open(1h);
    ASSERT_TRUE(waitForRows(2));
    EXPECT_EQ(m_source.asked().back(), StatsWindow::TenMinutes);
    m_source.answer(failure(silence()));
    m_window->findChild<QComboBox *>()->setCurrentIndex(2);
    EXPECT_EQ(rows("Executors"), 0);
    EXPECT_FALSE(shows(QStringLiteral("Bolt of words")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return shows(QStringLiteral("Nothing has answered yet")); }, 5000));
    EXPECT_EQ(m_source.asked().back(), StatsWindow::Day);
}

TEST_F(ComponentWindowTest, asksOnlyWhileItCanBeSeen)
{
    m_source.answer(bolt());
    open();
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_source.asked().size() > 3; }, 5000));
    m_window->hide();
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_background.running() == 0; }, 5000));
    const size_t before = m_source.asked().size();
    QTest::qWait(150);
    EXPECT_EQ(m_source.asked().size(), before);
    m_window->show();
    EXPECT_TRUE(QTest::qWaitFor([&] { return m_source.asked().size() > before; }, 5000));
}

TEST_F(ComponentWindowTest, leadsFromAnExecutorToItsNodeAndLog)
{
    m_source.answer(bolt());
    open(1h);
    ASSERT_TRUE(waitForRows(2));
    QPushButton *node = button(QStringLiteral("Show its node"));
    QPushButton *log = button(QStringLiteral("Follow the log of its worker"));
    ASSERT_TRUE(node && log);
    EXPECT_FALSE(node->isEnabled());
    EXPECT_FALSE(log->isEnabled());
    QSignalSpy selected(m_window.get(), &ComponentWindow::nodeSelected);
    QSignalSpy wanted(m_window.get(), &ComponentWindow::nodeWanted);
    QSignalSpy followed(m_window.get(), &ComponentWindow::logWanted);
    table("Executors")->selectRow(0);
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected[0][0].value<cluster::Subject>().key, QStringLiteral("node1"));
    node->click();
    ASSERT_EQ(wanted.count(), 1);
    log->click();
    ASSERT_EQ(followed.count(), 1);
    EXPECT_EQ(followed[0][0].value<cluster::Subject>().key, QStringLiteral("node1"));
    EXPECT_EQ(followed[0][1].toInt(), 6700);
    table("Executors")->selectRow(1); // on a host that nobody knows
    EXPECT_FALSE(node->isEnabled());
    EXPECT_FALSE(log->isEnabled());
    EXPECT_EQ(selected.count(), 1);
}

TEST_F(ComponentWindowTest, filtersItsExecutors)
{
    m_source.answer(bolt());
    open(1h);
    ASSERT_TRUE(waitForRows(2));
    m_window->findChild<QLineEdit *>()->setText(QStringLiteral("storm-1"));
    EXPECT_EQ(rows("Executors"), 1);
    EXPECT_TRUE(shows(QStringLiteral("1 of 2 shown")));
}

TEST_F(ComponentWindowTest, choosesTheColumnsOfEachTableByItself)
{
    open(1h);
    for (const char *name : {"Streams", "Newest errors"}) {
        const QAction *columns = table(name)->actions().last();
        ASSERT_TRUE(columns->menu()) << name;
        ASSERT_GT(columns->menu()->actions().size(), 1) << name;
        columns->menu()->actions().at(1)->trigger();
        EXPECT_TRUE(table(name)->isColumnHidden(1)) << name;
    }
    const QSettings kept = style::keptSettings();
    EXPECT_TRUE(kept.contains(QStringLiteral("tables/streams/columns")));
    EXPECT_TRUE(kept.contains(QStringLiteral("tables/component-errors/columns")));
}

TEST_F(ComponentWindowTest, saysWhatEachPartIs)
{
    m_source.answer(bolt());
    open(1h);
    ASSERT_TRUE(waitForRows(2));
    EXPECT_FALSE(m_window->findChild<QComboBox *>()->accessibleName().isEmpty());
    EXPECT_FALSE(m_window->findChild<QLineEdit *>()->accessibleName().isEmpty());
    EXPECT_TRUE(table("Executors")->hasFocus() || !m_window->isActiveWindow());
}
} // namespace
