// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/preparepage.h"

#include "ops/hosts.h"
#include "wizards/formparts.h"
#include "wizards/rowlist.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

namespace stormdeck::wizards {

using look::Label;
using Source = ops::PrepareInputs::Source;

namespace {
QStringList firstsOf(const RowList &list)
{
    QStringList texts;
    for (const QStringList &row : list.rows()) {
        texts << row.front().trimmed();
    }
    return texts;
}

void setRowsOf(RowList &list, const QStringList &texts)
{
    std::vector<QStringList> rows;
    for (const QString &text : texts) {
        rows.push_back({text});
    }
    list.setRows(rows);
}
} // namespace

PreparePage::PreparePage(PreparePlanner planner, QWidget *parent)
    : InputsPage(parent), m_planner(std::move(planner)),
      m_machines(new RowList({tr("user@host")}, RowList::Order::Free, tr("&Add machine")))
{
    m_machines->addRow();
    QVBoxLayout *rows = pageLayout(this);
    rows->addWidget(sectionHeading(tr("Machines")));
    rows->addWidget(new Label(tr("Reached by SSH; names of ~/.ssh/config are fine. Debian 11 to 13 and Ubuntu 20.04 to "
                                 "26.04 can be prepared, others are refused before anything is changed."),
                              look::Tone::Dim));
    rows->addWidget(m_machines);
    rows->addWidget(m_problems.place(QStringLiteral("machines"), m_machines));
    rows->addSpacing(8);
    rows->addWidget(makeForm());
    rows->addWidget(sectionHeading(tr("For a snapshot")));
    rows->addWidget(makeSnapshot());
    m_settings = new Disclosure(tr("R&egistries, kernel and clock"), makeSettings());
    rows->addWidget(m_settings);
    rows->addWidget(m_problems.place(QString(), nullptr));
    rows->addStretch(1);
    setFocusProxy(m_machines);
    connect(m_machines, &RowList::changed, this, &PreparePage::changed);
}

QWidget *PreparePage::makeForm()
{
    m_source = new QComboBox;
    m_source->addItem(tr("The distribution's package (docker.io)"));
    m_source->addItem(tr("Docker's own repository (not observed)"));
    m_user = new QLineEdit;
    m_user->setPlaceholderText(tr("who logs in"));
    m_images = new RowList({tr("Image, as storm:2.8.3")}, RowList::Order::Free, tr("Add &image"));
    auto *form = new Form;
    form->add(tr("&Docker from"), m_source,
              tr("An engine that is there already is kept. That installing from Docker's repository works could not be "
                 "observed when Stormdeck was made."));
    form->add(tr("&User of Docker"), m_user, tr("Joins the group docker, and is root there by it."),
              m_problems.place(QStringLiteral("docker-user"), m_user));
    form->add(tr("Images"), m_images, tr("Pulled now, so that a machine made of the snapshot need not."),
              m_problems.place(QStringLiteral("image"), m_images));
    connect(m_user, &QLineEdit::textChanged, this, &PreparePage::changed);
    connect(m_images, &RowList::changed, this, &PreparePage::changed);
    return form;
}

QWidget *PreparePage::makeSettings()
{
    m_mirrors = new RowList({tr("https://mirror:5000")}, RowList::Order::Free, tr("Add &mirror"));
    m_insecure = new RowList({tr("host:port")}, RowList::Order::Free, tr("Add insecure re&gistry"));
    m_kernel = new QCheckBox(tr("&Keep idle connections alive, and do not swap"));
    m_time = new QCheckBox(tr("Keep the clock by &time servers"));
    m_timezone = new QLineEdit;
    m_timezone->setPlaceholderText(tr("as it is"));
    auto *form = new Form;
    form->add(tr("Registry mirrors"), m_mirrors, {}, m_problems.place(QStringLiteral("mirror"), m_mirrors));
    form->add(tr("Insecure registries"), m_insecure, tr("Without TLS: whoever is on the way can replace an image."),
              m_problems.place(QStringLiteral("insecure-registry"), m_insecure));
    form->add(tr("Kernel"), m_kernel, tr("Overlay networks drop connections that are idle for 15 minutes."));
    form->add(tr("Clock"), m_time);
    form->add(tr("Time &zone"), m_timezone, {}, m_problems.place(QStringLiteral("timezone"), m_timezone));
    for (RowList *list : {m_mirrors, m_insecure}) {
        connect(list, &RowList::changed, this, &PreparePage::changed);
    }
    connect(m_timezone, &QLineEdit::textChanged, this, &PreparePage::changed);
    return form;
}

QWidget *PreparePage::makeSnapshot()
{
    m_clean = new QCheckBox(tr("&Remove what identifies the machine"));
    m_off = new QCheckBox(tr("Then &switch it off"));
    m_loginKeys = new QCheckBox(tr("Also remove the keys that &let you in"));
    auto *box = new QWidget;
    auto *rows = new QVBoxLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_clean);
    rows->addWidget(new Label(tr("Ids and keys of the engine, swarm state, containers and volumes, machine id, host "
                                 "name, leases, histories. Images stay. SSH's host keys go only where the machine is "
                                 "switched off, as nobody could log in without them."),
                              look::Tone::Dim));
    rows->addWidget(m_off);
    rows->addWidget(m_loginKeys);
    rows->addWidget(m_problems.place(QStringLiteral("remove-login-keys"), m_loginKeys));
    const auto follow = [this] {
        m_loginKeys->setEnabled(m_clean->isChecked() && m_off->isChecked());
        m_loginKeys->setChecked(m_loginKeys->isChecked() && m_loginKeys->isEnabled());
    };
    for (QCheckBox *choice : {m_clean, m_off}) {
        connect(choice, &QCheckBox::toggled, this, follow);
    }
    follow();
    return box;
}

