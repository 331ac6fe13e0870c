// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/endpoint.h"

#include <QList>
#include <QTemporaryDir>

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace stormdeck::test {

/// What a FakeServer got from a client.
struct Received
{
    QByteArray method;
    QByteArray path;    ///< as sent, with its query
    QByteArray head;    ///< the whole head, request line first
    QByteArray body;    ///< decoded where it came in chunks
    int connection = 0; ///< number of the connection it came on, from 0

    /// Value of a header, compared without case; empty where there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

/// What a FakeServer gives back. A fault stands for what a real server cannot be made to do.
struct Reply
{
    enum class Fault {
        None,
        Hang,           ///< takes the request, never answers
        HangBeforeBody, ///< takes the head only and reads no further; not from a Handler
        CloseAtOnce,    ///< takes the request, closes without an answer
        CloseMidBody,   ///< promises the whole body, closes after half of it
        Garbage,        ///< sends `body` as it is, without any head
        Slow,           ///< sends the body byte by byte, a millisecond each
        Endless         ///< repeats `body` as chunks until the client goes
    };
    int status = 200;
    QByteArray body;
    QList<QByteArray> headers; ///< whole lines, "Name: value"
    Fault fault = Fault::None;
    QList<QByteArray> chunks; ///< sent as one chunk each, in place of `body`
};

/// A scripted HTTP/1.1 server on a unix socket or a TCP port of this machine, with threads and plain sockets of its
/// own, so that tests need no event loop. Keeps connections. A request without a route is answered with 404 and
/// "{\"message\":\"no route\"}". Everything may be called while clients are served.
class FakeServer
{
public:
    using Handler = std::function<Reply(const Received &)>;

    explicit FakeServer(Endpoint::Kind kind = Endpoint::Kind::Unix);
    ~FakeServer();
    FakeServer(const FakeServer &) = delete;
    FakeServer &operator=(const FakeServer &) = delete;

    [[nodiscard]] const Endpoint &endpoint() const { return m_endpoint; }

    /// `route` is "GET /path?query" as sent; without a query it stands for every query of that path. The last
    /// answer for a route wins.
    void answer(const QByteArray &route, Reply reply);
    void answerBy(const QByteArray &route, Handler handler);
    /// Answers 101 and gives the connection away: `talk` has the socket, blocking, and what came behind the request.
    /// The socket is closed after it, and shut down under it when the server ends.
    using Talk = std::function<void(const Received &request, int socket, const QByteArray &ahead)>;
    void hijack(const QByteArray &route, Talk talk);

    [[nodiscard]] std::vector<Received> requests() const;
    /// How often that route was asked for, queries apart where the route has none.
    [[nodiscard]] int count(const QByteArray &route) const;
    [[nodiscard]] int connections() const;
    /// Those of them that the client has not closed.
    [[nodiscard]] int openConnections() const;
    /// Blocks until that many requests came in all; false where they do not within five seconds.
    [[nodiscard]] bool waitForRequests(size_t count) const;
    /// Closes all connections, as a server does that restarts; it goes on listening.
    void dropConnections();

private:
    void accept();
    void serve(int descriptor, int number, const std::stop_token &stop);
    struct Route
    {
        Handler handler;
        bool hangsBeforeBody = false;
        Talk talk = {};
    };
    [[nodiscard]] Route routeOf(const Received &request) const;
    void record(const Received &request);

    QTemporaryDir m_folder;
    Endpoint m_endpoint;
    int m_listening = -1;
    mutable std::mutex m_mutex; ///< guards what follows
    mutable std::condition_variable m_arrived;
    std::map<QByteArray, Route> m_routes;
    std::vector<Received> m_requests;
    std::vector<int> m_descriptors;
    std::vector<std::jthread> m_threads;
    int m_open = 0;
    bool m_closing = false;
    std::jthread m_acceptor;
};

} // namespace stormdeck::test
