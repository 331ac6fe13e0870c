// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/duplex.h"

#include "http/connections.h"
#include "http/exchange.h"
#include "http/transfer.h"
#include "net/failures.h"
#include "net/wake.h"

#include <QCoreApplication>

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>

#include <poll.h>

namespace stormdeck::http {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Http)
};

constexpr qsizetype longestHead = 32 * 1024;
constexpr qsizetype longestRefusal = 64 * 1024;
constexpr size_t pieceSize = 16 * 1024;

Error broken(const QString &target, const QString &reason)
{
    return {.kind = ErrorKind::Unreachable,
            .layer = Layer::Http,
            .attempted = Text::tr("get an answer"),
            .target = target,
            .reason = reason,
            .remedy = Text::tr("Check that the program behind it is still running."),
            .code = QStringLiteral("http.connection-lost")};
}

QByteArray headOf(const Request &request)
{
    QByteArray head = "POST " + request.path + " HTTP/1.1\r\nHost: docker\r\nUser-Agent: Stormdeck\r\n" +
                      "Connection: Upgrade\r\nUpgrade: tcp\r\n";
    for (const Header &header : request.headers) {
        head += header.name + ": " + header.value + "\r\n";
    }
    return head + "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n\r\n";
}

/// nullopt where it is no head of an HTTP answer.
std::optional<Response> responseIn(const QByteArray &head)
{
    const QList<QByteArray> lines = head.split('\n');
    if (!head.startsWith("HTTP/1.")) {
        return std::nullopt;
    }
    Response response{.status = lines.first().split(' ').value(1).toInt()};
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0) {
            response.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
        }
    }
    return response.status == 0 ? std::nullopt : std::optional(response);
}

bool opensStream(const Response &response)
{
    const bool hasLength =
        !response.header("Content-Length").isEmpty() || !response.header("Transfer-Encoding").isEmpty();
    return response.status == 101 || (response.status == 200 && !hasLength);
}
} // namespace

/// What a stream is made of. libcurl closes the connection when its handle leaves the multi handle, so both stay.
struct Duplex::Impl
{
    Impl(Endpoint where, QString name, Request asked, const std::stop_token &stop)
        : endpoint(std::move(where)), target(std::move(name)), request(std::move(asked)),
          transfer(std::make_unique<Transfer>(connections, endpoint, target, request, nullptr, stop))
    {
    }

    Endpoint endpoint;
    QString target;
    Request request;
    Connections connections;
    std::unique_ptr<Transfer> transfer;
    int descriptor = -1;
    QByteArray ahead; ///< what came with the head of the answer
    bool ended = false;
    bool opened = false; ///< it is a stream now, no request any more

    /// A server that wants another certificate says so only after the handshake, where the answer should come.
    [[nodiscard]] Error errorOf(CURLcode code) const
    {
        return opened ? broken(target, Text::tr("the connection broke")) : transfer->failureOf(code);
    }
};

