// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/deadline.h"
#include "util/result.h"
#include "util/secret.h"

#include <condition_variable>
#include <mutex>

namespace stormdeck::secrets {

/// One thing asked of the keychain, shared by the thread that waits for it and the one that does it. Thread-safe by one
/// lock; what is not guarded never changes.
class KeychainRequest
{
public:
    enum class Act { Read, Write, Remove };
    enum class How {
        Done,
        NotThere, ///< there is none of that name
        Denied,   ///< locked, or its owner said no
        Failed
    };
    struct Ending
    {
        How how = How::Failed;
        QString words; ///< of the keychain, where it is not Done
        Secret secret; ///< Read, Done
    };

    KeychainRequest(Act act, QString key, Secret secret = {})
        : m_act(act), m_key(std::move(key)), m_secret(std::move(secret))
    {
    }
    [[nodiscard]] Act act() const { return m_act; }
    [[nodiscard]] const QString &key() const { return m_key; }
    [[nodiscard]] const Secret &secret() const { return m_secret; } ///< Write

    /// False where nobody waits for it any more: it is not to be done.
    [[nodiscard]] bool begin();
    void end(Ending ending);
    /// Waits for the end. Errors: as Keychain.
    [[nodiscard]] Result<Ending> await(const Deadline &deadline, const std::stop_token &stop);

private:
    enum class State { Waiting, Begun, Ended, GivenUp };
    [[nodiscard]] Error givenUp(bool byStop) const;
    [[nodiscard]] Error failed() const;

    const Act m_act;
    const QString m_key;
    const Secret m_secret;
    std::mutex m_mutex; ///< guards what follows
    std::condition_variable_any m_ended;
    State m_state = State::Waiting;
    Ending m_ending;
};

} // namespace stormdeck::secrets
