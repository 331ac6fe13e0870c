// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stormdeck::ssh {

/// What '~', ${VARIABLE} and the signs after '%' stand for in a configuration. A '%' before another sign stays as it is.
struct ConfigTokens
{
    QString home;
    QString label;
    QString hostName;
    quint16 port = 22;
    QString user;

    /// An absolute path: ~, ~/…, ${VARIABLE}, %d %h %i %k %n %p %r %u %%.
    [[nodiscard]] QString path(const QString &text) const;
    /// A list of hosts to jump over: %h %n %p %r %%.
    [[nodiscard]] QString jumps(const QString &text) const;

private:
    [[nodiscard]] QString expanded(const QString &text, const QString &signs) const;
    [[nodiscard]] QString token(QChar sign) const;
};

/// The name of the user who runs this program.
[[nodiscard]] QString localUser();

} // namespace stormdeck::ssh