Duplex::Duplex(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Duplex::Duplex(Duplex &&) noexcept = default;
Duplex &Duplex::operator=(Duplex &&) noexcept = default;
Duplex::~Duplex() = default;

int Duplex::descriptor() const
{
    return m_impl->descriptor;
}

bool Duplex::hasEnded() const
{
    return m_impl->ended;
}

Result<qsizetype> Duplex::read(char *to, qsizetype room)
{
    if (!m_impl->ahead.isEmpty()) {
        const qsizetype given = std::min(room, m_impl->ahead.size());
        std::memcpy(to, m_impl->ahead.constData(), static_cast<size_t>(given));
        m_impl->ahead.remove(0, given);
        return given;
    }
    if (m_impl->ended || room == 0) {
        return qsizetype(0);
    }
    size_t got = 0;
    const CURLcode code = curl_easy_recv(m_impl->transfer->handle(), to, static_cast<size_t>(room), &got);
    if (code == CURLE_AGAIN) {
        return qsizetype(0);
    }
    if (code != CURLE_OK) {
        return failure(m_impl->errorOf(code));
    }
    m_impl->ended = got == 0;
    return static_cast<qsizetype>(got);
}

Result<qsizetype> Duplex::write(const char *from, qsizetype size)
{
    size_t put = 0;
    const CURLcode code = curl_easy_send(m_impl->transfer->handle(), from, static_cast<size_t>(size), &put);
    if (code != CURLE_OK && code != CURLE_AGAIN) {
        return failure(m_impl->errorOf(code));
    }
    return static_cast<qsizetype>(put);
}

/// One request on its way to become a stream; the calls follow one another in this order.
struct Upgrade
{
    Duplex stream;
    Duplex::Impl &impl;
    Deadline deadline;
    std::stop_token stop;
    net::Wake wake;
    Response response;

    Upgrade(std::unique_ptr<Duplex::Impl> made, Deadline until, const std::stop_token &token)
        : stream(std::move(made)), impl(*stream.m_impl), deadline(until), stop(token), wake(token)
    {
    }

    static std::unique_ptr<Duplex::Impl> begin(const Endpoint &endpoint, const QString &target, Request request,
                                               const std::stop_token &stop)
    {
        return std::make_unique<Duplex::Impl>(endpoint, target, std::move(request), stop);
    }

    [[nodiscard]] Result<void> connect()
    {
        impl.transfer->connectOnly();
        exchange({&impl.transfer, 1}, deadline, stop);
        if (const auto connected = impl.transfer->takeResult(); !connected) {
            return failure(connected.error());
        }
        curl_socket_t descriptor = CURL_SOCKET_BAD;
        curl_easy_getinfo(impl.transfer->handle(), CURLINFO_ACTIVESOCKET, &descriptor);
        if (descriptor == CURL_SOCKET_BAD) {
            return failure(broken(impl.target, Text::tr("the connection was closed at once")));
        }
        impl.descriptor = descriptor;
        return {};
    }

    [[nodiscard]] Result<void> await(short events)
    {
        switch (net::waitFor(impl.descriptor, events, deadline, wake)) {
        case net::Readiness::Ready:
            return {};
        case net::Readiness::Stopped:
            return failure(net::stopped(impl.target));
        case net::Readiness::Overdue:
            break;
        }
        Error error = net::overdue(impl.target, Layer::Http, Text::tr("no complete answer came in time"));
        error.code = QStringLiteral("http.no-answer");
        return failure(std::move(error));
    }

    [[nodiscard]] Result<void> send()
    {
        const QByteArray bytes = headOf(impl.request) + impl.request.body;
        for (qsizetype sent = 0; sent < bytes.size();) {
            const auto now = stream.write(bytes.constData() + sent, bytes.size() - sent);
            if (!now) {
                return failure(now.error());
            }
            sent += *now;
            if (*now == 0) {
                if (auto ready = await(POLLOUT); !ready) {
                    return ready;
                }
            }
        }
        return {};
    }

    /// Appends what comes next; false at the end of all.
    [[nodiscard]] Result<bool> receive(QByteArray &bytes)
    {
        std::array<char, pieceSize> piece;
        while (true) {
            const auto got = stream.read(piece.data(), piece.size());
            if (!got) {
                return failure(got.error());
            }
            if (*got > 0 || stream.hasEnded()) {
                bytes.append(piece.data(), *got);
                return *got > 0;
            }
            if (auto ready = await(POLLIN); !ready) {
                return failure(ready.error());
            }
        }
    }

    [[nodiscard]] Result<void> readHead()
    {
        QByteArray bytes;
        while (!bytes.contains("\r\n\r\n") && bytes.size() <= longestHead) {
            const auto more = receive(bytes);
            if (!more) {
                return failure(more.error());
            }
            if (!*more) {
                return failure(broken(impl.target, Text::tr("the connection was closed without an answer")));
            }
        }
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        const auto head = responseIn(bytes.left(std::max<qsizetype>(end, 0)));
        if (!head) {
            Error error = broken(impl.target, Text::tr("what came back is not an HTTP answer"));
            error.kind = ErrorKind::Undecodable;
            error.code = QStringLiteral("http.not-http");
            return failure(std::move(error));
        }
        response = *head;
        impl.ahead = bytes.mid(end + 4);
        return {};
    }

    /// As far as it comes: what a refusal says is worth little waiting.
    void readRefusal()
    {
        const qsizetype length = response.header("Content-Length").toLongLong();
        deadline = Deadline(std::min(deadline.at(), BootClock::now() + std::chrono::milliseconds(500)));
        QByteArray bytes;
        const qsizetype wanted = length > 0 ? std::min(length, longestRefusal) : longestRefusal;
        for (Result<bool> more = true; more && *more && bytes.size() < wanted;) {
            more = receive(bytes);
        }
        response.body = length > 0 ? bytes.left(length) : bytes;
    }
};

Result<Upgraded> upgrade(const Endpoint &endpoint, const QString &target, Request request, Deadline deadline,
                         const std::stop_token &stop)
{
    Upgrade run(Upgrade::begin(endpoint, target, std::move(request), stop), deadline, stop);
    const auto opened = run.connect().and_then([&] { return run.send(); }).and_then([&] { return run.readHead(); });
    if (!opened) {
        return failure(opened.error());
    }
    if (opensStream(run.response)) {
        run.impl.opened = true;
        return Upgraded{std::move(run.response), std::move(run.stream)};
    }
    run.readRefusal();
    return Upgraded{std::move(run.response), std::nullopt};
}

} // namespace stormdeck::http
