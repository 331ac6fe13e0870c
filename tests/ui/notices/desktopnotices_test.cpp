// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notices/desktopnotices.h"

#include "support/peerbus.h"

#include <QDBusMessage>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;

/// Stands where the desktop's service stands and keeps what it is told.
class Service : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public Q_SLOTS:
    uint Notify(const QString & /*application*/, uint replaces, const QString & /*icon*/, const QString &title,
                const QString &text, const QStringList &actions, const QVariantMap &hints, int /*timeout*/)
    {
        replaced << replaces;
        titles << title;
        texts << text;
        lastActions = actions;
        lastHints = hints;
        return 7;
    }

public:
    QList<uint> replaced;
    QStringList titles;
    QStringList texts;
    QStringList lastActions;
    QVariantMap lastHints;
};

class DesktopNoticesTest : public testing::Test
{
protected:
    void SetUp() override
    {
        m_bus.service().registerObject(QStringLiteral("/org/freedesktop/Notifications"), &m_service,
                                       QDBusConnection::ExportAllSlots);
        m_notices = std::make_unique<notices::DesktopNotices>(m_bus.program());
    }

    void show(const notices::News &news)
    {
        const auto before = m_service.titles.size();
        m_notices->show(news);
        ASSERT_TRUE(QTest::qWaitFor([&] { return m_service.titles.size() > before; }));
        QTest::qWait(50); // the answer's way back
    }

    void click(uint id)
    {
        auto signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/Notifications"),
                                                 QStringLiteral("org.freedesktop.Notifications"),
                                                 QStringLiteral("ActionInvoked"));
        signal.setArguments({id, m_service.lastActions.value(0)});
        m_bus.service().send(signal);
    }

    test::PeerBus m_bus;
    Service m_service;
    std::unique_ptr<notices::DesktopNotices> m_notices;
};

TEST_F(DesktopNoticesTest, showsTitleTextAndUrgency)
{
    show({QStringLiteral("lab is failing"), QStringLiteral("<storm-3> is down"), true});
    EXPECT_EQ(m_service.titles.last(), QStringLiteral("lab is failing"));
    EXPECT_EQ(m_service.texts.last(), QStringLiteral("&lt;storm-3&gt; is down"));
    EXPECT_EQ(m_service.lastHints.value(QStringLiteral("urgency")).toInt(), 2);
}

TEST_F(DesktopNoticesTest, replacesTheOneBefore)
{
    show({QStringLiteral("one"), {}, false});
    show({QStringLiteral("two"), {}, false});
    EXPECT_EQ(m_service.replaced, QList<uint>({0, 7}));
}

TEST_F(DesktopNoticesTest, tellsAClickOnItsOwnOnly)
{
    show({QStringLiteral("one"), {}, false});
    QSignalSpy chosen(m_notices.get(), &notices::DesktopNotices::chosen);
    click(8);
    QTest::qWait(100);
    EXPECT_EQ(chosen.count(), 0);
    click(7);
    EXPECT_TRUE(QTest::qWaitFor([&] { return chosen.count() == 1; }));
}
} // namespace

#include "desktopnotices_test.moc"
