// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/condenser.h"

#include <utility>

namespace stormdeck::recording {

std::optional<Kept> Condenser::take(PackedAnswer came)
{
    SourceState &state = m_sources[{came.answer.plane, came.answer.machine}];
    if (std::exchange(state.isIdle, came.answer.nothingToAsk) && came.answer.nothingToAsk) {
        return std::nullopt;
    }
    Kept kept{.answer = std::move(came.answer), .bodies = {}, .weight = Kept::leastWeight};
    std::map<QByteArray, Last> bodies;
    for (const PackedBody &one : came.bodies) {
        const Last &before = state.bodies[one.name];
        Last now = next(before, one.text);
        kept.weight += weightAfter(before.body, now.body);
        kept.bodies.push_back({one.name, now.body});
        bodies[one.name] = std::move(now);
    }
    if (!came.bodies.empty()) {
        state.bodies = std::move(bodies);
    }
    return kept;
}

Condenser::Last Condenser::next(const Last &before, const Packed &came) const
{
    if (before.body && before.came == came) {
        return before;
    }
    const Packed kept = m_clean ? Packed(m_clean(came.text())) : came;
    if (!before.body) {
        return {came, kept, Body::whole(kept)};
    }
    if (before.kept == kept) { // as where only a secret has changed
        return {came, before.kept, before.body};
    }
    return {came, kept, Body::after(before.body, differenceOf(before.kept, kept), kept)};
}

} // namespace stormdeck::recording
