// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeserver.h"

#include "util/deadline.h"

#include <QFile>

#include <algorithm>
#include <cstring>
#include <optional>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace stormdeck::test {

namespace {
/// One accepted connection with what was read ahead.
class Peer
{
public:
    explicit Peer(int descriptor) : m_descriptor(descriptor) {}

    [[nodiscard]] bool write(const QByteArray &bytes) const
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            const auto now = ::send(m_descriptor, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
            if (now <= 0) {
                return false;
            }
            sent += now;
        }
        return true;
    }

    [[nodiscard]] std::optional<QByteArray> readUntil(const QByteArray &mark)
    {
        qsizetype at = m_ahead.indexOf(mark);
        while (at < 0) {
            if (!more()) {
                return std::nullopt;
            }
            at = m_ahead.indexOf(mark);
        }
        return take(at + mark.size());
    }

    [[nodiscard]] std::optional<QByteArray> read(qsizetype size)
    {
        while (m_ahead.size() < size) {
            if (!more()) {
                return std::nullopt;
            }
        }
        return take(size);
    }

    /// Until the client goes or the server is taken down.
    void waitForEnd()
    {
        while (more()) {
            m_ahead.clear();
        }
    }

    [[nodiscard]] const QByteArray &ahead() const { return m_ahead; }

private:
    bool more()
    {
        char buffer[16 * 1024];
        const auto got = recv(m_descriptor, buffer, sizeof buffer, 0);
        if (got > 0) {
            m_ahead.append(buffer, got);
        }
        return got > 0;
    }

    QByteArray take(qsizetype size)
    {
        const QByteArray taken = m_ahead.left(size);
        m_ahead.remove(0, size);
        return taken;
    }

    int m_descriptor;
    QByteArray m_ahead;
};

std::optional<Received> readHead(Peer &peer)
{
    const std::optional<QByteArray> head = peer.readUntil("\r\n\r\n");
    if (!head) {
        return std::nullopt;
    }
    const QList<QByteArray> words = head->left(head->indexOf("\r\n")).split(' ');
    return Received{.method = words.value(0), .path = words.value(1), .head = *head};
}

bool readChunks(Peer &peer, QByteArray &body)
{
    while (true) {
        const std::optional<QByteArray> size = peer.readUntil("\r\n");
        const std::optional<QByteArray> chunk = size ? peer.read(size->trimmed().toInt(nullptr, 16) + 2) : std::nullopt;
        if (!chunk) {
            return false;
        }
        if (chunk->size() == 2) {
            return true;
        }
        body += chunk->chopped(2);
    }
}

bool readBody(Peer &peer, Received &request)
{
    if (request.header("Transfer-Encoding") == "chunked") {
        return readChunks(peer, request.body);
    }
    const std::optional<QByteArray> body = peer.read(request.header("Content-Length").toInt());
    request.body = body.value_or(QByteArray());
    return body.has_value();
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray headOf(const Reply &reply)
{
    const bool hasChunks = !reply.chunks.isEmpty() || reply.fault == Reply::Fault::Endless;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Scripted\r\n";
    for (const QByteArray &line : reply.headers) {
        head += line + "\r\n";
    }
    const bool hasNoBody = reply.status == 204 || reply.status == 304;
    if (hasChunks) {
        head += "Transfer-Encoding: chunked\r\n";
    } else if (!hasNoBody) {
        head += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    }
    return head + "\r\n";
}

bool sendSlowly(const Peer &peer, const Reply &reply, const std::stop_token &stop)
{
    bool open = peer.write(headOf(reply));
    for (qsizetype i = 0; open && i < reply.body.size(); ++i) {
        open = peer.write(reply.body.mid(i, 1)) && pause(std::chrono::milliseconds(1), stop);
    }
    return open;
}

bool sendEndlessly(const Peer &peer, const Reply &reply)
{
    bool open = peer.write(headOf(reply));
    while (open) {
        open = peer.write(chunk(reply.body));
    }
    return false;
}

bool sendWhole(const Peer &peer, const Received &request, const Reply &reply)
{
    QByteArray answer = headOf(reply);
    if (request.method == "HEAD") {
        return peer.write(answer);
    }
    if (reply.chunks.isEmpty()) {
        return peer.write(answer + reply.body);
    }
    for (const QByteArray &piece : reply.chunks) {
        answer += chunk(piece);
    }
    return peer.write(answer + chunk({}));
}

/// Whether the connection goes on.
bool sendReply(Peer &peer, const Received &request, const Reply &reply, const std::stop_token &stop)
{
    switch (reply.fault) {
    case Reply::Fault::None:
        return sendWhole(peer, request, reply);
    case Reply::Fault::Slow:
        return sendSlowly(peer, reply, stop);
    case Reply::Fault::Endless:
        return sendEndlessly(peer, reply);
    case Reply::Fault::CloseMidBody:
        (void)peer.write(headOf(reply) + reply.body.left(reply.body.size() / 2));
        return false;
    case Reply::Fault::Garbage:
        (void)peer.write(reply.body);
        return false;
    case Reply::Fault::Hang:
        peer.waitForEnd();
        return false;
    case Reply::Fault::HangBeforeBody:
    case Reply::Fault::CloseAtOnce:
        break;
    }
    return false;
}

int listenOnUnix(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()) + 1);
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
        listen(descriptor, 128) != 0) {
        qFatal("No server on %s", name.constData());
    }
    return descriptor;
}

