// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusServer>
#include <QTest>

#include <gtest/gtest.h>

#include <memory>

namespace stormdeck::test {

/// A service of the desktop or the system and the program that talks to it, peer to peer, so that no bus is needed. What
/// uses the program's end has to go before this. GUI thread.
class PeerBus
{
public:
    PeerBus()
    {
        QObject::connect(&m_server, &QDBusServer::newConnection, &m_server,
                         [this](const QDBusConnection &one) { m_service = std::make_unique<QDBusConnection>(one); });
        m_program = std::make_unique<QDBusConnection>(QDBusConnection::connectToPeer(m_server.address(), m_name));
        EXPECT_TRUE(QTest::qWaitFor([this] { return m_service != nullptr; }));
    }
    ~PeerBus() { QDBusConnection::disconnectFromPeer(m_name); }
    PeerBus(const PeerBus &) = delete;
    PeerBus &operator=(const PeerBus &) = delete;

    [[nodiscard]] const QDBusConnection &program() const { return *m_program; }
    [[nodiscard]] QDBusConnection &service() { return *m_service; }

private:
    QString m_name = QStringLiteral("program");
    QDBusServer m_server;
    std::unique_ptr<QDBusConnection> m_program;
    std::unique_ptr<QDBusConnection> m_service;
};

} // namespace stormdeck::test
