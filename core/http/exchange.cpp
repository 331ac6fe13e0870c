// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/exchange.h"

#include "http/transfer.h"
#include "net/wake.h"

#include <algorithm>
#include <map>
#include <vector>

#include <poll.h>

namespace stormdeck::http {

namespace {
/// Endpoints that do not answer keep their places until the deadline: there have to be more than those.
constexpr size_t mostAtOnce = 512;

using Transfers = std::span<const std::unique_ptr<Transfer>>;

/// The transfers of one call and the connections they use.
class Exchange
{
public:
    Exchange(Transfers transfers, Deadline deadline) : m_deadline(deadline)
    {
        for (const auto &transfer : transfers) {
            m_waiting.push_back(transfer.get());
            m_running.emplace(&transfer->connections(), 0);
        }
    }

    [[nodiscard]] bool isOpen() const { return m_runningInAll > 0 || !m_waiting.empty(); }

    void startMore()
    {
        if (m_runningInAll < mostAtOnce) {
            std::erase_if(m_waiting, [this](Transfer *transfer) { return isStarted(*transfer); });
        }
    }

    void waitAndDrive(int wakeDescriptor)
    {
        std::vector<pollfd> polled{{wakeDescriptor, POLLIN, 0}};
        std::vector<size_t> ends;
        Instant until = m_deadline.at();
        for (const auto &[connections, running] : m_running) {
            connections->watch(polled);
            ends.push_back(polled.size());
            until = std::min(until, connections->timer().value_or(until));
        }
        poll(polled.data(), polled.size(), net::wakeable(net::pollTime(Deadline(until)), wakeDescriptor));
        size_t begin = 1;
        auto end = ends.begin();
        for (auto &[connections, running] : m_running) {
            connections->drive(std::span(polled).subspan(begin, *end - begin));
            const auto finished = static_cast<size_t>(connections->collect());
            running -= finished;
            m_runningInAll -= finished;
            begin = *end++;
        }
    }

private:
    /// Whether there was room for it.
    bool isStarted(Transfer &transfer)
    {
        size_t &running = m_running[&transfer.connections()];
        if (m_runningInAll == mostAtOnce || running == static_cast<size_t>(Connections::most)) {
            return false;
        }
        ++running;
        ++m_runningInAll;
        transfer.start(m_deadline);
        return true;
    }

    Deadline m_deadline;
    std::vector<Transfer *> m_waiting;         ///< in the order of the call
    std::map<Connections *, size_t> m_running; ///< how many of each client
    size_t m_runningInAll = 0;
};
} // namespace

void exchange(Transfers transfers, Deadline deadline, const std::stop_token &stop)
{
    const net::Wake wake(stop);
    Exchange run(transfers, deadline);
    while (run.isOpen() && !wake.isStopped() && !deadline.passed()) {
        run.startMore();
        run.waitAndDrive(wake.descriptor());
    }
    for (const auto &transfer : transfers) {
        if (wake.isStopped()) {
            transfer->stop();
        } else {
            transfer->timeOut();
        }
    }
}

} // namespace stormdeck::http
