// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"

#include <QFile>

namespace stormdeck::test {

QByteArray fixture(const QString &path)
{
    QFile file(QStringLiteral(STORMDECK_FIXTURES "/") + path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("No fixture %s", qPrintable(file.fileName()));
    }
    return file.readAll();
}

} // namespace stormdeck::test
