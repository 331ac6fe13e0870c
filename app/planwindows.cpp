// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planwindows.h"

#include "main/mainwindow.h"
#include "wizards/planwindow.h"

namespace stormdeck::app {

using wizards::PlanWindow;

namespace {
/// Empty before its operation began.
QString operationOf(const PlanWindow *window)
{
    return window->session() ? window->session()->plan().operation.value : QString();
}
} // namespace

PlanWindows::PlanWindows(ui::MainWindow &main) : m_main(main)
{
    connect(&m_main, &ui::MainWindow::operationWanted, this, &PlanWindows::callBack);
}

void PlanWindows::show(PlanWindow *window)
{
    connect(window, &PlanWindow::progressText, this,
            [this, window](const QString &text) { m_main.showOperation(operationOf(window), text); });
    connect(window, &PlanWindow::operationFinished, this, [this, window] {
        m_main.endOperation(operationOf(window));
        Q_EMIT ended();
    });
    connect(window, &PlanWindow::finished, window, &QObject::deleteLater);
    // Its journal is free only then, and who looks for interrupted operations passes over one in use.
    connect(window, &QObject::destroyed, this, &PlanWindows::ended);
    window->show();
}

void PlanWindows::callBack(const QString &operation)
{
    for (PlanWindow *window : m_main.findChildren<PlanWindow *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (operationOf(window) == operation) {
            window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
            window->show();
            window->raise();
            window->activateWindow();
        }
    }
}

} // namespace stormdeck::app
