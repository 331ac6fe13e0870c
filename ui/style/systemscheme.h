// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>

#include <optional>

namespace stormdeck::style {

/// Whether the desktop likes dark, by the org.freedesktop.portal.Settings service ("color-scheme" of
/// "org.freedesktop.appearance"), which Qt before 6.5 does not ask. Nothing where the desktop has no such service or no
/// preference. Never waits. GUI thread.
class SystemScheme : public QObject
{
    Q_OBJECT

public:
    explicit SystemScheme(const QDBusConnection &bus = QDBusConnection::sessionBus(), QObject *parent = nullptr);

    [[nodiscard]] std::optional<bool> isDark() const { return m_isDark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void takeSetting(const QDBusMessage &changed);

private:
    void take(const QVariant &value);

    QDBusConnection m_bus;
    std::optional<bool> m_isDark;
};

} // namespace stormdeck::style
