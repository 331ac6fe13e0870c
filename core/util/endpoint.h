// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

namespace stormdeck {

/// Where a byte stream can be had: a unix socket on this machine or a TCP port. A plain value.
struct Endpoint
{
    enum class Kind { Unix, Tcp };
    Kind kind = Kind::Unix;
    QString path;     ///< Unix: absolute path of the socket
    QString host;     ///< Tcp: name or address, IPv6 without brackets
    quint16 port = 0; ///< Tcp
    /// Tcp: folder with ca.pem, cert.pem and key.pem, as DOCKER_CERT_PATH names one; the stream is TLS then, the other
    /// side is verified by that authority alone. cert.pem and key.pem may be missing where no client is asked for
    /// them. Empty: plain. Only the path is kept; the TLS library reads the files.
    QString certificates;

    /// As people write it: "unix:///var/run/docker.sock", "tcp://10.0.0.5:2375", "tcp://[::1]:2375".
    [[nodiscard]] QString text() const;
    /// Whether bytes stay on this machine.
    [[nodiscard]] bool isLocal() const;
    [[nodiscard]] bool isEncrypted() const { return !certificates.isEmpty(); }
    /// Whether whoever reaches it needs no more: TCP beyond this machine without TLS.
    [[nodiscard]] bool isExposed() const { return !isLocal() && !isEncrypted(); }
    bool operator==(const Endpoint &) const = default;

    [[nodiscard]] static Endpoint unixSocket(QString path);
    [[nodiscard]] static Endpoint tcp(QString host, quint16 port);
    [[nodiscard]] static Endpoint tls(QString host, quint16 port, QString certificates);
};

/// The ports that engines listen on by custom.
constexpr quint16 plainEnginePort = 2375;
constexpr quint16 tlsEnginePort = 2376;

/// Reads "unix:///path", "/path", "tcp://host:port" or "host:port"; `port` where a tcp:// form has none.
/// Errors are Rejected with a sentence about the text; "ssh://" and "https://" say that they are not supported yet.
[[nodiscard]] Result<Endpoint> parseEndpoint(const QString &text, quint16 port = plainEnginePort);

} // namespace stormdeck
