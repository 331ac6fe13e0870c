// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/agentfilter.h"

#include "net/address.h"
#include "net/failures.h"
#include "ssh/wire.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stormdeck::ssh {

namespace {
constexpr char requestIdentities = 11;
constexpr char identitiesAnswer = 12;
constexpr quint32 largestMessage = 256 * 1024; // OpenSSH's own limit

struct Identity
{
    QByteArray blob;
    QByteArray comment;
};

/// Nothing: not the answer that was asked for.
std::optional<std::vector<Identity>> identitiesIn(const QByteArray &answer)
{
    if (answer.isEmpty() || answer[0] != identitiesAnswer) {
        return std::nullopt;
    }
    WireReader reader(QByteArrayView(answer).sliced(1));
    std::vector<Identity> identities;
    for (quint32 left = reader.number(); left > 0 && reader.isGood(); --left) {
        QByteArray blob = reader.text();
        identities.push_back({std::move(blob), reader.text()});
    }
    return reader.isGood() ? std::optional(identities) : std::nullopt;
}

int connectTo(const QString &path)
{
    if (path.isEmpty() || net::isPathTooLong(Endpoint::unixSocket(path))) {
        return -1;
    }
    const net::Address address = net::unixAddress(path);
    // Not to hang on an agent that takes no more connections; all after that is ended by cut().
    Descriptor descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (connect(descriptor.number(), address.pointer(), address.size()) != 0) {
        return -1;
    }
    fcntl(descriptor.number(), F_SETFL, 0);
    return descriptor.release();
}

bool readAll(int descriptor, char *data, size_t size)
{
    for (size_t got = 0; got < size;) {
        const auto now = recv(descriptor, data + got, size - got, 0);
        if (now == 0 || (now < 0 && errno != EINTR)) {
            return false;
        }
        got += now > 0 ? static_cast<size_t>(now) : 0;
    }
    return true;
}

bool writeAll(int descriptor, const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const auto now =
            send(descriptor, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (now < 0 && errno != EINTR) {
            return false;
        }
        sent += std::max<qsizetype>(now, 0);
    }
    return true;
}

std::optional<QByteArray> readMessage(int descriptor)
{
    std::array<char, 4> head{};
    if (!readAll(descriptor, head.data(), head.size())) {
        return std::nullopt;
    }
    const quint32 size = WireReader(QByteArrayView(head.data(), 4)).number();
    if (size > largestMessage) {
        return std::nullopt;
    }
    QByteArray message(static_cast<qsizetype>(size), Qt::Uninitialized);
    return readAll(descriptor, message.data(), size) ? std::optional(message) : std::nullopt;
}

bool writeMessage(int descriptor, const QByteArray &message)
{
    WireWriter writer;
    writer.text(message);
    return writeAll(descriptor, writer.bytes());
}
} // namespace

QList<QByteArray> identityBlobs(const QByteArray &answer)
{
    QList<QByteArray> blobs;
    for (const Identity &one : identitiesIn(answer).value_or(std::vector<Identity>())) {
        blobs << one.blob;
    }
    return blobs;
}

QByteArray chosenIdentities(const QByteArray &answer, const AgentChoice &choice)
{
    auto identities = identitiesIn(answer);
    if (!identities) {
        return {};
    }
    const auto isFirst = [&choice](const Identity &one) { return choice.first.contains(one.blob); };
    std::erase_if(*identities, [&choice](const Identity &one) { return choice.never.contains(one.blob); });
    const auto others = std::stable_partition(identities->begin(), identities->end(), isFirst);
    if (choice.firstOnly) {
        identities->erase(others, identities->end());
    }
    identities->resize(std::min(identities->size(), static_cast<size_t>(choice.most)));
    WireWriter writer;
    writer.byte(identitiesAnswer);
    writer.number(static_cast<quint32>(identities->size()));
    for (const Identity &one : *identities) {
        writer.text(one.blob);
        writer.text(one.comment);
    }
    return writer.bytes();
}

AgentFilter::AgentFilter(const QString &socket) : m_agent(connectTo(socket))
{
    std::array<int, 2> ends{-1, -1};
    if (isThere() && socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0) {
        m_client = Descriptor(ends[0]);
        m_server = Descriptor(ends[1]);
        m_thread = std::jthread([this] { serve(); });
    }
}

AgentFilter::~AgentFilter()
{
    cut();
}

void AgentFilter::choose(AgentChoice choice)
{
    const std::scoped_lock lock(m_mutex);
    m_choice = std::move(choice);
}

QList<QByteArray> AgentFilter::shown()
{
    const std::scoped_lock lock(m_mutex);
    return m_shown;
}

void AgentFilter::cut()
{
    shutdown(m_agent.number(), SHUT_RDWR);
    shutdown(m_server.number(), SHUT_RDWR);
}

void AgentFilter::serve()
{
    while (answerOne()) {
    }
    shutdown(m_server.number(), SHUT_RDWR);
}

bool AgentFilter::answerOne()
{
    const auto question = readMessage(m_server.number());
    if (!question || !writeMessage(m_agent.number(), *question)) {
        return false;
    }
    auto answer = readMessage(m_agent.number());
    if (!answer) {
        return false;
    }
    if (question->startsWith(requestIdentities)) {
        const std::scoped_lock lock(m_mutex);
        m_held = static_cast<int>(identityBlobs(*answer).size());
        *answer = chosenIdentities(*answer, m_choice);
        m_shown << identityBlobs(*answer);
    }
    return writeMessage(m_server.number(), *answer);
}

} // namespace stormdeck::ssh
