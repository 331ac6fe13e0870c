// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "closingsignals.h"
#include "commands/operations.h"
#include "recording/recordingfile.h"
#include "sessions.h"
#include "style/accessibility.h"
#include "style/englishplurals.h"

#include <QApplication>

namespace stormdeck::app {

void installPlurals()
{
    QCoreApplication::installTranslator(new style::EnglishPlurals(QCoreApplication::instance()));
}

int runWindow(int &argc, char **argv, const Arguments &arguments)
{
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Stormdeck"));
    QApplication::setDesktopFileName(QStringLiteral("stormdeck"));
    installPlurals();
    style::installAccessibility();
    Sessions sessions;
    const ClosingSignals endings;
    QObject::connect(&endings, &ClosingSignals::received, &sessions, &Sessions::end);
    if (arguments.recording.isEmpty()) {
        sessions.open(arguments.profile);
    } else if (const auto recording = recording::openRecording(arguments.recording)) {
        sessions.openRecording(*recording);
    } else {
        return failed(recording.error());
    }
    return QApplication::exec();
}

} // namespace stormdeck::app
