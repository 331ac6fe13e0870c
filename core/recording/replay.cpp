// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replay.h"

#include "cluster/limits.h"
#include "storm/client.h"
#include "watch/planefacts.h"

#include <algorithm>

namespace stormdeck::recording {

using namespace cluster;
using watch::Plane;

namespace {
Result<EngineFacts> engineFrom(const RawAnswers &bodies)
{
    return docker::decodeEngineAnswer(bodies).map(
        [](docker::EngineAnswer &&answer) { return watch::factsOf(std::move(answer)); });
}

Result<SwarmFacts> swarmFrom(const RawAnswers &bodies)
{
    const QString manager = QString::fromUtf8(bodyNamed(bodies, watch::managerName));
    return docker::decodeSwarmState(bodies).map(
        [&](docker::SwarmState &&state) { return watch::factsOf(std::move(state), manager); });
}

/// The first of the last answers that all say that the engine is joining; the last one says so.
Instant joiningSince(const std::vector<const Kept *> &answers, Instant moment)
{
    Instant since = moment;
    for (auto kept = answers.rbegin(); kept != answers.rend(); ++kept) {
        const watch::Answer &answer = (*kept)->answer;
        if (answer.at > moment || answer.error) {
            continue;
        }
        const auto facts = engineFrom(Unfolding().of((*kept)->bodies));
        if (!facts || !(facts->info.swarm.state == docker::LocalNodeState::Pending)) {
            break;
        }
        since = answer.at;
    }
    return since;
}

Result<EnsembleFacts> ensembleFrom(const RawAnswers &bodies)
{
    return watch::decodeEnsemble(bodies);
}
} // namespace

Replay::Replay(Recording recording) : m_recording(std::move(recording))
{
    for (const Kept &answer : m_recording.answers) {
        switch (answer.answer.plane) {
        case Plane::Engine:
            m_engines[answer.answer.machine].answers.push_back(&answer);
            break;
        case Plane::Swarm:
            m_swarm.answers.push_back(&answer);
            break;
        case Plane::Ensemble:
            m_ensemble.answers.push_back(&answer);
            break;
        case Plane::Storm:
            m_storm.answers.push_back(&answer);
            break;
        case Plane::Room:
            m_rooms[answer.answer.machine].answers.push_back(&answer);
            break;
        }
    }
}

/// The age of a source at that moment; its facts are in the track then.
template <typename Facts, typename Decode>
SourceAge Replay::look(Track<Facts> &track, Instant moment, Decode decode)
{
    const auto later = std::upper_bound(track.answers.begin(), track.answers.end(), moment,
                                        [](Instant at, const Kept *kept) { return at < kept->answer.at; });
    auto told = later; // one past the last that was no failure
    while (told != track.answers.begin() && (*std::prev(told))->answer.error) {
        --told;
    }
    SourceAge age;
    const Kept *last = told == track.answers.begin() ? nullptr : *std::prev(told);
    if (!last || last->answer.nothingToAsk) {
        age.expected = !last;
        track.facts.reset();
        track.decodedFrom = nullptr;
    } else {
        if (std::exchange(track.decodedFrom, last) != last) {
            auto facts = decode(track.bodies.of(last->bodies));
            track.unreadable = facts ? std::nullopt : std::optional(facts.error());
            track.facts = facts ? std::optional(std::move(*facts)) : std::nullopt;
        }
        track.unreadable ? takeFailure(age, *track.unreadable, last->answer.at)
                         : takeAnswer(age, last->answer.at, last->answer.wall);
        age.route = last->answer.route;
    }
    for (auto failed = told; failed != later; ++failed) {
        takeFailure(age, *(*failed)->answer.error, (*failed)->answer.at);
    }
    age.nextTry = later == track.answers.end() ? moment : (*later)->answer.at;
    return age;
}

cluster::Seen Replay::seenUntil(Instant moment)
{
    const auto &answers = m_storm.answers;
    const auto isBefore = [](const Kept *kept, Instant at) { return kept->answer.at < at; };
    const Instant from = moment - std::chrono::seconds(limits::errorSeconds);
    const auto oldest = std::lower_bound(answers.begin(), answers.end(), from, isBefore);
    const auto first = static_cast<size_t>(oldest - answers.begin());
    const bool back = m_noted > 0 && answers[m_noted - 1]->answer.at > moment;
    if (back || m_noted < first) {
        m_sightings = {};
        m_noted = first;
    }
    for (; m_noted < answers.size() && answers[m_noted]->answer.at <= moment; ++m_noted) {
        const watch::Answer &answer = answers[m_noted]->answer;
        if (answer.error || answer.nothingToAsk) {
            continue;
        }
        if (const auto facts = storm::decodeState(m_sighted.of(answers[m_noted]->bodies))) {
            m_sightings.note(*facts, answer.at);
        }
    }
    return m_sightings.seen();
}

const Paces &Replay::pacesUntil(Instant moment)
{
    constexpr size_t most = limits::paceLooks + 1; // those that are counted, and one before
    const auto &answers = m_ensemble.answers;
    const auto later = std::upper_bound(answers.begin(), answers.end(), moment,
                                        [](Instant at, const Kept *kept) { return at < kept->answer.at; });
    std::vector<const Kept *> last;
    for (auto kept = std::make_reverse_iterator(later); kept != answers.rend() && last.size() < most; ++kept) {
        if (!(*kept)->answer.error && !(*kept)->answer.nothingToAsk) {
            last.push_back(*kept);
        }
    }
    const Kept *newest = last.empty() ? nullptr : last.front();
    if (std::exchange(m_pacedUntil, newest) != newest) {
        PaceCount count;
        for (auto kept = last.rbegin(); kept != last.rend(); ++kept) {
            count.note(watch::decodeEnsemble(Unfolding().of((*kept)->bodies)));
        }
        m_paces = count.paces();
    }
    return m_paces;
}

void Replay::lookAtEngine(const QString &machine, Instant moment, Moment &now)
{
    auto &track = m_engines[machine];
    SourceAge age = look(track, moment, engineFrom);
    if (track.facts) {
        EngineFacts facts = *track.facts;
        takeEngineClock(age, std::exchange(facts.info.systemTime, {}));
        if (facts.info.swarm.state == docker::LocalNodeState::Pending) {
            now.planes.seen.joiningSince.insert(machine, joiningSince(track.answers, moment));
        }
        now.planes.engines.insert(machine, std::move(facts));
    }
    now.freshness.engines.insert(machine, age);
}

void Replay::lookAtRooms(Instant moment, Moment &now)
{
    for (auto &[machine, track] : m_rooms) {
        SourceAge age = look(track, moment, watch::decodeRoom);
        age.lifetime = limits::roomLifetime;
        if (track.facts) {
            now.planes.rooms.insert(machine, *track.facts);
        }
        if (age.expected && (age.answered || age.error)) {
            now.freshness.rooms.insert(machine, age);
        }
    }
}

Moment Replay::at(Instant moment)
{
    Moment now{.planes = {.cluster = m_recording.cluster, .machines = m_recording.machines}};
    now.planes.seen = seenUntil(moment);
    now.planes.seen.paces = pacesUntil(moment);
    for (const Machine &machine : m_recording.machines) {
        lookAtEngine(machine.name, moment, now);
    }
    lookAtRooms(moment, now);
    now.freshness.swarm = look(m_swarm, moment, swarmFrom);
    now.planes.swarm = m_swarm.facts;
    now.freshness.ensemble = look(m_ensemble, moment, ensembleFrom);
    now.planes.ensemble = m_ensemble.facts;
    now.freshness.storm = look(m_storm, moment, storm::decodeState);
    now.planes.storm = m_storm.facts;
    return now;
}

} // namespace stormdeck::recording
