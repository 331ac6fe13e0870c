// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/ways.h"
#include "commands/arguments.h"

#include <condition_variable>

namespace stormdeck::app {

/// Puts the questions of SSH to the person at the terminal, one at a time; never over standard input or output, which
/// scripts use. Where there is no terminal, every answer is no. Thread-safe.
class TerminalAsker final : public ssh::Asker
{
public:
    /// `remembers`: what is typed is to be saved in the keychain. `terminal`: the file of the terminal.
    explicit TerminalAsker(bool remembers = false, QString terminal = QStringLiteral("/dev/tty"))
        : m_remembers(remembers), m_terminal(std::move(terminal))
    {
    }

    [[nodiscard]] bool acceptsHostKey(const ssh::HostKeyQuestion &question, const std::stop_token &stop) override;
    [[nodiscard]] std::optional<ssh::GivenSecret> secret(const ssh::SecretQuestion &question,
                                                         const std::stop_token &stop) override;
    [[nodiscard]] QString absence() const override;
    [[nodiscard]] bool offersToRemember() const override { return m_remembers; }
    void tell(const QString &sentence) override;

private:
    class Turn;
    bool m_remembers;
    QString m_terminal;
    std::mutex m_mutex; ///< guards m_isAsking
    std::condition_variable_any m_isFree;
    bool m_isAsking = false;
};

/// Ways for a command, with what this user has saved, and the person at the terminal to ask.
[[nodiscard]] std::shared_ptr<access::Ways> terminalWays(const Arguments &arguments);

} // namespace stormdeck::app
