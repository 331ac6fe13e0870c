// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/relaydial.h"

#include "access/relayscript.h"
#include "net/failures.h"
#include "net/wake.h"

#include <QCoreApplication>

#include <poll.h>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Relay)
};

constexpr qsizetype readAtOnce = 16 * 1024;
constexpr qsizetype longestComplaint = 4096;

QString attempted(const RelayTarget &target)
{
    return Text::tr("reach port %1 through %2").arg(target.port).arg(target.through);
}

Error failed(const RelayTarget &target, ErrorKind kind, const QString &code, const QString &reason,
             const QString &remedy)
{
    return {.kind = kind,
            .layer = Layer::Connect,
            .attempted = attempted(target),
            .target = target.machine.name,
            .reason = reason,
            .remedy = remedy,
            .code = code};
}

Error ofAttaching(Error error, const RelayTarget &target)
{
    if (error.kind != ErrorKind::Conflict || !error.reason.contains(QStringLiteral("is paused"))) {
        return error;
    }
    return failed(target, ErrorKind::Conflict, QStringLiteral("relay.paused"),
                  Text::tr("the container of %1 is paused").arg(target.through),
                  Text::tr("Let it go on: docker unpause %1").arg(target.container.shortened()));
}

/// What the command said before it ended without a connection.
Error ofComplaint(const QByteArray &said, const RelayTarget &target)
{
    const QString text = QString::fromUtf8(said).simplified();
    if (text.contains(QStringLiteral("Connection refused"))) {
        return failed(target, ErrorKind::Unreachable, QStringLiteral("relay.refused"),
                      Text::tr("nothing listens on port %1 there").arg(target.port),
                      Text::tr("It may still be starting; after a minute look at its output."));
    }
    if (text.contains(QStringLiteral("exec failed")) || text.startsWith(QStringLiteral("no bash"))) {
        return failed(target, ErrorKind::Unreachable, QStringLiteral("relay.no-way"),
                      Text::tr("that container has no program that could connect"),
                      Text::tr("Publish the port, or use an image with bash, perl, python3 or busybox."));
    }
    return failed(target, ErrorKind::Unreachable, QStringLiteral("relay.failed"),
                  text.isEmpty() ? Text::tr("the command ended without a connection") : text.left(200),
                  Text::tr("Look at the swarm task of %1.").arg(target.through));
}

/// Takes the output of the command apart: complaints up to the mark, the target's bytes after it.
struct Opening
{
    bool connected = false;
    QByteArray complaint;
    QByteArray ahead;

    bool take(const docker::OutputChunk &chunk)
    {
        const qsizetype mark = chunk.stream == 2 && !connected ? chunk.bytes.indexOf(connectedMark) : -1;
        connected = connected || mark >= 0;
        if (!connected) {
            complaint.append(chunk.bytes.left(longestComplaint - complaint.size()));
        } else if (chunk.stream != 2) {
            ahead.append(chunk.bytes);
        }
        return true;
    }
};

/// Reads until the mark or the end.
Result<void> open(docker::ExecStream &stream, Opening &opening, const RelayTarget &target, Deadline deadline,
                  const std::stop_token &stop)
{
    const net::Wake wake(stop);
    const auto take = [&](const docker::OutputChunk &chunk) { return opening.take(chunk); };
    while (!opening.connected) {
        const auto some = stream.read(readAtOnce, take);
        if (!some) {
            return failure(some.error());
        }
        if (stream.hasEnded()) {
            return failure(ofComplaint(opening.complaint, target));
        }
        const auto ready = *some ? net::Readiness::Ready : net::waitFor(stream.descriptor(), POLLIN, deadline, wake);
        if (ready == net::Readiness::Stopped) {
            return failure(net::stopped(target.machine.name));
        }
        if (ready == net::Readiness::Overdue) {
            Error late = net::overdue(target.machine.name, Layer::Connect, Text::tr("no connection came in time"));
            late.attempted = attempted(target);
            late.code = QStringLiteral("relay.no-answer");
            return failure(std::move(late));
        }
    }
    return {};
}
} // namespace

Result<RelayStream> dialRelay(docker::Client &engine, const RelayTarget &target, Deadline deadline,
                              const std::stop_token &stop)
{
    auto stream = engine.attach(target.container, relayCommand(target.host, target.port), deadline, stop);
    if (!stream) {
        return failure(ofAttaching(std::move(stream.error()), target));
    }
    Opening opening;
    if (auto opened = open(*stream, opening, target, deadline, stop); !opened) {
        return failure(std::move(opened.error()));
    }
    return RelayStream{std::move(*stream), std::move(opening.ahead)};
}

} // namespace stormdeck::access
