// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/socketlook.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshTunnel)
};

enum Found { Missing = 40, NoSocket = 41, NotAllowed = 42, NobodyListens = 43 };

/// Whether it may stand in a command that a person copies.
bool isAccount(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z_][A-Za-z0-9_.-]*$"));
    return form.match(name).hasMatch() && name != QStringLiteral("root") && name != QStringLiteral("UNKNOWN");
}

/// `printed`: the socket's group, and the user.
QString remedyByGroup(const QByteArray &printed)
{
    const QStringList lines = QString::fromUtf8(printed).trimmed().split(u'\n');
    if (lines.size() != 2 || !isAccount(lines[0]) || !isAccount(lines[1])) {
        return Text::tr("Add the user to the group of the socket there (for Docker: “docker”) and connect again.");
    }
    return Text::tr("Add the user to the group %1 there, which for Docker makes it root, and connect again: sudo "
                    "usermod -aG %1 %2")
        .arg(lines[0], lines[1]);
}
} // namespace

Command lookAtSocket(const QString &path)
{
    const auto script =
        QStringLiteral("test -e \"$1\" || exit %1; test -S \"$1\" || exit %2; "
                       "test -r \"$1\" && test -w \"$1\" && exit %4; "
                       "case \"$(stat -L -c %A \"$1\")\" in ????rw*) stat -L -c %G \"$1\"; id -un ;; esac; exit %3")
            .arg(Missing)
            .arg(NoSocket)
            .arg(NotAllowed)
            .arg(NobodyListens);
    return {.words = {QStringLiteral("sh"), QStringLiteral("-c"), script, QStringLiteral("sh"), path},
            .changesNothing = true};
}

Error explained(Error refusal, std::optional<int> exitCode, const QByteArray &printed)
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
        refusal.remedy = remedyByGroup(printed);
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
