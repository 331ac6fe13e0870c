// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/checks.h"

namespace stormdeck::test {

/// Three machines with an engine each and no swarm yet, all as it should be, with nothing left unseen.
[[nodiscard]] preflight::Facts healthyFacts();

/// The result of that code and subject; a test failure and an empty one where there is none.
[[nodiscard]] preflight::CheckResult resultOf(const preflight::Facts &facts, const QString &code,
                                              const QString &subject = {});

/// Every try between the two to that port becomes this.
void setReach(preflight::Facts &facts, const QString &to, preflight::PortProtocol protocol, quint16 port,
              preflight::Reach reach, const QString &note = {});

} // namespace stormdeck::test
