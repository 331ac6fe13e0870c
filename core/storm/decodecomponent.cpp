// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storm/decode.h"

#include "storm/fields.h"

#include <QRegularExpression>

#include <tuple>

namespace stormdeck::storm {

namespace {
Figures figuresIn(const Fields &fields)
{
    return {.emitted = fields.whole("emitted"),
            .transferred = fields.whole("transferred"),
            .executed = fields.whole("executed"),
            .acked = fields.whole("acked"),
            .failed = fields.whole("failed"),
            .completeLatencyMs = fields.number("completeLatency"),
            .executeLatencyMs = fields.number("executeLatency"),
            .processLatencyMs = fields.number("processLatency"),
            .capacity = fields.number("capacity")};
}

Executor executorIn(const Fields &fields)
{
    return {.id = fields.text("id"),
            .host = fields.text("host"),
            .port = fields.port("port"),
            .uptimeSeconds = uptime(fields, "uptimeSeconds", "uptime"),
            .figures = figuresIn(fields)};
}

Stream inputIn(const Fields &fields)
{
    return {.component = fields.text("component"), .id = fields.text("stream"), .figures = figuresIn(fields)};
}

Stream outputIn(const Fields &fields)
{
    return {.component = {}, .id = fields.text("stream"), .figures = figuresIn(fields)};
}

/// Seconds; the `time` of 0.x is in milliseconds.
QDateTime momentIn(const Fields &fields)
{
    constexpr qint64 thousand = 1000;
    if (const auto seconds = fields.whole("errorTime")) {
        return QDateTime::fromSecsSinceEpoch(*seconds, Qt::UTC);
    }
    const auto milliseconds = fields.whole("time");
    return milliseconds ? QDateTime::fromSecsSinceEpoch(*milliseconds / thousand, Qt::UTC) : QDateTime();
}

ComponentError errorIn(const Fields &fields)
{
    const bool isOld = !fields.has("errorHost");
    return {.at = momentIn(fields),
            .host = fields.text(isOld ? "host" : "errorHost"),
            .port = fields.port(isOld ? "port" : "errorPort"),
            .text = fields.text("error").trimmed()};
}

/// The number of its first task: "[3-5]" comes before "[10-10]".
qint64 firstTask(const Executor &executor)
{
    static const QRegularExpression digits(QStringLiteral(R"(\d+)"));
    return digits.match(executor.id).captured().toLongLong();
}

std::vector<Stream> streamsIn(const Fields &fields)
{
    auto streams = eachOf(fields, "inputStats", inputIn).value_or(std::vector<Stream>());
    std::erase_if(streams, [](const Stream &one) { return !one.isInput(); });
    const auto outputs = eachOf(fields, "outputStats", outputIn).value_or(std::vector<Stream>());
    streams.insert(streams.end(), outputs.begin(), outputs.end());
    sortBy(streams, [](const Stream &one) { return std::tuple(!one.isInput(), one.component, one.id); });
    return streams;
}

/// Storm 1.x lists the newest first, 2.x the oldest.
std::vector<ComponentError> errorsIn(const Fields &fields)
{
    auto errors = eachOf(fields, "componentErrors", errorIn).value_or(std::vector<ComponentError>());
    sortBy(errors, [](const ComponentError &one) {
        return std::tuple(!one.at.isValid(), one.at.isValid() ? -one.at.toSecsSinceEpoch() : 0);
    });
    errors.resize(std::min(errors.size(), ComponentPage::mostErrors));
    return errors;
}

/// The summary of the window that all else is of.
Figures totalIn(const Fields &fields, const QString &window, bool isSpout)
{
    const auto windows = fields.list(isSpout ? "spoutSummary" : "boltStats");
    for (const Fields &one : windows.value_or(std::vector<Fields>())) {
        if (one.text("window") == window) {
            return figuresIn(one);
        }
    }
    return {};
}

Result<ComponentPage> pageIn(const Fields &fields)
{
    const QString type = fields.text("componentType");
    ComponentPage page{.id = fields.text("id"),
                       .topology = {fields.text("topologyId")},
                       .topologyName = fields.text("name"),
                       .isSpout = type.isEmpty() ? fields.has("spoutSummary") : type == QStringLiteral("spout"),
                       .executorCount = fields.count("executors"),
                       .tasks = fields.count("tasks"),
                       .window = fields.text("window"),
                       .figures = {},
                       .executors = {},
                       .streams = streamsIn(fields),
                       .errors = errorsIn(fields)};
    if (page.id.isEmpty()) {
        return failure(undecodable({}, Text::tr("the answer names no spout or bolt")));
    }
    page.figures = totalIn(fields, page.window, page.isSpout);
    page.executors = eachOf(fields, "executorStats", executorIn).value_or(std::vector<Executor>());
    sortBy(page.executors, [](const Executor &one) { return std::tuple(firstTask(one), one.id); });
    return page;
}
} // namespace

QString wordOf(StatsWindow window)
{
    switch (window) {
    case StatsWindow::TenMinutes:
        return QStringLiteral("600");
    case StatsWindow::ThreeHours:
        return QStringLiteral("10800");
    case StatsWindow::Day:
        return QStringLiteral("86400");
    case StatsWindow::AllTime:
        break;
    }
    return QStringLiteral(":all-time");
}

Result<ComponentPage> decodeComponentPage(const QByteArray &body)
{
    return decoded(body, pageIn);
}

} // namespace stormdeck::storm
