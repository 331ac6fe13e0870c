// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/containerwindow.h"

#include "docker/containernames.h"
#include "main/containertable.h"
#include "support/qtlogguard.h"
#include "tables/cell.h"
#include "tables/table.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
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
using ui::ContainerTable;
using ui::ContainerWindow;
using Containers = ContainerWindow::Containers;

/// Answers as it is told, on the threads that ask.
class Engine
{
public:
    Result<Containers> ask()
    {
        const std::scoped_lock lock(m_mutex);
        ++m_asked;
        return m_answer;
    }
    void answer(Result<Containers> answer)
    {
        const std::scoped_lock lock(m_mutex);
        m_answer = std::move(answer);
    }
    [[nodiscard]] int asked() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_asked;
    }

private:
    mutable std::mutex m_mutex;
    int m_asked = 0;
    Result<Containers> m_answer = failure({});
};

docker::Container container(const QString &name, const QString &state, const QString &service = {})
{
    docker::Container one;
    one.id = {QStringLiteral("id-of-") + name};
    one.names = {name};
    one.image = QStringLiteral("registry:2");
    one.state = state;
    one.status = QStringLiteral("as the engine puts it");
    if (!service.isEmpty()) {
        one.labels.insert(QStringLiteral("com.docker.swarm.service.name"), service);
    }
    return one;
}

class ContainerWindowTest : public testing::Test
{
protected:
    ContainerWindowTest() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path()); }

    [[nodiscard]] std::unique_ptr<ContainerWindow> open()
    {
        auto window = std::make_unique<ContainerWindow>(
            QStringLiteral("storm-1"), [this](const std::stop_token &) { return m_engine.ask(); }, m_background,
            m_clock, 50ms);
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        window->show();
        return window;
    }
    static tables::Table *tableOf(const ContainerWindow &window) { return window.findChild<tables::Table *>(); }
    static QString textAt(const ContainerWindow &window, int row, int column)
    {
        return tableOf(window)->model()->index(row, column).data().toString();
    }
    static bool says(const ContainerWindow &window, const QString &words)
    {
        const auto labels = window.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisible() && (label->text() + label->toolTip()).contains(words);
        });
    }

    QTemporaryDir m_settings;
    Engine m_engine;
    SystemClock m_clock;
    wizards::Background m_background; ///< ends what windows left behind before the rest goes
};

TEST_F(ContainerWindowTest, listsAllWhoeverMadeThemAndFindsThem)
{
    m_engine.answer(Containers{container(QStringLiteral("registry"), QStringLiteral("exited")),
                               container(QStringLiteral("nimbus.1.x"), QStringLiteral("running"),
                                         QStringLiteral("nimbus"))});
    const auto window = open();
    ASSERT_TRUE(QTest::qWaitFor([&] { return tableOf(*window)->model()->rowCount() == 2; }, 5000));
    EXPECT_EQ(textAt(*window, 0, ContainerTable::Name), QStringLiteral("nimbus.1.x"));
    EXPECT_EQ(textAt(*window, 0, ContainerTable::Service), QStringLiteral("nimbus"));
    EXPECT_EQ(textAt(*window, 1, ContainerTable::State), QStringLiteral("exited"));
    EXPECT_EQ(textAt(*window, 1, ContainerTable::Service), QStringLiteral("–"));
    window->findChild<QLineEdit *>()->setText(QStringLiteral("registry exited"));
    EXPECT_EQ(tableOf(*window)->model()->rowCount(), 1);
}

TEST_F(ContainerWindowTest, showsGreenOnlyWhatRunsAndNothingThatIsOld)
{
    m_engine.answer(Containers{container(QStringLiteral("a"), QStringLiteral("running")),
                               container(QStringLiteral("b"), QStringLiteral("removing")),
                               container(QStringLiteral("c"), QStringLiteral("dead"))});
    const auto window = open();
    const QAbstractItemModel *model = tableOf(*window)->model();
    ASSERT_TRUE(QTest::qWaitFor([&] { return model->rowCount() == 3; }, 5000));
    const auto toneAt = [&](int row) {
        return model->index(row, ContainerTable::State).data(tables::CellRole).value<tables::Cell>().tone;
    };
    EXPECT_EQ(toneAt(0), style::Tone::Ok);
    EXPECT_EQ(toneAt(1), style::Tone::Unknown);
    EXPECT_EQ(toneAt(2), style::Tone::Bad);
    m_engine.answer(failure({.kind = ErrorKind::Unreachable, .reason = QStringLiteral("nobody answers")}));
    ASSERT_TRUE(QTest::qWaitFor([&] { return toneAt(0) == style::Tone::Unknown; }, 5000));
    EXPECT_EQ(model->rowCount(), 3);
    EXPECT_TRUE(says(*window, QStringLiteral("nobody answers")));
}

TEST_F(ContainerWindowTest, asksForTheLogsOfWhatIsSelectedAndKeepsItSelected)
{
    qRegisterMetaType<std::vector<docker::Container>>();
    m_engine.answer(Containers{container(QStringLiteral("a"), QStringLiteral("running")),
                               container(QStringLiteral("b"), QStringLiteral("running"))});
    const auto window = open();
    ASSERT_TRUE(QTest::qWaitFor([&] { return tableOf(*window)->model()->rowCount() == 2; }, 5000));
    const auto buttons = window->findChildren<QPushButton *>();
    const auto follow = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->text().remove(u'&') == QStringLiteral("Follow logs…");
    });
    ASSERT_NE(follow, buttons.end());
    EXPECT_FALSE((*follow)->isEnabled());
    tableOf(*window)->selectRow(1);
    ASSERT_TRUE((*follow)->isEnabled());
    m_engine.answer(Containers{container(QStringLiteral("_"), QStringLiteral("running")),
                               container(QStringLiteral("a"), QStringLiteral("running")),
                               container(QStringLiteral("b"), QStringLiteral("exited"))});
    ASSERT_TRUE(QTest::qWaitFor([&] { return tableOf(*window)->model()->rowCount() == 3; }, 5000));
    const QSignalSpy wanted(window.get(), &ContainerWindow::logsWanted);
    (*follow)->click();
    ASSERT_EQ(wanted.size(), 1);
    const auto chosen = wanted[0][0].value<std::vector<docker::Container>>();
    ASSERT_EQ(chosen.size(), 1U);
    EXPECT_EQ(nameOf(chosen[0]), QStringLiteral("b"));
    EXPECT_EQ(chosen[0].state, QStringLiteral("exited"));
}

TEST_F(ContainerWindowTest, saysWhyThereIsNoAnswerAndThatThereIsNoContainer)
{
    m_engine.answer(failure({.kind = ErrorKind::Unreachable, .reason = QStringLiteral("nobody answers")}));
    const auto window = open();
    ASSERT_TRUE(QTest::qWaitFor([&] { return says(*window, QStringLiteral("nobody answers")); }, 5000));
    m_engine.answer(Containers());
    ASSERT_TRUE(QTest::qWaitFor([&] { return says(*window, QStringLiteral("There is no container")); }, 5000));
}

TEST_F(ContainerWindowTest, doesNotAskWhileItIsNotSeen)
{
    m_engine.answer(Containers());
    const auto window = open();
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_engine.asked() > 2; }, 5000));
    window->hide();
    QTest::qWait(200);
    const int asked = m_engine.asked();
    QTest::qWait(400);
    EXPECT_LE(m_engine.asked(), asked);
}
} // namespace
