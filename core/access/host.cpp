// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/host.h"

namespace stormdeck::access {

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
    if (end || codeOf(end.error()) != QStringLiteral("sudo.password-needed")) {
        return end;
    }
    const ssh::SecretQuestion question{.what = ssh::SecretQuestion::What::SudoPassword, .host = target()};
    command.sudoPassword = m_parts.passwords->secret(question, *m_parts.asker, stop);
    if (!command.sudoPassword) {
        return end;
    }
    end = run(command);
    if (!end && codeOf(end.error()) == QStringLiteral("sudo.password-refused")) {
        m_parts.passwords->forget(question);
    }
    return end;
}

} // namespace stormdeck::access
