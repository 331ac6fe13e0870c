// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/lanes.h"

#include <system_error>
#include <thread>
#include <vector>

namespace stormdeck::plan {

std::unique_ptr<Actor> Lanes::makeActor()
{
    const std::lock_guard guard(m_making);
    return m_factory();
}

void Lanes::run(size_t count, const std::function<bool()> &mayBegin, const Work &work)
{
    const size_t width = std::min(count, maxThreads);
    std::atomic<size_t> next = width;
    const auto lane = [&](size_t first, Actor &actor) {
        for (size_t index = first; index < count; index = next++) {
            if (index == first || mayBegin()) {
                work(index, actor);
            }
        }
    };
    if (count == 0) {
        return;
    }
    if (!m_own) {
        m_own = makeActor();
    }
    std::vector<size_t> withoutThread{0};
    std::vector<std::jthread> threads;
    for (size_t first = 1; first < width; ++first) {
        try {
            threads.emplace_back([&, first] { lane(first, *makeActor()); });
        } catch (const std::system_error &) {
            withoutThread.push_back(first); // the system has no thread left: one after the other then
        }
    }
    for (const size_t first : withoutThread) {
        lane(first, *m_own);
    }
}

} // namespace stormdeck::plan
