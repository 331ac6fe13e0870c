// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace stormdeck {

/// One word as a POSIX shell reads it back: bare where it is harmless, else in single quotes. A word that is exactly
/// "$NAME" stays as it is, so that a placeholder for a secret can be filled in.
[[nodiscard]] QString shellQuoted(const QString &word);
/// A whole command line from its argument vector.
[[nodiscard]] QString commandLine(const QStringList &words);

} // namespace stormdeck
