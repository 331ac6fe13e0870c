// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/answers.h"

#include <algorithm>

namespace stormdeck::ssh {

namespace {
constexpr size_t mostAnswers = 256;

/// Passphrases belong to a file, whichever host asks for it.
SecretQuestion keyOf(SecretQuestion question)
{
    if (question.what == SecretQuestion::What::Passphrase) {
        question.host.clear();
    }
    return question;
}
} // namespace

Answers::Entry *Answers::find(const SecretQuestion &question)
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&question](const Entry &entry) { return entry.question == question; });
    return it == m_entries.end() ? nullptr : &*it;
}

std::optional<Secret> Answers::secret(const SecretQuestion &question, Asker &asker, const std::stop_token &stop)
{
    const SecretQuestion key = keyOf(question);
    std::unique_lock lock(m_mutex);
    if (find(key) != nullptr) {
        m_settled.wait(lock, stop, [this, &key] {
            const Entry *entry = find(key);
            return entry == nullptr || !entry->isOpen;
        });
        const Entry *entry = find(key);
        return entry == nullptr || stop.stop_requested() ? std::nullopt : entry->answer;
    }
    if (m_entries.size() >= mostAnswers) {
        std::erase_if(m_entries, [](const Entry &entry) { return !entry.isOpen; });
    }
    m_entries.push_back({key, std::nullopt, true});
    lock.unlock();
    return settle(key, asker.secret(question, stop));
}

/// A refusal is given to those who waited for this answer, but not kept.
std::optional<Secret> Answers::settle(const SecretQuestion &question, std::optional<Secret> answer)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!answer) {
            std::erase_if(m_entries, [&question](const Entry &entry) { return entry.question == question; });
        } else if (Entry *entry = find(question)) {
            entry->answer = answer;
            entry->isOpen = false;
        }
    }
    m_settled.notify_all();
    return answer;
}

void Answers::forget(const SecretQuestion &question)
{
    const SecretQuestion key = keyOf(question);
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_entries, [&key](const Entry &entry) { return entry.question == key && !entry.isOpen; });
}

} // namespace stormdeck::ssh