void PreparePage::setInputs(const ops::PrepareInputs &inputs)
{
    QStringList machines;
    for (const Machine &machine : inputs.machines) {
        machines << machine.engine.text();
    }
    setRowsOf(*m_machines, machines);
    m_source->setCurrentIndex(inputs.source == Source::Vendor ? 1 : 0);
    m_user->setText(inputs.dockerUser);
    setRowsOf(*m_images, inputs.images);
    setRowsOf(*m_mirrors, inputs.engine.mirrors);
    setRowsOf(*m_insecure, inputs.engine.insecureRegistries);
    m_kernel->setChecked(inputs.tunesKernel);
    m_time->setChecked(inputs.synchronisesTime);
    m_timezone->setText(inputs.timezone);
    m_settings->setOpen(!inputs.engine.mirrors.isEmpty() || !inputs.engine.insecureRegistries.isEmpty() ||
                        inputs.tunesKernel || inputs.synchronisesTime || !inputs.timezone.isEmpty());
}

ops::PrepareInputs PreparePage::inputs() const
{
    ops::PrepareInputs entered{.source = m_source->currentIndex() == 1 ? Source::Vendor : Source::Distribution,
                               .dockerUser = m_user->text().trimmed(),
                               .tunesKernel = m_kernel->isChecked(),
                               .timezone = m_timezone->text().trimmed(),
                               .synchronisesTime = m_time->isChecked(),
                               .images = firstsOf(*m_images),
                               .cleansIdentity = m_clean->isChecked(),
                               .removesLoginKeys = m_loginKeys->isChecked(),
                               .powersOff = m_off->isChecked()};
    entered.engine.mirrors = firstsOf(*m_mirrors);
    entered.engine.insecureRegistries = firstsOf(*m_insecure);
    for (const QString &text : firstsOf(*m_machines)) {
        if (auto machine = ops::machineAt(text)) {
            entered.machines.push_back(*std::move(machine));
        }
    }
    return entered;
}

std::vector<ops::Problem> PreparePage::found() const
{
    std::vector<ops::Problem> all;
    for (const QString &text : firstsOf(*m_machines)) {
        if (const auto machine = ops::machineAt(text); !machine) {
            all.push_back({QStringLiteral("machines"), sentence(machine.error())});
        }
    }
    return all.empty() ? ops::problems(inputs()) : all;
}

void PreparePage::changed()
{
    if (m_showsProblems) {
        m_problems.show(found());
    }
}

QString PreparePage::title() const
{
    return tr("Prepare machines");
}

QString PreparePage::subtitle() const
{
    return tr("Install and set up Docker, for a cluster or for a snapshot. Nothing is changed before you have seen the "
              "plan.");
}

PlanMaker PreparePage::planMaker()
{
    m_showsProblems = true;
    if (!m_problems.accept(found())) {
        return {};
    }
    return [planner = m_planner, entered = inputs()](const std::stop_token &stop) { return planner(entered, stop); };
}

} // namespace stormdeck::wizards
