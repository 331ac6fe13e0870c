// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"

#include "docker/decode.h"
#include "docker/encode.h"
#include "docker/ndjson.h"
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
    LineReader lines;
    Result<bool> taken = true;
    const auto take = [&](const QByteArray &chunk) {
        taken = lines.feed(chunk, takeLine);
        return taken && *taken;
    };
    const auto answer = stream(request(http::Method::Get, eventsPath()), take, attempted, deadline, stop);
    if (!taken) {
        return failure(located(taken.error(), attempted, target()));
    }
    const bool isOver = !answer && answer.error().kind == ErrorKind::Deadline;
    return isOver ? Result<void>() : withoutBody(answer);
}

} // namespace stormdeck::docker
