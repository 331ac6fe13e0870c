// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/transfer.h"

#include "net/failures.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <curl/curl.h>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace stormdeck::http {

namespace {
constexpr qsizetype largestBody = 64LL * 1024 * 1024;
constexpr long bufferSize = 64 * 1024;
constexpr auto longestConnect = std::chrono::seconds(10);

const char *verb(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Head:
        return "HEAD";
    case Method::Post:
        return "POST";
    case Method::Put:
        return "PUT";
    case Method::Delete:
        break;
    }
    return "DELETE";
}

/// libcurl keys its kept connections on the host name, so each socket gets a name of its own.
QByteArray hostFor(const Endpoint &endpoint)
{
    if (endpoint.kind == Endpoint::Kind::Unix) {
        const QByteArray path = endpoint.path.toUtf8();
        return "socket-" + QCryptographicHash::hash(path, QCryptographicHash::Sha1).toHex().left(12);
    }
    QByteArray host = endpoint.host.toUtf8();
    if (host.contains(':')) {
        host = '[' + host.replace("%", "%25") + ']';
    }
    return host + ':' + QByteArray::number(endpoint.port);
}

/// A dead peer is noticed on an idle stream and in mid upload too: after about 25 s.
void watchPeer(int descriptor)
{
    const int probes = 3;
    const unsigned unacknowledgedMs = 25'000;
    setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPCNT, &probes, sizeof probes);
    setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &unacknowledgedMs, sizeof unacknowledgedMs);
}

int onNewSocket(void *, curl_socket_t descriptor, curlsocktype)
{
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    watchPeer(descriptor); // refused by a unix socket, which needs none of it
    return CURL_SOCKOPT_OK;
}

bool isAborted(int code)
{
    return code == CURLE_WRITE_ERROR || code == CURLE_ABORTED_BY_CALLBACK;
}

bool hasHeader(const Request &request, const char *name)
{
    return std::any_of(request.headers.begin(), request.headers.end(),
                       [name](const Header &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; });
}
} // namespace

Transfer::Transfer(Connections &connections, const Endpoint &endpoint, QString target, const Request &request,
                   const ChunkSink *sink, std::stop_token stop)
    : m_connections(connections), m_endpoint(endpoint), m_target(std::move(target)), m_request(request), m_sink(sink),
      m_stop(std::move(stop)), m_easy(curl_easy_init())
{
}

Transfer::~Transfer()
{
    if (m_started) {
        m_connections.remove(*this);
    }
    curl_easy_cleanup(m_easy);
    curl_slist_free_all(m_headers);
}

void Transfer::connectOnly()
{
    m_connectOnly = true;
    curl_easy_setopt(m_easy, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(m_easy, CURLOPT_SSL_ENABLE_ALPN, 0L); // no HTTP/2 to choose for what is no HTTP
}

void Transfer::start(Deadline deadline)
{
    setAddress();
    setMethod();
    setHeaders();
    setCallbacks();
    const auto connectTime =
        std::clamp<std::chrono::milliseconds>(deadline.remaining(), std::chrono::milliseconds(1), longestConnect);
    curl_easy_setopt(m_easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connectTime.count()));
    m_deadline = deadline;
    m_started = true;
    m_connections.add(*this);
}

