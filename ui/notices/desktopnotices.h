// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "notices/healthnews.h"

#include <QDBusConnection>
#include <QObject>

namespace stormdeck::notices {

/// Notifications of the desktop, by its org.freedesktop.Notifications service. One at a time: a newer one takes the
/// place of an older one. Where the desktop has no such service nothing is shown. Never waits. GUI thread.
class DesktopNotices : public QObject
{
    Q_OBJECT

public:
    explicit DesktopNotices(const QDBusConnection &bus = QDBusConnection::sessionBus(), QObject *parent = nullptr);
    void show(const News &news);

Q_SIGNALS:
    /// The one shown was clicked.
    void chosen();

private Q_SLOTS:
    void takeAction(uint id, const QString &action);

private:
    QDBusConnection m_bus;
    uint m_shown = 0; ///< the service's number of the one shown last; 0: none
};

} // namespace stormdeck::notices
