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

/// Qt before 6.5 does not name the system's scheme; the palette of the platform without ours tells it.
bool systemIsDark()
{
    QApplication::setPalette(QPalette());
    return isDark(QApplication::palette());
}

} // namespace

Theme::Theme(Scheme scheme, QObject *parent) : QObject(parent), m_scheme(scheme)
{
    QApplication::setStyle(new ControlStyle);
    {
        const QScopedValueRollback guard(m_applying, true);
        m_systemDark = systemIsDark();
    }
    apply();
    qApp->installEventFilter(this);
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
            m_systemDark = systemIsDark();
        }
        apply();
    }
    return QObject::eventFilter(watched, event);
}

void Theme::apply()
{
    const QScopedValueRollback guard(m_applying, true);
    const bool dark = m_scheme == Scheme::Dark || (m_scheme == Scheme::System && m_systemDark);
    QApplication::setPalette(paletteOf(dark ? darkTokens() : lightTokens()));
}

} // namespace stormdeck::style
