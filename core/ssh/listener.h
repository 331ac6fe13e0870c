// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/bell.h"
#include "util/endpoint.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace stormdeck::ssh {

/// The local end of a tunnel: a listening unix socket that only this user can reach. Shared by the tunnel's holder and
/// the session's thread.
class Listener
{
public:
    Listener(Descriptor socket, QString path, Endpoint remote, std::shared_ptr<const Bell> bell);
    ~Listener();
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    // From any thread.
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const Endpoint &remote() const { return m_remote; }
    /// Takes the socket away and ends its connections.
    void close();
    [[nodiscard]] bool isClosed() const { return m_isClosed; }
    /// Why the last connection could not be passed on; nothing where it could.
    [[nodiscard]] std::optional<Error> lastFailure() const;
    void note(const std::optional<Error> &failure);

    // The session's thread.
    [[nodiscard]] int descriptor() const { return m_socket.number(); }
    /// Closes it for good, with the connections nobody has taken yet.
    void end();
    /// The next connection, or none.
    [[nodiscard]] std::optional<Descriptor> accept();

private:
    Descriptor m_socket;
    QString m_path;
    Endpoint m_remote;
    std::shared_ptr<const Bell> m_bell;
    std::atomic<bool> m_isClosed = false;
    mutable std::mutex m_mutex; ///< guards m_lastFailure
    std::optional<Error> m_lastFailure;
};

/// Listens on a new socket (0600) at that path. Errors: Rejected where the path is too long, Internal.
[[nodiscard]] Result<Descriptor> listenAt(const QString &path);

} // namespace stormdeck::ssh
