// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/windowstate.h"

#include "style/kept.h"

#include <QMainWindow>
#include <QSplitter>

namespace stormdeck::ui {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString splitterKey = QStringLiteral("window/splitter");
const QString noticesKey = QStringLiteral("notices/health");
const QString zoomKey = QStringLiteral("map/zoom");
const QString groupingKey = QStringLiteral("map/groups");
const QString schemeKey = QStringLiteral("window/colours");

} // namespace

void WindowState::restore(QMainWindow *window, QSplitter *splitter)
{
    const QSettings kept = style::keptSettings();
    if (!window->restoreGeometry(kept.value(geometryKey).toByteArray())) {
        window->resize(1440, 900);
    }
    splitter->restoreState(kept.value(splitterKey).toByteArray());
}

void WindowState::save(const QMainWindow *window, const QSplitter *splitter)
{
    QSettings kept = style::keptSettings();
    kept.setValue(geometryKey, window->saveGeometry());
    kept.setValue(splitterKey, splitter->saveState());
}

map::Zoom WindowState::mapZoom()
{
    return map::Zoom::of(style::keptSettings().value(zoomKey).toString());
}

map::Grouping WindowState::mapGrouping()
{
    return map::Grouping::of(style::keptSettings().value(groupingKey).toString());
}

void WindowState::setMap(const map::Zoom &zoom, const map::Grouping &grouping)
{
    QSettings kept = style::keptSettings();
    kept.setValue(zoomKey, zoom.id());
    kept.setValue(groupingKey, grouping.id());
}

style::Scheme WindowState::scheme()
{
    const QString word = style::keptSettings().value(schemeKey).toString();
    return word == QStringLiteral("light")  ? style::Scheme::Light
           : word == QStringLiteral("dark") ? style::Scheme::Dark
                                            : style::Scheme::System;
}

void WindowState::setScheme(style::Scheme scheme)
{
    const QString word = scheme == style::Scheme::Light  ? QStringLiteral("light")
                         : scheme == style::Scheme::Dark ? QStringLiteral("dark")
                                                         : QStringLiteral("system");
    style::keptSettings().setValue(schemeKey, word);
}

bool WindowState::notifies()
{
    return style::keptSettings().value(noticesKey, true).toBool();
}

void WindowState::setNotifies(bool notifies)
{
    style::keptSettings().setValue(noticesKey, notifies);
}

} // namespace stormdeck::ui
