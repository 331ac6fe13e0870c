// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/resultpanel.h"

#include "checks/verdictlook.h"
#include "style/widgets.h"
#include "wizards/look.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace stormdeck::ui {

ResultPanel::ResultPanel(QWidget *parent)
    : QScrollArea(parent), m_state(new style::StateLabel(style::StateLabel::Shape::Pill)),
      m_title(new style::Caption({}, style::TextSize::Heading)), m_sentence(new style::Caption),
      m_evidence(new style::Caption({}, style::TextSize::Body, style::Caption::Ink::Dim)), m_remedy(new style::Caption),
      m_lines(new look::CodeBox), m_copy(new QPushButton(tr("&Copy these lines")))
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setAccessibleName(tr("The selected check"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(style::space::medium, style::space::medium, style::space::medium, style::space::medium);
    column->setSpacing(style::space::small);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_state, 0, Qt::AlignTop);
    column->addLayout(head);
    for (style::Caption *text : {m_sentence, m_evidence, m_remedy}) {
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(text);
    }
    m_title->setWordWrap(true);
    m_lines->setAccessibleName(tr("Lines that mend it"));
    m_lines->setMaximumLines(8);
    column->addWidget(m_lines);
    column->addWidget(m_copy, 0, Qt::AlignLeading);
    column->addStretch();
    setWidget(content);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    connect(m_copy, &QPushButton::clicked, this, &ResultPanel::copyLines);
}

void ResultPanel::show(const preflight::CheckResult &result)
{
    m_result = result;
    const VerdictLook look = lookOf(result.verdict);
    m_state->setState(look.tone, look.sign, look.word);
    m_title->setText(result.subject.isEmpty() ? result.title : tr("%1 · %2").arg(result.title, result.subject));
    m_sentence->setText(result.sentence);
    m_evidence->setText(result.evidence);
    m_evidence->setVisible(!result.evidence.isEmpty());
    m_remedy->setText(result.remedy);
    m_remedy->setVisible(!result.remedy.isEmpty());
    m_lines->setCode(result.lines.join(u'\n'));
    m_lines->setVisible(!result.lines.isEmpty());
    m_copy->setVisible(!result.lines.isEmpty());
    setAccessibleDescription(plainText(result));
}

void ResultPanel::copyLines() const
{
    QGuiApplication::clipboard()->setText(m_result.lines.join(u'\n') + u'\n');
}

} // namespace stormdeck::ui
