// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <random>

namespace stormdeck {

/// When one endpoint is to be asked again: at its pace while it answers, after failures at a wait that doubles up to
/// the slowest. That wait is jittered by a fifth, so that consoles do not knock together.
class Backoff
{
public:
    Backoff(std::chrono::milliseconds pace, std::chrono::milliseconds slowest);

    /// How long to wait after a try that was answered or not. The pace is from the start of one try to that of the
    /// next, so what an answered one `took` is part of it; half of the pace is waited at least.
    [[nodiscard]] std::chrono::milliseconds after(bool answered, std::chrono::milliseconds took = {});

private:
    std::chrono::milliseconds m_pace;
    std::chrono::milliseconds m_slowest;
    std::chrono::milliseconds m_wait;
    std::minstd_rand m_random{std::random_device{}()};
};

} // namespace stormdeck
