// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/findingrow.h"

#include "style/controlstyle.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace stormdeck::ui {

using cluster::Severity;
using style::Sign;
using style::Tone;

namespace {

constexpr int discSize = 18;

Tone toneOf(Severity severity)
{
    switch (severity) {
    case Severity::Failure:
        return Tone::Bad;
    case Severity::Warning:
        return Tone::Warning;
    case Severity::Notice:
        break;
    }
    return Tone::Unknown;
}

/// Each has a shape of its own, as not everybody tells red from grey.
Sign signOf(Severity severity)
{
    return severity == Severity::Failure   ? Sign::Exclamation
           : severity == Severity::Warning ? Sign::Triangle
                                           : Sign::Dot;
}

QString wordOf(Severity severity)
{
    switch (severity) {
    case Severity::Failure:
        return FindingRow::tr("Failure");
    case Severity::Warning:
        return FindingRow::tr("Warning");
    case Severity::Notice:
        break;
    }
    return FindingRow::tr("Notice");
}

} // namespace

FindingRow::FindingRow(QWidget *parent)
    : QWidget(parent), m_words(new style::Caption),
      m_next(new style::Caption({}, style::TextSize::Body, style::Caption::Ink::Dim)),
      m_why(new QPushButton(tr("Why?"))), m_show(new QPushButton(tr("Show")))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(style::space::medium + discSize + style::space::medium, style::space::small,
                             style::space::medium, style::space::small);
    line->setSpacing(style::space::medium);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    m_words->setTextFormat(Qt::RichText);
    m_words->setWordWrap(true);
    m_next->setWordWrap(true);
    texts->addWidget(m_words);
    texts->addWidget(m_next);
    texts->addStretch();
    line->addLayout(texts, 1);
    style::setButtonLook(m_why, style::ButtonLook::Quiet);
    line->addWidget(m_why, 0, Qt::AlignVCenter);
    line->addWidget(m_show, 0, Qt::AlignVCenter);
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT chosen(m_finding); });
    connect(m_why, &QPushButton::clicked, this, [this] { Q_EMIT whyRequested(m_finding); });
}

bool FindingRow::canShow(const QString &subject)
{
    return !subject.isEmpty();
}

void FindingRow::show(const cluster::Finding &finding, bool first)
{
    if (finding == m_finding && first == m_first) {
        return;
    }
    m_finding = finding;
    m_first = first;
    m_words->setText(
        QStringLiteral("<b>%1</b> %2").arg(finding.headline.toHtmlEscaped(), finding.evidence.toHtmlEscaped()));
    m_next->setText(finding.nextMove);
    m_next->setVisible(!finding.nextMove.isEmpty());
    m_show->setVisible(canShow(finding.subject));
    m_show->setAccessibleName(tr("Show: %1").arg(finding.headline));
    m_why->setAccessibleName(tr("Why: %1").arg(finding.headline));
    setAccessibleName(QStringLiteral("%1: %2").arg(wordOf(finding.severity), finding.headline));
    setToolTip(wordOf(finding.severity));
    update();
}

void FindingRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const style::Tokens &t = style::tokens(palette());
    if (!m_first) {
        painter.fillRect(QRect(0, 0, width(), 1), t.line);
    }
    const QRect disc(style::space::medium, style::space::small + 1, discSize, discSize);
    style::paintDisc(painter, QStyle::visualRect(layoutDirection(), rect(), disc), signOf(m_finding.severity),
                     t.colour(toneOf(m_finding.severity)), t.panel);
}

} // namespace stormdeck::ui
