// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/exchange.h"

#include "http/transfer.h"
#include "net/wake.h"

#include <algorithm>
#include <set>

#include <poll.h>

namespace stormdeck::http {

namespace {
constexpr size_t mostAtOnce = 32;

using Transfers = std::span<const std::unique_ptr<Transfer>>;

/// The transfers of one call and the connections they use.
class Exchange
{
public:
    Exchange(Transfers transfers, Deadline deadline) : m_transfers(transfers), m_deadline(deadline)
    {
        for (const auto &transfer : transfers) {
            m_connections.insert(&transfer->connections());
        }
    }

    [[nodiscard]] bool isOpen() const { return m_finished < m_transfers.size(); }

    void startMore()
    {
        while (m_started < m_transfers.size() && m_started - m_finished < mostAtOnce) {
            m_transfers[m_started++]->start(m_deadline);
        }
    }

    void waitAndDrive(int wakeDescriptor)
    {
        std::vector<pollfd> polled{{wakeDescriptor, POLLIN, 0}};
        Instant until = m_deadline.at();
        for (const Connections *connections : m_connections) {
            connections->watch(polled);
            until = std::min(until, connections->timer().value_or(until));
        }
        poll(polled.data(), polled.size(), net::wakeable(net::pollTime(Deadline(until)), wakeDescriptor));
        for (Connections *connections : m_connections) {
            connections->drive(polled);
            m_finished += static_cast<size_t>(connections->collect());
        }
    }

private:
    Transfers m_transfers;
    Deadline m_deadline;
    std::set<Connections *> m_connections;
    size_t m_started = 0;
    size_t m_finished = 0;
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
