// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What TLS says where there is none. What it says to a real engine, the tests over the lab show.
#include "http/client.h"

#include <gtest/gtest.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;

const QString authority = QStringLiteral(STORMDECK_FIXTURES "/tls");

Error errorOf(const Endpoint &endpoint, http::Method method = http::Method::Get)
{
    http::Client client(endpoint, QStringLiteral("storm-1"));
    const auto answer = client.send({.method = method, .path = "/_ping"}, Deadline::in(5s), {});
    return answer ? Error{.code = QStringLiteral("(answered)")} : answer.error();
}

/// Answers the first bytes of every connection in plain HTTP, as a server does that expected it.
class PlainServer
{
public:
    PlainServer() : m_listening(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
        socklen_t size = sizeof address;
        bind(m_listening, reinterpret_cast<sockaddr *>(&address), size);
        listen(m_listening, 8);
        getsockname(m_listening, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::jthread([this] { serve(); });
    }
    ~PlainServer() { shutdown(m_listening, SHUT_RDWR); }

    [[nodiscard]] Endpoint encrypted(const QString &folder) const
    {
        return Endpoint::tls(QStringLiteral("127.0.0.1"), m_port, folder);
    }

private:
    void serve() const
    {
        const QByteArray answer = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
        for (int client = accept(m_listening, nullptr, nullptr); client >= 0;
             client = accept(m_listening, nullptr, nullptr)) {
            char bytes[4096];
            static_cast<void>(recv(client, bytes, sizeof bytes, 0));
            static_cast<void>(send(client, answer.constData(), size_t(answer.size()), MSG_NOSIGNAL));
            close(client);
        }
        close(m_listening);
    }

    int m_listening;
    quint16 m_port = 0;
    std::jthread m_thread;
};

TEST(HttpTls, tellsAPortThatIsNotEncrypted)
{
    const PlainServer server;
    const Error error = errorOf(server.encrypted(authority));
    EXPECT_EQ(codeOf(error), QStringLiteral("tls.failed"));
    EXPECT_EQ(error.layer, Layer::Tls);
}

TEST(HttpTls, tellsAFolderWithoutCertificates)
{
    const PlainServer server;
    const Error error = errorOf(server.encrypted(QStringLiteral("/nowhere")));
    EXPECT_EQ(codeOf(error), QStringLiteral("tls.files"));
    EXPECT_TRUE(error.remedy.contains(QStringLiteral("/nowhere"))) << qPrintable(sentence(error));
}

TEST(HttpTls, knowsThatNothingWasSentOfAChange)
{
    const PlainServer server;
    EXPECT_EQ(errorOf(server.encrypted(authority), http::Method::Post).kind, ErrorKind::Denied);
}

TEST(HttpTls, tellsARefusedConnectionAsThatAndNotAsTls)
{
    const Error error = errorOf(Endpoint::tls(QStringLiteral("127.0.0.1"), 1, authority));
    EXPECT_EQ(error.layer, Layer::Connect);
    EXPECT_EQ(error.kind, ErrorKind::Unreachable);
}
} // namespace
