// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/host.h"

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
    return withPassword(
        std::move(command), [&](const ssh::Command &one) { return m_parts.session->run(one, deadline, stop); }, stop);
}

Result<ssh::CommandEnd> Host::stream(ssh::Command command, const ssh::Sink &sink, Deadline deadline,
                                     const std::stop_token &stop)
{
    return withPassword(
        std::move(command), [&](const ssh::Command &one) { return m_parts.session->stream(one, sink, deadline, stop); },
        stop);
}

Result<ssh::CommandEnd> Host::withPassword(ssh::Command command, const Run &run, const std::stop_token &stop)
{
    command.asRoot = command.asRoot && !m_parts.isRoot;
    auto end = run(command);
    bool isFresh = false;
    while (!isFresh && wantsPassword(end)) {
        const auto answer = m_parts.passwords->secret(question(), *m_parts.asker, stop);
        if (!answer) {
            return end;
        }
        isFresh = answer->isFresh;
        command.sudoPassword = answer->secret;
        end = run(command);
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
