// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/host.h"

#include "net/failures.h"

namespace stormdeck::access {

namespace {
bool wantsPassword(const Result<ssh::CommandEnd> &end)
{
    const QString code = end ? QString() : codeOf(end.error());
    return code == QStringLiteral("sudo.password-needed") || code == QStringLiteral("sudo.password-refused");
}
} // namespace

Result<ssh::CommandEnd> Host::run(ssh::Command command, Deadline deadline, const std::stop_token &stop)
{
    const Run run = [&](const ssh::Command &one, Deadline until) { return m_parts.session->run(one, until, stop); };
    return withPassword(std::move(command), run, deadline, stop);
}

Result<ssh::CommandEnd> Host::stream(ssh::Command command, const ssh::Sink &sink, Deadline deadline,
                                     const std::stop_token &stop)
{
    const Run run = [&](const ssh::Command &one, Deadline until) {
        return m_parts.session->stream(one, sink, until, stop);
    };
    return withPassword(std::move(command), run, deadline, stop);
}

Result<ssh::CommandEnd> Host::withPassword(ssh::Command command, const Run &run, Deadline deadline,
                                           const std::stop_token &stop)
{
    command.asRoot = command.asRoot && !m_parts.isRoot;
    auto end = run(command, deadline);
    bool isFresh = false;
    while (!isFresh && wantsPassword(end)) {
        const Instant asked = BootClock::now();
        const auto answer = m_parts.passwords->secret(question(), *m_parts.asker, stop);
        if (!answer) {
            return stop.stop_requested() ? failure(net::stopped(target())) : end;
        }
        deadline = Deadline(deadline.at() + (BootClock::now() - asked));
        isFresh = answer->isFresh;
        command.sudoPassword = answer->secret;
        end = run(command, deadline);
        settle(*answer, end, stop);
    }
    return end;
}

void Host::settle(const ssh::Answers::Answer &answer, const Result<ssh::CommandEnd> &end, const std::stop_token &stop)
{
    if (end) {
        m_parts.passwords->confirm(question(), *m_parts.asker, stop);
    } else if (wantsPassword(end)) {
        m_parts.passwords->refuse(question(), answer.secret);
    }
}

ssh::SecretQuestion Host::question() const
{
    return {.what = ssh::SecretQuestion::What::SudoPassword, .host = target()};
}

} // namespace stormdeck::access
