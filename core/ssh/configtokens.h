// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stormdeck::ssh {

/// What '~', ${VARIABLE} and the signs after '%' stand for in the paths of a configuration.
struct ConfigTokens
{
    QString home;
    QString label;
    QString hostName;
    quint16 port = 22;
    QString user;

    /// An absolute path: ~, ~/…, ${VARIABLE}, %d %h %i %k %n %p %r %u %%. A '%' before another sign stays as it is.
    [[nodiscard]] QString path(const QString &text) const;

private:
    [[nodiscard]] QString token(QChar sign) const;
};

/// The name of the user who runs this program.
[[nodiscard]] QString localUser();

} // namespace stormdeck::ssh
