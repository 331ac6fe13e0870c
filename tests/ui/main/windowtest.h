// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "main/mainwindow.h"
#include "main/pictures.h"
#include "support/qtlogguard.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <memory>

namespace stormdeck::test {

/// An active main window with settings of its own and a clock that stands still.
class WindowTest : public testing::Test
{
protected:
    /// Of the window's usual size where that is empty.
    explicit WindowTest(const QSize &size = {})
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        m_window = std::make_unique<ui::MainWindow>(m_clock);
        if (!size.isEmpty()) {
            m_window->resize(size);
        }
        m_window->show();
        m_window->activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    }

    QtLogGuard m_guard; ///< before the window, whose warnings fail too
    QTemporaryDir m_settings;
    StillClock m_clock;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace stormdeck::test
