// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/memorysecrets.h"
#include "secrets/secretindex.h"

namespace stormdeck::secrets {

enum class Place { Memory, Keychain };

/// What a person is told of a secret that is kept. A plain value, without the secret.
struct SavedSecret
{
    SecretName name;
    Place place = Place::Memory;
    QDateTime since;
    QString note; ///< a sentence about it: was refused, could not be saved in the keychain; may be empty

    bool operator==(const SavedSecret &) const = default;
};

/// All secrets that this program keeps: in the keychain those that a person wanted there, the others in memory until it
/// ends; in memory too where there is no keychain. Nothing is read before it is needed. Thread-safe by one lock, which
/// is not held while the keychain is waited for.
class SavedSecrets
{
public:
    /// In memory only.
    SavedSecrets();
    /// `index` names what is in `keychain`, which is asked for nothing else.
    SavedSecrets(std::unique_ptr<SecretStore> keychain, SecretIndex index,
                 std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>());

    /// With the keychain and the index of this user.
    [[nodiscard]] static std::shared_ptr<SavedSecrets> ofThisUser();

    struct Found
    {
        std::optional<Secret> secret;
        QString note; ///< why there is none though one was kept, a sentence; may be empty
    };
    /// In memory, else in the keychain; none that was refused. Waits up to a minute, as a person may have to unlock the
    /// keychain.
    [[nodiscard]] Found find(const SecretName &name, const std::stop_token &stop);
    /// Keeps it in memory until the program ends.
    void keep(const SecretName &name, const Secret &secret);
    /// Moves one that is kept in memory into the keychain. Where that fails it stays in memory, and the returned
    /// sentence says so; empty: it is in the keychain. Waits as find().
    [[nodiscard]] QString remember(const SecretName &name, const std::stop_token &stop);
    /// It turned out to be wrong: it is not found any more, unless another is kept. The keychain's own is left there,
    /// as the other side may be at fault.
    void refuse(const SecretName &name, const Secret &secret);

    /// Why nothing can be saved in a keychain, as a clause; empty where it can. Waits three seconds at most.
    [[nodiscard]] QString whyNoKeychain(const std::stop_token &stop);

    struct Listing
    {
        std::vector<SavedSecret> secrets; ///< by kind and subject
        std::optional<Error> trouble;     ///< why those of the keychain are not listed
    };
    [[nodiscard]] Listing list() const;
    /// Removes it from its place. Errors: of the keychain, and of its index.
    [[nodiscard]] Result<void> forget(const SavedSecret &secret, const std::stop_token &stop);

private:
    struct Remark
    {
        SecretName name;
        Place place;
        QString text;   ///< a sentence
        bool isRefusal; ///< else: why it is not in the keychain
    };
    [[nodiscard]] Found findInKeychain(const SecretName &name, const std::stop_token &stop);
    [[nodiscard]] Result<void> save(const SecretName &name, const Secret &secret, const std::stop_token &stop);
    void remark(const Remark &remark);
    void unremark(const SecretName &name, Place place);
    [[nodiscard]] std::optional<Remark> remarkOn(const SecretName &name, Place place) const;

    std::unique_ptr<SecretStore> m_keychain; ///< null: there is none
    SecretIndex m_index;
    std::shared_ptr<const Clock> m_clock;
    MemorySecrets m_memory;
    mutable std::mutex m_mutex;    ///< guards m_remarks
    std::vector<Remark> m_remarks; ///< at most one a name and place, 256 in all
};

} // namespace stormdeck::secrets
