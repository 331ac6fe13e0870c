// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/stormyaml.h"

#include <yaml-cpp/yaml.h>

namespace stormdeck::ops {

namespace {
void emitList(YAML::Emitter &out, const char *key, const QStringList &values)
{
    out << YAML::Key << key << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const QString &value : values) {
        out << YAML::DoubleQuoted << value.toStdString();
    }
    out << YAML::EndSeq;
}
} // namespace

QByteArray stormYaml(const StormInputs &storm, const QStringList &members)
{
    YAML::Emitter out;
    out << YAML::BeginMap;
    emitList(out, "storm.zookeeper.servers", members);
    emitList(out, "nimbus.seeds", {QStringLiteral("nimbus")});
    out << YAML::Key << "storm.local.dir" << YAML::Value << "/data" << YAML::Key << "storm.log.dir" << YAML::Value
        << "/logs" << YAML::Key << "ui.port" << YAML::Value << 8080;
    out << YAML::Key << "supervisor.slots.ports" << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const quint16 port : storm.slotPorts) {
        out << port;
    }
    out << YAML::EndSeq;
    for (auto it = storm.config.begin(); it != storm.config.end(); ++it) {
        // A scalar keeps the type that YAML gives it: 128 is a number, -Xmx256m a text.
        out << YAML::Key << it.key().toStdString() << YAML::Value << YAML::Load(it.value().toStdString());
    }
    out << YAML::EndMap;
    return QByteArray(out.c_str()) + '\n';
}

} // namespace stormdeck::ops
