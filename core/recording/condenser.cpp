// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/condenser.h"

#include <utility>

namespace stormdeck::recording {

std::optional<Kept> Condenser::take(watch::Answer answer)
{
    SourceState &state = m_sources[{answer.plane, answer.machine}];
    if (std::exchange(state.isIdle, answer.nothingToAsk) && answer.nothingToAsk) {
        return std::nullopt;
    }
    const RawAnswers came = std::exchange(answer.bodies, {});
    Kept kept{.answer = std::move(answer), .bodies = {}, .weight = Kept::leastWeight};
    std::map<QByteArray, Last> bodies;
    for (const RawAnswer &one : came) {
        const Last &before = state.bodies[one.name];
        Last now = next(before, one.body);
        kept.weight += weightAfter(before.body, now.body);
        kept.bodies.push_back({one.name, now.body});
        bodies[one.name] = std::move(now);
    }
    if (!came.empty()) {
        state.bodies = std::move(bodies);
    }
    return kept;
}

Condenser::Last Condenser::next(const Last &before, const QByteArray &came) const
{
    if (before.body && before.came.holds(came)) {
        return before;
    }
    const Packed packed(came);
    const QByteArray text = m_clean ? m_clean(came) : came;
    const Packed kept = m_clean ? Packed(text) : packed;
    if (!before.body) {
        return {packed, kept, Body::whole(kept)};
    }
    if (m_clean && before.kept.holds(text)) { // elsewhere what is kept is what came, which differs
        return {packed, before.kept, before.body};
    }
    return {packed, kept, Body::after(before.body, differenceOf(before.kept, text), kept)};
}

} // namespace stormdeck::recording
