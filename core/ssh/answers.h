// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/savedsecrets.h"
#include "ssh/asker.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace stormdeck::ssh {

/// Gets each secret from where it is kept, else from a person, who is asked once: not again on a new connection, and
/// not several times where several hosts want the passphrase of one key at the same time. What a person gave is kept in
/// memory, and saved in the keychain where that is wanted, once it has proved right. Thread-safe by one lock.
class Answers
{
public:
    /// `saved` may be shared by all of a program.
    explicit Answers(std::shared_ptr<secrets::SavedSecrets> saved = std::make_shared<secrets::SavedSecrets>());

    struct Answer
    {
        Secret secret;
        bool isFresh = false; ///< a person has just given it; else it was kept, and may be out of date
    };
    /// For a passphrase or a password, of an account or for sudo. Where another thread is at that very question, waits
    /// for its answer, and asks itself where that one was stopped. Nothing: the person does not answer, or the stop
    /// came.
    [[nodiscard]] std::optional<Answer> secret(const SecretQuestion &question, Asker &asker,
                                               const std::stop_token &stop);
    /// It proved right: saves it where the person wanted that, and tells the asker where it could not.
    void confirm(const SecretQuestion &question, Asker &asker, const std::stop_token &stop);
    /// It turned out to be wrong: the next one asks again.
    void refuse(const SecretQuestion &question, const Secret &secret);

private:
    struct Open
    {
        secrets::SecretName name;
        std::optional<Answer> answer;
        bool isOpen = true;      ///< somebody is at it
        bool wasStopped = false; ///< before the person could answer: that says nothing to others who want it
    };
    using OpenPtr = std::shared_ptr<Open>;
    [[nodiscard]] OpenPtr openOf(const secrets::SecretName &name) const;
    [[nodiscard]] std::optional<Answer> lookOrAsk(const SecretQuestion &question, Asker &asker,
                                                  const std::stop_token &stop);
    [[nodiscard]] std::optional<Answer> ask(SecretQuestion question, Asker &asker, const std::stop_token &stop);
    void settle(const OpenPtr &open, const std::optional<Answer> &answer, bool wasStopped);
    [[nodiscard]] bool takeWish(const secrets::SecretName &name);

    std::shared_ptr<secrets::SavedSecrets> m_saved;
    std::mutex m_mutex; ///< guards the next three
    std::condition_variable_any m_settled;
    std::vector<OpenPtr> m_open;               ///< as many as there are sessions at most
    std::vector<secrets::SecretName> m_wishes; ///< to be saved once they have proved right; as many as open logins
};

} // namespace stormdeck::ssh
