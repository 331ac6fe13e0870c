// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/facts.h"

namespace stormdeck::preflight {

/// This computer's time just before the script was sent and just after its answer had come: milliseconds since 1970.
struct Asked
{
    qint64 before = 0;
    qint64 after = 0;
};

/// What lookScript() or greetingScript() said. Lines it does not know are skipped. Undecodable where the answer does
/// not end as it should.
[[nodiscard]] Result<SystemFacts> systemFactsOf(const QByteArray &answer, const Asked &asked);

/// What lookupScript() said.
[[nodiscard]] std::vector<Lookup> lookupsOf(const QByteArray &answer);

} // namespace stormdeck::preflight
