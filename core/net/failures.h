// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/endpoint.h"

namespace stormdeck::net {

/// The errors every connection can meet, in plain words. `target` is how the caller names the endpoint.
[[nodiscard]] Error stopped(const QString &target);
[[nodiscard]] Error overdue(const QString &target, Layer layer, const QString &reason);
[[nodiscard]] Error unresolved(const QString &target, const QString &host);
[[nodiscard]] Error unresolvedInTime(const QString &target, const QString &host);
/// Nothing came back to the first packet: off, or behind a firewall that drops it.
[[nodiscard]] Error unconnectedInTime(const QString &target);
/// `number` is the errno of the failed connect().
[[nodiscard]] Error unconnected(const QString &target, const Endpoint &endpoint, int number);
/// The path does not fit into a socket address (107 bytes).
[[nodiscard]] bool isPathTooLong(const Endpoint &endpoint);
[[nodiscard]] Error pathTooLong(const QString &target);
/// A folder or socket of this computer that could not be made; `number` is the errno.
[[nodiscard]] Error fileFailed(const QString &attempted, const QString &path, int number);

} // namespace stormdeck::net
