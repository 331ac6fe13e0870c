// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/bridgework.h"

#include "ssh/failures.h"
#include "ssh/link.h"

#include <QCoreApplication>

#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshTunnel)
};

QString name(const Endpoint &remote)
{
    return remote.kind == Endpoint::Kind::Unix ? Text::tr("open the socket %1").arg(remote.path)
                                               : Text::tr("open port %1 of %2").arg(remote.port).arg(remote.host);
}
} // namespace

void Pipe::take(qsizetype size)
{
    m_begin += size;
    if (m_begin == m_end) {
        m_begin = m_end = 0;
    }
}

BridgeWork::BridgeWork(Descriptor local, Endpoint remote, QString target, Owner owner)
    : m_local(std::move(local)), m_remote(std::move(remote)), m_target(std::move(target)), m_owner(std::move(owner))
{
}

bool BridgeWork::step(Link &link)
{
    if (!isWanted()) {
        end();
        return true;
    }
    if (!m_isOpen) {
        return open(link);
    }
    const bool moved = takeLocal() | sendRemote(link) | takeRemote() | sendLocal() | passEnds();
    const bool isOver = m_isUpEnded && m_isDownEnded;
    const bool isCutOff = m_channel->isClosed() && m_down.isEmpty() && m_hasRemoteEnd;
    if (isOver || isCutOff || (m_isLocalGone && m_hasLocalEnd && m_up.isEmpty())) {
        end();
        return true;
    }
    return moved;
}

/// The other end of the local socket is closed, not just shut for writing.
bool BridgeWork::isDeserted() const
{
    pollfd local{m_local.number(), 0, 0};
    return poll(&local, 1, 0) == 1 && (local.revents & POLLHUP) != 0;
}

Progress BridgeWork::requestOpen()
{
    return m_remote.kind == Endpoint::Kind::Unix ? m_channel->openUnix(m_remote.path.toUtf8())
                                                 : m_channel->openTcp(m_remote.host.toUtf8(), m_remote.port);
}

bool BridgeWork::open(Link &link)
{
    if (!m_channel) {
        m_channel = std::make_unique<Channel>(link.session());
    }
    const Progress progress = requestOpen();
    if (progress == Progress::Failed) {
        fail(channelRefused(m_target, name(m_remote), m_channel->refusal(), m_channel->words()));
    } else if (progress == Progress::Done) {
        m_isOpen = true;
        report(std::nullopt);
    }
    return progress != Progress::Waiting;
}

bool BridgeWork::takeLocal()
{
    if (m_hasLocalEnd || !m_mayRead || m_up.isFull()) {
        return false;
    }
    const auto got = recv(m_local.number(), m_up.room(), static_cast<size_t>(m_up.roomSize()), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
        m_mayRead = errno == EINTR;
        return false;
    }
    if (got > 0) {
        m_up.put(got);
    } else {
        m_hasLocalEnd = true;
        m_isLocalGone = m_isLocalGone || got < 0;
    }
    return true;
}

bool BridgeWork::sendRemote(Link &link)
{
    if (m_up.isEmpty() || !link.takesMore()) {
        return false;
    }
    const auto written = m_channel->write(m_up.data(), m_up.size());
    if (written < 0) { // the other side takes no more
        m_up.take(m_up.size());
        m_hasLocalEnd = m_isUpEnded = true;
        return true;
    }
    m_up.take(written);
    return written > 0;
}

bool BridgeWork::takeRemote()
{
    if (m_hasRemoteEnd || m_down.isFull()) {
        return false;
    }
    const auto got = m_channel->read(Output::Standard, m_down.room(), m_down.roomSize());
    if (got > 0) {
        m_down.put(got);
    } else if (got < 0 || m_channel->isClosed()) {
        m_hasRemoteEnd = true;
    }
    return got != 0 || m_hasRemoteEnd;
}

bool BridgeWork::sendLocal()
{
    if (m_down.isEmpty() || !m_mayWrite) {
        return false;
    }
    const auto sent =
        send(m_local.number(), m_down.data(), static_cast<size_t>(m_down.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) {
        m_mayWrite = errno == EINTR;
        return false;
    }
    if (sent < 0) { // it reads no more; what it wrote before still goes up
        m_down.take(m_down.size());
        m_hasRemoteEnd = m_isLocalGone = true;
        return true;
    }
    m_down.take(sent);
    return sent > 0;
}

bool BridgeWork::passEnds()
{
    bool moved = false;
    if (m_hasLocalEnd && m_up.isEmpty() && !m_isUpEnded) {
        m_channel->sendEnd();
        m_isUpEnded = moved = true;
    }
    if (m_hasRemoteEnd && m_down.isEmpty() && !m_isDownEnded) {
        shutdown(m_local.number(), SHUT_WR);
        m_isDownEnded = moved = true;
    }
    return moved;
}

void BridgeWork::end()
{
    m_channel.reset();
    m_local = Descriptor();
    m_isDone = true;
}

void BridgeWork::report(const std::optional<Error> &failure)
{
    if (const auto opened = std::exchange(m_owner.opened, nullptr)) {
        opened(failure);
    }
}

bool BridgeWork::lose(const Error &reason)
{
    if (!m_isOpen && isWanted()) {
        m_channel.reset();
        return true;
    }
    fail(reason);
    return false;
}

void BridgeWork::fail(const Error &reason)
{
    report(reason);
    end();
}

void BridgeWork::watch(std::vector<pollfd> &polled) const
{
    if (m_isDone || m_isLocalGone) {
        return;
    }
    const bool wantsRead = m_isOpen && !m_hasLocalEnd && !m_mayRead && !m_up.isFull();
    const bool wantsWrite = !m_down.isEmpty() && !m_mayWrite;
    polled.push_back({m_local.number(), static_cast<short>((wantsRead ? POLLIN : 0) | (wantsWrite ? POLLOUT : 0)), 0});
}

void BridgeWork::notice(const pollfd &polled)
{
    if (polled.fd != m_local.number()) {
        return;
    }
    const int ended = polled.revents & (POLLHUP | POLLERR);
    m_isLocalGone = m_isLocalGone || ended != 0;
    m_mayRead = m_mayRead || ended != 0 || (polled.revents & POLLIN) != 0;
    m_mayWrite = m_mayWrite || ended != 0 || (polled.revents & POLLOUT) != 0;
}

} // namespace stormdeck::ssh
