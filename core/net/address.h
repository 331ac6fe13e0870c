// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <sys/socket.h>

namespace stormdeck::net {

/// A socket address as the system takes it; no meaning beyond that.
struct Address
{
    int family = 0;
    QByteArray bytes; ///< a sockaddr of that family, port included
    bool operator==(const Address &) const = default;

    // For connect() and bind().
    [[nodiscard]] const sockaddr *pointer() const { return reinterpret_cast<const sockaddr *>(bytes.constData()); }
    [[nodiscard]] socklen_t size() const { return static_cast<socklen_t>(bytes.size()); }
};

/// That of a unix socket; what goes beyond the room for a path is cut off: see isPathTooLong().
[[nodiscard]] Address unixAddress(const QString &path);

} // namespace stormdeck::net
