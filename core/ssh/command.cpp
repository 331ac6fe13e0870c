// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/command.h"

#include "ssh/quoting.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshCommand)
};
} // namespace

Result<QByteArray> remoteLine(const Command &command, const QString &target)
{
    const auto hasNul = [](const QString &word) { return word.contains(QChar(u'\0')); };
    const bool isBroken = std::any_of(command.words.begin(), command.words.end(), hasNul);
    if (command.words.isEmpty() || isBroken) {
        return failure({.kind = ErrorKind::Rejected,
                        .layer = Layer::Local,
                        .attempted = Text::tr("run a command"),
                        .target = target,
                        .reason = isBroken ? Text::tr("an argument has a NUL byte in it") : Text::tr("it is empty"),
                        .code = QStringLiteral("command.unusable")});
    }
    return remoteCommandLine(command.words);
}

} // namespace stormdeck::ssh
