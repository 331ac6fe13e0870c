// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "session.h"
#include "style/englishplurals.h"

#include <QApplication>

namespace stormdeck::app {

void installPlurals()
{
    QCoreApplication::installTranslator(new style::EnglishPlurals(QCoreApplication::instance()));
}

int runWindow(int &argc, char **argv, const QString &profile)
{
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Stormdeck"));
    QApplication::setDesktopFileName(QStringLiteral("stormdeck"));
    installPlurals();
    Session session;
    session.open(profile);
    return QApplication::exec();
}

} // namespace stormdeck::app
