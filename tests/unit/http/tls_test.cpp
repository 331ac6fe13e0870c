// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Encrypted connections, and what TLS says where there is none. What a real engine says, the tests over the lab show.
#include "docker/client.h"
#include "http/client.h"
#include "support/authority.h"
#include "support/fakeengine.h"
#include "support/tlsdoor.h"

#include <gtest/gtest.h>

#include <array>

#include <netinet/in.h>
#include <poll.h>
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
/// An engine behind TLS that lets in whoever shows a certificate of its authority.
class TlsEngine : public testing::Test
{
protected:
    [[nodiscard]] docker::Client clientOf(const QString &folder) const
    {
        return docker::Client(door.endpoint(folder), QStringLiteral("storm-1"));
    }

    /// Sends all, and reads until as much has come back or the end.
    static QByteArray echoed(docker::ExecStream &stream, QByteArray toSend)
    {
        const qsizetype wanted = toSend.size();
        QByteArray all;
        const auto take = [&](const docker::OutputChunk &chunk) {
            all += chunk.bytes;
            return true;
        };
        const Deadline deadline = Deadline::in(20s);
        while (all.size() < wanted && !stream.hasEnded() && !deadline.passed()) {
            const auto put = toSend.isEmpty() ? Result<qsizetype>(0) : stream.write(toSend.constData(), toSend.size());
            const auto got = stream.read(64 * 1024, take);
            if (!put || !got) {
                ADD_FAILURE() << qPrintable(sentence(put ? got.error() : put.error()));
                return all;
            }
            toSend.remove(0, *put);
            if (*put == 0 && !*got) {
                pollfd one{stream.descriptor(), short(toSend.isEmpty() ? POLLIN : POLLIN | POLLOUT), 0};
                poll(&one, 1, 100);
            }
        }
        return all;
    }

    test::Authority authority;
    test::FakeEngine engine;
    test::TlsDoor door{authority.issue(QStringLiteral("engine"), "IP:127.0.0.1"), engine.endpoint()};
};
} // namespace

TEST_F(TlsEngine, letsAnExecStreamBothWaysThroughWithACertificate)
{
    docker::Client client = clientOf(authority.issue(QStringLiteral("me")));
    auto stream = client.attach({QStringLiteral("c")}, {QStringLiteral("cat")}, Deadline::in(5s), {});
    ASSERT_TRUE(stream) << qPrintable(sentence(stream.error()));
    // Larger than a TLS record and than all buffers on the way, so that both ways are busy at once.
    QByteArray sent(2 * 1024 * 1024, '\0');
    for (qsizetype i = 0; i < sent.size(); ++i) {
        sent[i] = char(i * 31 + i / 4096);
    }
    EXPECT_TRUE(echoed(*stream, sent) == sent);
    EXPECT_EQ(engine.running(), 1);
}

TEST_F(TlsEngine, isTornDownWithItsStream)
{
    docker::Client client = clientOf(authority.issue(QStringLiteral("me")));
    {
        const auto stream = client.attach({QStringLiteral("c")}, {QStringLiteral("cat")}, Deadline::in(5s), {});
        ASSERT_TRUE(stream);
        ASSERT_TRUE(engine.waitForRunning(1));
    }
    EXPECT_TRUE(engine.waitForRunning(0));
}

TEST_F(TlsEngine, refusesAStreamWithoutACertificateInWords)
{
    http::Client client(door.endpoint(authority.withoutCertificate()), QStringLiteral("storm-1"));
    const auto upgraded = client.upgrade({.method = http::Method::Post, .path = "/exec/0/start"}, Deadline::in(5s), {});
    ASSERT_FALSE(upgraded);
    EXPECT_EQ(upgraded.error().kind, ErrorKind::Denied) << qPrintable(sentence(upgraded.error()));
    EXPECT_EQ(upgraded.error().layer, Layer::Tls);
    EXPECT_EQ(codeOf(errorOf(door.endpoint(authority.withoutCertificate()))), QStringLiteral("tls.refused"));
    EXPECT_TRUE(engine.server().requests().empty());
}
