// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "cluster/join.h"
#include "util/result.h"
#include "util/sharedlist.h"
#include "watch/answer.h"

#include <functional>
#include <memory>
#include <mutex>

namespace stormdeck::watch {

/// A snapshot, the ages of its sources, and what the health rules make of both at one moment.
struct Picture
{
    cluster::SnapshotPtr snapshot;
    cluster::Freshness freshness;
    SharedList<cluster::Finding> findings; ///< worst first
    cluster::Health health = cluster::Health::Unknown;
};
/// A picture as it is to be judged at that moment. Pure.
[[nodiscard]] Picture judged(cluster::SnapshotPtr snapshot, cluster::Freshness freshness, Instant now);

/// The one shared truth of a watched cluster. Sources put dated planes in from their threads; the joiner's thread
/// folds them into the next revision, judges it and tells the listener. One lock, held for copies only.
/// Planes that arrive while the joiner works are folded together, so nothing piles up.
/// Time alone changes what is to be said of a cluster (an age passes, a countdown runs out), so the joiner judges
/// again at every tick as well.
class Store
{
public:
    /// Called on the joiner's thread after each change of the picture, of an age or of a finding. The snapshot is the
    /// same object where it stayed as it was. Return quickly.
    using Listener = std::function<void(const Picture &picture)>;

    static constexpr std::chrono::milliseconds usualTick{1000};

    /// `tick`: how often the joiner judges anew while nothing arrives.
    Store(QString cluster, std::vector<Machine> machines, const Clock &clock,
          std::chrono::milliseconds tick = usualTick);
    ~Store();

    void setListener(Listener listener); ///< the one before may still be being told when this returns
    /// What the joiner made last.
    [[nodiscard]] Picture picture() const;
    /// The facts that have arrived so far, not joined: what a source needs to find its way.
    [[nodiscard]] cluster::Planes planes() const;
    /// The ages of those facts.
    [[nodiscard]] cluster::Freshness freshness() const;
    /// Joined on the calling thread from what has arrived so far: for a command that cannot wait for the joiner.
    [[nodiscard]] Picture joinedNow() const;

    /// Sees every answer that comes from now on, but one that is being put in; nobody does after an empty one.
    void setTap(Tap tap);

    /// The engine's clock goes with its age and is not part of the facts. `raw`: what a good answer was decoded from,
    /// for the tap, which sees it first; it is gone when the joiner works.
    void putEngine(const QString &machine, const Result<cluster::EngineFacts> &answer, RawAnswers raw = {});
    void putSwarm(Result<cluster::SwarmFacts> answer, RawAnswers raw = {});
    void putEnsemble(Result<cluster::EnsembleFacts> answer, const Route &route = {}, RawAnswers raw = {});
    void putStorm(Result<cluster::StormFacts> answer, const Route &route = {}, RawAnswers raw = {});
    void putRoom(const QString &machine, const Result<cluster::RoomFacts> &answer, RawAnswers raw = {});
    /// What the folders of the encrypted endpoints hold.
    void putCertificates(cluster::CertificateFacts facts);
    /// There is nothing to ask: no swarm, no ensemble, no Storm UI. The plane's facts are dropped.
    void dropSwarm();
    void dropEnsemble();
    void dropStorm();
    /// Nothing of the cluster runs on the machine (any more) through which its room could be seen.
    void dropRoom(const QString &machine);
    /// When the source ("swarm", "ensemble", "storm") will ask next, for countdowns; the listener hears of it at once
    /// where that source fails.
    void setNextTry(const QString &source, Instant at);
    void setEngineNextTry(const QString &machine, Instant at);
    /// All of another moment at once, as a recording shows it: nothing of before stays.
    void show(cluster::Planes planes, cluster::Freshness freshness);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace stormdeck::watch
