// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/inputs.h"

#include "yaml/machines.h"
#include "yaml/reading.h"

#include <QCoreApplication>
#include <QSet>

#include <yaml-cpp/yaml.h>

namespace stormdeck::ops {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClusterFile)
};

using yaml::boolOf;
using yaml::listOf;
using yaml::portOf;
using yaml::readMap;
using yaml::textOf;

ZooKeeperInputs zookeeperOf(const YAML::Node &node)
{
    ZooKeeperInputs inputs;
    readMap(node, {{QStringLiteral("image"), [&](const auto &one) { inputs.image = textOf(one); }},
                   {QStringLiteral("members"), [&](const auto &one) { inputs.members = listOf(one); }},
                   {QStringLiteral("publish_port"), [&](const auto &one) { inputs.publishPort = portOf(one); }}});
    return inputs;
}

StormInputs stormOf(const YAML::Node &node)
{
    StormInputs inputs;
    readMap(node, {{QStringLiteral("image"), [&](const auto &one) { inputs.image = textOf(one); }},
                   {QStringLiteral("nimbus"), [&](const auto &one) { inputs.nimbus = textOf(one); }},
                   {QStringLiteral("ui"), [&](const auto &one) { inputs.ui = textOf(one); }},
                   {QStringLiteral("ui_port"), [&](const auto &one) { inputs.uiPort = portOf(one); }},
                   {QStringLiteral("slots"), [&](const auto &one) { inputs.slotPorts = yaml::portsOf(one); }},
                   {QStringLiteral("config"), [&](const auto &one) {
                        for (const auto &entry : one) {
                            inputs.config.insert(textOf(entry.first), textOf(entry.second));
                        }
                    }}});
    return inputs;
}

ClusterInputs clusterOf(const YAML::Node &document)
{
    ClusterInputs inputs;
    const auto ignored = [](const YAML::Node &) {};
    readMap(document,
            {{QStringLiteral("name"), [&](const auto &one) { inputs.name = textOf(one); }},
             {QStringLiteral("machines"), [&](const auto &one) { inputs.machines = yaml::machinesOf(one); }},
             {QStringLiteral("accept_plain_tcp"), [&](const auto &one) { inputs.acceptPlainTcp = boolOf(one); }},
             {QStringLiteral("address_pools"), [&](const auto &one) { inputs.addressPools = listOf(one); }},
             {QStringLiteral("data_path_port"), [&](const auto &one) { inputs.dataPathPort = portOf(one); }},
             {QStringLiteral("registry_mirrors"), [&](const auto &one) { inputs.registryMirrors = listOf(one); }},
             {QStringLiteral("insecure_registries"), [&](const auto &one) { inputs.insecureRegistries = listOf(one); }},
             {QStringLiteral("zookeeper"), [&](const auto &one) { inputs.zookeeper = zookeeperOf(one); }},
             {QStringLiteral("storm"), [&](const auto &one) { inputs.storm = stormOf(one); }},
             // Of the saved connection, which a cluster file may be as well.
             {QStringLiteral("read_only"), ignored},
             {QStringLiteral("production"), ignored},
             {QStringLiteral("storm_ui"), ignored}});
    return inputs;
}

void formatStorm(YAML::Emitter &out, const StormInputs &storm)
{
    out << YAML::Key << "storm" << YAML::Value << YAML::BeginMap << YAML::Key << "image" << YAML::Value
        << storm.image.toStdString() << YAML::Key << "nimbus" << YAML::Value << storm.nimbus.toStdString() << YAML::Key
        << "ui" << YAML::Value << storm.ui.toStdString();
    if (storm.uiPort) {
        out << YAML::Key << "ui_port" << YAML::Value << *storm.uiPort;
    }
    out << YAML::Key << "slots" << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const quint16 port : storm.slotPorts) {
        out << port;
    }
    out << YAML::EndSeq;
    if (!storm.config.isEmpty()) {
        out << YAML::Key << "config" << YAML::Value << YAML::BeginMap;
        for (auto it = storm.config.begin(); it != storm.config.end(); ++it) {
            out << YAML::Key << it.key().toStdString() << YAML::Value << it.value().toStdString();
        }
        out << YAML::EndMap;
    }
    out << YAML::EndMap;
}

void formatList(YAML::Emitter &out, const char *member, const QStringList &values)
{
    if (values.isEmpty()) {
        return;
    }
    out << YAML::Key << member << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const QString &value : values) {
        out << value.toStdString();
    }
    out << YAML::EndSeq;
}

void formatZooKeeper(YAML::Emitter &out, const ZooKeeperInputs &zookeeper)
{
    out << YAML::Key << "zookeeper" << YAML::Value << YAML::BeginMap << YAML::Key << "image" << YAML::Value
        << zookeeper.image.toStdString() << YAML::Key << "members" << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const QString &member : zookeeper.members) {
        out << member.toStdString();
    }
    out << YAML::EndSeq;
    if (zookeeper.publishPort) {
        out << YAML::Key << "publish_port" << YAML::Value << *zookeeper.publishPort;
    }
    out << YAML::EndMap;
}
} // namespace

Result<ClusterInputs> parseClusterFile(const QByteArray &document, const QString &origin)
{
    ClusterInputs inputs;
    const yaml::Telling telling{Text::tr("read the cluster file"), origin,
                                Text::tr("Correct that line; docs/cluster-file.md describes every member."),
                                QStringLiteral("cluster-file.invalid")};
    const auto taken = yaml::read(document, telling, [&](const YAML::Node &root) { inputs = clusterOf(root); });
    return taken ? Result<ClusterInputs>(std::move(inputs)) : failure(taken.error());
}

QByteArray formatClusterFile(const ClusterInputs &inputs)
{
    YAML::Emitter out;
    out << YAML::BeginMap << YAML::Key << "name" << YAML::Value << inputs.name.toStdString();
    yaml::emitMachines(out, inputs.machines);
    if (inputs.acceptPlainTcp) {
        out << YAML::Key << "accept_plain_tcp" << YAML::Value << true;
    }
    formatList(out, "address_pools", inputs.addressPools);
    if (inputs.dataPathPort) {
        out << YAML::Key << "data_path_port" << YAML::Value << *inputs.dataPathPort;
    }
    formatList(out, "registry_mirrors", inputs.registryMirrors);
    formatList(out, "insecure_registries", inputs.insecureRegistries);
    formatZooKeeper(out, inputs.zookeeper);
    formatStorm(out, inputs.storm);
    out << YAML::EndMap;
    return QByteArray(out.c_str()) + '\n';
}

} // namespace stormdeck::ops
