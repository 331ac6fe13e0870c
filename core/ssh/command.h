// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"
#include "util/secret.h"

#include <QStringList>

#include <optional>

namespace stormdeck::ssh {

/// One command for the other side. A plain value.
struct Command
{
    QStringList words;           ///< the program and its arguments, as they are to arrive
    QByteArray input;            ///< its standard input
    bool changesNothing = false; ///< may be repeated: a lost answer is Unreachable or Deadline, not OutcomeUnknown
    bool asRoot = false;         ///< by sudo
    std::optional<Secret> sudoPassword; ///< none: sudo must not need one
};

/// How a command ended. A failing command is no Error here; the callers know what its code means.
struct CommandEnd
{
    QByteArray output; ///< empty where it went to a sink
    QByteArray errors; ///< as output
    std::optional<int> exitCode;
    QString signal; ///< as "KILL"; empty where it ended by itself

    [[nodiscard]] bool succeeded() const { return exitCode == 0; }
};

/// The command line for the remote shell. Rejected: no word, or a NUL in one.
[[nodiscard]] Result<QByteArray> remoteLine(const Command &command, const QString &target);

} // namespace stormdeck::ssh
