// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace stormdeck::ssh {

/// The command line that a remote POSIX shell (sh, bash, dash, ksh, zsh) splits into exactly these words again. SSH
/// knows command lines only; this is the one place that makes one. Unlike stormdeck::commandLine, which is for people,
/// nothing is left for the shell to expand: "$HOME" arrives as five characters. Words must hold no NUL.
[[nodiscard]] QByteArray remoteCommandLine(const QStringList &words);

} // namespace stormdeck::ssh
