// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/relayfolder.h"

#include "net/address.h"
#include "net/failures.h"

#include <QCoreApplication>

#include <cerrno>
#include <utility>

#include <sys/socket.h>
#include <sys/stat.h>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Relay)
};

constexpr int backlog = 64;

const QString kind = QStringLiteral("relays");
} // namespace

Result<RelayFolder> RelayFolder::make()
{
    return net::SessionFolder::make(kind).map(
        [](net::SessionFolder &&folder) { return RelayFolder(std::move(folder)); });
}

void RelayFolder::removeAbandoned()
{
    net::SessionFolder::removeAbandoned(kind);
}

Result<RelayFolder::Listening> RelayFolder::listen()
{
    const Endpoint endpoint = Endpoint::unixSocket(m_folder.path() + u'/' + QString::number(m_next++));
    if (net::isPathTooLong(endpoint)) {
        return failure(net::pathTooLong(endpoint.text()));
    }
    const net::Address address = net::unixAddress(endpoint.path);
    net::Descriptor descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // The file gets the mode that the socket has before it is bound, so it is never open to others.
    if (descriptor.number() < 0 || fchmod(descriptor.number(), 0600) != 0 ||
        bind(descriptor.number(), address.pointer(), address.size()) != 0 ||
        ::listen(descriptor.number(), backlog) != 0) {
        return failure(net::fileFailed(Text::tr("open the socket"), endpoint.path, errno));
    }
    return Listening{endpoint, std::move(descriptor)};
}

} // namespace stormdeck::access
