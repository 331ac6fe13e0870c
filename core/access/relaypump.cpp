// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/relaypump.h"

#include "net/wake.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Relay)
};

/// A server may close a connection on which nothing was said; later the first way is not worth trying.
constexpr std::chrono::seconds firstIsGoodFor{5};

Error tooMany()
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .attempted = Text::tr("open a relay"),
            .reason = Text::tr("too many connections are relayed at once"),
            .code = QStringLiteral("relay.too-many")};
}
} // namespace

RelayPump::~RelayPump()
{
    m_connections.clear();
    for (auto &[id, relay] : m_relays) {
        end(relay);
    }
}

void RelayPump::end(OpenRelay &relay)
{
    relay.socket.descriptor = net::Descriptor();
    QFile::remove(relay.socket.endpoint.path);
}

void RelayPump::add(OpenRelay relay)
{
    const int id = relay.id;
    m_relays.insert_or_assign(id, std::move(relay));
}

void RelayPump::close(int relay)
{
    std::erase_if(m_connections, [&](const auto &one) { return one.second.relay == relay; });
    if (const auto found = m_relays.find(relay); found != m_relays.end()) {
        end(found->second);
        m_relays.erase(found);
    }
}

void RelayPump::abandon(const QString &machine, const Error &why)
{
    for (auto &[id, relay] : m_relays) {
        if (relay.target.machine.name == machine) {
            relay.trouble->set(why);
            relay.first.reset();
            std::erase_if(m_connections, [&](const auto &one) { return one.second.relay == id; });
        }
    }
}

void RelayPump::give(int pipe, std::optional<RelayStream> stream)
{
    const auto found = m_connections.find(pipe);
    if (found == m_connections.end()) {
        return; // its client has gone meanwhile
    }
    if (stream) {
        found->second.pipe->connect(std::move(*stream));
    } else {
        m_connections.erase(found);
    }
}

bool RelayPump::moveAll()
{
    bool more = false;
    for (auto &[id, connection] : m_connections) {
        more = connection.pipe->move() || more;
    }
    std::erase_if(m_connections, [](const auto &one) { return one.second.pipe->isOver(); });
    return more;
}

int RelayPump::timeToWait(bool more) const
{
    std::optional<Instant> due;
    for (const auto &[id, connection] : m_connections) {
        if (const auto at = connection.pipe->due(); at && (!due || *at < *due)) {
            due = at;
        }
    }
    return more ? 0 : due ? net::pollTime(Deadline(*due)) : -1;
}

std::vector<WantedWay> RelayPump::turn(const std::vector<int> &wakes)
{
    const bool more = moveAll();
    std::vector<pollfd> polled;
    for (const int descriptor : wakes) {
        polled.push_back({descriptor, POLLIN, 0});
    }
    for (const auto &[id, relay] : m_relays) {
        polled.push_back({relay.socket.descriptor.number(), POLLIN, 0});
    }
    for (const auto &[id, connection] : m_connections) {
        connection.pipe->watch(polled);
    }
    const int lowest = wakes.empty() ? 0 : *std::min_element(wakes.begin(), wakes.end());
    poll(polled.data(), polled.size(), net::wakeable(timeToWait(more), lowest));
    auto at = polled.begin() + static_cast<qsizetype>(wakes.size() + m_relays.size());
    for (auto &[id, connection] : m_connections) {
        connection.pipe->wake(*at, *(at + 1));
        at += 2;
    }
    std::vector<WantedWay> wanted;
    at = polled.begin() + static_cast<qsizetype>(wakes.size());
    for (auto &[id, relay] : m_relays) {
        if ((at++)->revents != 0) {
            accept(relay, wanted);
        }
    }
    return wanted;
}

void RelayPump::accept(OpenRelay &relay, std::vector<WantedWay> &wanted)
{
    const int client = accept4(relay.socket.descriptor.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (client < 0) {
        return;
    }
    if (m_connections.size() >= m_mostPipes) {
        relay.trouble->set(tooMany());
        ::close(client);
        return;
    }
    const int id = m_nextPipe++;
    Connection &made = m_connections[id];
    made = {relay.id, std::make_shared<RelayPipe>(client)};
    if (relay.first && BootClock::now() - relay.opened < firstIsGoodFor) {
        made.pipe->connect(*std::exchange(relay.first, std::nullopt));
    } else {
        relay.first.reset();
        wanted.push_back({id, relay.target, relay.trouble, made.pipe});
    }
}

} // namespace stormdeck::access
