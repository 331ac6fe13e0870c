// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notices/desktopnotices.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace stormdeck::notices {

namespace {
const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
const QString open = QStringLiteral("default"); // the name of a click on the notification itself
constexpr int asTheDesktopLikes = -1;
} // namespace

DesktopNotices::DesktopNotices(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    // Without the service's name: to resolve it would wait for an answer.
    m_bus.connect({}, path, service, QStringLiteral("ActionInvoked"), this, SLOT(takeAction(uint, QString)));
}

void DesktopNotices::show(const News &news)
{
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("stormdeck")},
                            {QStringLiteral("urgency"), QVariant::fromValue<uchar>(news.urgent ? 2 : 1)}};
    auto message = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
    message.setArguments({QStringLiteral("Stormdeck"), m_shown, QStringLiteral("stormdeck"), news.title,
                          news.text.toHtmlEscaped(), QStringList{open, tr("Open")}, hints, asTheDesktopLikes});
    auto *answer = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<uint> reply = *answer;
        m_shown = reply.isValid() ? reply.value() : 0;
        answer->deleteLater();
    });
}

void DesktopNotices::takeAction(uint id, const QString &action)
{
    if (id == m_shown && action == open) {
        Q_EMIT chosen();
    }
}

} // namespace stormdeck::notices
