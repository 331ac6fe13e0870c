// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/packedanswer.h"

#include <utility>

namespace stormdeck::recording {

PackedAnswer packed(watch::Answer answer)
{
    constexpr qint64 least = 1024;
    const RawAnswers came = std::exchange(answer.bodies, {});
    PackedAnswer made{.answer = std::move(answer), .bodies = {}, .weight = least};
    for (const RawAnswer &one : came) {
        made.bodies.push_back({one.name, Packed(one.body)});
        made.weight += made.bodies.back().text.weight();
    }
    return made;
}

} // namespace stormdeck::recording
