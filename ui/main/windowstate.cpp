// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/windowstate.h"

#include <QMainWindow>
#include <QSettings>
#include <QSplitter>

namespace stormdeck::ui {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString splitterKey = QStringLiteral("window/splitter");
const QString schemeKey = QStringLiteral("window/colours");

QSettings settings()
{
    return {QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Stormdeck"), QStringLiteral("stormdeck")};
}

} // namespace

void WindowState::restore(QMainWindow *window, QSplitter *splitter)
{
    const QSettings kept = settings();
    if (!window->restoreGeometry(kept.value(geometryKey).toByteArray())) {
        window->resize(1440, 900);
    }
    splitter->restoreState(kept.value(splitterKey).toByteArray());
}

void WindowState::save(const QMainWindow *window, const QSplitter *splitter)
{
    QSettings kept = settings();
    kept.setValue(geometryKey, window->saveGeometry());
    kept.setValue(splitterKey, splitter->saveState());
}

style::Scheme WindowState::scheme()
{
    const QString word = settings().value(schemeKey).toString();
    return word == QStringLiteral("light")  ? style::Scheme::Light
           : word == QStringLiteral("dark") ? style::Scheme::Dark
                                            : style::Scheme::System;
}

void WindowState::setScheme(style::Scheme scheme)
{
    const QString word = scheme == style::Scheme::Light  ? QStringLiteral("light")
                         : scheme == style::Scheme::Dark ? QStringLiteral("dark")
                                                         : QStringLiteral("system");
    settings().setValue(schemeKey, word);
}

} // namespace stormdeck::ui
