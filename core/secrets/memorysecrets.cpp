// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/memorysecrets.h"

#include <algorithm>

namespace stormdeck::secrets {

namespace {
constexpr size_t mostSecrets = 256;
} // namespace

Result<std::optional<Secret>> MemorySecrets::read(const SecretName &name, const Deadline & /*deadline*/,
                                                  const std::stop_token & /*stop*/)
{
    return find(name);
}

Result<void> MemorySecrets::write(const SecretName &name, const Secret &secret, const Deadline & /*deadline*/,
                                  const std::stop_token & /*stop*/)
{
    keep(name, secret);
    return {};
}

Result<void> MemorySecrets::remove(const SecretName &name, const Deadline & /*deadline*/,
                                   const std::stop_token & /*stop*/)
{
    drop(name);
    return {};
}

std::optional<Secret> MemorySecrets::find(const SecretName &name) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&name](const Entry &entry) { return entry.kept.name == name; });
    return found == m_entries.end() ? std::nullopt : std::optional(found->secret);
}

void MemorySecrets::keep(const SecretName &name, const Secret &secret)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_entries, [&name](const Entry &entry) { return entry.kept.name == name; });
    if (m_entries.size() >= mostSecrets) {
        m_entries.erase(m_entries.begin());
    }
    m_entries.push_back({{name, m_clock->wall()}, secret});
}

bool MemorySecrets::drop(const SecretName &name)
{
    const std::scoped_lock lock(m_mutex);
    return std::erase_if(m_entries, [&name](const Entry &entry) { return entry.kept.name == name; }) > 0;
}

bool MemorySecrets::dropIfIs(const SecretName &name, const Secret &secret)
{
    const std::scoped_lock lock(m_mutex);
    return std::erase_if(m_entries, [&](const Entry &entry) {
               return entry.kept.name == name && entry.secret.expose() == secret.expose();
           }) > 0;
}

std::vector<MemorySecrets::Kept> MemorySecrets::kept() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<Kept> names;
    std::transform(m_entries.begin(), m_entries.end(), std::back_inserter(names),
                   [](const Entry &entry) { return entry.kept; });
    return names;
}

} // namespace stormdeck::secrets
