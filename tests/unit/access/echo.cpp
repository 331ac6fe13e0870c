// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace stormdeck::test {

namespace {
/// A call on a socket with a timeout is not taken up again after a signal, as of a child process that ended.
template <typename Call>
auto uninterrupted(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR) {
        result = call();
    }
    return result;
}
} // namespace

TcpServer::TcpServer(Serve serve)
    : m_serve(std::move(serve)), m_listening(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    if (bind(m_listening, plain, size) != 0 || listen(m_listening, 64) != 0 ||
        getsockname(m_listening, plain, &size) != 0) {
        qFatal("No server");
    }
    m_port = ntohs(address.sin_port);
    m_acceptor = std::jthread([this] { accept(); });
}

TcpServer::~TcpServer()
{
    shutdown(m_listening, SHUT_RDWR);
    m_acceptor.join();
    for (const int one : m_sockets) {
        shutdown(one, SHUT_RDWR);
    }
    m_threads.clear();
    for (const int one : m_sockets) {
        close(one);
    }
    close(m_listening);
}

void TcpServer::accept()
{
    for (int one = accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC); one >= 0;
         one = accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC)) {
        m_sockets.push_back(one);
        ++m_open;
        m_threads.emplace_back([this, one] {
            m_serve(one);
            shutdown(one, SHUT_RDWR);
            --m_open;
        });
    }
}

void TcpServer::echo(int socket)
{
    std::array<char, 64 * 1024> bytes{};
    for (auto got = recv(socket, bytes.data(), bytes.size(), 0); got > 0;
         got = recv(socket, bytes.data(), bytes.size(), 0)) {
        for (ssize_t sent = 0; sent < got;) {
            const auto now = send(socket, bytes.data() + sent, size_t(got - sent), MSG_NOSIGNAL);
            if (now <= 0) {
                return;
            }
            sent += now;
        }
    }
}

int connectUnix(const QByteArray &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    const int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{5, 0};
    setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(made, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        close(made);
        return -1;
    }
    return made;
}

bool sendAll(int socket, const QByteArray &bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto now = uninterrupted(
            [&] { return send(socket, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL); });
        if (now <= 0) {
            return false;
        }
        sent += now;
    }
    return true;
}

QByteArray receive(int socket, qsizetype size)
{
    QByteArray all(size, Qt::Uninitialized);
    qsizetype got = 0;
    while (got < size) {
        const auto now = uninterrupted([&] { return recv(socket, all.data() + got, size_t(size - got), 0); });
        if (now <= 0) {
            break;
        }
        got += now;
    }
    all.truncate(got);
    return all;
}

} // namespace stormdeck::test
