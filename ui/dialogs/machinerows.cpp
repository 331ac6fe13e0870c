// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/machinerows.h"

#include "style/widgets.h"
#include "util/hops.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace stormdeck::dialogs {

using look::Label;
using look::Tone;

namespace {
QWidget *columnTitle(const QString &text)
{
    auto *title = new style::ElidedLabel(style::TextSize::Small);
    title->setDim(true);
    title->setText(text);
    return title;
}
} // namespace

MachineRows::MachineRows(wizards::Background &background, EngineCheck check, MachineColumns columns, QWidget *parent)
    : QWidget(parent), m_background(background), m_check(std::move(check)), m_columns(columns), m_list(new QVBoxLayout),
      m_buttons(new QHBoxLayout), m_add(new QPushButton(tr("&Add machine"))),
      m_testAll(new QPushButton(tr("&Test all"), this))
{
    m_list->setSpacing(6);
    m_add->setAutoDefault(false);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    rows->addWidget(makeHeading());
    rows->addLayout(m_list);
    m_buttons->addWidget(m_add);
    m_buttons->addStretch();
    m_testAll->setAutoDefault(false);
    m_testAll->setToolTip(tr("Asks every engine of the list at once"));
    m_testAll->setVisible(columns == MachineColumns::Connection);
    m_buttons->addWidget(m_testAll);
    rows->addLayout(m_buttons);
    rows->addWidget(makeAcceptance());
    connect(m_testAll, &QPushButton::clicked, this, &MachineRows::testAll);
    connect(m_add, &QPushButton::clicked, this, [this] { addRow()->focusEndpoint(); });
    addRow();
}

void MachineRows::addButton(QPushButton *button)
{
    m_buttons->insertWidget(m_buttons->indexOf(m_add) + 1, button);
}

QWidget *MachineRows::makeHeading()
{
    const bool isCluster = m_columns == MachineColumns::Cluster;
    QList<QWidget *> cells{columnTitle(tr("Name")), columnTitle(tr("Endpoint of its engine")), columnTitle({})};
    if (isCluster) {
        cells.append(columnTitle(tr("Address the others see")));
        cells.append(columnTitle(tr("Role")));
    } else {
        cells.append(columnTitle({}));
    }
    cells.append(columnTitle({}));
    auto *heading = new QWidget;
    MachineRow::layOut(new QGridLayout(heading), m_columns, cells);
    return heading;
}

QWidget *MachineRows::makeAcceptance()
{
    auto *card = new look::Card(look::Card::Kind::Failure);
    m_acceptance = card;
    m_accept = new QCheckBox(tr("I &know that this is root for anyone on that network"));
    m_acceptProblem = new Label({}, Tone::Bad);
    auto *why = new Label(tr("Plain TCP has no password and no encryption. Whoever reaches that port can do anything "
                             "on the machine."),
                          Tone::Bad);
    card->rows()->setSpacing(4);
    card->rows()->addWidget(why);
    card->rows()->addWidget(m_accept);
    card->rows()->addWidget(m_acceptProblem);
    connect(m_accept, &QCheckBox::toggled, this, &MachineRows::update);
    return card;
}

MachineRow *MachineRows::addRow()
{
    auto *row = new MachineRow(m_background, m_check, m_columns, this);
    row->setPlainTcpAllowed(m_accept->isChecked());
    m_rows.push_back(row);
    m_list->addWidget(row);
    QWidget::setTabOrder(m_rows.size() > 1 ? m_rows[m_rows.size() - 2] : static_cast<QWidget *>(this), row);
    connect(row, &MachineRow::changed, this, &MachineRows::update);
    connect(row, &MachineRow::removeRequested, this, [this, row] { removeRow(row); });
    connect(row, &MachineRow::linesPasted, this, [this, row](const QString &text) { paste(row, text); });
    renumber();
    return row;
}

void MachineRows::removeRow(MachineRow *row)
{
    std::erase(m_rows, row);
    m_list->removeWidget(row);
    row->hide();
    row->deleteLater();
    if (m_rows.empty()) {
        addRow();
    }
    m_rows.back()->focusEndpoint();
    renumber();
}

