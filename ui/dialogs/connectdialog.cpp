// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectdialog.h"

#include "dialogs/errorpanel.h"
#include "wizards/formparts.h"
#include "wizards/pageparts.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>

namespace stormdeck::dialogs {

using look::Label;
using look::Tone;
using wizards::PageMargin;

ConnectDialog::ConnectDialog(Services services, QWidget *parent) : QDialog(parent), m_services(std::move(services))
{
    setWindowTitle(tr("Connect to machines"));
    setModal(false);
    resize(720, 540);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeHeader());
    rows->addWidget(new style::Rule);
    rows->addWidget(wizards::scrolled(makeBody()), 1);
    rows->addWidget(new style::Rule);
    rows->addWidget(makeFooter());
    m_name->setFocus();
}

QWidget *ConnectDialog::makeHeader()
{
    auto *header = new QWidget;
    auto *rows = new QVBoxLayout(header);
    rows->setContentsMargins(PageMargin, 14, PageMargin, 12);
    rows->setSpacing(4);
    m_title = new Label(windowTitle(), Tone::Plain, Label::Size::Title);
    rows->addWidget(m_title);
    rows->addWidget(new Label(tr("Name the engines of one cluster, or of the machines that shall become one. Nothing "
                                 "is changed on them."),
                              Tone::Dim));
    return header;
}

QWidget *ConnectDialog::makeBody()
{
    m_name = new QLineEdit;
    m_name->setAccessibleName(tr("Name of the connection"));
    m_name->setPlaceholderText(tr("production"));
    m_nameProblem = new Label({}, Tone::Bad, Label::Size::Small);
    m_nameProblem->hide();
    m_machines = new MachineRows(m_services.background, m_services.check, MachineColumns::Connection);
    m_error = new ErrorPanel;
    auto *known = new KnownEnginesButton(m_services.background, m_services.knownEngines);
    m_machines->addButton(known);
    connect(known, &KnownEnginesButton::chosen, this, &ConnectDialog::addEngine);
    connect(m_name, &QLineEdit::textChanged, m_nameProblem, &QWidget::hide);
    auto *form = new wizards::Form;
    form->add(tr("&Name"), m_name, {}, m_nameProblem);
    m_readOnly = new QCheckBox(tr("&Read-only: refuse every change"));
    m_production = new QCheckBox(tr("&Production: say so in red wherever something can be changed"));
    form->add({}, m_readOnly);
    form->add({}, m_production);
    auto *body = new QWidget;
    QVBoxLayout *rows = wizards::pageLayout(body);
    rows->addWidget(form);
    rows->addWidget(wizards::sectionHeading(tr("Engines")));
    rows->addWidget(m_machines);
    rows->addWidget(m_error);
    rows->addStretch(1);
    return body;
}

QWidget *ConnectDialog::makeFooter()
{
    m_note = new Label({}, Tone::Dim);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    m_save = new QPushButton(tr("&Save and connect"));
    look::setPrimary(m_save);
    connect(cancel, &QPushButton::clicked, this, &ConnectDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ConnectDialog::accept);
    return wizards::footer({m_note}, {cancel, m_save});
}

void ConnectDialog::setProfile(const settings::Profile &profile)
{
    m_edited = profile;
    setWindowTitle(tr("Edit the connection"));
    m_title->setText(windowTitle());
    m_save->setText(tr("&Save"));
    m_name->setText(profile.name);
    m_readOnly->setChecked(profile.readOnly);
    m_production->setChecked(profile.production);
    m_machines->setMachines(profile.machines, profile.acceptPlainTcp);
}

settings::Profile ConnectDialog::profile() const
{
    settings::Profile profile = m_edited;
    profile.name = m_name->text().trimmed();
    profile.acceptPlainTcp = m_machines->acceptsPlainTcp();
    profile.machines = m_machines->machines();
    profile.readOnly = m_readOnly->isChecked();
    profile.production = m_production->isChecked();
    return profile;
}

void ConnectDialog::testAll()
{
    m_machines->testAll();
}

void ConnectDialog::addEngine(const QString &name, const Endpoint &endpoint)
{
    m_machines->addDraft({.name = name, .endpoint = endpoint.text(), .certificates = endpoint.certificates});
    m_machines->row(m_machines->count() - 1)->test();
}

void ConnectDialog::accept()
{
    const settings::Profile wanted = profile();
    if (wanted.name.isEmpty() || wanted.name.contains(u'/')) {
        m_nameProblem->setText(wanted.name.isEmpty() ? tr("✕ The connection needs a name.")
                                                     : tr("✕ The name cannot contain a slash."));
        m_nameProblem->show();
        m_name->setFocus();
        return;
    }
    if (!m_machines->validate() || m_saving.isPending()) {
        return;
    }
    m_error->clear();
    setSaving(true);
    m_saving = m_services.background.run(
        this, [save = m_services.save, wanted](const std::stop_token &) { return save(wanted); },
        [this, wanted](const Result<void> &written) {
            setSaving(false);
            if (!written) {
                m_error->setError(written.error());
                return;
            }
            Q_EMIT saved(wanted);
            QDialog::accept();
        });
}

void ConnectDialog::setSaving(bool saving)
{
    m_save->setEnabled(!saving);
    m_note->setText(saving ? tr("Saving…") : QString());
}

} // namespace stormdeck::dialogs
