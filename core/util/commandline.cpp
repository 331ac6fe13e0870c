// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/commandline.h"

#include <QRegularExpression>

namespace stormdeck {

QString shellQuoted(const QString &word)
{
    static const QRegularExpression harmless(
        QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z0-9_@%+=:,./-]+|\\$[A-Z_]+")));
    if (harmless.match(word).hasMatch()) {
        return word;
    }
    QString inside = word;
    inside.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + inside + u'\'';
}

QString commandLine(const QStringList &words)
{
    QStringList quoted;
    quoted.reserve(words.size());
    for (const QString &word : words) {
        quoted << shellQuoted(word);
    }
    return quoted.join(u' ');
}

} // namespace stormdeck
