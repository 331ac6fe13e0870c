// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/channel.h"
#include "ssh/handles.h"
#include "ssh/work.h"
#include "util/endpoint.h"

#include <functional>
#include <optional>

namespace stormdeck::ssh {

/// Bytes on their way in one direction, at most 64 KiB.
class Pipe
{
public:
    Pipe() : m_bytes(64 * 1024, Qt::Uninitialized) {}
    [[nodiscard]] bool isEmpty() const { return m_begin == m_end; }
    [[nodiscard]] bool isFull() const { return m_end == m_bytes.size(); }
    [[nodiscard]] char *room() { return m_bytes.data() + m_end; }
    [[nodiscard]] qsizetype roomSize() const { return m_bytes.size() - m_end; }
    [[nodiscard]] const char *data() const { return m_bytes.constData() + m_begin; }
    [[nodiscard]] qsizetype size() const { return m_end - m_begin; }
    void put(qsizetype size) { m_end += size; }
    void take(qsizetype size);

private:
    QByteArray m_bytes;
    qsizetype m_begin = 0;
    qsizetype m_end = 0;
};

/// One local stream socket joined to a unix socket or TCP port on the other side. Each direction ends by itself; a
/// slow reader slows the writer.
class BridgeWork final : public Work
{
public:
    struct Owner
    {
        std::function<bool()> isWanted;
        /// Once: it is open, or why not.
        std::function<void(const std::optional<Error> &failure)> opened;
    };
    BridgeWork(Descriptor local, Endpoint remote, QString target, Owner owner);

    [[nodiscard]] ChannelKind kind() const override { return ChannelKind::Forward; }
    bool step(Link &link) override;
    [[nodiscard]] bool isDone() const override { return m_isDone; }
    /// Before it is open not by a client that has gone: what it left behind must not be carried out later.
    [[nodiscard]] bool isWanted() const override { return m_owner.isWanted() && (m_isOpen || !isDeserted()); }
    bool lose(const Error &reason) override;
    void fail(const Error &reason) override;
    void watch(std::vector<pollfd> &polled) const override;
    void notice(const pollfd &polled) override;

private:
    [[nodiscard]] bool isDeserted() const;
    bool open(Link &link);
    [[nodiscard]] Progress requestOpen();
    bool takeLocal();
    bool sendRemote(Link &link);
    bool takeRemote();
    bool sendLocal();
    bool passEnds();
    void end();
    void report(const std::optional<Error> &failure);

    Descriptor m_local;
    Endpoint m_remote;
    QString m_target;
    Owner m_owner;
    std::unique_ptr<Channel> m_channel;
    bool m_isOpen = false;
    bool m_isDone = false;
    Pipe m_up;
    Pipe m_down;
    bool m_mayRead = true;      ///< from the local socket, without waiting
    bool m_mayWrite = true;     ///< to it
    bool m_hasLocalEnd = false; ///< no more comes from it
    bool m_isLocalGone = false; ///< it takes nothing either
    bool m_hasRemoteEnd = false;
    bool m_isUpEnded = false;   ///< the other side has been told
    bool m_isDownEnded = false; ///< the local socket has been told
};

} // namespace stormdeck::ssh
