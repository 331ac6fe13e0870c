// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/error.h"

#include <QCoreApplication>

namespace stormdeck {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Error) };

QString withFullStop(const QString &text)
{
    return text.isEmpty() || text.endsWith(u'.') || text.endsWith(u'?') ? text : text + u'.';
}
} // namespace

QString word(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled: return QStringLiteral("cancelled");
    case ErrorKind::Deadline: return QStringLiteral("deadline");
    case ErrorKind::Unreachable: return QStringLiteral("unreachable");
    case ErrorKind::Denied: return QStringLiteral("denied");
    case ErrorKind::Rejected: return QStringLiteral("rejected");
    case ErrorKind::Conflict: return QStringLiteral("conflict");
    case ErrorKind::Undecodable: return QStringLiteral("undecodable");
    case ErrorKind::OutcomeUnknown: return QStringLiteral("outcome-unknown");
    case ErrorKind::Internal: break;
    }
    return QStringLiteral("internal");
}

QString word(Layer layer)
{
    switch (layer) {
    case Layer::Local: return QStringLiteral("local");
    case Layer::Resolve: return QStringLiteral("resolve");
    case Layer::Connect: return QStringLiteral("connect");
    case Layer::Tls: return QStringLiteral("tls");
    case Layer::Http: return QStringLiteral("http");
    case Layer::Docker: return QStringLiteral("docker");
    case Layer::Swarm: return QStringLiteral("swarm");
    case Layer::ZooKeeper: return QStringLiteral("zookeeper");
    case Layer::Storm: break;
    }
    return QStringLiteral("storm");
}

QString codeOf(const Error &error)
{
    return error.code.isEmpty() ? word(error.kind) : error.code;
}

QString sentence(const Error &error)
{
    QString head = error.reason;
    if (!error.attempted.isEmpty()) {
        head = error.target.isEmpty()
            ? Text::tr("Could not %1: %2").arg(error.attempted, error.reason)
            : Text::tr("Could not %1 on %2: %3").arg(error.attempted, error.target, error.reason);
    }
    head = withFullStop(head);
    return error.remedy.isEmpty() ? head : head + u' ' + withFullStop(error.remedy);
}

} // namespace stormdeck
