// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/tlsdoor.h"

#include "net/stream.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <csignal>
#include <mutex>
#include <thread>
#include <vector>

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stormdeck::test {

namespace {
using Session = std::unique_ptr<SSL, decltype(&SSL_free)>;

/// Takes what has come in through TLS; false at the end of it.
bool takeIn(SSL *session, QByteArray &taken)
{
    std::array<char, 16 * 1024> bytes{};
    do {
        const int got = SSL_read(session, bytes.data(), int(bytes.size()));
        if (got <= 0) {
            return SSL_get_error(session, got) == SSL_ERROR_WANT_READ;
        }
        taken.append(bytes.data(), got);
    } while (SSL_pending(session) > 0);
    return true;
}

/// Gives the server what it takes now; false where it is gone.
bool giveIn(QByteArray &taken, int behind)
{
    const auto sent = send(behind, taken.constData(), size_t(taken.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    taken.remove(0, std::max<qsizetype>(sent, 0));
    return sent >= 0 || errno == EAGAIN;
}

/// What the server says; false at the end of it.
bool passOut(int behind, SSL *session)
{
    std::array<char, 16 * 1024> bytes{};
    const auto got = recv(behind, bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EAGAIN) {
        return true;
    }
    return got > 0 && SSL_write(session, bytes.data(), int(got)) > 0;
}
} // namespace

struct TlsDoor::Impl
{
    Impl(const QString &folder, Endpoint server, Client client) : behind(std::move(server))
    {
        const auto file = [&](const char *name) { return QFile::encodeName(folder + u'/' + QLatin1String(name)); };
        if (SSL_CTX_use_certificate_chain_file(context.get(), file("cert.pem").constData()) != 1 ||
            SSL_CTX_use_PrivateKey_file(context.get(), file("key.pem").constData(), SSL_FILETYPE_PEM) != 1 ||
            SSL_CTX_load_verify_locations(context.get(), file("ca.pem").constData(), nullptr) != 1) {
            qFatal("No certificates in %s", qPrintable(folder));
        }
        if (client == Client::Certified) {
            SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        }
        std::signal(SIGPIPE, SIG_IGN);                          // OpenSSL writes as if nobody ever went away
        SSL_CTX_clear_mode(context.get(), SSL_MODE_AUTO_RETRY); // what is no data must not hold up the other way
        sockaddr_in address{.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
        socklen_t size = sizeof address;
        auto *plain = reinterpret_cast<sockaddr *>(&address);
        if (bind(listening, plain, size) != 0 || listen(listening, 64) != 0 ||
            getsockname(listening, plain, &size) != 0) {
            qFatal("No TLS door");
        }
        port = ntohs(address.sin_port);
        acceptor = std::jthread([this] { accept(); });
    }

    ~Impl()
    {
        {
            const std::scoped_lock lock(mutex);
            closing = true;
            for (const int descriptor : descriptors) {
                shutdown(descriptor, SHUT_RDWR);
            }
        }
        shutdown(listening, SHUT_RDWR);
        acceptor.join();
        threads.clear();
        for (const int descriptor : descriptors) {
            close(descriptor);
        }
        close(listening);
    }

    /// Known, so that the end can shut it down; false where that has come.
    bool keep(int descriptor)
    {
        const std::scoped_lock lock(mutex);
        descriptors.push_back(descriptor);
        if (closing) {
            shutdown(descriptor, SHUT_RDWR);
        }
        return !closing;
    }

    void accept()
    {
        for (int one = accept4(listening, nullptr, nullptr, SOCK_CLOEXEC); one >= 0 && keep(one);
             one = accept4(listening, nullptr, nullptr, SOCK_CLOEXEC)) {
            threads.emplace_back([this, one] { serve(one); });
        }
    }

    void serve(int outside)
    {
        const Session session(SSL_new(context.get()), &SSL_free);
        SSL_set_fd(session.get(), outside);
        if (SSL_accept(session.get()) == 1) {
            auto inside = net::Stream::connect(behind, Deadline::in(std::chrono::seconds(5)), {});
            const int server = inside ? inside->release() : -1;
            if (server >= 0 && keep(server)) {
                pass(session.get(), outside, server);
            }
            if (server >= 0) {
                shutdown(server, SHUT_RDWR);
            }
        }
        SSL_shutdown(session.get());
        shutdown(outside, SHUT_RDWR);
    }

    /// Never waits for the server to take something: it may wait for its own words to be taken first.
    static void pass(SSL *session, int outside, int server)
    {
        QByteArray taken;
        bool open = true;
        while (open) {
            const short both = POLLIN | POLLOUT;
            std::array<pollfd, 2> polled{pollfd{outside, POLLIN, 0},
                                         {server, taken.isEmpty() ? short(POLLIN) : both, 0}};
            poll(polled.data(), polled.size(), -1);
            open = (polled[0].revents == 0 || takeIn(session, taken)) && (taken.isEmpty() || giveIn(taken, server)) &&
                   ((polled[1].revents & ~POLLOUT) == 0 || passOut(server, session));
        }
    }

    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{SSL_CTX_new(TLS_server_method()), &SSL_CTX_free};
    Endpoint behind;
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    quint16 port = 0;
    std::mutex mutex; ///< guards what follows
    bool closing = false;
    std::vector<int> descriptors;
    std::vector<std::jthread> threads; ///< the acceptor's
    std::jthread acceptor;
};

TlsDoor::TlsDoor(const QString &folder, Endpoint behind, Client client)
    : m_impl(std::make_unique<Impl>(folder, std::move(behind), client))
{
}

TlsDoor::~TlsDoor() = default;

quint16 TlsDoor::port() const
{
    return m_impl->port;
}

Endpoint TlsDoor::endpoint(const QString &folder) const
{
    return Endpoint::tls(QStringLiteral("127.0.0.1"), port(), folder);
}

} // namespace stormdeck::test
