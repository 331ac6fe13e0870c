// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/emptystate.h"

#include "style/widgets.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace stormdeck::ui {

namespace {

QString wordsOf(ListState::Offer offer)
{
    switch (offer) {
    case ListState::Offer::AskAgain:
        return EmptyState::tr("Retry now");
    case ListState::Offer::SetUp:
        return EmptyState::tr("Set up a cluster…");
    case ListState::Offer::Submit:
        return EmptyState::tr("Submit topology…");
    case ListState::Offer::ClearFilter:
        return EmptyState::tr("Clear the filter");
    case ListState::Offer::Connect:
        return EmptyState::tr("New connection…");
    case ListState::Offer::Nothing:
        break;
    }
    return {};
}

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent), m_title(new style::Caption({}, style::TextSize::Title)),
      m_words(new style::Caption({}, style::TextSize::Body, style::Caption::Ink::Dim)), m_button(new QPushButton)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(style::space::large, style::space::large, style::space::large, style::space::large);
    column->setSpacing(style::space::small);
    m_words->setMaximumWidth(520);
    for (style::Caption *text : {m_title, m_words}) {
        text->setWordWrap(true);
        text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    }
    auto *words = new QHBoxLayout; // it asks for the height of the text at its own width
    words->addStretch();
    words->addWidget(m_words);
    words->addStretch();
    column->addStretch(2);
    column->addWidget(m_title);
    column->addLayout(words);
    column->addSpacing(style::space::tiny);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT accepted(m_offer); });
}

void EmptyState::show(const ListState &state)
{
    m_offer = state.offer;
    m_title->setText(state.title);
    m_words->setText(state.words);
    m_words->setMinimumWidth(qMin(500, QFontMetrics(m_words->font()).horizontalAdvance(state.words) + 4));
    m_words->setVisible(!state.words.isEmpty());
    m_button->setText(wordsOf(state.offer));
    m_button->setVisible(state.offer != ListState::Offer::Nothing);
}

} // namespace stormdeck::ui
