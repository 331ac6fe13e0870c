// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/stream.h"

#include "net/failures.h"
#include "net/resolver.h"
#include "net/wake.h"

#include <QCoreApplication>

#include <array>
#include <cerrno>
#include <utility>

#include <poll.h>
#include <sys/socket.h>

namespace stormdeck::net {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Stream)
};

Error lost(const QString &target, const QString &reason)
{
    return {.kind = ErrorKind::Unreachable,
            .layer = Layer::Connect,
            .attempted = Text::tr("get an answer"),
            .target = target,
            .reason = reason,
            .code = QStringLiteral("stream.connection-lost")};
}

Error interrupted(const QString &target, Readiness readiness, const QString &lateReason)
{
    return readiness == Readiness::Stopped ? stopped(target) : overdue(target, Layer::Connect, lateReason);
}

Result<std::vector<Address>> addressesOf(const Endpoint &endpoint, Deadline deadline, const std::stop_token &stop)
{
    if (isPathTooLong(endpoint)) {
        return failure(pathTooLong(endpoint.text()));
    }
    if (endpoint.kind == Endpoint::Kind::Unix) {
        return std::vector<Address>{unixAddress(endpoint.path)};
    }
    return resolve(endpoint.text(), endpoint.host, endpoint.port, deadline, stop);
}

int pendingError(int descriptor)
{
    int number = 0;
    socklen_t size = sizeof number;
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size);
    return number;
}

Result<Descriptor> connectTo(const Endpoint &endpoint, const Address &address, Deadline deadline, const Wake &wake)
{
    Descriptor descriptor(socket(address.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    int number = 0;
    if (descriptor.number() < 0 || ::connect(descriptor.number(), address.pointer(), address.size()) != 0) {
        number = errno;
    }
    if (number == EINPROGRESS) {
        const Readiness readiness = waitFor(descriptor.number(), POLLOUT, deadline, wake);
        if (readiness != Readiness::Ready) {
            return failure(readiness == Readiness::Stopped ? stopped(endpoint.text())
                                                           : unconnectedInTime(endpoint.text()));
        }
        number = pendingError(descriptor.number());
    }
    if (number != 0) {
        return failure(unconnected(endpoint.text(), endpoint, number));
    }
    return descriptor;
}

/// Leaves time for the addresses after this one.
Deadline shareOf(Deadline deadline, size_t addressesLeft)
{
    return Deadline(BootClock::now() + (deadline.at() - BootClock::now()) / static_cast<qint64>(addressesLeft));
}
} // namespace

Stream::Stream(Descriptor descriptor, Endpoint endpoint)
    : m_descriptor(std::move(descriptor)), m_endpoint(std::move(endpoint))
{
}

int Stream::release()
{
    return m_descriptor.release();
}

Result<Stream> Stream::connect(const Endpoint &endpoint, Deadline deadline, const std::stop_token &stop)
{
    const auto addresses = addressesOf(endpoint, deadline, stop);
    if (!addresses) {
        return failure(addresses.error());
    }
    const Wake wake(stop);
    Error last;
    for (size_t i = 0; i < addresses->size() && !wake.isStopped(); ++i) {
        const auto share = shareOf(deadline, addresses->size() - i);
        auto descriptor = connectTo(endpoint, addresses->at(i), share, wake);
        if (descriptor) {
            return Stream(std::move(*descriptor), endpoint);
        }
        last = descriptor.error();
    }
    return failure(wake.isStopped() ? stopped(endpoint.text()) : last);
}

Result<void> Stream::write(const QByteArray &bytes, Deadline deadline, const std::stop_token &stop)
{
    const Wake wake(stop);
    qsizetype written = 0;
    while (written < bytes.size()) {
        const Readiness readiness = waitFor(m_descriptor.number(), POLLOUT, deadline, wake);
        if (readiness != Readiness::Ready) {
            return failure(interrupted(m_endpoint.text(), readiness, Text::tr("it did not take the request in time")));
        }
        const auto now = send(m_descriptor.number(), bytes.constData() + written,
                              static_cast<size_t>(bytes.size() - written), MSG_NOSIGNAL);
        if (now < 0 && errno != EAGAIN && errno != EINTR) {
            return failure(lost(m_endpoint.text(), Text::tr("the connection broke while the request was sent")));
        }
        written += std::max<qsizetype>(now, 0);
    }
    return {};
}

Result<bool> Stream::readMore(QByteArray &all, Deadline deadline, const Wake &wake)
{
    const Readiness readiness = waitFor(m_descriptor.number(), POLLIN, deadline, wake);
    if (readiness != Readiness::Ready) {
        return failure(interrupted(m_endpoint.text(), readiness, Text::tr("no complete answer came in time")));
    }
    std::array<char, 16 * 1024> buffer;
    const auto got = recv(m_descriptor.number(), buffer.data(), buffer.size(), 0);
    if (got < 0 && errno != EAGAIN && errno != EINTR) {
        return failure(lost(m_endpoint.text(), Text::tr("the connection broke before the answer was complete")));
    }
    all.append(buffer.data(), std::max<qsizetype>(got, 0));
    return got != 0;
}

Result<QByteArray> Stream::readToEnd(qint64 limit, Deadline deadline, const std::stop_token &stop)
{
    const Wake wake(stop);
    QByteArray all;
    while (all.size() <= limit) {
        const auto more = readMore(all, deadline, wake);
        if (!more) {
            return failure(more.error());
        }
        if (!*more) {
            return all;
        }
    }
    Error error = lost(m_endpoint.text(), Text::tr("the answer is larger than %1 bytes").arg(limit));
    error.kind = ErrorKind::Rejected;
    error.code = QStringLiteral("stream.too-large");
    return failure(std::move(error));
}

Result<QByteArray> Stream::readFirst(qint64 count, Deadline deadline, const std::stop_token &stop)
{
    const Wake wake(stop);
    QByteArray all;
    for (Result<bool> more = true; all.size() < count && *more;) {
        more = readMore(all, deadline, wake);
        if (!more) {
            return failure(more.error());
        }
    }
    return all.left(count);
}

} // namespace stormdeck::net
