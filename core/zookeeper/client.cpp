// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/client.h"

#include "net/failures.h"
#include "net/stream.h"
#include "zookeeper/adminserver.h"
#include "zookeeper/decode.h"
#include "zookeeper/greeting.h"

namespace stormdeck::zookeeper {

namespace {
/// Newer versions print several hundred lines; what is longer than this is not ZooKeeper's.
constexpr qint64 largestAnswer = 1024 * 1024;

/// One member being asked; the calls share its time.
class Asking
{
public:
    Asking(const MemberPorts &member, Deadline deadline, const std::stop_token &stop)
        : m_member(member), m_deadline(deadline), m_stop(stop)
    {
    }

    /// The words leave a third of the time to what may have to follow.
    [[nodiscard]] Result<QByteArray> word(const char *word) const
    {
        const Deadline share(m_deadline.at() - (m_deadline.at() - BootClock::now()) / 3);
        return ask(m_member.client, word, share);
    }

    [[nodiscard]] QByteArray admin(const char *command) const
    {
        return ask(*m_member.admin, adminRequest(command), m_deadline).value_or(QByteArray());
    }

    [[nodiscard]] QByteArray greeted(const Endpoint &port) const
    {
        auto stream = net::Stream::connect(port, m_deadline, m_stop);
        if (!stream || !stream->write(tlsGreeting(), m_deadline, m_stop)) {
            return {};
        }
        return stream->readFirst(greetingAnswerSize, m_deadline, m_stop).value_or(QByteArray());
    }

private:
    [[nodiscard]] Result<QByteArray> ask(const Endpoint &port, const QByteArray &question, Deadline deadline) const
    {
        auto stream = net::Stream::connect(port, deadline, m_stop);
        if (!stream) {
            return failure(stream.error());
        }
        if (const auto sent = stream->write(question, deadline, m_stop); !sent) {
            return failure(sent.error());
        }
        return stream->readToEnd(largestAnswer, deadline, m_stop);
    }

    const MemberPorts &m_member;
    Deadline m_deadline;
    std::stop_token m_stop;
};

/// What a port for TLS answers to a greeting, where nothing came back to a plain word.
QByteArray helloOf(const Asking &asking, const MemberPorts &member, const Result<QByteArray> &srvr)
{
    if (srvr && !srvr->isEmpty()) {
        return {};
    }
    const bool isRefusedPort = !srvr && srvr.error().code == QStringLiteral("connect.refused");
    if (!isRefusedPort) {
        return asking.greeted(member.client);
    }
    return member.secure ? asking.greeted(*member.secure) : QByteArray();
}
} // namespace

Result<MemberAnswer> askMember(const MemberPorts &member, Deadline deadline, const std::stop_token &stop)
{
    const Asking asking(member, deadline, stop);
    const auto srvr = asking.word("srvr");
    Beside beside{.hello = helloOf(asking, member, srvr)};
    const bool encrypted = isTls(beside.hello) || isTls(srvr.value_or(QByteArray()));
    QByteArray mntr;
    if (srvr && !encrypted) {
        mntr = asking.word("mntr").value_or(QByteArray());
        beside.conf = mntr.contains('\t') ? asking.word("conf").value_or(QByteArray()) : QByteArray();
    }
    if (member.admin && (encrypted || isRefused(srvr.value_or(QByteArray())) || isRefused(mntr))) {
        beside.adminSrvr = asking.admin("srvr");
        beside.adminMonitor = asking.admin("monitor");
    }
    if (stop.stop_requested()) {
        return failure(net::stopped(member.name));
    }
    if (!srvr && !encrypted) {
        const bool late = srvr.error().kind == ErrorKind::Deadline;
        return MemberAnswer{.name = member.name, .note = srvr.error().reason, .late = late};
    }
    return decodeMember(member.name, srvr.value_or(QByteArray()), mntr, beside);
}

} // namespace stormdeck::zookeeper
