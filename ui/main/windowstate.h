// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/theme.h"

class QMainWindow;
class QSplitter;

namespace stormdeck::ui {

/// What the window remembers between two starts, in the user's settings file.
struct WindowState
{
    static void restore(QMainWindow *window, QSplitter *splitter);
    static void save(const QMainWindow *window, const QSplitter *splitter);
    [[nodiscard]] static style::Scheme scheme();
    static void setScheme(style::Scheme scheme);
};

} // namespace stormdeck::ui
