// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/throughfield.h"

#include "wizards/look.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace stormdeck::dialogs {

namespace {
QStringList itemsOf(const QComboBox *box)
{
    QStringList items;
    for (int i = 0; i < box->count(); ++i) {
        items << box->itemText(i);
    }
    return items;
}
} // namespace

ThroughField::ThroughField(QWidget *parent) : QWidget(parent), m_hop(new QComboBox)
{
    m_hop->setEditable(true);
    m_hop->setInsertPolicy(QComboBox::NoInsert);
    m_hop->setCompleter(nullptr); // a name that begins alike must not take the place of what is typed
    m_hop->lineEdit()->setPlaceholderText(tr("directly, or as ~/.ssh/config says"));
    m_hop->setToolTip(tr("Another machine of this list, or ssh://user@host: its SSH connection carries the one to this "
                         "machine. Wins over ProxyJump in ~/.ssh/config"));
    for (QWidget *widget : {static_cast<QWidget *>(m_hop), static_cast<QWidget *>(m_hop->lineEdit())}) {
        widget->setAccessibleName(tr("Reached through"));
        widget->setAccessibleDescription(tr("Another machine, or ssh://user@host"));
    }
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 4, 0, 0);
    columns->setSpacing(8);
    columns->addWidget(new look::Label(tr("Reached through"), look::Tone::Dim));
    columns->addWidget(m_hop, 1);
    setFocusProxy(m_hop);
    connect(m_hop, &QComboBox::editTextChanged, this, &ThroughField::edited);
}

void ThroughField::setText(const QString &text)
{
    m_hop->setEditText(text);
}

QString ThroughField::text() const
{
    return m_hop->currentText().trimmed();
}

void ThroughField::offer(const QStringList &names)
{
    if (names == itemsOf(m_hop)) {
        return;
    }
    const QSignalBlocker quiet(m_hop);
    const QString entered = m_hop->currentText();
    m_hop->clear();
    m_hop->addItems(names);
    m_hop->setCurrentIndex(-1);
    m_hop->setEditText(entered);
}

} // namespace stormdeck::dialogs
