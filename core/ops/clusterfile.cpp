// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/inputs.h"

#include <QCoreApplication>
#include <QSet>

#include <yaml-cpp/yaml.h>

#include <functional>
#include <map>

namespace stormdeck::ops {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(ClusterFile) };

/// Where and why a document is not a cluster file; caught at the one place that parses.
struct Refusal {
    int line;
    QString reason;
};

QString textOf(const YAML::Node &node)
{
    if (!node.IsScalar()) {
        throw Refusal{node.Mark().line, Text::tr("a single value belongs here")};
    }
    return QString::fromStdString(node.Scalar());
}

bool boolOf(const YAML::Node &node)
{
    const QString word = textOf(node);
    if (word == QStringLiteral("true") || word == QStringLiteral("false")) {
        return word == QStringLiteral("true");
    }
    throw Refusal{node.Mark().line, Text::tr("“%1” is neither true nor false").arg(word)};
}

quint16 portOf(const YAML::Node &node)
{
    bool isNumber = false;
    const ushort port = textOf(node).toUShort(&isNumber);
    if (!isNumber || port == 0) {
        throw Refusal{node.Mark().line, Text::tr("“%1” is not a port").arg(textOf(node))};
    }
    return port;
}

QStringList listOf(const YAML::Node &node)
{
    if (!node.IsSequence()) {
        throw Refusal{node.Mark().line, Text::tr("a list belongs here")};
    }
    QStringList values;
    for (const YAML::Node &one : node) {
        values << textOf(one);
    }
    return values;
}

using Members = std::map<QString, std::function<void(const YAML::Node &)>>;

/// Gives each member of a map to its reader; a member that has none is a typing error.
void readMap(const YAML::Node &node, const Members &members)
{
    if (!node.IsMap()) {
        throw Refusal{node.Mark().line, Text::tr("named members belong here")};
    }
    for (const auto &entry : node) {
        const QString name = textOf(entry.first);
        const auto reader = members.find(name);
        if (reader == members.end()) {
            throw Refusal{entry.first.Mark().line, Text::tr("there is no member “%1” here").arg(name)};
        }
        reader->second(entry.second);
    }
}

Machine machineOf(const YAML::Node &node)
{
    Machine machine;
    readMap(node, {{QStringLiteral("name"), [&](const auto &one) { machine.name = textOf(one); }},
                   {QStringLiteral("endpoint"),
                    [&](const auto &one) {
                        auto endpoint = parseEndpoint(textOf(one));
                        if (!endpoint) {
                            throw Refusal{one.Mark().line, sentence(endpoint.error())};
                        }
                        machine.engine = *endpoint;
                    }},
                   {QStringLiteral("address"), [&](const auto &one) { machine.address = textOf(one); }},
                   {QStringLiteral("manager"), [&](const auto &one) { machine.manager = boolOf(one); }}});
    if (machine.address.isEmpty()) {
        machine.address = machine.engine.host;
    }
    return machine;
}

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
                   {QStringLiteral("slots"),
                    [&](const auto &one) {
                        listOf(one);
                        inputs.slotPorts.clear();
                        for (const YAML::Node &port : one) {
                            inputs.slotPorts.push_back(portOf(port));
                        }
                    }},
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
             {QStringLiteral("machines"),
              [&](const auto &one) {
                  for (const YAML::Node &machine : one) {
                      inputs.machines.push_back(machineOf(machine));
                  }
              }},
             {QStringLiteral("accept_plain_tcp"), [&](const auto &one) { inputs.acceptPlainTcp = boolOf(one); }},
             {QStringLiteral("address_pools"), [&](const auto &one) { inputs.addressPools = listOf(one); }},
             {QStringLiteral("zookeeper"), [&](const auto &one) { inputs.zookeeper = zookeeperOf(one); }},
             {QStringLiteral("storm"), [&](const auto &one) { inputs.storm = stormOf(one); }},
             // Of the saved connection, which a cluster file may be as well.
             {QStringLiteral("read_only"), ignored},
             {QStringLiteral("storm_ui"), ignored}});
    return inputs;
}

Error refused(const QString &origin, int line, const QString &reason)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .attempted = Text::tr("read the cluster file"),
            .target = line >= 0 ? Text::tr("%1, line %2").arg(origin).arg(line + 1) : origin,
            .reason = reason,
            .remedy = Text::tr("Correct that line; docs/cluster-file.md describes every member."),
            .code = QStringLiteral("cluster-file.invalid")};
}

void formatMachines(YAML::Emitter &out, const std::vector<Machine> &machines)
{
    out << YAML::Key << "machines" << YAML::Value << YAML::BeginSeq;
    for (const Machine &machine : machines) {
        out << YAML::BeginMap << YAML::Key << "name" << YAML::Value << machine.name.toStdString() << YAML::Key
            << "endpoint" << YAML::Value << machine.engine.text().toStdString() << YAML::Key << "address"
            << YAML::Value << machine.address.toStdString();
        if (machine.manager) {
            out << YAML::Key << "manager" << YAML::Value << true;
        }
        out << YAML::EndMap;
    }
    out << YAML::EndSeq;
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

Result<ClusterInputs> parseClusterFile(const QByteArray &yaml, const QString &origin)
{
    try {
        return clusterOf(YAML::Load(yaml.toStdString()));
    } catch (const Refusal &refusal) {
        return failure(refused(origin, refusal.line, refusal.reason));
    } catch (const YAML::Exception &exception) {
        return failure(refused(origin, exception.mark.line, QString::fromStdString(exception.msg)));
    }
}

QByteArray formatClusterFile(const ClusterInputs &inputs)
{
    YAML::Emitter out;
    out << YAML::BeginMap << YAML::Key << "name" << YAML::Value << inputs.name.toStdString();
    formatMachines(out, inputs.machines);
    if (inputs.acceptPlainTcp) {
        out << YAML::Key << "accept_plain_tcp" << YAML::Value << true;
    }
    if (!inputs.addressPools.isEmpty()) {
        out << YAML::Key << "address_pools" << YAML::Value << YAML::Flow << YAML::BeginSeq;
        for (const QString &pool : inputs.addressPools) {
            out << pool.toStdString();
        }
        out << YAML::EndSeq;
    }
    formatZooKeeper(out, inputs.zookeeper);
    formatStorm(out, inputs.storm);
    out << YAML::EndMap;
    return QByteArray(out.c_str()) + '\n';
}

} // namespace stormdeck::ops
