// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <QDateTime>

#include <mutex>
#include <vector>

namespace stormdeck::secrets {

/// Keeps secrets until it is destroyed, and nowhere but in memory. Never waits. One lock. At most 256; the oldest go
/// first.
class MemorySecrets final : public SecretStore
{
public:
    /// The name of one that is here.
    struct Kept
    {
        SecretName name;
        QDateTime since;
    };

    /// `clock` tells since when.
    explicit MemorySecrets(std::shared_ptr<const Clock> clock) : m_clock(std::move(clock)) {}

    [[nodiscard]] Result<std::optional<Secret>> read(const SecretName &name, const Deadline &deadline,
                                                     const std::stop_token &stop) override;
    [[nodiscard]] Result<void> write(const SecretName &name, const Secret &secret, const Deadline &deadline,
                                     const std::stop_token &stop) override;
    [[nodiscard]] Result<void> remove(const SecretName &name, const Deadline &deadline,
                                      const std::stop_token &stop) override;

    [[nodiscard]] std::optional<Secret> find(const SecretName &name) const;
    void keep(const SecretName &name, const Secret &secret);
    /// Whether it was here.
    bool drop(const SecretName &name);
    /// Drops it where it is this very one: another may have been given meanwhile.
    bool dropIfIs(const SecretName &name, const Secret &secret);
    [[nodiscard]] std::vector<Kept> kept() const;

private:
    struct Entry
    {
        Kept kept;
        Secret secret;
    };
    std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex; ///< guards m_entries
    std::vector<Entry> m_entries;
};

} // namespace stormdeck::secrets
