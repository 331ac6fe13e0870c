// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/address.h"

#include <QFile>

#include <algorithm>
#include <cstring>

#include <sys/un.h>

namespace stormdeck::net {

Address unixAddress(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    const size_t room = sizeof address.sun_path - 1;
    std::memcpy(address.sun_path, name.constData(), std::min(static_cast<size_t>(name.size()), room));
    return {AF_UNIX, QByteArray(reinterpret_cast<const char *>(&address), sizeof address)};
}

} // namespace stormdeck::net
