// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include <QApplication>

namespace stormdeck::app {

int runWindow(int &argc, char **argv, const QString &)
{
    QApplication application(argc, argv);
    return 0;
}

} // namespace stormdeck::app
