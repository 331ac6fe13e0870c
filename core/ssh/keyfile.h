// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/handles.h"
#include "util/secret.h"

#include <QByteArray>
#include <QString>

namespace stormdeck::ssh {

/// What came of opening a private key.
struct OpenedKey
{
    enum class State { Good, Missing, Unreadable, Locked, WrongPassphrase };
    State state = State::Missing;
    KeyHandle key; ///< Good
};

/// Opens a private key file (OpenSSH or PEM form). Locked: it has a passphrase and none was given. Blocks on the disk.
[[nodiscard]] OpenedKey openKey(const QString &file, const Secret *passphrase);

/// The public half as far as it can be had without a passphrase: from "file.pub", from the clear part of an OpenSSH
/// key, or from a key without a passphrase. Null where it cannot.
[[nodiscard]] KeyHandle publicHalf(const QString &file);

/// A public key in SSH's wire form; empty for null.
[[nodiscard]] QByteArray blobOf(const KeyHandle &key);

} // namespace stormdeck::ssh
