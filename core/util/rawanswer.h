// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <algorithm>
#include <vector>

namespace stormdeck {

/// A body as it came, under the name of what was asked, as "/nodes". Implicitly shared.
struct RawAnswer
{
    QByteArray name;
    QByteArray body;
    bool operator==(const RawAnswer &) const = default;
};

/// What a value was decoded from: enough to decode it again.
using RawAnswers = std::vector<RawAnswer>;

/// The one of that name; nullptr where there is none.
[[nodiscard]] inline const RawAnswer *answerNamed(const RawAnswers &answers, const QByteArray &name)
{
    const auto named = [&](const RawAnswer &one) { return one.name == name; };
    const auto found = std::find_if(answers.begin(), answers.end(), named);
    return found == answers.end() ? nullptr : &*found;
}

/// The body of that name; empty where there is none.
[[nodiscard]] inline QByteArray bodyNamed(const RawAnswers &answers, const QByteArray &name)
{
    const RawAnswer *answer = answerNamed(answers, name);
    return answer ? answer->body : QByteArray();
}

} // namespace stormdeck
