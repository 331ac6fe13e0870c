// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/asker.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace stormdeck::ssh {

/// What a person has answered, kept in memory so that each question is asked once: on a new connection, and where
/// several hosts want the passphrase of one key at the same time. Thread-safe by one lock. At most 256 answers.
class Answers
{
public:
    /// The answer given before, else asks; where another thread is asking that very question, waits for its answer.
    /// Nothing: the person does not answer, or the stop came.
    [[nodiscard]] std::optional<Secret> secret(const SecretQuestion &question, Asker &asker,
                                               const std::stop_token &stop);
    /// It turned out to be wrong: the next one asks again.
    void forget(const SecretQuestion &question);

private:
    struct Entry
    {
        SecretQuestion question;
        std::optional<Secret> answer;
        bool isOpen = true; ///< somebody is asking
    };
    [[nodiscard]] Entry *find(const SecretQuestion &question);
    std::optional<Secret> settle(const SecretQuestion &question, std::optional<Secret> answer);

    std::mutex m_mutex;
    std::condition_variable_any m_settled;
    std::vector<Entry> m_entries;
};

} // namespace stormdeck::ssh
