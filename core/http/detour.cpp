// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/detour.h"

namespace stormdeck::http {

namespace {
bool hadNoAnswer(const Error &error)
{
    const bool isSilence = error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Deadline ||
                           error.kind == ErrorKind::OutcomeUnknown;
    return isSilence && error.httpStatus == 0;
}
} // namespace

Error explained(const Detour &detour, Error seen, const std::stop_token &stop)
{
    auto why = hadNoAnswer(seen) ? detour.trouble(seen, stop) : std::nullopt;
    if (!why) {
        return seen;
    }
    why->attempted = seen.attempted;
    why->target = seen.target;
    if (seen.kind == ErrorKind::OutcomeUnknown) { // what happened to the way does not say what happened to the change
        why->kind = seen.kind;
        why->code = seen.code;
        why->remedy = seen.remedy;
    }
    return *why;
}

} // namespace stormdeck::http
