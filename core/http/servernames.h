// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace stormdeck::http {

/// The names in the certificate of a server.
struct ServerNames
{
    QString common;           ///< does not count as a name of a host
    QStringList alternatives; ///< those that count: "DNS:m1", "IP:10.0.0.5"
};

/// Of the certificate that the other side of a transfer showed, where its authority vouches for it; nullopt where a
/// kept connection is used or none was made. `easy`: libcurl's handle.
[[nodiscard]] std::optional<ServerNames> serverNames(void *easy);

/// "IP:10.0.0.5" or "DNS:m1", as a certificate for that host is to have it.
[[nodiscard]] QString nameFor(const QString &host);

} // namespace stormdeck::http
