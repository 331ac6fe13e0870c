// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a transfer that did not succeed is told.
#include "http/transfer.h"

#include "http/servernames.h"
#include "net/failures.h"

#include <QCoreApplication>

#include <curl/curl.h>

namespace stormdeck::http {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Http)
};

constexpr qsizetype sampleSize = 4096;

Error httpError(ErrorKind kind, const QString &target, const QString &code, const QString &reason)
{
    return {.kind = kind,
            .layer = Layer::Http,
            .attempted = Text::tr("get an answer"),
            .target = target,
            .reason = reason,
            .code = code};
}

/// Whether an authority of the right name has another key, as after it was made anew: OpenSSL then tells what failed in
/// reckoning the signature, and not that it is wrong.
bool isOfAnotherKey(const QByteArray &words)
{
    return words.contains("asn1 encoding routines") || words.contains("rsa routines") ||
           words.contains("bad signature");
}

/// OpenSSL's words for X509_V_ERR_CERT_HAS_EXPIRED, of whichever certificate of the chain.
bool hasExpired(const QByteArray &words)
{
    return words.contains("certificate has expired");
}

qint64 microseconds(void *easy, CURLINFO what)
{
    curl_off_t time = 0;
    curl_easy_getinfo(easy, what, &time);
    return time;
}
} // namespace

bool Transfer::isChange() const
{
    return m_request.method != Method::Get && m_request.method != Method::Head;
}

bool Transfer::isSent() const
{
    long bytes = 0;
    curl_easy_getinfo(m_easy, CURLINFO_REQUEST_SIZE, &bytes);
    return m_started && bytes > 0;
}

Error Transfer::lost(const QString &reason) const
{
    Error error = httpError(ErrorKind::Unreachable, m_target, QStringLiteral("http.connection-lost"), reason);
    error.remedy = Text::tr("Check that the program behind it is still running.");
    if (isChange() && isSent()) {
        error.kind = ErrorKind::OutcomeUnknown;
        error.code = QStringLiteral("http.answer-lost");
        error.remedy = Text::tr("It may have been done all the same: look before you repeat it.");
    }
    error.raw = m_response.body.left(sampleSize);
    error.httpStatus = m_response.status;
    return error;
}

/// In TLS 1.3 a server refuses a client's certificate only after the handshake: by an alert on the open connection,
/// or by closing it while the first question is on its way.
bool Transfer::isRefusedAfterHandshake(int code) const
{
    const bool isAlert = QByteArray(m_words).contains("alert");
    return m_endpoint.isEncrypted() && m_response.status == 0 && (isAlert || (code == CURLE_SEND_ERROR && !isChange()));
}

bool Transfer::isNameless() const
{
    const auto names = m_endpoint.isEncrypted() ? serverNames(m_easy) : std::nullopt;
    return names && names->alternatives.isEmpty();
}

Error Transfer::misnamed() const
{
    const ServerNames names = serverNames(m_easy).value_or(ServerNames{});
    const QString wanted = nameFor(m_endpoint.host);
    Error error{.kind = ErrorKind::Denied,
                .layer = Layer::Tls,
                .attempted = Text::tr("open an encrypted connection"),
                .target = m_target,
                .code = QStringLiteral("tls.wrong-name")};
    if (names.alternatives.isEmpty()) {
        error.reason = Text::tr("its certificate names no host (subjectAltName), only the common name “%1”, which does "
                                "not count; it was asked for as %2")
                           .arg(names.common, wanted);
        error.remedy = Text::tr("Have its certificate made anew with subjectAltName=%1.").arg(wanted);
    } else {
        error.reason = Text::tr("its certificate is for %1, but it was asked for as %2")
                           .arg(names.alternatives.join(QStringLiteral(", ")), wanted);
        error.remedy =
            Text::tr("Use a name that is in it, or have it made anew with subjectAltName=%1 as well.").arg(wanted);
    }
    return error;
}

