// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yaml/machines.h"

#include "util/hops.h"
#include "yaml/reading.h"

#include <QCoreApplication>
#include <QDir>

#include <yaml-cpp/yaml.h>

namespace stormdeck::yaml {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Yaml)
};

/// An absolute path, or one that begins with the home folder.
QString folderOf(const YAML::Node &node)
{
    const QString path = textOf(node);
    if (path.startsWith(QStringLiteral("~/"))) {
        return QDir::homePath() + path.mid(1);
    }
    if (!path.startsWith(u'/')) {
        throw refusal(node, Text::tr("the folder of the certificates is an absolute path, not “%1”").arg(path));
    }
    return path;
}

Machine machineOf(const YAML::Node &node)
{
    Machine machine;
    QString certificates;
    const quint16 port = node.IsMap() && node["certificates"] ? tlsEnginePort : plainEnginePort;
    readMap(node, {{QStringLiteral("name"), [&](const auto &one) { machine.name = textOf(one); }},
                   {QStringLiteral("endpoint"), [&](const auto &one) { machine.engine = endpointOf(one, port); }},
                   {QStringLiteral("certificates"), [&](const auto &one) { certificates = folderOf(one); }},
                   {QStringLiteral("through"), [&](const auto &one) { machine.through = textOf(one).trimmed(); }},
                   {QStringLiteral("address"), [&](const auto &one) { machine.address = textOf(one); }},
                   {QStringLiteral("manager"), [&](const auto &one) { machine.manager = boolOf(one); }}});
    if (machine.name.isEmpty() || machine.engine == Endpoint{}) {
        throw refusal(node, Text::tr("a machine has a name and an endpoint"));
    }
    if (!certificates.isEmpty() && machine.engine.kind != Endpoint::Kind::Tcp) {
        throw refusal(node["certificates"],
                      machine.engine.kind == Endpoint::Kind::Ssh
                          ? Text::tr("SSH encrypts by itself: an ssh:// endpoint takes no certificates")
                          : Text::tr("a unix socket is not encrypted: it takes no certificates"));
    }
    machine.engine.certificates = certificates;
    if (machine.address.isEmpty()) {
        machine.address = machine.engine.host;
    }
    return machine;
}

void emit(YAML::Emitter &out, const Machine &machine)
{
    out << YAML::BeginMap << YAML::Key << "name" << YAML::Value << machine.name.toStdString() << YAML::Key << "endpoint"
        << YAML::Value << machine.engine.text().toStdString();
    if (machine.engine.isEncrypted()) {
        out << YAML::Key << "certificates" << YAML::Value << machine.engine.certificates.toStdString();
    }
    if (!machine.address.isEmpty()) {
        out << YAML::Key << "address" << YAML::Value << machine.address.toStdString();
    }
    if (!machine.through.isEmpty()) {
        out << YAML::Key << "through" << YAML::Value << machine.through.toStdString();
    }
    if (machine.manager) {
        out << YAML::Key << "manager" << YAML::Value << true;
    }
    out << YAML::EndMap;
}
} // namespace

Endpoint endpointOf(const YAML::Node &node, quint16 port)
{
    const auto endpoint = parseEndpoint(textOf(node), port);
    if (!endpoint) {
        throw refusal(node, sentence(endpoint.error()));
    }
    return *endpoint;
}

std::vector<Machine> machinesOf(const YAML::Node &node)
{
    if (!node.IsSequence()) {
        throw refusal(node, Text::tr("a list of machines belongs here"));
    }
    std::vector<Machine> machines;
    for (const YAML::Node &one : node) {
        machines.push_back(machineOf(one));
    }
    if (const auto faults = findHops(machines); !faults.empty()) {
        throw refusal(node[faults.front().machine]["through"], faults.front().reason);
    }
    return machines;
}

void emitMachines(YAML::Emitter &out, const std::vector<Machine> &machines)
{
    out << YAML::Key << "machines" << YAML::Value << YAML::BeginSeq;
    for (const Machine &machine : machines) {
        emit(out, machine);
    }
    out << YAML::EndSeq;
}

} // namespace stormdeck::yaml
