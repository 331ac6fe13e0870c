// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/report.h"

namespace stormdeck::test {

/// Three machines on which all is well.
[[nodiscard]] preflight::Report cleanReport();
/// The same with a port that is closed, a name that is missing, a full disk and ports that were not observed.
[[nodiscard]] preflight::Report troubledReport();
/// Three machines, of one of which Docker does not start with it, and its names are missing; nothing is an error.
[[nodiscard]] preflight::Report warningReport();
/// Three machines of which only the engines were asked.
[[nodiscard]] preflight::Report unseenReport();
/// The same with names and sentences as long as they get.
[[nodiscard]] preflight::Report oddReport();

} // namespace stormdeck::test
