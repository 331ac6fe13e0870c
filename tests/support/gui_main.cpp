// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/englishplurals.h"

#include <QApplication>
#include <QLocale>

#include <gmock/gmock.h>

int main(int argc, char **argv)
{
    // Test discovery starts this program without the environment of the tests.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QLocale::setDefault(QLocale::c());
    QApplication application(argc, argv);
    QApplication::installTranslator(new stormdeck::style::EnglishPlurals(&application));
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
