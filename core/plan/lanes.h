// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/actor.h"

#include <atomic>
#include <mutex>

namespace stormdeck::plan {

/// Does a number of like pieces of work in parallel, the first on the calling thread, each thread with an actor of its
/// own. The caller's actor lives as long as this, so that its connections serve all stages. Belongs to one thread.
class Lanes
{
public:
    using Work = std::function<void(size_t index, Actor &actor)>;

    explicit Lanes(const ActorFactory &factory) : m_factory(factory) {}

    /// Returns when all that began has ended. What is beyond the widest row of threads waits its turn and begins only
    /// while `mayBegin` says so.
    void run(size_t count, const std::function<bool()> &mayBegin, const Work &work);

private:
    static constexpr size_t maxThreads = 64;
    [[nodiscard]] std::unique_ptr<Actor> makeActor();

    const ActorFactory &m_factory;
    std::mutex m_making; ///< the factory is asked by one thread at a time
    std::unique_ptr<Actor> m_own;
};

} // namespace stormdeck::plan
