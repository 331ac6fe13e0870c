// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/client.h"

#include "net/stream.h"
#include "zookeeper/decode.h"

namespace stormdeck::zookeeper {

namespace {
/// Newer versions print several hundred lines; what is longer than this is not ZooKeeper's.
constexpr qint64 largestAnswer = 1024 * 1024;

Result<QByteArray> ask(const QByteArray &word, const Endpoint &clientPort, Deadline deadline,
                       const std::stop_token &stop)
{
    auto stream = net::Stream::connect(clientPort, deadline, stop);
    if (!stream) {
        return failure(stream.error());
    }
    if (const auto sent = stream->write(word, deadline, stop); !sent) {
        return failure(sent.error());
    }
    return stream->readToEnd(largestAnswer, deadline, stop);
}
} // namespace

Result<MemberAnswer> askMember(const QString &name, const Endpoint &clientPort, Deadline deadline,
                               const std::stop_token &stop)
{
    const auto srvr = ask("srvr", clientPort, deadline, stop);
    if (!srvr) {
        if (srvr.error().kind == ErrorKind::Cancelled) {
            return failure(srvr.error());
        }
        const bool late = srvr.error().kind == ErrorKind::Deadline;
        return MemberAnswer{.name = name, .note = srvr.error().reason, .late = late};
    }
    const auto mntr = ask("mntr", clientPort, deadline, stop);
    if (!mntr && mntr.error().kind == ErrorKind::Cancelled) {
        return failure(mntr.error());
    }
    return decodeMember(name, *srvr, mntr.value_or(QByteArray()));
}

} // namespace stormdeck::zookeeper
