// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/ways.h"
#include "cluster/limits.h"
#include "settings/profile.h"
#include "watch/store.h"

#include <stop_token>

namespace stormdeck::watch {

/// How often each plane is asked while all is well; failures back off to `slowest` with jitter.
struct Pace
{
    std::chrono::milliseconds engines{1000};
    std::chrono::milliseconds swarm{1000};
    std::chrono::milliseconds ensemble{2000};
    std::chrono::milliseconds storm{2000};
    std::chrono::milliseconds slowest{10000};
    std::chrono::milliseconds rooms{cluster::limits::roomEvery};
};

/// Watches one cluster: a thread for all engines, one for the swarm by a manager, one for the ensemble, one for the
/// Storm UI, one for what is left of disks and memory, and one that follows a manager's events and has the swarm asked
/// at once. Each finds its way from the profile and from what the other planes already told, and rests for half a second
/// between two looks that it is woken for. Stops and joins its threads when destroyed, within 50 ms.
class Watcher
{
public:
    /// `ways`: those of the session; null: its own.
    Watcher(settings::Profile profile, Pace pace, const Clock &clock, std::shared_ptr<access::Ways> ways = {});
    ~Watcher();

    [[nodiscard]] Store &store();
    /// Ask all sources now, since a person wants it: what was refused for want of an answer is asked again.
    void refresh();
    /// All sources look now, since something here has changed (the computer woke up, the network is back). Nothing that
    /// was refused is asked again.
    void lookNow();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace stormdeck::watch
