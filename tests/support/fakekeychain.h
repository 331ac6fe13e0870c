// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <map>
#include <mutex>

namespace stormdeck::test {

/// A keychain that outlives whoever uses it, fails when it is told to and counts what it is asked. Copies share what
/// is in it, as programs share a keychain.
class FakeKeychain final : public secrets::SecretStore
{
public:
    struct Inside
    {
        std::mutex mutex; ///< guards what follows
        std::map<QString, QString> secrets;
        std::optional<Error> failure;
        int calls = 0;
    };

    explicit FakeKeychain(std::shared_ptr<Inside> inside) : m_inside(std::move(inside)) {}

    Result<std::optional<Secret>> read(const secrets::SecretName &name, const Deadline & /*deadline*/,
                                       const std::stop_token & /*stop*/) override
    {
        const std::scoped_lock lock(m_inside->mutex);
        ++m_inside->calls;
        if (m_inside->failure) {
            return failure(*m_inside->failure);
        }
        const auto found = m_inside->secrets.find(keyOf(name));
        return found == m_inside->secrets.end() ? std::nullopt : std::optional(Secret(found->second));
    }
    Result<void> write(const secrets::SecretName &name, const Secret &secret, const Deadline & /*deadline*/,
                       const std::stop_token & /*stop*/) override
    {
        const std::scoped_lock lock(m_inside->mutex);
        ++m_inside->calls;
        if (m_inside->failure) {
            return failure(*m_inside->failure);
        }
        m_inside->secrets[keyOf(name)] = secret.expose();
        return {};
    }
    Result<void> remove(const secrets::SecretName &name, const Deadline & /*deadline*/,
                        const std::stop_token & /*stop*/) override
    {
        const std::scoped_lock lock(m_inside->mutex);
        ++m_inside->calls;
        if (m_inside->failure) {
            return failure(*m_inside->failure);
        }
        m_inside->secrets.erase(keyOf(name));
        return {};
    }

private:
    std::shared_ptr<Inside> m_inside;
};

/// As Keychain says it where there is none.
[[nodiscard]] inline Error noKeychain()
{
    return {.kind = ErrorKind::Unreachable,
            .reason = QStringLiteral("there is no keychain that can be used (no session bus)"),
            .code = QStringLiteral("keychain.unavailable")};
}

} // namespace stormdeck::test
