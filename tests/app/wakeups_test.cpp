// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wakeups.h"

#include "support/peerbus.h"

#include <QDBusMessage>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;

/// Stands where logind stands.
class WakeupsTest : public testing::Test
{
protected:
    void sayPrepareForSleep(bool begins)
    {
        auto signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/login1"),
                                                 QStringLiteral("org.freedesktop.login1.Manager"),
                                                 QStringLiteral("PrepareForSleep"));
        signal.setArguments({begins});
        m_bus.service().send(signal);
    }

    test::PeerBus m_bus;
    app::Wakeups m_wakeups{m_bus.program()};
};

TEST_F(WakeupsTest, tellTheEndOfSleepAndNotItsBeginning)
{
    QSignalSpy happened(&m_wakeups, &app::Wakeups::happened);
    sayPrepareForSleep(true);
    QTest::qWait(100);
    EXPECT_EQ(happened.count(), 0);
    sayPrepareForSleep(false);
    EXPECT_TRUE(QTest::qWaitFor([&] { return happened.count() == 1; }));
}

TEST_F(WakeupsTest, tellAnotherNetworkAndNotItsLoss)
{
    const QSignalSpy happened(&m_wakeups, &app::Wakeups::happened);
    m_wakeups.takeNetwork(false);
    EXPECT_EQ(happened.count(), 0) << "there is nobody to ask";
    m_wakeups.takeNetwork(true);
    m_wakeups.takeNetwork(true); // as where a VPN begins or ends
    EXPECT_EQ(happened.count(), 2);
}
} // namespace
