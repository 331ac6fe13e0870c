// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/quoting.h"

#include <algorithm>

namespace stormdeck::ssh {

namespace {
bool isHarmless(char sign)
{
    const bool isLetterOrDigit =
        (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9');
    return isLetterOrDigit || QByteArrayView("_@%+:,./-").contains(sign);
}

QByteArray quoted(const QByteArray &word)
{
    if (!word.isEmpty() && std::all_of(word.begin(), word.end(), isHarmless)) {
        return word;
    }
    QByteArray inside = word;
    inside.replace('\'', "'\\''");
    return '\'' + inside + '\'';
}
} // namespace

QByteArray remoteCommandLine(const QStringList &words)
{
    QByteArray line;
    for (const QString &word : words) {
        line += (line.isEmpty() ? "" : " ") + quoted(word.toUtf8());
    }
    return line;
}

} // namespace stormdeck::ssh
