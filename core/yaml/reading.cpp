// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yaml/reading.h"

#include <QCoreApplication>

#include <yaml-cpp/yaml.h>

namespace stormdeck::yaml {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Yaml)
};

Error told(const Telling &telling, const Refusal &refusal)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .attempted = telling.attempted,
            .target =
                refusal.line >= 0 ? Text::tr("%1, line %2").arg(telling.origin).arg(refusal.line + 1) : telling.origin,
            .reason = refusal.reason,
            .remedy = telling.remedy,
            .code = telling.code};
}
} // namespace

Refusal refusal(const YAML::Node &node, const QString &reason)
{
    return {node.Mark().line, reason};
}

QString textOf(const YAML::Node &node)
{
    if (!node.IsScalar()) {
        throw refusal(node, Text::tr("a single value belongs here"));
    }
    return QString::fromStdString(node.Scalar());
}

bool boolOf(const YAML::Node &node)
{
    const QString word = textOf(node);
    if (word == QStringLiteral("true") || word == QStringLiteral("false")) {
        return word == QStringLiteral("true");
    }
    throw refusal(node, Text::tr("“%1” is neither true nor false").arg(word));
}

quint16 portOf(const YAML::Node &node)
{
    bool isNumber = false;
    const ushort port = textOf(node).toUShort(&isNumber);
    if (!isNumber || port == 0) {
        throw refusal(node, Text::tr("“%1” is not a port").arg(textOf(node)));
    }
    return port;
}

std::vector<quint16> portsOf(const YAML::Node &node)
{
    if (!node.IsSequence()) {
        throw refusal(node, Text::tr("a list of ports belongs here"));
    }
    std::vector<quint16> ports;
    for (const YAML::Node &one : node) {
        ports.push_back(portOf(one));
    }
    return ports;
}

QStringList listOf(const YAML::Node &node)
{
    if (!node.IsSequence()) {
        throw refusal(node, Text::tr("a list belongs here"));
    }
    QStringList values;
    for (const YAML::Node &one : node) {
        values << textOf(one);
    }
    return values;
}

void readMap(const YAML::Node &node, const Members &members, Unknown unknown)
{
    if (!node.IsMap()) {
        throw refusal(node, Text::tr("named members belong here"));
    }
    for (const auto &entry : node) {
        const QString name = textOf(entry.first);
        const auto reader = members.find(name);
        if (reader != members.end()) {
            reader->second(entry.second);
        } else if (unknown == Unknown::Refused) {
            throw refusal(entry.first, Text::tr("there is no member “%1” here").arg(name));
        }
    }
}

Result<void> read(const QByteArray &document, const Telling &telling, const Reader &reader)
{
    try {
        reader(YAML::Load(document.toStdString()));
    } catch (const Refusal &refusal) {
        return failure(told(telling, refusal));
    } catch (const YAML::Exception &exception) {
        return failure(told(telling, {exception.mark.line, QString::fromStdString(exception.msg)}));
    }
    return {};
}

} // namespace stormdeck::yaml
