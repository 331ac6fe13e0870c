// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"

#include "docker/decode.h"
#include "docker/encode.h"
#include "docker/requests.h"

#include <QCoreApplication>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DockerClient)
};

/// Execs are events too, and each look at Storm or the ensemble may be one.
QByteArray eventsPath()
{
    static const QStringList types{QStringLiteral("node"), QStringLiteral("service"), QStringLiteral("container")};
    static const QStringList actions{QStringLiteral("create"), QStringLiteral("update"), QStringLiteral("remove"),
                                     QStringLiteral("start"),  QStringLiteral("die"),    QStringLiteral("destroy"),
                                     QStringLiteral("pause"),  QStringLiteral("unpause")};
    const QByteArray filters = encodeFilters({{QStringLiteral("type"), types}, {QStringLiteral("event"), actions}});
    return "/events?filters=" + filters.toPercentEncoding();
}
} // namespace

Result<void> Client::watchEvents(const std::function<bool(const Event &)> &sink, Deadline deadline,
                                 const std::stop_token &stop)
{
    const QString attempted = Text::tr("follow the events");
    const auto takeLine = [&](const QByteArray &line) { return decodeEvent(line).map(sink); };
    auto followed = streamLines(request(http::Method::Get, eventsPath()), takeLine, attempted, deadline, stop);
    const bool isOver = !followed && followed.error().kind == ErrorKind::Deadline;
    return isOver ? Result<void>() : followed;
}

} // namespace stormdeck::docker
