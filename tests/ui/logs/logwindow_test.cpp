// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logwindow.h"

#include "docker/client.h"
#include "logs/logmodel.h"
#include "logs/logview.h"
#include "style/tokens.h"
#include "support/fakeserver.h"
#include "util/files.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <atomic>
#include <memory>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using test::Reply;
using ui::LogModel;
using ui::LogWindow;

constexpr int longEnough = 8000; // ms; a second try comes after about one second

QByteArray frame(const QByteArray &payload)
{
    QByteArray head("\1\0\0\0\0\0\0\0", 8);
    head[6] = char(payload.size() >> 8);
    head[7] = char(payload.size());
    return head + payload;
}

/// What arrives where the connection breaks after these bytes.
Reply brokenAfter(const QByteArray &bytes)
{
    return {.body = bytes + QByteArray(bytes.size(), '\0'), .fault = Reply::Fault::CloseMidBody};
}

class LogWindowTest : public testing::Test
{
protected:
    LogWindowTest()
    {
        m_engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
        m_engine.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    }
    ~LogWindowTest() override { delete m_window; }

    /// Gives these answers in turn; after the last one it hangs.
    void answerLogs(const QByteArray &container, std::vector<Reply> replies)
    {
        m_engine.answerBy(
            "GET /v1.41/containers/" + container + "/logs",
            [replies = std::move(replies), asked = std::make_shared<std::atomic<size_t>>(0)](const test::Received &) {
                const size_t now = (*asked)++;
                return now < replies.size() ? replies[now] : Reply{.fault = Reply::Fault::Hang};
            });
    }
    [[nodiscard]] logs::LogSource source(const QString &container) const
    {
        return {.name = container + QStringLiteral(" on storm-1"),
                .machine = {.name = QStringLiteral("storm-1"), .engine = m_engine.endpoint()},
                .container = {container}};
    }
    void open(
        const std::vector<logs::LogSource> &sources,
        logs::Successor successor = [](const logs::LogSource &) { return std::optional<logs::LogSource>(); })
    {
        m_window = new LogWindow(
            QStringLiteral("storm-1"), sources,
            [](const Machine &machine) { return docker::Client(machine.engine, machine.name); }, std::move(successor),
            m_background, m_clock);
        m_window->show();
    }
    void openWithThreeLines()
    {
        answerLogs("c", {brokenAfter(frame("2026-11-25T14:02:11.1Z [INFO] \x1b[32mup\x1b[0m\n"
                                           "2026-11-25T14:02:11.2Z [WARN] slow\n"
                                           "2026-11-25T14:02:11.3Z [ERROR] \xff broke\n"))});
        open({source(QStringLiteral("c"))});
        ASSERT_TRUE(QTest::qWaitFor([&] { return model().rowCount() == 3; }, longEnough));
    }
    [[nodiscard]] LogModel &model() const { return *m_window->findChild<LogModel *>(); }
    [[nodiscard]] QString text(int row) const { return model().index(row, LogModel::Text).data().toString(); }
    [[nodiscard]] bool comesToHave(int rows) const
    {
        return QTest::qWaitFor([&] { return !model().isSearching() && model().rowCount() == rows; }, longEnough);
    }
    [[nodiscard]] bool says(const QString &part) const
    {
        const auto labels = m_window->findChildren<look::Label *>();
        return std::any_of(labels.begin(), labels.end(), [&](const look::Label *label) {
            return label->isVisible() && label->text().contains(part);
        });
    }
    [[nodiscard]] bool comesToSay(const QString &part) const
    {
        return QTest::qWaitFor([&] { return says(part); }, longEnough);
    }

    test::FakeServer m_engine;
    SystemClock m_clock;
    wizards::Background m_background;
    QPointer<LogWindow> m_window;
};

TEST_F(LogWindowTest, coloursLinesByTheirLevels)
{
    openWithThreeLines();
    const style::Tokens &tokens = style::tokens(QGuiApplication::palette());
    const auto colour = [&](int row) { return model().index(row, LogModel::Text).data(Qt::ForegroundRole); };
    EXPECT_FALSE(colour(0).isValid());
    EXPECT_EQ(colour(1).value<QColor>(), tokens.warning);
    EXPECT_EQ(colour(2).value<QColor>(), tokens.bad);
    EXPECT_EQ(text(0), QStringLiteral("[INFO] up"));
    EXPECT_EQ(text(2), QStringLiteral("[ERROR] \uFFFD broke"));
}

