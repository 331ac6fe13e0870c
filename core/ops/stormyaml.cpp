// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/stormyaml.h"

#include "docker/reference.h"

#include <QVersionNumber>

#include <yaml-cpp/yaml.h>

namespace stormdeck::ops {

namespace {
const QString uiPortKey = QStringLiteral("ui.port");
constexpr quint16 usualUiPort = 8080;

void emitList(YAML::Emitter &out, const char *key, const QStringList &values)
{
    out << YAML::Key << key << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const QString &value : values) {
        out << YAML::DoubleQuoted << value.toStdString();
    }
    out << YAML::EndSeq;
}

/// A scalar keeps the type that YAML gives it: 128 is a number, -Xmx256m a text. So is what is no YAML by itself: a
/// star.
YAML::Node valueOf(const QString &text)
{
    const std::string value = text.toStdString();
    try {
        return YAML::Load(value);
    } catch (const YAML::Exception &) {
        return YAML::Node(value);
    }
}
} // namespace

quint16 uiListens(const StormInputs &storm)
{
    const quint16 chosen = storm.config.value(uiPortKey).toUShort();
    return chosen == 0 ? usualUiPort : chosen;
}

bool mayPredateSeeds(const QString &image)
{
    const auto reference = docker::parseReference(image);
    const auto version = QVersionNumber::fromString(reference ? reference->tag : QString());
    return version.isNull() || version.majorVersion() < 1;
}

bool isWrittenByItself(const QString &member)
{
    static const QStringList written{QStringLiteral("storm.zookeeper.servers"),
                                     QStringLiteral("nimbus.seeds"),
                                     QStringLiteral("nimbus.host"),
                                     QStringLiteral("storm.local.dir"),
                                     QStringLiteral("storm.log.dir"),
                                     QStringLiteral("supervisor.slots.ports"),
                                     QStringLiteral("storm.local.hostname")};
    return written.contains(member);
}

QByteArray stormYaml(const StormInputs &storm, const QStringList &members)
{
    YAML::Emitter out;
    out << YAML::BeginMap;
    emitList(out, "storm.zookeeper.servers", members);
    emitList(out, "nimbus.seeds", {QStringLiteral("nimbus")});
    if (mayPredateSeeds(storm.image)) {
        out << YAML::Key << "nimbus.host" << YAML::Value << "nimbus";
    }
    out << YAML::Key << "storm.local.dir" << YAML::Value << "/data" << YAML::Key << "storm.log.dir" << YAML::Value
        << "/logs" << YAML::Key << "ui.port" << YAML::Value << uiListens(storm);
    out << YAML::Key << "supervisor.slots.ports" << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const quint16 port : storm.slotPorts) {
        out << port;
    }
    out << YAML::EndSeq;
    for (auto it = storm.config.begin(); it != storm.config.end(); ++it) {
        if (it.key() == uiPortKey) {
            continue; // written above: a member twice is refused by some of Storm's versions
        }
        out << YAML::Key << it.key().toStdString() << YAML::Value << valueOf(it.value());
    }
    out << YAML::EndMap;
    return QByteArray(out.c_str()) + '\n';
}

} // namespace stormdeck::ops
