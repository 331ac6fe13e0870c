// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/report.h"
#include "style/sign.h"

/// How verdicts are shown: always a word with a sign, in the tone of what it means.
namespace stormdeck::ui {

struct VerdictLook
{
    style::Tone tone = style::Tone::Unknown;
    style::Sign sign = style::Sign::Question;
    QString word;
};
[[nodiscard]] VerdictLook lookOf(preflight::Verdict verdict);
/// "2 errors, 1 warning, 3 not observed"; "all passed" where there is nothing to tell.
[[nodiscard]] QString countText(const std::vector<preflight::CheckResult> &results);
/// "41 passed, 2 notices, 3 not observed": of checks none of which warns.
[[nodiscard]] QString passedText(const std::vector<preflight::CheckResult> &results);
/// "storm-2: Docker does not start with the machine."
[[nodiscard]] QString findingText(const preflight::CheckResult &result);
/// A result as text to pass on: what was checked, found, and what to do.
[[nodiscard]] QString plainText(const preflight::CheckResult &result);

} // namespace stormdeck::ui
