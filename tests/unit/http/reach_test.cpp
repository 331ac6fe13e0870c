// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/client.h"

#include "support/fakeserver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace stormdeck;
using namespace stormdeck::http;
using namespace std::chrono_literals;
using test::FakeServer;

namespace {
Error whyNot(const Endpoint &endpoint, Method method = Method::Get)
{
    Client client(endpoint, QStringLiteral("storm-1"));
    const auto answer = client.send({.method = method, .path = "/_ping"}, Deadline::in(3s), {});
    EXPECT_FALSE(answer);
    return answer ? Error{} : answer.error();
}
} // namespace

TEST(HttpReach, namesASocketThatIsNotThere)
{
    const Error error = whyNot(Endpoint::unixSocket(QStringLiteral("/nowhere/docker.sock")));
    EXPECT_EQ(error.kind, ErrorKind::Unreachable);
    EXPECT_EQ(error.layer, Layer::Connect);
    EXPECT_EQ(codeOf(error), QStringLiteral("connect.no-socket"));
    EXPECT_TRUE(error.reason.contains(QStringLiteral("/nowhere/docker.sock")));
}

TEST(HttpReach, namesASocketThatNobodyListensOn)
{
    const QTemporaryDir folder;
    QString path;
    {
        const FakeServer gone;
        path = folder.filePath(QStringLiteral("left.sock"));
        ASSERT_EQ(link(qPrintable(gone.endpoint().path), qPrintable(path)), 0);
    }
    const Error error = whyNot(Endpoint::unixSocket(path));
    EXPECT_EQ(error.kind, ErrorKind::Unreachable);
    EXPECT_EQ(codeOf(error), QStringLiteral("connect.refused"));
}

TEST(HttpReach, tellsWhatToDoAboutASocketOfOthers)
{
    const FakeServer server;
    ASSERT_EQ(chmod(qPrintable(server.endpoint().path), 0), 0);
    const uid_t self = geteuid();
    if (self == 0) { // root may use every socket; the plain call changes this thread alone
        ASSERT_EQ(syscall(SYS_setresuid, -1, 65534, -1), 0);
    }
    const Error error = whyNot(server.endpoint());
    ASSERT_EQ(syscall(SYS_setresuid, -1, self, -1), 0);
    EXPECT_EQ(error.kind, ErrorKind::Denied);
    EXPECT_TRUE(error.remedy.contains(QStringLiteral("docker")));
}

TEST(HttpReach, refusesASocketPathThatCannotBeUsed)
{
    const Error error = whyNot(Endpoint::unixSocket(u'/' + QString(120, u'x')));
    EXPECT_EQ(error.kind, ErrorKind::Rejected);
    EXPECT_EQ(codeOf(error), QStringLiteral("connect.path-too-long"));
}

TEST(HttpReach, callsARefusedChangeUnreachableBecauseNothingWasSent)
{
    Endpoint endpoint;
    {
        const FakeServer gone(Endpoint::Kind::Tcp);
        endpoint = gone.endpoint();
    }
    const Error error = whyNot(endpoint, Method::Post);
    EXPECT_EQ(error.kind, ErrorKind::Unreachable);
    EXPECT_EQ(error.layer, Layer::Connect);
    EXPECT_EQ(codeOf(error), QStringLiteral("connect.refused"));
}

TEST(HttpReach, namesAHostThatIsNotKnown)
{
    // An empty label makes the name invalid, so that no name server is asked.
    const Error error = whyNot(Endpoint::tcp(QStringLiteral("no..such.host"), 2375));
    EXPECT_EQ(error.kind, ErrorKind::Unreachable);
    EXPECT_EQ(error.layer, Layer::Resolve);
    EXPECT_TRUE(error.reason.contains(QStringLiteral("no..such.host")));
}

