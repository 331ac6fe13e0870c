// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/theme.h"

#include "style/tokens.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusServer>
#include <QDBusVariant>
#include <QTest>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using style::Scheme;

/// Stands where the desktop's portal stands. Peer to peer, so that no bus is needed.
class Portal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        asked = group + u' ' + key;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(preference)));
    }

public:
    uint preference = 0;
    QString asked;
};

class ThemeTest : public testing::Test
{
protected:
    void open(uint preference, Scheme scheme)
    {
        m_portal.preference = preference;
        QObject::connect(&m_server, &QDBusServer::newConnection, &m_portal, [this](const QDBusConnection &one) {
            m_desktop = std::make_unique<QDBusConnection>(one);
            m_desktop->registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &m_portal,
                                      QDBusConnection::ExportAllSlots);
        });
        const auto peer = QDBusConnection::connectToPeer(m_server.address(), QStringLiteral("theme"));
        ASSERT_TRUE(QTest::qWaitFor([this] { return m_desktop != nullptr; }));
        m_theme = std::make_unique<style::Theme>(scheme, nullptr, peer);
        ASSERT_TRUE(QTest::qWaitFor([this] { return !m_portal.asked.isEmpty(); }));
        QTest::qWait(50); // the answer's way back
    }
    void TearDown() override
    {
        m_theme.reset();
        QDBusConnection::disconnectFromPeer(QStringLiteral("theme"));
    }
    void change(uint preference)
    {
        auto signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/portal/desktop"),
                                                 QStringLiteral("org.freedesktop.portal.Settings"),
                                                 QStringLiteral("SettingChanged"));
        signal.setArguments({QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"),
                             QVariant::fromValue(QDBusVariant(preference))});
        m_desktop->send(signal);
    }
    static bool isDark() { return style::isDark(QApplication::palette()); }

    QDBusServer m_server;
    Portal m_portal;
    std::unique_ptr<QDBusConnection> m_desktop;
    std::unique_ptr<style::Theme> m_theme;
};

TEST_F(ThemeTest, isDarkWhereTheDesktopIsAndGoesWithIt)
{
    open(1, Scheme::System);
    EXPECT_EQ(m_portal.asked, QStringLiteral("org.freedesktop.appearance color-scheme"));
    EXPECT_TRUE(isDark());
    change(2);
    EXPECT_TRUE(QTest::qWaitFor([] { return !isDark(); }));
    change(1);
    EXPECT_TRUE(QTest::qWaitFor([] { return isDark(); }));
}

TEST_F(ThemeTest, whatAPersonChoseIsStronger)
{
    open(1, Scheme::Light);
    EXPECT_FALSE(isDark());
    m_theme->setScheme(Scheme::System);
    EXPECT_TRUE(isDark());
}

TEST_F(ThemeTest, aDesktopWithoutAPreferenceLeavesItToThePlatform)
{
    open(0, Scheme::System);
    EXPECT_FALSE(isDark());
}
} // namespace

#include "theme_test.moc"
