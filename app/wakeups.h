// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>

namespace stormdeck::app {

/// Tells when what was known may be old at once: this computer woke up from sleep, by logind's word, or its network
/// came back or became another, by what Qt hears of it. Where the system has neither service nothing is told. GUI
/// thread.
class Wakeups : public QObject
{
    Q_OBJECT

public:
    explicit Wakeups(const QDBusConnection &bus = QDBusConnection::systemBus(), QObject *parent = nullptr);

    /// The system says that its network is another now, or gone.
    void takeNetwork(bool isThere);

Q_SIGNALS:
    void happened();

private Q_SLOTS:
    void takeSleep(bool begins);

private:
    QDBusConnection m_bus;
};

} // namespace stormdeck::app
