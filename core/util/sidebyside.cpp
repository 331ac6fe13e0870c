// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/sidebyside.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace stormdeck {

void sideBySide(std::size_t count, std::size_t mostAtOnce, const std::function<void(std::size_t)> &work)
{
    std::atomic<std::size_t> next = 0;
    const auto someOfIt = [&] {
        for (std::size_t index = next++; index < count; index = next++) {
            work(index);
        }
    };
    std::vector<std::jthread> beside;
    for (std::size_t i = 1; i < std::min(count, mostAtOnce); ++i) {
        try {
            beside.emplace_back(someOfIt);
        } catch (const std::system_error &) {
            break;
        }
    }
    someOfIt();
}

} // namespace stormdeck
