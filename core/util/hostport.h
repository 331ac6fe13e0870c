// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stormdeck {

/// The port that managers of a swarm listen on for those who join.
constexpr quint16 swarmPort = 2377;

/// "10.0.0.5", "[fd12::82d1]": as a port may follow it.
[[nodiscard]] inline QString bracketed(const QString &host)
{
    return host.contains(u':') ? u'[' + host + u']' : host;
}

/// "10.0.0.5:2377", "[fd12::82d1]:2377".
[[nodiscard]] inline QString hostAndPort(const QString &host, quint16 port)
{
    return QStringLiteral("%1:%2").arg(bracketed(host)).arg(port);
}

} // namespace stormdeck
