// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/target.h"

#include <QCoreApplication>
#include <QUrl>

#include <arpa/inet.h>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshTarget)
};

/// Without what stands before '@', which may hold a password.
tl::unexpected<Error> unreadable(const QString &text, const QString &reason)
{
    const auto at = text.lastIndexOf(u'@');
    const QString shown = at < 0 ? text : u'…' + text.mid(at);
    return failure({.kind = ErrorKind::Rejected,
                    .layer = Layer::Local,
                    .attempted = Text::tr("read the SSH host “%1”").arg(shown),
                    .reason = reason,
                    .remedy = Text::tr("Write it as user@host, ssh://user@host:22 or ssh://user@[fd12::1]:22."),
                    .code = QStringLiteral("ssh.target-unreadable")});
}

/// What is left of "host", "host:port", "[host]" and "[host]:port".
struct HostAndPort
{
    QString host;
    QString port;
    bool hasPort = false;
    bool inBrackets = false;
};

HostAndPort split(const QString &text)
{
    if (text.startsWith(u'[')) {
        const auto end = text.indexOf(u']');
        const QString rest = end < 0 ? QString() : text.mid(end + 1);
        const bool isColon = rest.startsWith(u':');
        return {end < 0 ? QString() : text.mid(1, end - 1), isColon ? rest.mid(1) : rest, !rest.isEmpty(), true};
    }
    const auto colon = text.indexOf(u':');
    if (colon < 0 || text.count(u':') > 1) { // a bare IPv6 address, or one with a port that nobody can tell apart
        return {text, {}, false, false};
    }
    return {text.left(colon), text.mid(colon + 1), true, false};
}

bool isName(const QString &host)
{
    // No sign that a command line, a known_hosts line or the name service reads in another way.
    const auto isFine = [](QChar sign) { return sign.isLetterOrNumber() || QStringLiteral("-._:%").contains(sign); };
    return !host.isEmpty() && !host.startsWith(u'-') && std::all_of(host.begin(), host.end(), isFine);
}

bool isAddress(const QString &host)
{
    in6_addr unused{};
    return inet_pton(AF_INET6, host.section(u'%', 0, 0).toLatin1().constData(), &unused) == 1;
}

QString plain(const QString &part, bool isEscaped)
{
    return isEscaped ? QUrl::fromPercentEncoding(part.toUtf8()) : part;
}

/// Why the user's name cannot be used; empty where it can.
QString faultOfUser(const QString &user)
{
    if (user.contains(u':')) {
        return Text::tr("a password does not belong here");
    }
    return user.isEmpty() || user.startsWith(u'-') ? Text::tr("the user name is not readable") : QString();
}

QString faultOfHost(const QString &host, bool inBrackets)
{
    if (host.contains(u':') && !isAddress(host)) {
        return inBrackets ? Text::tr("what stands in brackets is not an IPv6 address")
                          : Text::tr("an IPv6 address must stand in brackets, as [fd12::1]:22");
    }
    return isName(host) ? QString() : Text::tr("the host is not readable");
}

Result<quint16> portOf(const QString &text, const QString &port)
{
    bool isNumber = false;
    const quint16 number = port.toUShort(&isNumber);
    if (!isNumber || number == 0) {
        return unreadable(text, Text::tr("the port “%1” is not a number from 1 to 65535").arg(port));
    }
    return number;
}

/// Without the "ssh://" and the slash that may end it.
QString withoutScheme(const QString &url)
{
    const QString rest = url.mid(6);
    return rest.endsWith(u'/') ? rest.chopped(1) : rest;
}

/// `rest` is user@host:port.
Result<Target> parsePlain(const QString &text, const QString &rest, bool isUrl)
{
    Target target;
    const auto at = rest.lastIndexOf(u'@');
    if (at >= 0) {
        target.user = plain(rest.left(at), isUrl);
        if (const QString fault = faultOfUser(target.user); !fault.isEmpty()) {
            return unreadable(text, fault);
        }
    }
    const HostAndPort parts = split(rest.mid(at + 1));
    target.host = plain(parts.host, isUrl || parts.inBrackets);
    if (const QString fault = faultOfHost(target.host, parts.inBrackets); !fault.isEmpty()) {
        return unreadable(text, fault);
    }
    if (parts.hasPort) {
        const auto port = portOf(text, parts.port);
        if (!port) {
            return failure(port.error());
        }
        target.port = *port;
    }
    return target;
}
} // namespace

QString Target::text() const
{
    QString text = host.contains(u':') && port != 0 ? u'[' + host + u']' : host;
    if (!user.isEmpty()) {
        text.prepend(user + u'@');
    }
    return port == 0 ? text : text + u':' + QString::number(port);
}

Result<Target> parseTarget(const QString &text)
{
    const QString trimmed = text.trimmed();
    const bool isUrl = trimmed.startsWith(QStringLiteral("ssh://"));
    const QString rest = isUrl ? withoutScheme(trimmed) : trimmed;
    if (rest.contains(u'/')) {
        return unreadable(text, rest.contains(QStringLiteral("://")) ? Text::tr("it is not an ssh:// address")
                                                                     : Text::tr("a path does not belong here"));
    }
    return parsePlain(text, rest, isUrl);
}

} // namespace stormdeck::ssh
