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
    /// `hint` is called on the source's thread, at most five times a second.
    EventsSource(const std::vector<Machine> &machines, const Store &store, std::function<void()> hint,
                 std::shared_ptr<access::Ways> ways = {});
    /// Follows for a minute; a connection that was lost without a word is not missed for longer. The return value says
    /// whether it can go on at once.
    bool look(const std::stop_token &stop);

private:
    access::Access m_access;
    const Store &m_store;
    std::function<void()> m_hint;
    Instant m_hinted{};
};

} // namespace stormdeck::watch
