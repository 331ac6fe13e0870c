// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/relaypipe.h"

#include <array>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stormdeck::access {

namespace {
constexpr qsizetype mostUp = 64 * 1024;
constexpr qsizetype mostDown = 256 * 1024;
constexpr int turns = 16; ///< moves before the others have theirs
constexpr std::chrono::seconds afterlife{2};
} // namespace

RelayPipe::RelayPipe(int client) : m_client(client) {}

RelayPipe::~RelayPipe()
{
    close(m_client);
}

void RelayPipe::connect(RelayStream stream)
{
    m_engine = std::move(stream.stream);
    m_down = std::move(stream.ahead);
}

qsizetype RelayPipe::roomUp() const
{
    return m_clientEnded ? 0 : mostUp - m_up.size();
}

qsizetype RelayPipe::roomDown() const
{
    return m_engine->hasEnded() ? 0 : mostDown - m_down.size();
}

bool RelayPipe::move()
{
    if (!m_engine) {
        m_over = m_over || m_goneUntil.has_value();
        return false;
    }
    bool moved = true;
    for (int turn = 0; turn < turns && moved && !m_over; ++turn) {
        const bool down = readEngine();
        const bool out = writeClient();
        const bool up = readClient();
        moved = writeEngine() || down || out || up;
    }
    const bool answered = m_engine->hasEnded() && m_down.isEmpty();
    const bool passedOn = m_clientEnded && m_up.isEmpty();
    m_over = m_over || answered || (m_goneUntil && (passedOn || BootClock::now() >= *m_goneUntil));
    return moved && !m_over;
}

bool RelayPipe::readEngine()
{
    if (!m_engineReads || roomDown() <= 0) {
        return false;
    }
    const bool wanted = !m_goneUntil;
    const auto some = m_engine->read(roomDown(), [&](const docker::OutputChunk &chunk) {
        if (chunk.stream != 2 && wanted) {
            m_down.append(chunk.bytes.constData(), chunk.bytes.size());
        }
        return true;
    });
    m_over = m_over || !some;
    m_engineReads = some && *some;
    return m_engineReads;
}

bool RelayPipe::writeClient()
{
    if (!m_clientWrites || m_down.isEmpty()) {
        return false;
    }
    const auto sent =
        send(m_client, m_down.constData(), static_cast<size_t>(m_down.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
        m_down.remove(0, sent);
    } else if (errno == EAGAIN || errno == EINTR) {
        m_clientWrites = false;
    } else {
        clientIsGone();
    }
    return sent > 0;
}

bool RelayPipe::readClient()
{
    if (!m_clientReads || roomUp() <= 0) {
        return false;
    }
    std::array<char, mostUp> piece;
    const auto got = recv(m_client, piece.data(), static_cast<size_t>(roomUp()), MSG_DONTWAIT);
    if (got > 0) {
        m_up.append(piece.data(), got);
    } else if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
        m_clientReads = false;
    } else {
        m_clientEnded = true;
    }
    return got > 0;
}

bool RelayPipe::writeEngine()
{
    if (!m_engineWrites || m_up.isEmpty() || m_engine->hasEnded()) {
        return false;
    }
    const auto sent = m_engine->write(m_up.constData(), m_up.size());
    m_over = m_over || !sent;
    m_engineWrites = sent && *sent > 0;
    m_up.remove(0, sent.value_or(0));
    return m_engineWrites;
}

void RelayPipe::clientIsGone()
{
    m_down.clear();
    m_goneUntil = m_goneUntil.value_or(BootClock::now() + afterlife);
}

void RelayPipe::watch(std::vector<pollfd> &polled) const
{
    pollfd client{m_goneUntil ? -1 : m_client, 0, 0};
    pollfd engine{-1, 0, 0};
    if (m_engine) {
        client.events = static_cast<short>((roomUp() > 0 ? POLLIN : 0) | (m_down.isEmpty() ? 0 : POLLOUT));
        engine.events = static_cast<short>((roomDown() > 0 ? POLLIN : 0) | (m_up.isEmpty() ? 0 : POLLOUT));
        // Its hang-up is of no use while nothing can be read, and would be told without end.
        engine.fd = engine.events == 0 || m_engine->hasEnded() ? -1 : m_engine->descriptor();
    }
    polled.push_back(client);
    polled.push_back(engine);
}

void RelayPipe::wake(const pollfd &client, const pollfd &engine)
{
    m_clientReads = m_clientReads || (client.revents & (POLLIN | POLLHUP)) != 0;
    m_clientWrites = m_clientWrites || (client.revents & POLLOUT) != 0;
    m_engineReads = m_engineReads || engine.revents != 0; // TLS may want either to go on
    m_engineWrites = m_engineWrites || engine.revents != 0;
    if ((client.revents & (POLLHUP | POLLERR)) != 0) {
        clientIsGone();
    }
}

} // namespace stormdeck::access
