// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/joinclonespage.h"

#include "ops/hosts.h"
#include "wizards/formparts.h"
#include "wizards/rowlist.h"

#include <QCheckBox>
#include <QLineEdit>

namespace stormdeck::wizards {

using look::Label;

namespace {
Result<Machine> machineIn(const QStringList &row)
{
    auto machine = ops::machineAt(row.value(0));
    if (machine && !row.value(1).trimmed().isEmpty()) {
        machine->address = row.value(1).trimmed();
    }
    return machine;
}
} // namespace

JoinClonesPage::JoinClonesPage(QString cluster, JoinClonesPlanner planner, QWidget *parent)
    : InputsPage(parent), m_cluster(std::move(cluster)), m_planner(std::move(planner)),
      m_machines(
          new RowList({tr("user@host"), tr("address for the others")}, RowList::Order::Free, tr("&Add machine"))),
      m_asManagers(new QCheckBox(tr("As &managers")))
{
    m_machines->addRow();
    QVBoxLayout *rows = pageLayout(this);
    rows->addWidget(sectionHeading(tr("Machines")));
    rows->addWidget(
        new Label(tr("Made of one snapshot, started, and reached by SSH. The address is needed only where a "
                     "machine has several."),
                  look::Tone::Dim));
    rows->addWidget(m_machines);
    rows->addWidget(m_problems.place(QStringLiteral("machines"), m_machines));
    rows->addSpacing(8);
    rows->addWidget(m_asManagers);
    rows->addWidget(
        new Label(tr("They are compared with each other and with the machines of %1 first: no machine id, SSH "
                     "host key, host name, engine id or swarm node id may be shared.")
                      .arg(m_cluster),
                  look::Tone::Dim));
    rows->addStretch(1);
    setFocusProxy(m_machines);
    connect(m_machines, &RowList::changed, this, &JoinClonesPage::changed);
}

std::vector<Machine> JoinClonesPage::clones() const
{
    std::vector<Machine> machines;
    for (const QStringList &row : m_machines->rows()) {
        if (auto machine = machineIn(row)) {
            machine->manager = m_asManagers->isChecked();
            machines.push_back(*std::move(machine));
        }
    }
    return machines;
}

std::vector<ops::Problem> JoinClonesPage::found() const
{
    const QString field = QStringLiteral("machines");
    std::vector<ops::Problem> all;
    for (const QStringList &row : m_machines->rows()) {
        const auto machine = machineIn(row);
        if (!machine) {
            all.push_back({field, sentence(machine.error())});
        } else if (machine->engine.kind != Endpoint::Kind::Ssh) {
            all.push_back({field, tr("%1 is not reached by SSH.").arg(machine->name)});
        }
    }
    if (m_machines->rows().empty()) {
        all.push_back({field, tr("Name at least one machine.")});
    }
    return all;
}

void JoinClonesPage::changed()
{
    if (m_showsProblems) {
        m_problems.show(found());
    }
}

QString JoinClonesPage::title() const
{
    return tr("Join cloned machines to %1").arg(m_cluster);
}

QString JoinClonesPage::subtitle() const
{
    return tr("Nothing is changed before you have seen the plan.");
}

PlanMaker JoinClonesPage::planMaker()
{
    m_showsProblems = true;
    if (!m_problems.accept(found())) {
        return {};
    }
    return [planner = m_planner, entered = clones()](const std::stop_token &stop) { return planner(entered, stop); };
}

} // namespace stormdeck::wizards
