// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/clusterpage.h"

#include "wizards/clusteradvanced.h"
#include "wizards/formparts.h"
#include "wizards/portchoice.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace stormdeck::wizards {

namespace {
constexpr quint16 FirstSlotPort = 6700;
constexpr quint16 DefaultUiPort = 8080;

QSpinBox *makeSpin(int from, int to, int value, const QString &name)
{
    auto *spin = new QSpinBox;
    spin->setRange(from, to);
    spin->setValue(value);
    spin->setAccessibleName(name);
    spin->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return spin;
}

QWidget *inARow(const QList<QWidget *> &widgets)
{
    auto *row = new QWidget;
    auto *columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(8);
    for (QWidget *widget : widgets) {
        columns->addWidget(widget);
    }
    columns->addStretch();
    row->setFocusProxy(widgets.front());
    return row;
}
/// Without what the machines' own rows say.
std::vector<ops::Problem> problemsOf(const ops::ClusterInputs &inputs)
{
    std::vector<ops::Problem> found = ops::problems(inputs);
    std::erase_if(found, [](const ops::Problem &problem) { return problem.field == u"accept_plain_tcp"; });
    return found;
}
} // namespace

ClusterPage::ClusterPage(Background &background, dialogs::EngineCheck check, ClusterPlanner planner,
                         ClusterChecker checker, QWidget *parent)
    : InputsPage(parent), m_planner(std::move(planner)), m_checker(std::move(checker)),
      m_machines(new dialogs::MachineRows(background, std::move(check), dialogs::MachineColumns::Cluster))
{
    QWidget *basics = makeBasics();
    m_advanced = new ClusterAdvanced(m_problems);
    m_disclosure = new Disclosure(tr("Advanced"), m_advanced);
    QVBoxLayout *rows = pageLayout(this);
    rows->addWidget(sectionHeading(tr("Machines")));
    rows->addWidget(m_machines);
    rows->addWidget(m_problems.place(QStringLiteral("machines"), m_machines->row(0)));
    rows->addSpacing(8);
    rows->addWidget(sectionHeading(tr("Cluster")));
    rows->addWidget(basics);
    rows->addWidget(m_disclosure);
    rows->addWidget(m_problems.place(QString(), nullptr));
    rows->addStretch(1);
    connect(m_machines, &dialogs::MachineRows::changed, this, &ClusterPage::changed);
    connect(m_advanced, &ClusterAdvanced::changed, this, &ClusterPage::changed);
    setFocusProxy(m_machines->row(0));
    setInputs({});
}

QWidget *ClusterPage::makeBasics()
{
    m_name = new QLineEdit;
    m_zookeeperImage = new QLineEdit;
    m_stormImage = new QLineEdit;
    m_slots = makeSpin(1, 64, 4, tr("Slots a machine"));
    m_slotText = new look::Label({}, look::Tone::Dim);
    m_slotText->setWordWrap(false);
    m_name->setAccessibleName(tr("Name of the cluster"));
    m_zookeeperImage->setAccessibleName(tr("Image of ZooKeeper"));
    m_stormImage->setAccessibleName(tr("Image of Storm"));
    for (QLineEdit *edit : {m_name, m_zookeeperImage, m_stormImage}) {
        connect(edit, &QLineEdit::textChanged, this, &ClusterPage::changed);
    }
    connect(m_slots, &QSpinBox::valueChanged, this, &ClusterPage::changed);
    m_uiPort = new PortChoice(tr("&Publish it on port"), DefaultUiPort, tr("Port of the Storm UI"));
    connect(m_uiPort, &PortChoice::changed, this, &ClusterPage::changed);
    auto *form = new Form;
    form->add(tr("&Name"), m_name, tr("Begins the name of everything that is created."),
              m_problems.place(QStringLiteral("name"), m_name));
    form->add(tr("&ZooKeeper image"), m_zookeeperImage, {},
              m_problems.place(QStringLiteral("zookeeper.image"), m_zookeeperImage));
    form->add(tr("S&torm image"), m_stormImage, {}, m_problems.place(QStringLiteral("storm.image"), m_stormImage));
    form->add(tr("S&lots a machine"), inARow({m_slots, m_slotText}), {},
              m_problems.place(QStringLiteral("storm.slots"), m_slots));
    form->add(
        tr("Storm UI"), m_uiPort,
        tr("Stormdeck reaches it without a port. Publish one only for a browser: it asks for no password, so whoever "
           "reaches it can kill topologies."),
        m_problems.place(QStringLiteral("storm.ui_port"), m_uiPort));
    return form;
}

