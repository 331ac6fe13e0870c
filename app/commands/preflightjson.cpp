// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/preflighttext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stormdeck::app {

namespace {
using namespace preflight;

QJsonObject resultJson(const CheckResult &result)
{
    return {{QStringLiteral("code"), result.code},
            {QStringLiteral("subject"), result.subject},
            {QStringLiteral("verdict"), word(result.verdict)},
            {QStringLiteral("overridable"), result.isOverridable()},
            {QStringLiteral("title"), result.title},
            {QStringLiteral("text"), result.sentence},
            {QStringLiteral("evidence"), result.evidence},
            {QStringLiteral("remedy"), result.remedy},
            {QStringLiteral("lines"), QJsonArray::fromStringList(result.lines)}};
}

QJsonObject crossingJson(const Crossing &crossing)
{
    QJsonObject object{{QStringLiteral("from"), crossing.from},
                       {QStringLiteral("to"), crossing.to},
                       {QStringLiteral("port"), portText(crossing.protocol, crossing.port)},
                       {QStringLiteral("reach"), word(crossing.reach)}};
    if (crossing.milliseconds) {
        object.insert(QStringLiteral("ms"), *crossing.milliseconds);
    }
    if (!crossing.note.isEmpty()) {
        object.insert(QStringLiteral("note"), crossing.note);
    }
    return object;
}

template <typename T, typename Convert>
QJsonArray arrayOf(const std::vector<T> &values, Convert convert)
{
    QJsonArray array;
    for (const T &value : values) {
        array.append(convert(value));
    }
    return array;
}
} // namespace

QByteArray preflightJson(const Report &report)
{
    const QJsonObject object{{QStringLiteral("version"), 1},
                             {QStringLiteral("cluster"), report.cluster},
                             {QStringLiteral("made"), report.made.toUTC().toString(Qt::ISODate)},
                             {QStringLiteral("stopped"), report.stopped},
                             {QStringLiteral("verdict"), word(worst(report.results))},
                             {QStringLiteral("blocks"), !blocking(report).empty()},
                             {QStringLiteral("machines"), QJsonArray::fromStringList(report.machines)},
                             {QStringLiteral("results"), arrayOf(report.results, resultJson)},
                             {QStringLiteral("crossings"), arrayOf(report.crossings, crossingJson)},
                             {QStringLiteral("hosts"), QJsonArray::fromStringList(report.hostLines)}};
    return QJsonDocument(object).toJson();
}

} // namespace stormdeck::app
