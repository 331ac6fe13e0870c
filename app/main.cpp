// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"
#include "commands/operations.h"
#include "commands/terminal.h"
#include "descriptors.h"
#include "memory.h"
#include "stopsignals.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    using namespace stormdeck::app;
    giveMemoryBack();
    allowManyDescriptors();
    QCoreApplication::setOrganizationName(QStringLiteral("stormdeck"));
    QCoreApplication::setApplicationName(QStringLiteral("stormdeck"));
    QCoreApplication::setApplicationVersion(QStringLiteral(STORMDECK_VERSION));
    QStringList words;
    for (int i = 0; i < argc; ++i) {
        words << QString::fromLocal8Bit(argv[i]);
    }
    const auto arguments = readArguments(words);
    if (!arguments) {
        complain(arguments.error());
        return exitCodeOf(arguments.error());
    }
    if (arguments->command.isEmpty()) {
        return runWindow(argc, argv, *arguments);
    }
    const StopSignals signals;
    QCoreApplication application(argc, argv);
    installPlurals();
    return runCommand(*arguments, signals.token());
}
