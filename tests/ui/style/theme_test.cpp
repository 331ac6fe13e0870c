// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/theme.h"

#include "style/tokens.h"
#include "support/peerbus.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QTest>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using style::Scheme;

/// Stands where the desktop's portal stands.
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
        m_bus.service().registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &m_portal,
                                       QDBusConnection::ExportAllSlots);
        m_theme = std::make_unique<style::Theme>(scheme, nullptr, m_bus.program());
        ASSERT_TRUE(QTest::qWaitFor([this] { return !m_portal.asked.isEmpty(); }));
        QTest::qWait(50); // the answer's way back
    }
    void change(uint preference)
    {
        auto signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/portal/desktop"),
                                                 QStringLiteral("org.freedesktop.portal.Settings"),
                                                 QStringLiteral("SettingChanged"));
        signal.setArguments({QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"),
                             QVariant::fromValue(QDBusVariant(preference))});
        m_bus.service().send(signal);
    }
    static bool isDark() { return style::isDark(QApplication::palette()); }

    test::PeerBus m_bus;
    Portal m_portal;
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
