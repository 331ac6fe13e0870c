// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "why/whywindow.h"

#include "main/pictures.h"
#include "support/qtlogguard.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace std::chrono_literals;

namespace {

class WhyWindowTest : public testing::Test
{
protected:
    void explain(const watch::Picture &picture, const cluster::Subject &subject)
    {
        m_window.explain(subject, picture, m_clock.now());
        QApplication::sendPostedEvents();
    }
    [[nodiscard]] bool shows(const QString &text) const
    {
        for (const QLabel *label : m_window.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (QPushButton *one : m_window.findChildren<QPushButton *>()) {
            if (one->text().remove(u'&') == text) {
                return one;
            }
        }
        return nullptr;
    }

    test::QtLogGuard m_guard;
    test::StillClock m_clock;
    ui::WhyWindow m_window;
};

TEST_F(WhyWindowTest, showsFactsWithSourceAndAgeAndTheRule)
{
    const watch::Picture picture = test::downPicture(m_clock);
    explain(picture, subjectOf(picture.snapshot->nodes[2]));
    EXPECT_TRUE(shows(QStringLiteral("storm-3")));
    EXPECT_TRUE(shows(QStringLiteral("Swarm, by manager storm-1, 1 s ago")));
    EXPECT_TRUE(shows(QStringLiteral("Engine of storm-3, as of 14:02:11")));
    EXPECT_TRUE(shows(QStringLiteral("Rule node.down: ")));
}

TEST_F(WhyWindowTest, agesGoOnAndNewPicturesAreFollowed)
{
    const watch::Picture picture = test::healthyPicture(m_clock);
    explain(picture, subjectOf(picture.snapshot->nodes[0]));
    EXPECT_TRUE(shows(QStringLiteral("Swarm, by manager storm-1, 1 s ago")));
    m_clock.advance(2s);
    m_window.show(picture, m_clock.now());
    EXPECT_TRUE(shows(QStringLiteral("Swarm, by manager storm-1, 3 s ago")));
}

TEST_F(WhyWindowTest, whatHasGoneSaysSoAndKeepsItsName)
{
    const watch::Picture picture = test::healthyPicture(m_clock);
    explain(picture, subjectOf(picture.snapshot->topologies[1]));
    m_window.show(test::emptyPicture(m_clock), m_clock.now());
    EXPECT_TRUE(shows(QStringLiteral("It is no longer there.")));
    EXPECT_TRUE(shows(QStringLiteral("wordcount")));
    EXPECT_FALSE(shows(QStringLiteral("Storm UI")));
    m_window.show(picture, m_clock.now());
    EXPECT_TRUE(shows(QStringLiteral("Storm UI")));
}

TEST_F(WhyWindowTest, copiesWhatItShows)
{
    const watch::Picture picture = test::downPicture(m_clock);
    explain(picture, subjectOf(picture.snapshot->nodes[2]));
    button(QStringLiteral("Copy as text"))->click();
    const QString text = QApplication::clipboard()->text();
    EXPECT_TRUE(text.startsWith(QStringLiteral("Node storm-3\n")));
    EXPECT_TRUE(text.contains(QStringLiteral("State: down (heartbeat failure) (Swarm, by manager storm-1, 1 s ago)")));
    EXPECT_TRUE(text.contains(QStringLiteral("node.down: ")));
}

TEST_F(WhyWindowTest, leadsToItsSubjectInTheWindow)
{
    const watch::Picture picture = test::healthyPicture(m_clock);
    const cluster::Subject subject = subjectOf(picture.snapshot->services[0]);
    explain(picture, subject);
    const QSignalSpy chosen(&m_window, &ui::WhyWindow::subjectChosen);
    button(QStringLiteral("Show in the window"))->click();
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen.front().front().value<cluster::Subject>(), subject);
}

} // namespace
