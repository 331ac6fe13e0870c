// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"

namespace stormdeck::ops {

/// A plan that cannot be made: what was asked for and why not, with a stable code.
[[nodiscard]] inline Error refusal(const QString &attempted, const QString &reason, const QString &remedy,
                                   const QString &code)
{
    return {.kind = ErrorKind::Rejected, .layer = Layer::Local, .attempted = attempted, .reason = reason,
            .remedy = remedy, .code = code};
}

/// The same from the problems of a form: all sentences together.
[[nodiscard]] inline Error refusal(const QString &attempted, const std::vector<Problem> &found)
{
    QStringList sentences;
    for (const Problem &problem : found) {
        sentences << problem.field + QStringLiteral(": ") + problem.sentence;
    }
    return refusal(attempted, sentences.join(u' '), {}, QStringLiteral("inputs.invalid"));
}

} // namespace stormdeck::ops
