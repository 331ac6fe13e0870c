// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <QStringList>

namespace stormdeck {

/// Where a byte stream can be had: a unix socket on this machine, a TCP port, or a unix socket of another machine that
/// is reached by SSH. A plain value.
struct Endpoint
{
    enum class Kind { Unix, Tcp, Ssh };
    Kind kind = Kind::Unix;
    QString path;     ///< Unix, Ssh: absolute path of the socket
    QString host;     ///< Tcp, Ssh: name or address, IPv6 without brackets; Ssh: perhaps an alias of ~/.ssh/config
    quint16 port = 0; ///< Tcp; Ssh: 0 is what the SSH configuration says
    /// Tcp: folder with ca.pem, cert.pem and key.pem, as DOCKER_CERT_PATH names one; the stream is TLS then, the other
    /// side is verified by that authority alone. cert.pem and key.pem may be missing where no client is asked for
    /// them. Empty: plain. Only the path is kept; the TLS library reads the files.
    QString certificates;
    QString user; ///< Ssh; empty: what the SSH configuration says
    /// Ssh: hosts to pass, the first one first, as "ssh://ops@bastion:22"; empty: what the SSH configuration says. No
    /// part of text().
    QStringList hops = {};

    /// As people write it: "unix:///var/run/docker.sock", "tcp://10.0.0.5:2375", "tcp://[::1]:2375",
    /// "ssh://ops@storm-1"; the path of the socket only where it is not the usual one.
    [[nodiscard]] QString text() const;
    /// Whether bytes stay on this machine.
    [[nodiscard]] bool isLocal() const;
    [[nodiscard]] bool isEncrypted() const { return !certificates.isEmpty(); }
    /// Whether whoever reaches it needs no more: TCP beyond this machine without TLS.
    [[nodiscard]] bool isExposed() const { return kind == Kind::Tcp && !isLocal() && !isEncrypted(); }
    bool operator==(const Endpoint &) const = default;

    [[nodiscard]] static Endpoint unixSocket(QString path);
    [[nodiscard]] static Endpoint tcp(QString host, quint16 port);
    [[nodiscard]] static Endpoint tls(QString host, quint16 port, QString certificates);
    [[nodiscard]] static Endpoint ssh(QString user, QString host, quint16 port, QString path);
};

/// The ports that engines listen on by custom.
constexpr quint16 plainEnginePort = 2375;
constexpr quint16 tlsEnginePort = 2376;
/// The socket that they listen on by custom.
[[nodiscard]] QString usualEngineSocket();

/// Reads "unix:///path", "/path", "tcp://host:port", "host:port" or "ssh://user@host:port/path"; `port` where a tcp://
/// form has none. Errors are Rejected with a sentence about the text, without a password that stands in it; "https://"
/// says that it is not supported yet.
[[nodiscard]] Result<Endpoint> parseEndpoint(const QString &text, quint16 port = plainEnginePort);

} // namespace stormdeck