/// Which of the many ways TLS can fail it was; libcurl's own words say it best where it is none of the known ones.
Error Transfer::unprotected(int code) const
{
    const QString words = QString::fromUtf8(m_words).trimmed();
    Error error{.kind = ErrorKind::Denied,
                .layer = Layer::Tls,
                .attempted = Text::tr("open an encrypted connection"),
                .target = m_target,
                .reason = Text::tr("TLS failed: %1").arg(words),
                .remedy = Text::tr("Check that this port speaks TLS and that it asks for no other certificate."),
                .code = QStringLiteral("tls.failed")};
    if (code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_CERTPROBLEM) {
        error.reason = Text::tr("ca.pem, cert.pem or key.pem cannot be read: %1").arg(words);
        error.remedy = Text::tr("Look into the folder %1.").arg(m_endpoint.certificates);
        error.code = QStringLiteral("tls.files");
    } else if (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR) {
        error.reason = Text::tr("it does not accept this certificate, or wants one: %1").arg(words);
        error.remedy = Text::tr("Check that cert.pem and key.pem in %1 are for this machine and not past their end.")
                           .arg(m_endpoint.certificates);
        error.code = QStringLiteral("tls.refused");
    } else if (code == CURLE_PEER_FAILED_VERIFICATION && hasExpired(m_words)) {
        error.reason = Text::tr("its certificate, or that of its authority, has expired: %1").arg(words);
        error.remedy = Text::tr("Renew the certificate on the machine itself, or ca.pem in %1 where that is what has "
                                "ended; cert.pem and key.pem are not to blame.")
                           .arg(m_endpoint.certificates);
        error.code = QStringLiteral("tls.server-expired");
    } else if (code == CURLE_PEER_FAILED_VERIFICATION && serverNames(m_easy)) {
        return misnamed(); // its authority vouches for it, so it is the name
    } else if (code == CURLE_PEER_FAILED_VERIFICATION || isOfAnotherKey(m_words)) {
        error.reason = Text::tr("its certificate was not accepted: %1").arg(words);
        error.remedy =
            Text::tr("Check that ca.pem in %1 is the authority of this machine.").arg(m_endpoint.certificates);
        error.code = QStringLiteral("tls.untrusted");
    }
    return error;
}

Error Transfer::failureOf(int code) const
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return net::isPathTooLong(m_endpoint) ? net::pathTooLong(m_target) : net::unresolved(m_target, m_endpoint.host);
    case CURLE_COULDNT_CONNECT: {
        long number = 0;
        curl_easy_getinfo(m_easy, CURLINFO_OS_ERRNO, &number);
        return net::unconnected(m_target, m_endpoint, static_cast<int>(number));
    }
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
        return httpError(ErrorKind::Undecodable, m_target, QStringLiteral("http.not-http"),
                         Text::tr("what came back is not an HTTP answer"));
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
        return unprotected(code);
    case CURLE_GOT_NOTHING:
        return lost(Text::tr("the connection was closed without an answer"));
    case CURLE_SEND_ERROR:
        return isRefusedAfterHandshake(code) ? unprotected(code)
                                             : lost(Text::tr("the connection broke while the request was sent"));
    case CURLE_RECV_ERROR:
        if (isRefusedAfterHandshake(code)) {
            return unprotected(code);
        }
        [[fallthrough]];
    case CURLE_PARTIAL_FILE:
        return lost(m_response.status == 0 ? Text::tr("the connection broke before the answer came")
                                           : Text::tr("the connection broke in the middle of the answer"));
    default:
        break;
    }
    if (m_tooLarge) {
        return httpError(ErrorKind::Rejected, m_target, QStringLiteral("http.too-large"),
                         Text::tr("the answer is larger than 64 MiB"));
    }
    if (m_sourceGaveUp) {
        return httpError(ErrorKind::Internal, m_target, QStringLiteral("http.upload-given-up"),
                         Text::tr("the data to upload could not be read"));
    }
    return httpError(ErrorKind::Internal, m_target, QStringLiteral("http.failed"),
                     QString::fromUtf8(curl_easy_strerror(static_cast<CURLcode>(code))));
}

void Transfer::stop()
{
    Error error = net::stopped(m_target);
    if (isChange() && isSent()) {
        error.code = QStringLiteral("http.stopped-after-sending");
        error.remedy = Text::tr("The request had been sent and may have been done all the same.");
    }
    settle(failure(std::move(error)));
}

void Transfer::timeOut()
{
    if (isSent()) {
        Error error = lost(Text::tr("no complete answer came in time"));
        if (!isChange()) {
            error.kind = ErrorKind::Deadline;
            error.code = QStringLiteral("http.no-answer");
        }
        settle(failure(std::move(error)));
        return;
    }
    const bool resolving =
        m_started && m_endpoint.kind == Endpoint::Kind::Tcp && microseconds(m_easy, CURLINFO_NAMELOOKUP_TIME_T) == 0;
    if (resolving) {
        settle(failure(net::unresolvedInTime(m_target, m_endpoint.host)));
        return;
    }
    Error error = net::overdue(m_target, Layer::Connect, Text::tr("it did not take the connection in time"));
    error.code = QStringLiteral("connect.no-answer");
    error.remedy = Text::tr("Check the address, that the machine is on, and the firewalls between here and there.");
    settle(failure(std::move(error)));
}

} // namespace stormdeck::http
