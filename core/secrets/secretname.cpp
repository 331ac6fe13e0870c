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
    switch (kind) {
    case Kind::Passphrase:
        return QStringLiteral("passphrase");
    case Kind::Password:
        return QStringLiteral("password");
    case Kind::Sudo:
        return QStringLiteral("sudo");
    }
    return {};
}

std::optional<Kind> kindOf(const QString &text)
{
    for (const Kind kind : {Kind::Passphrase, Kind::Password, Kind::Sudo}) {
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
    switch (name.kind) {
    case Kind::Passphrase:
        return Text::tr("the passphrase of %1").arg(name.subject);
    case Kind::Password:
        return Text::tr("the password of %1").arg(name.subject);
    case Kind::Sudo:
        return Text::tr("the password for sudo of %1").arg(name.subject);
    }
    return {};
}

} // namespace stormdeck::secrets
