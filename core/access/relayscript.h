// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace stormdeck::access {

/// What the command of a relay writes to its error stream as soon as it is connected: everything before is what went
/// wrong, everything after on its output is the other side's.
constexpr char connectedMark = '\6';

/// The command that runs in a container and passes bytes between its standard streams and a TCP port as seen from
/// there. It needs sh and one of, in this order: bash, perl, python3, busybox nc. It gives up connecting
/// after 12 s or when its input is closed, and ends, with all that it started, as soon as either side closes. It cannot
/// pass a half-closed way on, so its input must stay open as long as an answer is wanted.
[[nodiscard]] QStringList relayCommand(const QString &host, quint16 port);

/// The same by one way alone ("bash", "perl", "python3" or "busybox"), for tests.
[[nodiscard]] QStringList relayCommandBy(const QString &way, const QString &host, quint16 port);

} // namespace stormdeck::access
