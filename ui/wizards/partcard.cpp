// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/partcard.h"

#include <QVBoxLayout>

namespace stormdeck::wizards {

PartCard::PartCard(QWidget *parent)
    : Card(Kind::Panel, parent), m_name(new look::Label({}, look::Tone::Plain, look::Label::Size::Strong)),
      m_state(new look::Label({}, look::Tone::Dim)), m_bar(new look::Bar)
{
    rows()->addWidget(m_name);
    rows()->addWidget(m_state);
    rows()->addWidget(m_bar);
    rows()->addStretch();
}

void PartCard::setPart(const plan::Part &part)
{
    m_name->setText(part.name);
    m_state->setText(part.state);
    m_state->setTone(look::tone(part.tone));
    m_bar->setVisible(part.fraction >= 0);
    m_bar->setFraction(part.fraction);
    m_bar->setAccessibleName(part.name);
    setAccessibleName(part.name);
    setAccessibleDescription(part.state);
}

} // namespace stormdeck::wizards
