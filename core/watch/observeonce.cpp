// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/observeonce.h"

#include "watch/rooms.h"
#include "watch/sources.h"
#include "watch/watcher.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace stormdeck::watch {

namespace {
/// A look may take longer than a fact's usual lifetime; what it brought is one answer all the same.
cluster::Freshness keptAlive(cluster::Freshness freshness, Instant now)
{
    const auto extend = [now](cluster::SourceAge &age) {
        if (age.answered) {
            age.lifetime += std::chrono::ceil<std::chrono::milliseconds>(now - *age.answered);
        }
    };
    std::for_each(freshness.engines.begin(), freshness.engines.end(), extend);
    extend(freshness.swarm);
    extend(freshness.ensemble);
    extend(freshness.storm);
    std::for_each(freshness.rooms.begin(), freshness.rooms.end(), extend);
    return freshness;
}

/// Side by side, since none needs the answer of another.
void lookAtParts(const settings::Profile &profile, Parts parts, Store &store, const std::shared_ptr<access::Ways> &ways,
                 const std::stop_token &stop)
{
    std::vector<std::jthread> beside;
    if (parts.testFlag(Part::Ensemble)) {
        beside.emplace_back([&] { EnsembleSource(profile.machines, store, ways).look(stop); });
    }
    if (parts.testFlag(Part::Rooms)) {
        beside.emplace_back([&] { RoomSource(profile.machines, store, ways).look(stop); });
    }
    if (parts.testFlag(Part::Storm)) {
        StormSource(profile.machines, profile.stormUi, store, ways).look(stop);
    }
}

/// The rules take the other planes for granted only once they have answered; room has no plane of its own.
Picture greenOnlyWhereSeen(Picture picture, Parts parts)
{
    if (picture.health == cluster::Health::Healthy && parts != allParts) {
        picture.health = cluster::Health::Unknown;
    }
    return picture;
}
} // namespace

Picture observeOnce(const settings::Profile &profile, Parts parts, const Clock &clock, const std::stop_token &stop,
                    std::shared_ptr<access::Ways> ways)
{
    ways = access::orOwn(std::move(ways));
    ways->tunnels.open(profile.machines, stop);
    Store store(profile.name, profile.machines, clock);
    EnginesSource(profile.machines, {Pace{}.engines, Pace{}.slowest}, store, ways).look(stop);
    SwarmSource(profile.machines, store, ways).look(stop);
    lookAtParts(profile, parts, store, ways, stop);
    const Picture joined = store.joinedNow();
    const Instant now = clock.now();
    return greenOnlyWhereSeen(judged(joined.snapshot, keptAlive(joined.freshness, now), now), parts);
}

} // namespace stormdeck::watch
