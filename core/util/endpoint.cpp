// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/endpoint.h"

#include "util/hostport.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

#include <arpa/inet.h>

namespace stormdeck {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Endpoint)
};

/// Without what stands before '@', which may hold a password.
QString shown(const QString &text)
{
    const auto at = text.lastIndexOf(u'@');
    const auto scheme = text.indexOf(QStringLiteral("://"));
    const auto begin = scheme >= 0 && scheme < at ? scheme + 3 : 0;
    return at < 0 ? text : text.left(begin) + u'…' + text.mid(at);
}

Error unreadable(const QString &text, const QString &reason)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .attempted = Text::tr("read the endpoint “%1”").arg(shown(text)),
            .reason = reason,
            .remedy = Text::tr("Write it as unix:///var/run/docker.sock, tcp://host:2375 or ssh://user@host."),
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

/// Who and where in an ssh:// address. By hand: QUrl would make small letters of an alias, which SSH tells apart.
struct SshAuthority
{
    QString user;
    QString host;
    QString port;
    bool hasUser = false;
    bool hasPort = false;
    bool inBrackets = false;
};

SshAuthority authorityOf(const QString &text)
{
    SshAuthority found;
    const auto at = text.lastIndexOf(u'@');
    found.hasUser = at >= 0;
    found.user = QUrl::fromPercentEncoding(text.left(std::max<qsizetype>(at, 0)).toUtf8());
    const QString where = text.mid(at + 1);
    const auto end = where.indexOf(u']');
    found.inBrackets = where.startsWith(u'[') && end > 0;
    const auto colon = where.indexOf(u':', found.inBrackets ? end : 0);
    found.hasPort = colon >= 0;
    found.port = found.hasPort ? where.mid(colon + 1) : QString();
    const QString host = found.hasPort ? where.left(colon) : where;
    found.host = QUrl::fromPercentEncoding((found.inBrackets ? where.mid(1, end - 1) : host).toUtf8());
    return found;
}

/// Nothing that a command line, a known_hosts line or the name service reads in another way.
bool isHost(const SshAuthority &authority)
{
    const QString allowed = authority.inBrackets ? QStringLiteral("-._:%") : QStringLiteral("-._");
    const auto isFine = [&allowed](QChar sign) { return sign.isLetterOrNumber() || allowed.contains(sign); };
    in6_addr unused{};
    return !authority.host.isEmpty() && !authority.host.startsWith(u'-') &&
           std::all_of(authority.host.begin(), authority.host.end(), isFine) &&
           (!authority.inBrackets ||
            inet_pton(AF_INET6, authority.host.section(u'%', 0, 0).toLatin1().constData(), &unused) == 1);
}

/// Why it cannot be used; empty where it can.
QString faultOf(const SshAuthority &authority)
{
    if (authority.user.contains(u':')) {
        return Text::tr("a password does not belong here");
    }
    if (authority.hasUser && (authority.user.isEmpty() || authority.user.startsWith(u'-'))) {
        return Text::tr("the user name is not readable");
    }
    if (!isHost(authority)) {
        return Text::tr("the host is not readable");
    }
    return authority.hasPort && authority.port.toUShort() == 0
               ? Text::tr("the port “%1” is not a number from 1 to 65535").arg(authority.port)
               : QString();
}

Result<Endpoint> parseSsh(const QString &text)
{
    const QString rest = text.mid(6); // behind "ssh://"
    const auto slash = rest.indexOf(u'/');
    const QString path = slash < 0 ? QString() : rest.mid(slash);
    if (path.contains(u'?') || path.contains(u'#') || path.contains(u'@')) {
        return failure(unreadable(text, Text::tr("only the path of a socket may follow the host")));
    }
    const SshAuthority authority = authorityOf(rest.left(slash < 0 ? rest.size() : slash));
    if (const QString fault = faultOf(authority); !fault.isEmpty()) {
        return failure(unreadable(text, fault));
    }
    const bool isUsual = path.isEmpty() || path == QStringLiteral("/");
    return Endpoint::ssh(authority.user, authority.host, authority.port.toUShort(),
                         isUsual ? usualEngineSocket() : QUrl::fromPercentEncoding(path.toUtf8()));
}

QString sshText(const Endpoint &endpoint)
{
    QString text = QStringLiteral("ssh://");
    if (!endpoint.user.isEmpty()) {
        text += QString::fromLatin1(QUrl::toPercentEncoding(endpoint.user)) + u'@';
    }
    text += bracketed(endpoint.host).replace(u'%', QStringLiteral("%25"));
    if (endpoint.port != 0) {
        text += u':' + QString::number(endpoint.port);
    }
    const bool isUsual = endpoint.path.isEmpty() || endpoint.path == usualEngineSocket();
    return isUsual ? text : text + QString::fromLatin1(QUrl::toPercentEncoding(endpoint.path, "/"));
}
} // namespace

QString usualEngineSocket()
{
    return QStringLiteral("/var/run/docker.sock");
}

QString Endpoint::text() const
{
    if (kind == Kind::Unix) {
        return QStringLiteral("unix://") + path;
    }
    if (kind == Kind::Ssh) {
        return sshText(*this);
    }
    return QStringLiteral("tcp://") + hostAndPort(host, port);
}

bool Endpoint::isLocal() const
{
    const bool isLoopback =
        host == QStringLiteral("localhost") || host == QStringLiteral("::1") || host.startsWith(QStringLiteral("127."));
    return kind == Kind::Unix || (kind == Kind::Tcp && isLoopback);
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

Endpoint Endpoint::ssh(QString user, QString host, quint16 port, QString path)
{
    return {.kind = Kind::Ssh, .path = std::move(path), .host = std::move(host), .port = port, .user = std::move(user)};
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
    if (trimmed.startsWith(QStringLiteral("ssh://"))) {
        return parseSsh(trimmed);
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
