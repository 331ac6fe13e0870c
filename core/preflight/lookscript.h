// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stormdeck::preflight {

/// For `sh -s` on a machine: tells its system as lines "key=value" (systemfacts.h reads them) and changes nothing. It
/// needs sh, coreutils and /proc; what else it asks is left out where it is not there. As root or with a sudo that asks
/// for no password it tells of processes, firewall rules and volumes too. Ends within about a second.
[[nodiscard]] QByteArray lookScript();

/// The same for no more than which system it runs and at which address the login arrived, which sudo does not pass on.
[[nodiscard]] QByteArray greetingScript();

/// For `sh -s NAME…`: what each name means there, as lines "name address address…".
[[nodiscard]] QByteArray lookupScript();

} // namespace stormdeck::preflight
