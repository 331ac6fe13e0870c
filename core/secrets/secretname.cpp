// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/secretname.h"

#include <QCoreApplication>

namespace stormdeck::secrets {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SecretName)
};

using Kind = SecretName::Kind;
} // namespace

QString word(Kind kind)
{
    return kind == Kind::Passphrase ? QStringLiteral("passphrase") : QStringLiteral("password");
}

std::optional<Kind> kindOf(const QString &text)
{
    for (const Kind kind : {Kind::Passphrase, Kind::Password}) {
        if (text == word(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

QString keyOf(const SecretName &name)
{
    return word(name.kind) + u':' + name.subject;
}

QString textOf(const SecretName &name)
{
    return name.kind == Kind::Passphrase ? Text::tr("the passphrase of %1").arg(name.subject)
                                         : Text::tr("the password of %1").arg(name.subject);
}

} // namespace stormdeck::secrets
