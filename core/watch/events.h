// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/access.h"
#include "watch/store.h"

namespace stormdeck::watch {

/// Follows the events of a manager, so that a change is seen at once and not only at the next look. A hint and no
/// more: what changed is asked as always, and without events it takes a look longer. Belongs to one thread.
class EventsSource
{
public:
    /// Shorter than the swarm takes to call a node down: of a manager that was cut off, a stream only falls silent.
    static constexpr std::chrono::seconds usualFollow{10};

    /// `hint` is called on the source's thread, at every event: of two that come close together the second may be of
    /// what a look after the first has missed. Who is hinted rests between looks. `longest`: how long one stream is
    /// followed; one that fell silent is not missed for longer.
    EventsSource(const std::vector<Machine> &machines, const Store &store, std::function<void()> hint,
                 std::shared_ptr<access::Ways> ways = {}, std::chrono::milliseconds longest = usualFollow);
    /// Follows one stream to its end. Each stream after the first begins with a hint, as something may have happened
    /// between the two. The return value says whether the next may follow at once: not after a stream that told nothing
    /// and was closed before its time, as of an engine that is about to go.
    bool look(const std::stop_token &stop);

private:
    [[nodiscard]] Result<docker::Client *> findManager(const std::stop_token &stop);

    access::Access m_access;
    const Store &m_store;
    std::function<void()> m_hint;
    std::chrono::milliseconds m_longest;
    bool m_followedBefore = false;
};

} // namespace stormdeck::watch
