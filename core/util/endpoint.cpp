// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/endpoint.h"

#include <QCoreApplication>
#include <QUrl>

namespace stormdeck {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Endpoint)
};

Error unreadable(const QString &text, const QString &reason)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .attempted = Text::tr("read the endpoint “%1”").arg(text),
            .reason = reason,
            .remedy = Text::tr("Write it as unix:///var/run/docker.sock or tcp://host:2375."),
            .code = QStringLiteral("endpoint.unreadable")};
}

Result<Endpoint> parseTcp(const QString &text, quint16 port)
{
    if (text.count(u':') > 2 && !text.contains(u'[') && !text.contains(u'@')) {
        return failure(unreadable(text, Text::tr("an IPv6 address stands in brackets, as in tcp://[fd12::82d1]:2375")));
    }
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) {
        return failure(unreadable(text, Text::tr("the host or the port is not readable")));
    }
    if (!url.userName().isEmpty() || url.hasQuery() || (!url.path().isEmpty() && url.path() != QStringLiteral("/"))) {
        return failure(unreadable(text, Text::tr("only a host and a port belong here")));
    }
    return Endpoint::tcp(url.host(), static_cast<quint16>(url.port(port)));
}
} // namespace

QString Endpoint::text() const
{
    if (kind == Kind::Unix) {
        return QStringLiteral("unix://") + path;
    }
    const QString name = host.contains(u':') ? u'[' + host + u']' : host;
    return QStringLiteral("tcp://%1:%2").arg(name).arg(port);
}

bool Endpoint::isLocal() const
{
    return kind == Kind::Unix || host == QStringLiteral("localhost") || host == QStringLiteral("::1") ||
           host.startsWith(QStringLiteral("127."));
}

Endpoint Endpoint::unixSocket(QString path)
{
    return {.kind = Kind::Unix, .path = std::move(path)};
}

Endpoint Endpoint::tcp(QString host, quint16 port)
{
    return {.kind = Kind::Tcp, .host = std::move(host), .port = port};
}

Endpoint Endpoint::tls(QString host, quint16 port, QString certificates)
{
    return {.kind = Kind::Tcp, .host = std::move(host), .port = port, .certificates = std::move(certificates)};
}

Result<Endpoint> parseEndpoint(const QString &text, quint16 port)
{
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(QStringLiteral("unix://"))) {
        const QString path = trimmed.mid(7);
        return path.startsWith(u'/') ? Result<Endpoint>(Endpoint::unixSocket(path))
                                     : failure(unreadable(text, Text::tr("the path of the socket must be absolute")));
    }
    if (trimmed.startsWith(u'/')) {
        return Endpoint::unixSocket(trimmed);
    }
    if (trimmed.startsWith(QStringLiteral("tcp://"))) {
        return parseTcp(trimmed, port);
    }
    if (trimmed.startsWith(QStringLiteral("fd://"))) {
        return failure(unreadable(text, Text::tr("fd:// is for the engine's own use and no address")));
    }
    if (trimmed.startsWith(QStringLiteral("npipe://"))) {
        return failure(unreadable(text, Text::tr("named pipes exist on Windows only")));
    }
    if (trimmed.contains(QStringLiteral("://"))) {
        return failure(unreadable(text, Text::tr("%1 is not supported yet").arg(trimmed.section(u':', 0, 0))));
    }
    if (trimmed.isEmpty()) {
        return failure(unreadable(text, Text::tr("it is empty")));
    }
    return parseTcp(QStringLiteral("tcp://") + trimmed, port);
}

} // namespace stormdeck
