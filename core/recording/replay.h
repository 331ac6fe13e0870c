// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"
#include "cluster/join.h"
#include "cluster/sightings.h"
#include "recording/recording.h"

#include <map>

namespace stormdeck::recording {

/// How things stood at one moment: what had been told by then and how old it was.
struct Moment
{
    cluster::Planes planes;
    cluster::Freshness freshness;
};

/// A recording at any of its moments, decoded as the live answers were. What was decoded last is kept, so that a step
/// costs what has changed. One thread at a time.
class Replay
{
public:
    explicit Replay(Recording recording);
    Replay(const Replay &) = delete; // it points into its recording
    Replay &operator=(const Replay &) = delete;

    [[nodiscard]] const Recording &recording() const { return m_recording; }
    [[nodiscard]] Moment at(Instant moment);

private:
    template <typename Facts>
    struct Track
    {
        std::vector<const Kept *> answers; ///< of one source, in order of time
        const Kept *decodedFrom = nullptr;
        Unfolding bodies; ///< of the last one that was decoded
        std::optional<Facts> facts;
        std::optional<Error> unreadable; ///< why they could not be decoded
    };
    template <typename Facts, typename Decode>
    static cluster::SourceAge look(Track<Facts> &track, Instant moment, Decode decode);
    /// What Storm's answers up to that moment tell together. Goes on from where it was; back, or far ahead, it begins
    /// anew with the answers of the time that the rules look back on.
    [[nodiscard]] cluster::Seen seenUntil(Instant moment);
    /// How the ensemble's members kept up; counted anew only where another answer is the last one.
    [[nodiscard]] const cluster::Paces &pacesUntil(Instant moment);
    void lookAtEngine(const QString &machine, Instant moment, Moment &now);
    void lookAtRooms(Instant moment, Moment &now);

    Recording m_recording;
    std::map<QString, Track<cluster::EngineFacts>> m_engines;
    std::map<QString, Track<cluster::RoomFacts>> m_rooms;
    Track<cluster::SwarmFacts> m_swarm;
    Track<cluster::EnsembleFacts> m_ensemble;
    Track<cluster::StormFacts> m_storm;
    cluster::Sightings m_sightings;
    Unfolding m_sighted; ///< the bodies of the last answer of Storm that was noted
    size_t m_noted = 0;  ///< answers of Storm that are in the sightings, or older than they go back
    const Kept *m_pacedUntil = nullptr; ///< the last answer of the ensemble that is in the paces
    cluster::Paces m_paces;
};

} // namespace stormdeck::recording
