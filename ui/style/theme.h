// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/systemscheme.h"

namespace stormdeck::style {

enum class Scheme { System, Light, Dark };

/// Gives the application its style and palette, and keeps them in step with the system's light or dark. One per
/// process, owned by whoever owns the first window; GUI thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(Scheme scheme, QObject *parent = nullptr,
                   const QDBusConnection &bus = QDBusConnection::sessionBus());

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();

    [[nodiscard]] bool isDark() const;

    Scheme m_scheme;
    SystemScheme m_system;
    bool m_applying = false;
    bool m_paletteIsDark = false; ///< that of the platform, where the desktop says nothing
};

} // namespace stormdeck::style
