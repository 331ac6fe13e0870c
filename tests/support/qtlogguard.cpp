// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qtlogguard.h"

#include <QString>

#include <gtest/gtest.h>

namespace stormdeck::test {

namespace {
void failOnWarning(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    // The offscreen platform says of itself what it cannot do; no code here is to blame.
    if (text.startsWith(QStringLiteral("This plugin does not support"))) {
        return;
    }
    if (type == QtWarningMsg || type == QtCriticalMsg || type == QtFatalMsg) {
        ADD_FAILURE() << "Qt says: " << text.toStdString();
    }
}
} // namespace

QtLogGuard::QtLogGuard() : m_before(qInstallMessageHandler(failOnWarning)) {}

QtLogGuard::~QtLogGuard()
{
    qInstallMessageHandler(m_before);
}

} // namespace stormdeck::test
