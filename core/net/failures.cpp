// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/failures.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>

#include <sys/un.h>

namespace stormdeck::net {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

Error failed(ErrorKind kind, Layer layer, const QString &target, const QString &code)
{
    return {.kind = kind, .layer = layer, .attempted = Text::tr("get an answer"), .target = target, .code = code};
}

Error refused(const QString &target, const Endpoint &endpoint)
{
    Error error = failed(ErrorKind::Unreachable, Layer::Connect, target, QStringLiteral("connect.refused"));
    if (endpoint.kind == Endpoint::Kind::Unix) {
        error.reason = Text::tr("nothing listens on the socket %1").arg(endpoint.path);
        error.remedy = Text::tr("Check that the program behind it is running.");
    } else {
        error.reason = Text::tr("the connection was refused on port %1").arg(endpoint.port);
        error.remedy = Text::tr("Check the port and that the program behind it is running.");
    }
    return error;
}

Error noSocket(const QString &target, const Endpoint &endpoint)
{
    Error error = failed(ErrorKind::Unreachable, Layer::Connect, target, QStringLiteral("connect.no-socket"));
    error.reason = Text::tr("there is no socket %1").arg(endpoint.path);
    error.remedy = Text::tr("Check the path and that the program behind it is running.");
    return error;
}

Error denied(const QString &target, const Endpoint &endpoint)
{
    Error error = failed(ErrorKind::Denied, Layer::Connect, target, QStringLiteral("connect.denied"));
    if (endpoint.kind == Endpoint::Kind::Unix) {
        error.reason = Text::tr("you may not use the socket %1").arg(endpoint.path);
        error.remedy = Text::tr("Add your user to the group of the socket (for Docker: “docker”) and log in again.");
    } else {
        error.reason = Text::tr("this machine does not allow the connection");
        error.remedy = Text::tr("Check the firewall of this machine.");
    }
    return error;
}

QString unreachedRemedy()
{
    return Text::tr("Check the address, that the machine is on, and the firewalls between here and there.");
}

Error unreached(const QString &target, int number)
{
    Error error = failed(ErrorKind::Unreachable, Layer::Connect, target, QStringLiteral("connect.failed"));
    switch (number) {
    case EHOSTUNREACH:
    case EHOSTDOWN:
        error.reason = Text::tr("the host does not answer");
        break;
    case ENETUNREACH:
        error.reason = Text::tr("there is no network path to it");
        break;
    case ETIMEDOUT:
        error.reason = Text::tr("the connection timed out");
        break;
    case 0:
        error.reason = Text::tr("the connection could not be made");
        break;
    default:
        error.reason = Text::tr("the connection could not be made (%1)").arg(qt_error_string(number));
    }
    error.remedy = unreachedRemedy();
    return error;
}
} // namespace

Error stopped(const QString &target)
{
    Error error = failed(ErrorKind::Cancelled, Layer::Local, target, {});
    error.reason = Text::tr("it was stopped");
    return error;
}

Error overdue(const QString &target, Layer layer, const QString &reason)
{
    Error error = failed(ErrorKind::Deadline, layer, target, {});
    error.reason = reason;
    return error;
}

Error unconnectedInTime(const QString &target)
{
    Error error = overdue(target, Layer::Connect, Text::tr("it did not take the connection in time"));
    error.remedy = unreachedRemedy();
    error.code = QStringLiteral("connect.no-answer");
    return error;
}

Error unresolved(const QString &target, const QString &host)
{
    Error error = failed(ErrorKind::Unreachable, Layer::Resolve, target, QStringLiteral("resolve.failed"));
    error.reason = Text::tr("the name “%1” is not known").arg(host);
    error.remedy = Text::tr("Check its spelling and this machine's name service, or use an address.");
    return error;
}

Error unresolvedInTime(const QString &target, const QString &host)
{
    Error error = overdue(target, Layer::Resolve, Text::tr("the name “%1” could not be looked up in time").arg(host));
    error.remedy = Text::tr("Check this machine's name service, or use an address.");
    error.code = QStringLiteral("resolve.no-answer");
    return error;
}

Error unconnected(const QString &target, const Endpoint &endpoint, int number)
{
    const bool isUnix = endpoint.kind == Endpoint::Kind::Unix;
    switch (number) {
    case ECONNREFUSED:
        return refused(target, endpoint);
    case EACCES:
    case EPERM:
        return denied(target, endpoint);
    case ENOENT:
    case ENOTDIR:
        if (isUnix) {
            return noSocket(target, endpoint);
        }
        break;
    default:
        break;
    }
    return unreached(target, number);
}

bool isPathTooLong(const Endpoint &endpoint)
{
    return endpoint.kind == Endpoint::Kind::Unix &&
           QFile::encodeName(endpoint.path).size() >= qsizetype(sizeof(sockaddr_un::sun_path));
}

Error pathTooLong(const QString &target)
{
    Error error = failed(ErrorKind::Rejected, Layer::Local, target, QStringLiteral("connect.path-too-long"));
    error.reason = Text::tr("the path of the socket is longer than 107 bytes");
    error.remedy = Text::tr("Use a shorter path, for example through a symbolic link.");
    return error;
}

Error fileFailed(const QString &attempted, const QString &path, int number)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = attempted,
            .target = path,
            .reason = qt_error_string(number),
            .remedy = Text::tr("Check that the folder is yours and that the disk is not full."),
            .code = QStringLiteral("file.failed")};
}

} // namespace stormdeck::net