TEST(HttpReach, tellsAConnectionThatIsNotTakenFromAnAnswerThatIsLate)
{
    // A full queue of connections that nobody accepts: a further one is neither taken nor refused.
    const int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_storage address{};
    address.ss_family = AF_INET;
    socklen_t size = sizeof address;
    ASSERT_EQ(bind(listening, reinterpret_cast<sockaddr *>(&address), 16), 0);
    ASSERT_EQ(listen(listening, 0), 0);
    ASSERT_EQ(getsockname(listening, reinterpret_cast<sockaddr *>(&address), &size), 0);
    std::array<int, 3> queued{};
    for (int &one : queued) {
        one = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        (void)connect(one, reinterpret_cast<sockaddr *>(&address), size);
    }
    const auto *bytes = reinterpret_cast<const unsigned char *>(&address);
    const auto port = static_cast<quint16>(bytes[2] << 8 | bytes[3]);
    Client client(Endpoint::tcp(QStringLiteral("127.0.0.1"), port), {});
    const auto answer = client.send({.method = Method::Post, .path = "/"}, Deadline::in(50ms), {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Deadline);
    EXPECT_EQ(answer.error().layer, Layer::Connect);
    for (const int one : queued) {
        close(one);
    }
    close(listening);
}

TEST(HttpSendEach, asksSeveralEndpointsAtOnceAndKeepsTheirConnections)
{
    std::array<FakeServer, 3> servers;
    std::vector<Client> clients;
    std::vector<Client *> pointers;
    for (size_t i = 0; i < servers.size(); ++i) {
        servers[i].answer("GET /info", {.body = QByteArray::number(int(i))});
        clients.emplace_back(servers[i].endpoint(), QString::number(i));
    }
    for (Client &client : clients) {
        pointers.push_back(&client);
    }
    const std::vector<Request> requests(servers.size(), Request{.path = "/info"});
    for (int round = 0; round < 3; ++round) {
        const auto answers = sendEach(pointers, requests, Deadline::in(3s), {});
        ASSERT_EQ(answers.size(), servers.size());
        for (size_t i = 0; i < answers.size(); ++i) {
            ASSERT_TRUE(answers[i]);
            EXPECT_EQ(answers[i]->body, QByteArray::number(int(i)));
        }
    }
    ASSERT_TRUE(clients[1].send({.path = "/info"}, Deadline::in(3s), {}));
    for (const FakeServer &server : servers) {
        EXPECT_EQ(server.connections(), 1);
    }
}

TEST(HttpSendEach, doesNotLetAHangingEndpointSpoilTheOthers)
{
    std::array<FakeServer, 2> servers;
    servers[0].answer("GET /info", {.fault = test::Reply::Fault::Hang});
    servers[1].answer("GET /info", {.body = "1"});
    Client hanging(servers[0].endpoint(), {});
    Client good(servers[1].endpoint(), {});
    const std::array clients{&hanging, &good};
    const std::vector<Request> requests(2, Request{.path = "/info"});
    const auto answers = sendEach(clients, requests, Deadline::in(50ms), {});
    ASSERT_FALSE(answers[0]);
    EXPECT_EQ(answers[0].error().kind, ErrorKind::Deadline);
    EXPECT_TRUE(answers[1]);
}

TEST(HttpSendEach, asksTheOthersAtOnceHoweverManyHang)
{
    FakeServer silent;
    silent.answer("GET /info", {.fault = test::Reply::Fault::Hang});
    FakeServer living;
    living.answer("GET /info", {.body = "1"});
    constexpr size_t many = 40; // more than one client may have at once
    std::vector<Client> clients;
    for (size_t i = 0; i < many; ++i) {
        clients.emplace_back(silent.endpoint(), QString::number(i));
    }
    clients.emplace_back(living.endpoint(), QString());
    std::vector<Client *> pointers;
    for (Client &client : clients) {
        pointers.push_back(&client);
    }
    const std::vector<Request> requests(clients.size(), Request{.path = "/info"});
    const auto answers = sendEach(pointers, requests, Deadline::in(1s), {});
    EXPECT_EQ(std::count_if(answers.begin(), answers.end(), [](const auto &one) { return !one; }), int(many));
    ASSERT_TRUE(answers.back()) << qPrintable(sentence(answers.back().error()));
    EXPECT_EQ(answers.back()->body, "1");
}
