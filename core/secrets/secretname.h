// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace stormdeck::secrets {

/// What a secret is of; never the secret. A plain value.
struct SecretName
{
    enum class Kind {
        Passphrase, ///< of a key; subject: its file
        Password,   ///< of an account; subject: "ops@storm-1", with the port where it is not 22
        Sudo        ///< that sudo wants of an account; subject as of Password
    };
    Kind kind = Kind::Password;
    QString subject;

    bool operator==(const SecretName &) const = default;
};

/// Stable word of a kind, as "passphrase".
[[nodiscard]] QString word(SecretName::Kind kind);
/// Nothing where no kind has that word.
[[nodiscard]] std::optional<SecretName::Kind> kindOf(const QString &word);
/// Under which a keychain has it, as "passphrase:/home/ada/.ssh/id_ed25519". Stable.
[[nodiscard]] QString keyOf(const SecretName &name);
/// For a person, as "the passphrase of /home/ada/.ssh/id_ed25519".
[[nodiscard]] QString textOf(const SecretName &name);

} // namespace stormdeck::secrets