void ClusterPage::setInputs(const ops::ClusterInputs &inputs)
{
    m_name->setText(inputs.name);
    m_zookeeperImage->setText(inputs.zookeeper.image);
    m_stormImage->setText(inputs.storm.image);
    m_slots->setValue(int(inputs.storm.slotPorts.size()));
    m_uiPort->setPort(inputs.storm.uiPort);
    m_machines->setMachines(inputs.machines, inputs.acceptPlainTcp);
    changed();
    m_advanced->setInputs(inputs);
}

ops::ClusterInputs ClusterPage::inputs() const
{
    ops::ClusterInputs entered{.name = m_name->text().trimmed(),
                               .machines = m_machines->machines(),
                               .acceptPlainTcp = m_machines->acceptsPlainTcp()};
    entered.zookeeper.image = m_zookeeperImage->text().trimmed();
    entered.storm.image = m_stormImage->text().trimmed();
    entered.storm.slotPorts.clear();
    for (int i = 0; i < m_slots->value(); ++i) {
        entered.storm.slotPorts.push_back(quint16(FirstSlotPort + i));
    }
    entered.storm.uiPort = m_uiPort->port();
    m_advanced->fill(entered);
    return ops::withDefaults(std::move(entered));
}

void ClusterPage::changed()
{
    updateSlotText();
    QStringList names;
    for (const Machine &machine : m_machines->machines()) {
        names.append(machine.name);
    }
    m_advanced->setMachines(names);
    if (m_showsProblems) {
        m_problems.show(problemsOf(inputs()));
    }
}

void ClusterPage::updateSlotText()
{
    const int last = FirstSlotPort + m_slots->value() - 1;
    m_slotText->setText(m_slots->value() == 1 ? tr("port %1").arg(last)
                                              : tr("ports %1 to %2").arg(FirstSlotPort).arg(last));
}

QString ClusterPage::title() const
{
    return tr("Set up a cluster");
}

QString ClusterPage::subtitle() const
{
    return tr("Swarm, ZooKeeper and Storm on these machines. Nothing is changed before you have seen the plan.");
}

PlanMaker ClusterPage::planMaker()
{
    m_showsProblems = true;
    const ops::ClusterInputs entered = inputs();
    std::vector<ops::Problem> found = problemsOf(entered);
    if (!m_machines->validate()) {
        std::erase_if(found, [](const ops::Problem &problem) { return problem.field == u"machines"; });
        m_problems.show(found);
        return {};
    }
    m_problems.show(found);
    if (!found.empty()) {
        const bool isAdvanced = std::any_of(found.begin(), found.end(), [](const ops::Problem &problem) {
            return problem.field != u"name" && problem.field != u"machines" && !problem.field.endsWith(u"image");
        });
        m_disclosure->setOpen(m_disclosure->isOpen() || isAdvanced);
        m_problems.focusFirst();
        return {};
    }
    return [planner = m_planner, entered](const std::stop_token &stop) { return planner(entered, stop); };
}

ui::MachineChecks ClusterPage::machineChecks() const
{
    if (!m_checker) {
        return {};
    }
    const ops::ClusterInputs entered = inputs();
    ui::MachineChecks checks{
        .run = [checker = m_checker, entered](const preflight::ProgressSink &progress, const std::stop_token &stop) {
            return checker(entered, progress, stop);
        }};
    for (const Machine &machine : entered.machines) {
        checks.machines << machine.name;
    }
    return checks;
}

} // namespace stormdeck::wizards
