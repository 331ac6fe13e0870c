// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/socketlook.h"

#include <QCoreApplication>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshTunnel)
};

enum Found { Missing = 40, NoSocket = 41, NotAllowed = 42, NobodyListens = 43 };
} // namespace

Command lookAtSocket(const QString &path)
{
    const auto script = QStringLiteral("test -e \"$1\" || exit %1; test -S \"$1\" || exit %2; "
                                       "test -r \"$1\" && test -w \"$1\" || exit %3; exit %4")
                            .arg(Missing)
                            .arg(NoSocket)
                            .arg(NotAllowed)
                            .arg(NobodyListens);
    return {.words = {QStringLiteral("sh"), QStringLiteral("-c"), script, QStringLiteral("sh"), path},
            .changesNothing = true};
}

Error explained(Error refusal, std::optional<int> exitCode)
{
    switch (exitCode.value_or(0)) {
    case Missing:
        refusal.code = QStringLiteral("tunnel.no-socket-there");
        refusal.reason = Text::tr("there is no such socket, as far as this user can see");
        refusal.remedy =
            Text::tr("Check the path, and that the program behind it (for Docker: the engine) is running.");
        break;
    case NoSocket:
        refusal.code = QStringLiteral("tunnel.not-a-socket");
        refusal.reason = Text::tr("it is not a socket");
        refusal.remedy = Text::tr("Check the path.");
        break;
    case NotAllowed:
        refusal.kind = ErrorKind::Denied;
        refusal.code = QStringLiteral("tunnel.not-allowed");
        refusal.reason = Text::tr("this user may not use the socket");
        refusal.remedy =
            Text::tr("Add the user to the group of the socket there (for Docker: “docker”) and connect again.");
        break;
    case NobodyListens:
        refusal.code = QStringLiteral("tunnel.nobody-listens");
        refusal.reason = Text::tr("nothing listens on the socket, or the SSH server does not allow to open it");
        refusal.remedy = Text::tr("Check there that the program behind it (for Docker: the engine) is running, and "
                                  "AllowStreamLocalForwarding in sshd_config.");
        break;
    default:
        break;
    }
    return refusal;
}

} // namespace stormdeck::ssh
