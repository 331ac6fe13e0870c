// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/clock.h"

#include <map>
#include <optional>
#include <span>
#include <vector>

struct pollfd;

namespace stormdeck::http {

class Transfer;

/// The kept connections of one client, and the sockets and the timer that libcurl wants watched. Several of them are
/// driven by one poll() (exchange.h). Belongs to the thread of its client.
class Connections
{
public:
    static constexpr int most = 32;

    /// As libcurl has it by itself.
    static constexpr std::chrono::seconds usualIdle{118};

    /// `limit`: how many there may be at once. `longestIdle`: those that were idle for longer are closed when the next
    /// transfer begins.
    explicit Connections(int limit = most, std::chrono::seconds longestIdle = usualIdle);
    ~Connections();
    Connections(const Connections &) = delete;
    Connections &operator=(const Connections &) = delete;

    [[nodiscard]] std::chrono::seconds longestIdle() const { return m_longestIdle; }
    /// Whether they were used, but for longer than that not any more.
    [[nodiscard]] bool haveIdled() const;
    void add(Transfer &transfer);
    void remove(Transfer &transfer);

    /// Appends what poll() has to watch.
    void watch(std::vector<pollfd> &polled) const;
    /// When libcurl wants to be called even without an event.
    [[nodiscard]] std::optional<Instant> timer() const { return m_timer; }
    /// Lets libcurl work on the sockets with events and on a timer that has run out. Calls sinks and sources. `polled`:
    /// what watch() appended.
    void drive(std::span<const pollfd> polled);
    /// Hands the finished transfers their result; gives back how many there were.
    int collect();

private:
    static int onSocket(void *easy, int descriptor, int what, void *self, void *unused);
    static int onTimer(void *multi, long milliseconds, void *self);

    void *m_multi;
    std::chrono::seconds m_longestIdle;
    int m_transfers = 0;
    std::optional<Instant> m_used;  ///< when the last transfer ended
    std::map<int, short> m_sockets; ///< descriptor to poll() events
    std::optional<Instant> m_timer;
};

} // namespace stormdeck::http
