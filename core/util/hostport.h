// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>

namespace stormdeck {

/// The port that managers of a swarm listen on for those who join.
constexpr quint16 swarmPort = 2377;

/// Whether a host is an IPv4 or IPv6 address by its form, and no name.
[[nodiscard]] inline bool isAddress(const QString &host)
{
    const auto isOfIpv4 = [](QChar one) { return one == u'.' || (one >= u'0' && one <= u'9'); };
    return host.contains(u':') || (!host.isEmpty() && std::all_of(host.begin(), host.end(), isOfIpv4));
}

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
