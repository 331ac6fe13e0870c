// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/session.h"

namespace stormdeck::access {

/// Commands on a machine itself, over the SSH session that carries its engine too. Copies share the session; each call
/// blocks its own thread.
class Host
{
public:
    struct Parts
    {
        std::shared_ptr<ssh::Session> session;
        std::shared_ptr<ssh::Asker> asker;       ///< who is asked for the password of sudo
        std::shared_ptr<ssh::Answers> passwords; ///< where that password is kept, asked for once a host
        bool isRoot = false;                     ///< the login is root's, so that no sudo is needed
    };
    explicit Host(Parts parts) : m_parts(std::move(parts)) {}

    /// "ops@storm-1"
    [[nodiscard]] QString target() const { return m_parts.session->host().text(); }
    /// Who logs in there.
    [[nodiscard]] QString user() const { return m_parts.session->host().user; }

    /// Runs a command to its end. `asRoot`: by sudo where the login is not root's; where sudo wants a password a person
    /// is asked, once a host, and the password goes to sudo's standard input alone. One that was kept and is refused is
    /// asked for anew; one that was just given is forgotten, so that the next call asks. The time that the person takes
    /// for it is not the command's. Errors: those of ssh::Session and ssh::runAsRoot.
    [[nodiscard]] Result<ssh::CommandEnd> run(ssh::Command command, Deadline deadline, const std::stop_token &stop);
    /// The same with the output as it comes.
    [[nodiscard]] Result<ssh::CommandEnd> stream(ssh::Command command, const ssh::Sink &sink, Deadline deadline,
                                                 const std::stop_token &stop);
    /// What the login may do is settled when it is made: the next call makes a new one where nothing is under way.
    void logInAnew() { m_parts.session->askAgain(); }

private:
    using Run = std::function<Result<ssh::CommandEnd>(const ssh::Command &, Deadline)>;
    [[nodiscard]] Result<ssh::CommandEnd> withPassword(ssh::Command command, const Run &run, Deadline deadline,
                                                       const std::stop_token &stop);
    void settle(const ssh::Answers::Answer &answer, const Result<ssh::CommandEnd> &end, const std::stop_token &stop);
    [[nodiscard]] ssh::SecretQuestion question() const;

    Parts m_parts;
};

} // namespace stormdeck::access
