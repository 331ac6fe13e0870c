// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/store.h"

/// Pictures for the tests of the window and for its screenshots, made by hand: three machines as in a small real
/// cluster, in the states that the window must tell apart.
namespace stormdeck::test {

/// A clock that stands where it is put.
class StillClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return m_now; }
    [[nodiscard]] QDateTime wall() const override { return m_wall; }
    void advance(std::chrono::milliseconds time)
    {
        m_now += time;
        m_wall = m_wall.addMSecs(time.count());
    }

private:
    Instant m_now{std::chrono::hours(100)};
    QDateTime m_wall{QDate(2026, 11, 25), QTime(14, 2, 37)};
};

/// Three ready nodes, an ensemble of three, Storm with two topologies.
[[nodiscard]] watch::Picture healthyPicture(const Clock &clock);
/// storm-3 has been silent for 26 s; swarm and ZooKeeper know, Nimbus does not.
[[nodiscard]] watch::Picture downPicture(const Clock &clock);
/// Swarm, ensemble and Storm stopped answering 26 s ago.
[[nodiscard]] watch::Picture stalePicture(const Clock &clock);
/// Three engines that answer and are in no swarm.
[[nodiscard]] watch::Picture emptyPicture(const Clock &clock);
/// Engines in a profile, none has answered yet.
[[nodiscard]] watch::Picture waitingPicture(const Clock &clock);
/// None answers.
[[nodiscard]] watch::Picture failedPicture(const Clock &clock);
/// States nobody has heard of, very long names, right-to-left names, many slots, more than eight topologies.
[[nodiscard]] watch::Picture oddPicture(const Clock &clock);
/// `count` ready nodes.
[[nodiscard]] watch::Picture largePicture(const Clock &clock, int count);

/// The same picture with another snapshot derived from it by `change`, at the next revision. Its findings stay.
template <typename F>
[[nodiscard]] watch::Picture changed(const watch::Picture &picture, F change)
{
    auto snapshot = std::make_shared<cluster::Snapshot>(*picture.snapshot);
    ++snapshot->revision;
    change(*snapshot);
    watch::Picture next = picture;
    next.snapshot = snapshot;
    return next;
}

} // namespace stormdeck::test