int listenOnTcp(quint16 &port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
        listen(descriptor, 128) != 0 || getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0) {
        qFatal("No server on 127.0.0.1");
    }
    port = ntohs(address.sin_port);
    return descriptor;
}

QByteArray withoutQuery(const QByteArray &route)
{
    const qsizetype at = route.indexOf('?');
    return at < 0 ? route : route.left(at);
}

bool matches(const QByteArray &route, const Received &request)
{
    const QByteArray asked = request.method + ' ' + request.path;
    return route == asked || (!route.contains('?') && route == withoutQuery(asked));
}
} // namespace

QByteArray Received::header(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0) {
            return line.mid(colon + 1).trimmed();
        }
    }
    return {};
}

FakeServer::FakeServer(Endpoint::Kind kind)
{
    if (kind == Endpoint::Kind::Unix) {
        m_endpoint = Endpoint::unixSocket(m_folder.filePath(QStringLiteral("fake.sock")));
        m_listening = listenOnUnix(m_endpoint.path);
    } else {
        m_endpoint = Endpoint::tcp(QStringLiteral("127.0.0.1"), 0);
        m_listening = listenOnTcp(m_endpoint.port);
    }
    m_acceptor = std::jthread([this] { accept(); });
}

FakeServer::~FakeServer()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_closing = true;
    }
    shutdown(m_listening, SHUT_RDWR);
    m_acceptor.join();
    for (std::jthread &thread : m_threads) {
        thread.request_stop();
    }
    dropConnections();
    m_threads.clear();
    for (const int descriptor : m_descriptors) {
        close(descriptor);
    }
    close(m_listening);
}

void FakeServer::answer(const QByteArray &route, Reply reply)
{
    const bool hangs = reply.fault == Reply::Fault::HangBeforeBody;
    const std::scoped_lock lock(m_mutex);
    m_routes[route] = {[answer = std::move(reply)](const Received &) { return answer; }, hangs};
}

void FakeServer::answerBy(const QByteArray &route, Handler handler)
{
    const std::scoped_lock lock(m_mutex);
    m_routes[route] = {std::move(handler), false};
}

void FakeServer::hijack(const QByteArray &route, Talk talk)
{
    const std::scoped_lock lock(m_mutex);
    m_routes[route] = {.talk = std::move(talk)};
}

std::vector<Received> FakeServer::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

int FakeServer::count(const QByteArray &route) const
{
    const std::scoped_lock lock(m_mutex);
    return int(std::count_if(m_requests.begin(), m_requests.end(),
                             [&route](const Received &request) { return matches(route, request); }));
}

int FakeServer::connections() const
{
    const std::scoped_lock lock(m_mutex);
    return int(m_descriptors.size());
}

int FakeServer::openConnections() const
{
    const std::scoped_lock lock(m_mutex);
    return m_open;
}

bool FakeServer::waitForRequests(size_t count) const
{
    std::unique_lock lock(m_mutex);
    return m_arrived.wait_for(lock, std::chrono::seconds(5), [&] { return m_requests.size() >= count; });
}

void FakeServer::dropConnections()
{
    const std::scoped_lock lock(m_mutex);
    for (const int descriptor : m_descriptors) {
        shutdown(descriptor, SHUT_RDWR);
    }
}

void FakeServer::accept()
{
    while (true) {
        const int descriptor = accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
        const std::scoped_lock lock(m_mutex);
        if (descriptor < 0 || m_closing) {
            if (descriptor >= 0) {
                close(descriptor);
            }
            return;
        }
        const int number = int(m_descriptors.size());
        m_descriptors.push_back(descriptor); // closed by the destructor, so that its number is not used again
        ++m_open;
        m_threads.emplace_back([this, descriptor, number](const std::stop_token &stop) {
            serve(descriptor, number, stop);
            shutdown(descriptor, SHUT_RDWR);
            const std::scoped_lock closed(m_mutex);
            --m_open;
        });
    }
}

void FakeServer::serve(int descriptor, int number, const std::stop_token &stop)
{
    Peer peer(descriptor);
    bool open = true;
    while (open && !stop.stop_requested()) {
        std::optional<Received> request = readHead(peer);
        if (!request) {
            return;
        }
        request->connection = number;
        const Route route = routeOf(*request);
        if (route.hangsBeforeBody) {
            record(*request);
            (void)pause(std::chrono::hours(1), stop);
            return;
        }
        if (!readBody(peer, *request)) {
            return;
        }
        if (route.talk) {
            record(*request);
            if (peer.write("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n")) {
                route.talk(*request, descriptor, peer.ahead());
            }
            return;
        }
        const Reply reply = route.handler(*request);
        record(*request);
        open = sendReply(peer, *request, reply, stop);
    }
}

FakeServer::Route FakeServer::routeOf(const Received &request) const
{
    const std::scoped_lock lock(m_mutex);
    const QByteArray asked = request.method + ' ' + request.path;
    auto found = m_routes.find(asked);
    if (found == m_routes.end()) {
        found = m_routes.find(withoutQuery(asked));
    }
    if (found == m_routes.end()) {
        return {[](const Received &) { return Reply{.status = 404, .body = R"({"message":"no route"})"}; }};
    }
    return found->second;
}

void FakeServer::record(const Received &request)
{
    const std::scoped_lock lock(m_mutex);
    m_requests.push_back(request);
    m_arrived.notify_all();
}

} // namespace stormdeck::test
