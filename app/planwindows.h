// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace stormdeck::ui {
class MainWindow;
}
namespace stormdeck::wizards {
class PlanWindow;
}

namespace stormdeck::app {

/// The windows of operations beside the main window: tells its status bar what runs, brings a hidden one back from
/// there, and deletes each once it is closed for good. GUI thread.
class PlanWindows : public QObject
{
    Q_OBJECT

public:
    /// `main` outlives this.
    explicit PlanWindows(ui::MainWindow &main);

    /// Shows a window whose parent is the main window.
    void show(wizards::PlanWindow *window);

Q_SIGNALS:
    /// An operation ended, or a window was closed for good: what is interrupted may be another list now.
    void ended();

private:
    void callBack(const QString &operation);

    ui::MainWindow &m_main;
};

} // namespace stormdeck::app
