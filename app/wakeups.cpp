// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wakeups.h"

#include <QNetworkInformation>

namespace stormdeck::app {

Wakeups::Wakeups(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    // Without the service's name: to resolve it would wait for an answer.
    m_bus.connect({}, QStringLiteral("/org/freedesktop/login1"), QStringLiteral("org.freedesktop.login1.Manager"),
                  QStringLiteral("PrepareForSleep"), this, SLOT(takeSleep(bool)));
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability)) {
        return;
    }
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability now) {
                takeNetwork(now != QNetworkInformation::Reachability::Disconnected);
            });
}

void Wakeups::takeNetwork(bool isThere)
{
    if (isThere) {
        Q_EMIT happened();
    }
}

void Wakeups::takeSleep(bool begins)
{
    if (!begins) {
        Q_EMIT happened();
    }
}

} // namespace stormdeck::app
