// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace stormdeck::ssh {

/// Whether one of the patterns matches and none of those with a '!' before it: '*' any signs, '?' one sign, compared
/// without case, as in ssh_config and known_hosts.
[[nodiscard]] bool matchesList(const QStringList &patterns, const QString &name);

} // namespace stormdeck::ssh
