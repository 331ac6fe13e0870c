// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace stormdeck::test {

/// A TCP server of this machine that gives each connection to a function on a thread of its own.
class TcpServer
{
public:
    using Serve = std::function<void(int socket)>;
    explicit TcpServer(Serve serve);
    ~TcpServer();
    TcpServer(const TcpServer &) = delete;
    TcpServer &operator=(const TcpServer &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    /// Connections that are served now.
    [[nodiscard]] int open() const { return m_open; }

    /// Sends back what comes, until the end.
    static void echo(int socket);

private:
    void accept();
    Serve m_serve;
    int m_listening;
    quint16 m_port = 0;
    std::atomic<int> m_open = 0;
    std::vector<int> m_sockets;
    std::vector<std::jthread> m_threads;
    std::jthread m_acceptor;
};

/// What one end of a connection does, with deadlines of five seconds.
[[nodiscard]] int connectUnix(const QByteArray &path);
[[nodiscard]] bool sendAll(int socket, const QByteArray &bytes);
/// At most that many bytes; fewer where the other side closed.
[[nodiscard]] QByteArray receive(int socket, qsizetype size);

} // namespace stormdeck::test
