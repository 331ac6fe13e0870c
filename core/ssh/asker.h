// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/secret.h"

#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

namespace stormdeck::ssh {

/// A host that shows a key nobody has confirmed yet. A plain value.
struct HostKeyQuestion
{
    QString host;        ///< who asks, as "ops@storm-1"; with hops, the hop
    QString name;        ///< as it will stand in known_hosts
    QString keyType;     ///< "ED25519", "RSA", "ECDSA"
    QString fingerprint; ///< "SHA256:…"
    QString file;        ///< where the key will be remembered
    QString knownType;   ///< not empty: the host is known by a key of this other type, in knownPlace
    QString knownPlace;  ///< "file, line 12"
};

/// A text that only a person knows. A plain value.
struct SecretQuestion
{
    enum class What {
        Passphrase,  ///< of a key file
        Password,    ///< of the account
        Answer,      ///< to a question of the server (keyboard-interactive)
        SudoPassword ///< of the account, for sudo there
    };
    What what = What::Password;
    QString host;   ///< who asks, as "ops@storm-1"; with hops, the hop
    QString file;   ///< Passphrase: the key
    QString prompt; ///< Answer: the server's words, three lines of at most 200 characters; show them as the server's
    bool isHidden = true; ///< false: what is typed may be seen

    QString note;             ///< why one that is kept does not do, a sentence; may be empty
    bool canRemember = false; ///< the answer can be saved in the keychain
    QString whyNot;           ///< where it cannot though the asker offers it: why, as a clause
};

/// What a person gave. A plain value.
struct GivenSecret
{
    Secret secret;
    bool remember = false; ///< the person wants it saved in the keychain, once it has proved right
};

/// Whoever can put questions to a person. Called on a session's thread, by several sessions at the same time; may take
/// as long as the person does, but returns at once when the stop is requested.
class Asker
{
public:
    virtual ~Asker() = default;
    /// Whether to trust and remember the key.
    [[nodiscard]] virtual bool acceptsHostKey(const HostKeyQuestion &question, const std::stop_token &stop) = 0;
    /// Nothing: the person does not want to answer.
    [[nodiscard]] virtual std::optional<GivenSecret> secret(const SecretQuestion &question,
                                                            const std::stop_token &stop) = 0;
    /// Why there is nobody to ask, as a clause; empty where there is somebody.
    [[nodiscard]] virtual QString absence() const { return {}; }
    /// Whether it offers to save an answer in the keychain.
    [[nodiscard]] virtual bool offersToRemember() const { return false; }
    /// Something a person should know and need not answer; a sentence. Does not wait.
    virtual void tell(const QString & /*sentence*/) {}
    /// Does work in which a person may be asked by somebody else: a keychain wants to be unlocked.
    virtual void whileAskedElsewhere(const std::function<void()> &work) { work(); }
};

} // namespace stormdeck::ssh
