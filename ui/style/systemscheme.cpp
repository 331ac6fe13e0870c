// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/systemscheme.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace stormdeck::style {

namespace {
const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colorScheme = QStringLiteral("color-scheme");

/// Read() puts its answer into a variant more than the signal does.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>()) {
        value = value.value<QDBusVariant>().variant();
    }
    return value;
}
} // namespace

SystemScheme::SystemScheme(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    // Without the service's name: to resolve it would wait for an answer.
    m_bus.connect({}, path, interface, QStringLiteral("SettingChanged"), this, SLOT(takeSetting(QDBusMessage)));
    auto message = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    message.setArguments({appearance, colorScheme});
    auto *answer = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    QObject::connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (reply.isValid()) {
            take(reply.value().variant());
        }
        answer->deleteLater();
    });
}

void SystemScheme::takeSetting(const QDBusMessage &changed)
{
    const QVariantList setting = changed.arguments(); // group, key, value
    if (setting.value(0).toString() == appearance && setting.value(1).toString() == colorScheme) {
        take(setting.value(2));
    }
}

void SystemScheme::take(const QVariant &value)
{
    const uint preference = unwrapped(value).toUInt(); // 0: none, 1: dark, 2: light
    const auto isDark = preference == 0 ? std::nullopt : std::optional(preference == 1);
    if (isDark != m_isDark) {
        m_isDark = isDark;
        Q_EMIT changed();
    }
}

} // namespace stormdeck::style