void Transfer::setAddress()
{
    const QByteArray scheme = m_endpoint.isEncrypted() ? "https" : "http";
    curl_easy_setopt(m_easy, CURLOPT_URL, (scheme + "://" + hostFor(m_endpoint) + m_request.path).constData());
    curl_easy_setopt(m_easy, CURLOPT_PROTOCOLS_STR, scheme.constData());
    setTls();
    curl_easy_setopt(m_easy, CURLOPT_PATH_AS_IS, 1L);
    if (m_endpoint.kind == Endpoint::Kind::Unix) {
        curl_easy_setopt(m_easy, CURLOPT_UNIX_SOCKET_PATH, QFile::encodeName(m_endpoint.path).constData());
    }
    curl_easy_setopt(m_easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(m_easy, CURLOPT_PROXY, "");
    curl_easy_setopt(m_easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
    // Without it a stop waits for the resolver's thread.
    curl_easy_setopt(m_easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(m_easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(m_easy, CURLOPT_TCP_KEEPIDLE, 10L);
    curl_easy_setopt(m_easy, CURLOPT_TCP_KEEPINTVL, 5L);
    curl_easy_setopt(m_easy, CURLOPT_MAXAGE_CONN, static_cast<long>(m_connections.longestIdle().count()));
    curl_easy_setopt(m_easy, CURLOPT_BUFFERSIZE, bufferSize);
    // libcurl repeats a request of any method when a kept connection turns out to be dead. A change must never be
    // sent twice, so it gets a connection of its own, on which nothing is repeated.
    curl_easy_setopt(m_easy, CURLOPT_FRESH_CONNECT, isChange() ? 1L : 0L);
}

/// Only the authority of this endpoint vouches for it, none of the system's.
void Transfer::setTls()
{
    if (!m_endpoint.isEncrypted()) {
        return;
    }
    const QDir folder(m_endpoint.certificates);
    const auto pathOf = [&folder](const char *name) { return QFile::encodeName(folder.filePath(QLatin1String(name))); };
    curl_easy_setopt(m_easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(m_easy, CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(m_easy, CURLOPT_PREREQFUNCTION, &Transfer::onConnected);
    curl_easy_setopt(m_easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_CAINFO, pathOf("ca.pem").constData());
    curl_easy_setopt(m_easy, CURLOPT_CAPATH, nullptr);
    if (folder.exists(QStringLiteral("cert.pem"))) {
        curl_easy_setopt(m_easy, CURLOPT_SSLCERT, pathOf("cert.pem").constData());
        curl_easy_setopt(m_easy, CURLOPT_SSLKEY, pathOf("key.pem").constData());
    }
}

void Transfer::setMethod()
{
    if (m_request.source) {
        curl_easy_setopt(m_easy, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(m_easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(m_request.sourceSize));
        curl_easy_setopt(m_easy, CURLOPT_READFUNCTION, &Transfer::onUpload);
        curl_easy_setopt(m_easy, CURLOPT_READDATA, this);
    } else if (m_request.method == Method::Head) {
        curl_easy_setopt(m_easy, CURLOPT_NOBODY, 1L);
    } else if (m_request.method == Method::Post || m_request.method == Method::Put || !m_request.body.isEmpty()) {
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, m_request.body.constData());
    }
    curl_easy_setopt(m_easy, CURLOPT_CUSTOMREQUEST, verb(m_request.method));
}

void Transfer::setHeaders()
{
    m_headers = curl_slist_append(m_headers, "Expect:"); // saves a round trip that some servers never answer
    if (!hasHeader(m_request, "Content-Type")) {
        m_headers = curl_slist_append(m_headers, "Content-Type:"); // else libcurl calls every body a form
    }
    for (const Header &header : m_request.headers) {
        const QByteArray line = header.value.isEmpty() ? header.name + ';' : header.name + ": " + header.value;
        m_headers = curl_slist_append(m_headers, line.constData());
    }
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
    curl_easy_setopt(m_easy, CURLOPT_USERAGENT, "Stormdeck");
}

void Transfer::setCallbacks()
{
    curl_easy_setopt(m_easy, CURLOPT_PRIVATE, this);
    static_assert(sizeof m_words >= CURL_ERROR_SIZE);
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_words);
    curl_easy_setopt(m_easy, CURLOPT_SOCKOPTFUNCTION, &onNewSocket);
    curl_easy_setopt(m_easy, CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    curl_easy_setopt(m_easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, this);
}

int Transfer::onConnected(void *self, char *, char *, int, int)
{
    auto *transfer = static_cast<Transfer *>(self);
    transfer->m_nameless = transfer->isNameless();
    return transfer->m_nameless ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

size_t Transfer::onHeader(char *data, size_t size, size_t count, void *self)
{
    static_cast<Transfer *>(self)->takeHeader(QByteArray(data, static_cast<qsizetype>(size * count)));
    return size * count;
}

void Transfer::takeHeader(QByteArray line)
{
    line = line.trimmed();
    if (line.startsWith("HTTP/")) {
        m_response.headers.clear(); // those of an interim answer such as 100
        m_response.status = line.split(' ').value(1).toInt();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon > 0) {
        m_response.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
}

size_t Transfer::onBody(char *data, size_t size, size_t count, void *self)
{
    auto *transfer = static_cast<Transfer *>(self);
    const bool wantsMore = transfer->isWanted() && transfer->takeBody(data, static_cast<qsizetype>(size * count));
    return wantsMore ? size * count : CURL_WRITEFUNC_ERROR;
}

bool Transfer::isWanted() const
{
    return !m_stop.stop_requested() && !m_deadline->passed();
}

bool Transfer::takeBody(const char *data, qsizetype size)
{
    if (m_sink != nullptr && m_response.isSuccess()) {
        m_sinkHasEnough = !(*m_sink)(QByteArray(data, size));
        return !m_sinkHasEnough;
    }
    if (m_response.body.size() + size > largestBody) {
        m_tooLarge = true;
        return false;
    }
    m_response.body.append(data, size);
    return true;
}

size_t Transfer::onUpload(char *buffer, size_t size, size_t count, void *self)
{
    auto *transfer = static_cast<Transfer *>(self);
    if (!transfer->isWanted()) {
        return CURL_READFUNC_ABORT;
    }
    const auto room = static_cast<qint64>(size * count);
    const qint64 given = transfer->m_request.source(buffer, room);
    if (given < 0 || given > room) {
        transfer->m_sourceGaveUp = true;
        return CURL_READFUNC_ABORT;
    }
    return static_cast<size_t>(given);
}

void Transfer::settle(Result<Response> result)
{
    if (!m_result) {
        m_result = std::move(result);
    }
}

void Transfer::complete(int code)
{
    if (m_nameless || (m_connectOnly && code == CURLE_OK && isNameless())) {
        settle(failure(misnamed()));
    } else if (code == CURLE_OK || m_sinkHasEnough) {
        settle(std::move(m_response));
    } else if (m_stop.stop_requested()) {
        stop();
    } else if (code == CURLE_OPERATION_TIMEDOUT || (m_deadline->passed() && isAborted(code))) {
        timeOut();
    } else {
        settle(failure(failureOf(code)));
    }
}

} // namespace stormdeck::http