void MachineRows::paste(MachineRow *into, const QString &text)
{
    const std::vector<MachineDraft> drafts = parseMachineLines(text);
    for (size_t i = 0; i < drafts.size(); ++i) {
        if (i == 0) {
            into->setDraft(drafts[i]);
        } else {
            addDraft(drafts[i]);
        }
    }
}

void MachineRows::testAll()
{
    for (MachineRow *row : m_rows) {
        if (!row->isBlank()) {
            row->test();
        }
    }
}

void MachineRows::addDraft(const MachineDraft &draft)
{
    const auto blank = std::find_if(m_rows.begin(), m_rows.end(), [](const MachineRow *row) { return row->isBlank(); });
    (blank == m_rows.end() ? addRow() : *blank)->setDraft(draft);
}

void MachineRows::setMachines(const std::vector<Machine> &machines, bool acceptPlainTcp)
{
    while (m_rows.size() > std::max<size_t>(1, machines.size())) {
        removeRow(m_rows.back());
    }
    m_accept->setChecked(acceptPlainTcp);
    for (size_t i = 0; i < machines.size(); ++i) {
        (i < m_rows.size() ? m_rows[i] : addRow())->setMachine(machines[i]);
    }
}

std::vector<Machine> MachineRows::machines() const
{
    std::vector<Machine> known;
    for (const MachineRow *row : m_rows) {
        Result<Machine> machine = row->machine();
        if (!row->isBlank() && machine) {
            known.push_back(std::move(*machine));
        }
    }
    return known;
}

bool MachineRows::validate()
{
    for (MachineRow *row : m_rows) {
        const Result<Machine> machine = row->machine();
        const bool isOnlyRow = m_rows.size() == 1;
        if (!machine && (isOnlyRow || !row->isBlank())) {
            row->showProblem(row->isBlank() ? tr("Say where its engine is reached") : machine.error().reason);
            return false;
        }
    }
    if (m_acceptance->isVisibleTo(this) && !m_accept->isChecked()) {
        m_acceptProblem->setText(tr("✕ Tick this to go on, or reach the engines through a unix socket."));
        m_acceptProblem->setVisible(true);
        m_accept->setFocus();
        return false;
    }
    return true;
}

bool MachineRows::acceptsPlainTcp() const
{
    return m_accept->isChecked() && m_acceptance->isVisibleTo(this);
}

void MachineRows::renumber()
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setFallbackName(QStringLiteral("storm-%1").arg(i + 1));
    }
    update();
}

void MachineRows::update()
{
    const bool isPlain =
        std::any_of(m_rows.begin(), m_rows.end(), [](const MachineRow *row) { return row->isPlainTcp(); });
    m_acceptance->setVisible(isPlain);
    m_acceptProblem->setVisible(false);
    for (MachineRow *row : m_rows) {
        row->setPlainTcpAllowed(m_accept->isChecked());
    }
    settleWays();
    m_testAll->setEnabled(
        std::any_of(m_rows.begin(), m_rows.end(), [](const MachineRow *row) { return row->canTest(); }));
    Q_EMIT changed();
}

void MachineRows::settleWays()
{
    std::vector<MachineRow *> rows;
    std::vector<Machine> machines;
    QStringList names;
    for (MachineRow *row : m_rows) {
        if (auto machine = row->typed(); machine && !row->isBlank()) {
            names << (machine->engine.kind == Endpoint::Kind::Ssh ? QStringList{machine->name} : QStringList());
            rows.push_back(row);
            machines.push_back(std::move(*machine));
        }
    }
    std::vector<QString> faults(machines.size());
    for (HopFault &fault : findHops(machines)) {
        faults[fault.machine] = std::move(fault.reason);
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        QStringList others = names;
        others.removeAll(machines[i].name);
        rows[i]->offerWays(others);
        rows[i]->setWay(machines[i].engine.hops, faults[i]);
    }
}

} // namespace stormdeck::dialogs
