// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <stop_token>

namespace stormdeck::access {

/// Swarm nodes tell each other of overlay networks on this TCP and UDP port. It cannot be changed.
constexpr quint16 gossipPort = 7946;

/// Whether something listens on the gossip port of an address, by a connect of at most half a second. An engine that
/// left a swarm while it was busy can keep this port until it is restarted; it joins the next swarm all the same and
/// calls itself ready, but no name resolves on its overlay networks. False also where nobody can tell: a firewall, an
/// interface name instead of an address.
[[nodiscard]] bool isGossipPortTaken(const QString &address, const std::stop_token &stop);

/// Why no swarm should be formed with `machine` now, and what to do.
[[nodiscard]] QString gossipPortTaken(const QString &machine);

} // namespace stormdeck::access
