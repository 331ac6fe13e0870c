// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/recordingbar.h"

#include "support/qtlogguard.h"
#include "ui/wizards/hands.h"

#include <QComboBox>
#include <QSlider>
#include <QTest>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace std::chrono_literals;

namespace {

class RecordingBarTest : public testing::Test
{
protected:
    RecordingBarTest()
    {
        bar.show();
        slider = bar.findChild<QSlider *>();
        speed = bar.findChild<QComboBox *>();
    }
    /// Nothing answered in two minutes; the bar moves through time alone.
    [[nodiscard]] static recording::Recording twoMinutes()
    {
        return {.cluster = QStringLiteral("lab"),
                .from = Instant(1h),
                .to = Instant(1h + 2min),
                .begun = QDateTime(QDate(2026, 11, 25), QTime(14, 2))};
    }
    [[nodiscard]] bool says(const QString &text) const { return test::saidIn(&bar).contains(text); }

    test::QtLogGuard guard;
    recording::Player player{twoMinutes()};
    ui::RecordingBar bar{player, QStringLiteral("lab")};
    QSlider *slider = nullptr;
    QComboBox *speed = nullptr;
};

TEST_F(RecordingBarTest, playsAndPausesByItsKeys)
{
    bar.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&bar));
    QTest::keyClick(&bar, Qt::Key_Space, Qt::ControlModifier);
    EXPECT_TRUE(player.isPlaying());
    QTest::keyClick(&bar, Qt::Key_Space, Qt::ControlModifier);
    EXPECT_FALSE(player.isPlaying());
}

TEST_F(RecordingBarTest, saysWhatIsShownAndOfWhichMoment)
{
    bool isNamed = false;
    for (const auto *label : bar.findChildren<style::StateLabel *>()) {
        isNamed |= label->word() == QStringLiteral("Recording of lab");
    }
    EXPECT_TRUE(isNamed);
    EXPECT_TRUE(says(QStringLiteral("2026-11-25 14:02:00 · 0:00 of 2:00"))) << qPrintable(test::saidIn(&bar));
    EXPECT_EQ(slider->maximum(), 120'000);
}

TEST_F(RecordingBarTest, theSliderMovesThroughItsTimeByTheKeyboardToo)
{
    slider->setValue(30'000);
    EXPECT_EQ(player.position(), 30s);
    QTest::keyClick(slider, Qt::Key_Right);
    EXPECT_EQ(player.position(), 31s);
    QTest::keyClick(slider, Qt::Key_PageUp);
    EXPECT_EQ(player.position(), 41s);
    QTest::keyClick(slider, Qt::Key_End);
    EXPECT_EQ(player.position(), 2min);
    EXPECT_TRUE(QTest::qWaitFor([&] { return says(QStringLiteral("14:04:00 · 2:00 of 2:00")); }, 5000));
}

TEST_F(RecordingBarTest, playsAndPausesAndFollowsWithTheSlider)
{
    ASSERT_TRUE(test::press(&bar, QStringLiteral("Play")));
    EXPECT_TRUE(player.isPlaying());
    EXPECT_TRUE(QTest::qWaitFor([&] { return slider->value() > 0; }, 5000));
    ASSERT_TRUE(test::press(&bar, QStringLiteral("Pause")));
    EXPECT_FALSE(player.isPlaying());
    const auto stood = player.position();
    QTest::qWait(250);
    EXPECT_EQ(player.position(), stood);
    EXPECT_TRUE(test::canPress(&bar, QStringLiteral("Play")));
}

TEST_F(RecordingBarTest, aChangedSpeedHoldsAtOnceWhileItPlays)
{
    const int tenfold = speed->findData(10);
    ASSERT_GE(tenfold, 0);
    speed->setCurrentIndex(tenfold);
    EXPECT_FALSE(player.isPlaying()) << "a speed alone begins nothing";
    speed->setCurrentIndex(0);
    ASSERT_TRUE(test::press(&bar, QStringLiteral("Play")));
    speed->setCurrentIndex(tenfold);
    const auto from = player.position();
    QTest::qWait(1000);
    EXPECT_GT(player.position() - from, 5s) << "ten seconds in one";
}

TEST_F(RecordingBarTest, saysThatTheEndOfItsFileIsMissingWhereItIs)
{
    const auto warns = [](const QWidget &shown) {
        const auto labels = shown.findChildren<style::StateLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const style::StateLabel *label) {
            return label->word() == QStringLiteral("Its end is missing");
        });
    };
    EXPECT_FALSE(warns(bar));
    recording::Recording torn = twoMinutes();
    torn.isCutShort = true;
    recording::Player other(torn);
    const ui::RecordingBar otherBar(other, QStringLiteral("lab"));
    EXPECT_TRUE(warns(otherBar));
}

} // namespace
