// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/configtokens.h"

#include <QRegularExpression>

#include <array>

#include <pwd.h>
#include <unistd.h>

namespace stormdeck::ssh {

namespace {
QString withVariables(QString text)
{
    static const QRegularExpression variable(QStringLiteral("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}"));
    for (auto match = variable.match(text); match.hasMatch(); match = variable.match(text)) {
        QString value = qEnvironmentVariable(match.captured(1).toLatin1().constData());
        value.remove(QStringLiteral("${")); // so that this ends
        text.replace(match.capturedStart(), match.capturedLength(), value);
    }
    return text;
}
} // namespace

QString ConfigTokens::token(QChar sign) const
{
    switch (sign.unicode()) {
    case u'd':
        return home;
    case u'h':
        return hostName;
    case u'i':
        return QString::number(getuid());
    case u'k':
    case u'n':
        return label;
    case u'p':
        return QString::number(port);
    case u'r':
        return user;
    case u'u':
        return localUser();
    default:
        return sign;
    }
}

QString ConfigTokens::expanded(const QString &text, const QString &signs) const
{
    QString all;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isToken = text[i] == u'%' && i + 1 < text.size() && signs.contains(text[i + 1]);
        all += isToken ? token(text[++i]) : QString(text[i]);
    }
    return all;
}

QString ConfigTokens::jumps(const QString &text) const
{
    return expanded(text, QStringLiteral("hnpr%"));
}

QString ConfigTokens::path(const QString &text) const
{
    QString path = expanded(withVariables(text), QStringLiteral("dhiknpru%"));
    if (path == QStringLiteral("~") || path.startsWith(QStringLiteral("~/"))) {
        path.replace(0, 1, home);
    }
    return path.startsWith(u'/') ? path : home + u'/' + path;
}

QString localUser()
{
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd *found = nullptr;
    getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found);
    return found == nullptr ? qEnvironmentVariable("USER") : QString::fromLocal8Bit(found->pw_name);
}

} // namespace stormdeck::ssh
