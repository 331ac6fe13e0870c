// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/clusteradvanced.h"

#include "wizards/fieldproblems.h"
#include "wizards/formparts.h"
#include "wizards/portchoice.h"
#include "wizards/rowlist.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QSignalBlocker>

namespace stormdeck::wizards {

namespace {
constexpr quint16 ClientPort = 2181;
constexpr quint16 OtherDataPort = 4790;

QString chosen(const QComboBox *box)
{
    return box->currentData().toString();
}

void offer(QComboBox *box, const QStringList &machines, const QString &wanted)
{
    const QSignalBlocker quiet(box);
    box->clear();
    box->addItem(ClusterAdvanced::tr("The first manager"), QString());
    for (const QString &machine : machines) {
        box->addItem(machine, machine);
    }
    box->setCurrentIndex(std::max(0, box->findData(wanted)));
}
} // namespace

ClusterAdvanced::ClusterAdvanced(FieldProblems &problems, QWidget *parent)
    : QWidget(parent), m_nimbus(new QComboBox), m_ui(new QComboBox),
      m_chooseMembers(new QCheckBox(tr("Choose the &members of the ensemble"))), m_members(new QListWidget),
      m_clientPort(new PortChoice(tr("Pu&blish it on port"), ClientPort, tr("Client port of ZooKeeper"))),
      m_dataPort(new PortChoice(tr("Us&e another than %1").arg(ops::usualDataPathPort), OtherDataPort,
                                tr("Port of the data of overlay networks"))),
      m_pools(new QLineEdit), m_config(new RowList({tr("Member"), tr("Value, as in YAML")}, RowList::Order::Free,
                                                   tr("Add a member of storm.yaml")))
{
    m_members->setAccessibleName(tr("Machines that carry a member of the ensemble"));
    m_members->setFixedHeight(96);
    m_pools->setPlaceholderText(tr("the engine's own, or 10.210.0.0/16"));
    m_pools->setAccessibleName(tr("Address pools for overlay networks"));
    m_nimbus->setAccessibleName(tr("Machine of Nimbus"));
    m_ui->setAccessibleName(tr("Machine of the Storm UI"));
    auto *form = new Form;
    form->add(tr("N&imbus on"), m_nimbus, {}, problems.place(QStringLiteral("storm.nimbus"), m_nimbus));
    form->add(tr("Storm &UI on"), m_ui, {}, problems.place(QStringLiteral("storm.ui"), m_ui));
    form->add(tr("ZooKeeper"), m_chooseMembers,
              tr("Otherwise three machines carry one member each, or one where there are fewer than three."));
    form->add({}, m_members, {}, problems.place(QStringLiteral("zookeeper.members"), m_members));
    form->add(tr("Client port"), m_clientPort,
              tr("Not needed: Storm and Stormdeck reach the ensemble without it. It asks for no password: whoever "
                 "reaches it can change what Storm keeps there."),
              problems.place(QStringLiteral("zookeeper.publish_port"), m_clientPort));
    form->add(tr("Address p&ools"), m_pools, tr("For the overlay networks of a new swarm."),
              problems.place(QStringLiteral("address_pools"), m_pools));
    form->add(tr("Data port"), m_dataPort,
              tr("Of the overlay networks (UDP), where something else on these machines has the usual one. A swarm "
                 "keeps the port that it was made with."),
              problems.place(QStringLiteral("data_path_port"), m_dataPort));
    form->add(tr("storm.yaml"), m_config, {}, problems.place(QStringLiteral("storm.config"), m_config));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(form);
    m_members->setVisible(false);
    connect(m_chooseMembers, &QCheckBox::toggled, m_members, &QWidget::setVisible);
    connect(m_chooseMembers, &QCheckBox::toggled, this, &ClusterAdvanced::changed);
    connect(m_members, &QListWidget::itemChanged, this, &ClusterAdvanced::changed);
    connect(m_clientPort, &PortChoice::changed, this, &ClusterAdvanced::changed);
    connect(m_dataPort, &PortChoice::changed, this, &ClusterAdvanced::changed);
    connect(m_nimbus, &QComboBox::currentIndexChanged, this, &ClusterAdvanced::changed);
    connect(m_ui, &QComboBox::currentIndexChanged, this, &ClusterAdvanced::changed);
    connect(m_pools, &QLineEdit::textChanged, this, &ClusterAdvanced::changed);
    connect(m_config, &RowList::changed, this, &ClusterAdvanced::changed);
    setMachines({});
}

void ClusterAdvanced::setInputs(const ops::ClusterInputs &inputs)
{
    offer(m_nimbus, m_machines, inputs.storm.nimbus);
    offer(m_ui, m_machines, inputs.storm.ui);
    m_chooseMembers->setChecked(!inputs.zookeeper.members.isEmpty());
    for (int i = 0; i < m_members->count(); ++i) {
        QListWidgetItem *item = m_members->item(i);
        item->setCheckState(inputs.zookeeper.members.contains(item->text()) ? Qt::Checked : Qt::Unchecked);
    }
    m_clientPort->setPort(inputs.zookeeper.publishPort);
    m_dataPort->setPort(inputs.dataPathPort);
    m_pools->setText(inputs.addressPools.join(u' '));
    std::vector<QStringList> config;
    for (auto member = inputs.storm.config.begin(); member != inputs.storm.config.end(); ++member) {
        config.push_back({member.key(), member.value()});
    }
    m_config->setRows(config);
}

void ClusterAdvanced::setMachines(const QStringList &names)
{
    if (names == m_machines && m_nimbus->count() > 0) {
        return;
    }
    m_machines = names;
    offer(m_nimbus, names, chosen(m_nimbus));
    offer(m_ui, names, chosen(m_ui));
    const QStringList members = chosenMembers();
    const QSignalBlocker quiet(m_members);
    m_members->clear();
    for (const QString &name : names) {
        auto *item = new QListWidgetItem(name, m_members);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(members.contains(name) ? Qt::Checked : Qt::Unchecked);
    }
}

QStringList ClusterAdvanced::chosenMembers() const
{
    QStringList names;
    for (int i = 0; i < m_members->count(); ++i) {
        if (m_members->item(i)->checkState() == Qt::Checked) {
            names.append(m_members->item(i)->text());
        }
    }
    return names;
}

void ClusterAdvanced::fill(ops::ClusterInputs &inputs) const
{
    static const QRegularExpression apart(QStringLiteral("[\\s,]+"));
    inputs.storm.nimbus = chosen(m_nimbus);
    inputs.storm.ui = chosen(m_ui);
    inputs.zookeeper.members = m_chooseMembers->isChecked() ? chosenMembers() : QStringList();
    inputs.zookeeper.publishPort = m_clientPort->port();
    inputs.dataPathPort = m_dataPort->port();
    inputs.addressPools = m_pools->text().split(apart, Qt::SkipEmptyParts);
    inputs.storm.config.clear();
    for (const QStringList &member : m_config->rows()) {
        inputs.storm.config.insert(member.at(0).trimmed(), member.at(1).trimmed());
    }
}

} // namespace stormdeck::wizards
