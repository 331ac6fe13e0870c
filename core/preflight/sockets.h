// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/facts.h"

namespace stormdeck::preflight {

/// One line of `ss -H -ltnp` or `ss -H -lunp`; nothing where it is none.
[[nodiscard]] std::optional<Listener> listenerOfSs(const QString &line, PortProtocol protocol);
/// A local address of /proc/net/tcp, tcp6, udp or udp6, as "0100007F:1F90".
[[nodiscard]] std::optional<Listener> listenerOfProc(const QString &hex, PortProtocol protocol);
/// One line of `ip -o -4 route`; nothing for the default route and for those that lead nowhere.
[[nodiscard]] std::optional<Route> routeOfIp(const QString &line);
/// "eth0 000200C0 00FFFFFF", as /proc/net/route has device, network and mask.
[[nodiscard]] std::optional<Route> routeOfProc(const QString &line);

/// What waits for others on Docker's port without TLS; nullptr where nothing does.
[[nodiscard]] const Listener *openEngineDoor(const SystemFacts &system);
/// Whether others can get at it: it is not bound to this machine alone.
[[nodiscard]] bool isOpenToOthers(const Listener &listener);
/// "0.0.0.0:8080 (docker-proxy, process 412)"
[[nodiscard]] QString text(const Listener &listener);

} // namespace stormdeck::preflight
