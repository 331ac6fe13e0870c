// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wakeups.h"

#include <QDBusMessage>
#include <QDBusServer>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;

/// Stands where logind stands. Peer to peer, so that no bus is needed.
class WakeupsTest : public testing::Test
{
protected:
    void SetUp() override
    {
        QObject::connect(&m_server, &QDBusServer::newConnection, &m_server,
                         [this](const QDBusConnection &one) { m_system = std::make_unique<QDBusConnection>(one); });
        const auto peer = QDBusConnection::connectToPeer(m_server.address(), QStringLiteral("console"));
        m_wakeups = std::make_unique<app::Wakeups>(peer);
        ASSERT_TRUE(QTest::qWaitFor([this] { return m_system != nullptr; }));
    }

    void TearDown() override
    {
        m_wakeups.reset();
        QDBusConnection::disconnectFromPeer(QStringLiteral("console"));
    }

    void sayPrepareForSleep(bool begins)
    {
        auto signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/login1"),
                                                 QStringLiteral("org.freedesktop.login1.Manager"),
                                                 QStringLiteral("PrepareForSleep"));
        signal.setArguments({begins});
        m_system->send(signal);
    }

    QDBusServer m_server;
    std::unique_ptr<QDBusConnection> m_system;
    std::unique_ptr<app::Wakeups> m_wakeups;
};

TEST_F(WakeupsTest, tellTheEndOfSleepAndNotItsBeginning)
{
    QSignalSpy happened(m_wakeups.get(), &app::Wakeups::happened);
    sayPrepareForSleep(true);
    QTest::qWait(100);
    EXPECT_EQ(happened.count(), 0);
    sayPrepareForSleep(false);
    EXPECT_TRUE(QTest::qWaitFor([&] { return happened.count() == 1; }));
}
} // namespace
