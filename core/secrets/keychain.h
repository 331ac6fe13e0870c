// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <memory>

namespace stormdeck::secrets {

/// The keychain of this user's desktop, by QtKeychain: the Secret Service (GNOME Keyring, KeePassXC), KWallet. One
/// thread of its own, started by the first call, does all that QtKeychain does, with the one event loop: what it uses
/// below answers to the thread that asked first. One request at a time; as many wait as there are callers, and who has
/// given up before its turn is passed over. Make one for the whole program; it outlives its
/// callers and goes before the application object, without which its thread does not end.
///
/// Errors (layer Local): Unreachable "keychain.unavailable", Denied "keychain.denied" where it is locked and stays so;
/// Deadline "keychain.late", or OutcomeUnknown where a change had begun; Cancelled.
class Keychain final : public SecretStore
{
public:
    /// `service`: the name under which a keychain's own program lists what is kept.
    explicit Keychain(QString service = QStringLiteral("stormdeck"));
    ~Keychain() override;
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;

    [[nodiscard]] Result<std::optional<Secret>> read(const SecretName &name, const Deadline &deadline,
                                                     const std::stop_token &stop) override;
    [[nodiscard]] Result<void> write(const SecretName &name, const Secret &secret, const Deadline &deadline,
                                     const std::stop_token &stop) override;
    [[nodiscard]] Result<void> remove(const SecretName &name, const Deadline &deadline,
                                      const std::stop_token &stop) override;

private:
    class Thread;
    std::unique_ptr<Thread> m_thread;
};

} // namespace stormdeck::secrets
