// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/theme.h"

#include "style/controlstyle.h"
#include "style/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>

namespace stormdeck::style {

namespace {

/// The palette of the platform without ours.
bool platformIsDark()
{
    QApplication::setPalette(QPalette());
    return style::isDark(QApplication::palette());
}

} // namespace

Theme::Theme(Scheme scheme, QObject *parent, const QDBusConnection &bus)
    : QObject(parent), m_scheme(scheme), m_system(bus)
{
    QApplication::setStyle(new ControlStyle);
    {
        const QScopedValueRollback guard(m_applying, true);
        m_paletteIsDark = platformIsDark();
    }
    apply();
    qApp->installEventFilter(this);
    connect(&m_system, &SystemScheme::changed, this, &Theme::apply);
}

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    apply();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // The platform tells every window; the first to hear is enough.
    if (event->type() == QEvent::ThemeChange && !m_applying) {
        {
            const QScopedValueRollback guard(m_applying, true);
            m_paletteIsDark = platformIsDark();
        }
        apply();
    }
    return QObject::eventFilter(watched, event);
}

bool Theme::isDark() const
{
    return m_scheme == Scheme::System ? m_system.isDark().value_or(m_paletteIsDark) : m_scheme == Scheme::Dark;
}

void Theme::apply()
{
    const QScopedValueRollback guard(m_applying, true);
    QApplication::setPalette(paletteOf(isDark() ? darkTokens() : lightTokens()));
}

} // namespace stormdeck::style