TEST_F(LogWindowTest, showsWhatIsFilteredFor)
{
    openWithThreeLines();
    auto *level = m_window->findChild<QComboBox *>();
    level->setCurrentIndex(level->findText(QStringLiteral("Warnings and errors")));
    EXPECT_EQ(model().rowCount(), 2);
    QTest::keyClicks(m_window->findChild<QLineEdit *>(), QStringLiteral("SLOW"));
    ASSERT_TRUE(comesToHave(1));
    EXPECT_EQ(text(0), QStringLiteral("[WARN] slow"));
    EXPECT_TRUE(comesToSay(QStringLiteral("1 of 3 lines shown")));
}

TEST_F(LogWindowTest, escapeEndsTheSearchBeforeTheWindow)
{
    openWithThreeLines();
    m_window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(m_window));
    auto *search = m_window->findChild<QLineEdit *>();
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("slow"));
    EXPECT_TRUE(comesToHave(1));
    QTest::keyClick(search, Qt::Key_Escape);
    ASSERT_TRUE(m_window && m_window->isVisible());
    EXPECT_EQ(model().rowCount(), 3);
    QTest::keyClick(search, Qt::Key_Escape);
    EXPECT_TRUE(!m_window || !m_window->isVisible());
}

TEST_F(LogWindowTest, savesTheBytesThatWereWritten)
{
    openWithThreeLines();
    for (QPushButton *button : m_window->findChildren<QPushButton *>()) {
        if (button->text().contains(QStringLiteral("Save"))) {
            button->click();
        }
    }
    auto *dialog = m_window->findChild<QFileDialog *>();
    ASSERT_NE(dialog, nullptr);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.log"));
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    ASSERT_TRUE(comesToSay(QStringLiteral("Saved as ") + path));
    const QByteArrayList lines = readFile(path, 10'000).value().split('\n');
    ASSERT_EQ(lines.size(), 4) << "each with its end";
    EXPECT_TRUE(lines[0].endsWith("  c on storm-1  [INFO] \x1b[32mup\x1b[0m")) << lines[0].constData();
    EXPECT_TRUE(lines[2].endsWith("[ERROR] \xff broke")) << lines[2].constData();
}

TEST_F(LogWindowTest, saysHowManySourcesAreFollowedAndWhyOneIsNot)
{
    answerLogs("c", {});
    open({source(QStringLiteral("c")), source(QStringLiteral("gone"))});
    EXPECT_TRUE(comesToSay(QStringLiteral("1 of 2 sources followed")));
    EXPECT_TRUE(comesToSay(QStringLiteral("gone on storm-1: no route; connects again in ")));
    EXPECT_TRUE(comesToSay(QStringLiteral("connects again in 1 s")));
}

TEST_F(LogWindowTest, saysInTheLogWhereLinesMayBeMissing)
{
    answerLogs("c",
               {brokenAfter(frame("2026-11-25T14:02:11.1Z one\n")), {.status = 404, .body = R"({"message":"x"})"}});
    answerLogs("next", {brokenAfter(frame("2026-11-25T14:02:12.1Z two\n"))});
    const logs::LogSource next = source(QStringLiteral("next"));
    open({source(QStringLiteral("c"))}, [next](const logs::LogSource &of) {
        return of.container == next.container ? std::nullopt : std::optional(next);
    });
    m_window->findChild<QComboBox *>()->setCurrentIndex(2);
    ASSERT_TRUE(QTest::qWaitFor([&] { return model().lineCount() == 3; }, longEnough));
    ASSERT_EQ(model().rowCount(), 1) << "no filter hides it";
    EXPECT_TRUE(text(0).startsWith(QStringLiteral("c on storm-1 was not followed from "))) << qPrintable(text(0));
    EXPECT_EQ(model().index(0, LogModel::Text).data(Qt::ForegroundRole).value<QColor>(),
              style::tokens(QGuiApplication::palette()).warning);
    m_window->findChild<QComboBox *>()->setCurrentIndex(0);
    EXPECT_EQ(model().index(2, LogModel::Source).data().toString(), QStringLiteral("next on storm-1"));
}

TEST_F(LogWindowTest, closesAtOnceWhileAnEngineHangs)
{
    answerLogs("c", {});
    m_engine.answer("GET /v1.41/containers/d/logs", {.status = 500});
    open({source(QStringLiteral("c")), source(QStringLiteral("d"))});
    ASSERT_TRUE(comesToSay(QStringLiteral("connects again in")));
    const Instant asked = BootClock::now();
    m_window->close();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !m_window; }, longEnough));
    EXPECT_LT(BootClock::now() - asked, 500ms);
}
} // namespace
