// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/firstboot.h"

#include <QCoreApplication>

namespace stormdeck::ops {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Surroundings)
};

/// Traffic that a security group has to let in. `fromNodes`: from machines of the same group; else from the operator.
struct Rule
{
    QString ports;
    QString protocol;
    bool fromNodes = true;
    QString target;
    QString purpose;
};

std::vector<Rule> rulesOf(const ClusterInputs &inputs)
{
    const QString tcp = QStringLiteral("tcp");
    const QString udp = QStringLiteral("udp");
    const QString all = Text::tr("every machine");
    std::vector<Rule> rules{
        {QStringLiteral("22"), tcp, false, all, Text::tr("SSH: Stormdeck, and through it the engine's socket")},
        {QStringLiteral("2377"), tcp, true, Text::tr("managers"), Text::tr("swarm: joining and managing")},
        {QStringLiteral("7946"), tcp, true, all, Text::tr("overlay networks: gossip")},
        {QStringLiteral("7946"), udp, true, all, Text::tr("overlay networks: gossip")},
        {QString::number(inputs.dataPathPort.value_or(usualDataPathPort)), udp, true, all,
         Text::tr("overlay networks: data (VXLAN); never from elsewhere, it knows no password")}};
    if (inputs.zookeeper.publishPort) {
        rules.push_back({QString::number(*inputs.zookeeper.publishPort), tcp, false, Text::tr("machines with a member"),
                         Text::tr("ZooKeeper, as this cluster publishes it; it asks for no password")});
    }
    if (inputs.storm.uiPort) {
        rules.push_back({QString::number(*inputs.storm.uiPort), tcp, false, inputs.storm.ui,
                         Text::tr("Storm UI, as this cluster publishes it; whoever reaches it can kill topologies")});
    }
    return rules;
}

QString nameTable(const ClusterInputs &inputs)
{
    QString text = QStringLiteral("| %1 | %2 | %3 |\n|---|---|---|\n")
                       .arg(Text::tr("name"), Text::tr("address"), Text::tr("who asks for it"));
    for (const Machine &machine : inputs.machines) {
        const QString asks =
            machine.manager ? Text::tr("Stormdeck, and machines that join at their first boot") : Text::tr("Stormdeck");
        text += QStringLiteral("| %1 | %2 | %3 |\n")
                    .arg(machine.name, machine.address.isEmpty() ? Text::tr("unknown") : machine.address, asks);
    }
    return text;
}

QString hostLines(const ClusterInputs &inputs)
{
    QString text;
    for (const Machine &machine : inputs.machines) {
        text +=
            machine.address.isEmpty() ? QString() : QStringLiteral("    %1 %2\n").arg(machine.address, machine.name);
    }
    return text;
}

QString ruleTable(const std::vector<Rule> &rules)
{
    QString text = QStringLiteral("| %1 | %2 | %3 | %4 |\n|---|---|---|---|\n")
                       .arg(Text::tr("port"), Text::tr("from"), Text::tr("to"), Text::tr("for"));
    for (const Rule &rule : rules) {
        text += QStringLiteral("| %1/%2 | %3 | %4 | %5 |\n")
                    .arg(rule.ports, rule.protocol,
                         rule.fromNodes ? Text::tr("machines of the cluster") : Text::tr("your own address"),
                         rule.target, rule.purpose);
    }
    return text;
}

QString openStackLines(const std::vector<Rule> &rules, const QString &group)
{
    QString text = QStringLiteral("    openstack security group create %1\n").arg(group);
    for (const Rule &rule : rules) {
        const QString from =
            rule.fromNodes ? QStringLiteral("--remote-group ") + group : QStringLiteral("--remote-ip $YOUR_ADDRESS/32");
        text += QStringLiteral("    openstack security group rule create --protocol %1 --dst-port %2 %3 %4\n")
                    .arg(rule.protocol, rule.ports, from, group);
    }
    return text;
}

QString awsLines(const std::vector<Rule> &rules)
{
    QString text = QStringLiteral("    # $GROUP: what `aws ec2 create-security-group` gives as GroupId\n");
    for (const Rule &rule : rules) {
        const QString from =
            rule.fromNodes ? QStringLiteral("--source-group $GROUP") : QStringLiteral("--cidr $YOUR_ADDRESS/32");
        text += QStringLiteral(
                    "    aws ec2 authorize-security-group-ingress --group-id $GROUP --protocol %1 --port %2 %3\n")
                    .arg(rule.protocol, rule.ports, from);
    }
    return text;
}
} // namespace

QString surroundings(const ClusterInputs &given)
{
    const ClusterInputs inputs = withDefaults(given);
    const std::vector<Rule> rules = rulesOf(inputs);
    const QString group = inputs.name + QStringLiteral("-nodes");
    QString text = QStringLiteral("# ") + Text::tr("Around the cluster %1").arg(inputs.name) + QStringLiteral("\n\n");
    text += QStringLiteral("## ") + Text::tr("DNS names") + QStringLiteral("\n\n") + nameTable(inputs) + u'\n';
    text +=
        Text::tr("zk1, zk2, nimbus and the like are names of the cluster's own network: they need no entry anywhere.") +
        QStringLiteral("\n\n");
    if (const QString lines = hostLines(inputs); !lines.isEmpty()) {
        text += Text::tr("Where there is no DNS, for /etc/hosts:") + QStringLiteral("\n\n") + lines + u'\n';
    }
    text += QStringLiteral("## ") + Text::tr("Security groups") + QStringLiteral("\n\n") + ruleTable(rules) + u'\n';
    text += Text::tr("Keep closed: 2375 and 2376 (the engine's own port), and every other port of Storm and ZooKeeper. "
                     "Ports that Docker publishes are not held back by a firewall such as ufw on the machine.") +
            QStringLiteral("\n\n");
    text += QStringLiteral("### OpenStack\n\n") + openStackLines(rules, group) + QStringLiteral("\n### AWS\n\n") +
            awsLines(rules);
    return text;
}

} // namespace stormdeck::ops
