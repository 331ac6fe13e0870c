// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/portchoice.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSpinBox>

namespace stormdeck::wizards {

PortChoice::PortChoice(const QString &question, quint16 usual, const QString &name, QWidget *parent)
    : QWidget(parent), m_usual(usual), m_publishes(new QCheckBox(question)), m_port(new QSpinBox)
{
    m_port->setRange(1, 65535);
    m_port->setGroupSeparatorShown(false);
    m_port->setAccessibleName(name);
    m_port->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(8);
    columns->addWidget(m_publishes);
    columns->addWidget(m_port);
    columns->addStretch();
    setFocusProxy(m_publishes);
    setPort(std::nullopt);
    connect(m_publishes, &QCheckBox::toggled, m_port, &QWidget::setEnabled);
    connect(m_publishes, &QCheckBox::toggled, this, &PortChoice::changed);
    connect(m_port, &QSpinBox::valueChanged, this, &PortChoice::changed);
}

void PortChoice::setPort(std::optional<quint16> port)
{
    m_port->setValue(port.value_or(m_usual));
    m_publishes->setChecked(port.has_value());
    m_port->setEnabled(port.has_value());
}

std::optional<quint16> PortChoice::port() const
{
    return m_publishes->isChecked() ? std::optional(quint16(m_port->value())) : std::nullopt;
}

} // namespace stormdeck::wizards
