// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "why/whywindow.h"

#include "style/breakabletext.h"
#include "why/whytext.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace stormdeck::ui {

using cluster::Severity;
using style::Caption;
using style::TextSize;
using style::Tone;

namespace {

constexpr qsizetype longestWord = 24; ///< one that is longer, as the digest of an image, would take all of the width

Caption *caption(TextSize size, Caption::Ink ink)
{
    auto *text = new Caption({}, size, ink);
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return text;
}

Tone toneOf(Severity severity)
{
    return severity == Severity::Failure ? Tone::Bad : severity == Severity::Warning ? Tone::Warning : Tone::Unknown;
}

QString wordOf(Severity severity)
{
    return severity == Severity::Failure   ? WhyWindow::tr("Failure")
           : severity == Severity::Warning ? WhyWindow::tr("Warning")
                                           : WhyWindow::tr("Notice");
}

void setText(QLabel *label, const QString &text)
{
    if (label->text() != text) {
        label->setText(text);
    }
}

} // namespace

WhyWindow::WhyWindow(QWidget *parent)
    : QDialog(parent), m_kind(new Caption({}, TextSize::Small, Caption::Ink::Dim)),
      m_name(caption(TextSize::Title, Caption::Ink::Text)), m_verdict(caption(TextSize::Body, Caption::Ink::Text)),
      m_factsHeading(new Caption(tr("The facts behind it"), TextSize::Strong)),
      m_findingsHeading(new Caption({}, TextSize::Strong)), m_facts(new QGridLayout), m_findings(new QVBoxLayout),
      m_show(new QPushButton(tr("&Show in the window"))), m_copy(new QPushButton(tr("&Copy as text")))
{
    setWindowTitle(tr("Why?"));
    resize(760, 620);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(style::space::large, style::space::large, style::space::large, style::space::medium);
    head->setSpacing(style::space::tiny);
    for (Caption *text : {m_kind, m_name, m_verdict}) {
        head->addWidget(text);
    }
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::StrongFocus);
    scroll->setAccessibleName(tr("Facts and rules"));
    scroll->setWidget(makeContent());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new style::Rule);
    column->addWidget(scroll, 1);
    column->addWidget(new style::Rule);
    column->addLayout(makeFoot());
}

QWidget *WhyWindow::makeContent()
{
    auto *content = new QWidget;
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(style::space::large, style::space::medium, style::space::large, style::space::medium);
    inside->setSpacing(style::space::small);
    m_facts->setHorizontalSpacing(style::space::large);
    m_facts->setVerticalSpacing(6);
    for (const auto &[column, share] : {std::pair(0, 3), std::pair(1, 4), std::pair(2, 5)}) {
        m_facts->setColumnStretch(column, share);
    }
    m_findings->setSpacing(style::space::medium);
    inside->addWidget(m_findingsHeading);
    inside->addLayout(m_findings);
    inside->addSpacing(style::space::small);
    inside->addWidget(m_factsHeading);
    inside->addLayout(m_facts);
    inside->addStretch();
    return content;
}

QLayout *WhyWindow::makeFoot()
{
    auto *close = new QPushButton(tr("Close"));
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(style::space::large, style::space::medium, style::space::large, style::space::medium);
    foot->setSpacing(style::space::small);
    foot->addWidget(m_copy);
    foot->addWidget(m_show);
    foot->addStretch();
    foot->addWidget(close);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_copy, &QPushButton::clicked, this, &WhyWindow::copy);
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT subjectChosen(m_subject); });
    return foot;
}

void WhyWindow::explain(const cluster::Subject &subject, const watch::Picture &picture, Instant now)
{
    m_subject = subject;
    m_explanation = cluster::explain(subject, *picture.snapshot, picture.freshness, picture.findings, now);
    fill();
    show();
    raise();
    activateWindow();
}

void WhyWindow::show(const watch::Picture &picture, Instant now)
{
    if (!isVisible()) {
        return;
    }
    auto explanation = cluster::explain(m_subject, *picture.snapshot, picture.freshness, picture.findings, now);
    if (explanation != m_explanation) {
        // What has gone keeps its name.
        if (!explanation && m_explanation) {
            m_explanation->facts.clear();
            m_explanation->findings.clear();
            m_explanation->verdict = tr("It is no longer there.");
        } else {
            m_explanation = std::move(explanation);
        }
        fill();
    }
}

void WhyWindow::fill()
{
    const bool known = m_explanation.has_value();
    m_copy->setEnabled(known);
    const bool whole = shownAs(m_subject).kind == cluster::SubjectKind::Cluster;
    m_show->setVisible(!whole && m_subject.kind != cluster::SubjectKind::Finding);
    m_show->setEnabled(known && !m_explanation->facts.empty());
    setText(m_kind, known ? m_explanation->kind : QString());
    setText(m_name, known ? m_explanation->name : tr("It is no longer there."));
    setText(m_verdict, known ? m_explanation->verdict : QString());
    setWindowTitle(known ? tr("Why? %1").arg(m_explanation->name) : tr("Why?"));
    fillFindings();
    fillFacts();
}

WhyWindow::FactLine WhyWindow::addFactLine()
{
    const FactLine line{caption(TextSize::Body, Caption::Ink::Dim),
                        new style::BreakableText(TextSize::Body, longestWord),
                        caption(TextSize::Small, Caption::Ink::Dim)};
    line.value->setWordWrap(true);
    const int row = static_cast<int>(m_factLines.size());
    m_facts->addWidget(line.what, row, 0, Qt::AlignTop);
    m_facts->addWidget(line.value, row, 1, Qt::AlignTop);
    m_facts->addWidget(line.source, row, 2, Qt::AlignTop);
    return line;
}

void WhyWindow::fillFacts()
{
    const auto &facts = m_explanation ? m_explanation->facts : std::vector<cluster::Fact>();
    const auto count = static_cast<qsizetype>(facts.size());
    while (m_factLines.size() < count) {
        m_factLines << addFactLine();
    }
    for (qsizetype i = 0; i < m_factLines.size(); ++i) {
        const FactLine &line = m_factLines[i];
        for (QWidget *widget : std::initializer_list<QWidget *>{line.what, line.value, line.source}) {
            widget->setVisible(i < count);
        }
        if (i < count) {
            const cluster::Fact &fact = facts[static_cast<size_t>(i)];
            const QString age = ageText(fact);
            const bool current = fact.age == cluster::AgeState::Fresh || fact.age == cluster::AgeState::NotAsked;
            setText(line.what, fact.what);
            line.value->setWhole(fact.value);
            setText(line.source, age.isEmpty() ? fact.source : tr("%1, %2").arg(fact.source, age));
            line.value->setTone(current ? Tone::Plain : Tone::Unknown);
            line.source->setTone(current ? Tone::Plain : Tone::Warning);
        }
    }
    m_factsHeading->setVisible(count > 0);
}

WhyWindow::FindingLine WhyWindow::addFindingLine()
{
    const FindingLine line{new style::StateLabel, caption(TextSize::Body, Caption::Ink::Text),
                           caption(TextSize::Small, Caption::Ink::Dim)};
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(line.severity);
    words->addWidget(line.words);
    words->addWidget(line.rule);
    m_findings->addLayout(words);
    return line;
}

void WhyWindow::fillFindings()
{
    const auto &findings = m_explanation ? m_explanation->findings : std::vector<cluster::AppliedRule>();
    const auto count = static_cast<qsizetype>(findings.size());
    setText(m_findingsHeading,
            count == 0 ? tr("No finding is about it") : tr("%n finding(s) about it", nullptr, int(count)));
    while (m_findingLines.size() < count) {
        m_findingLines << addFindingLine();
    }
    for (qsizetype i = 0; i < m_findingLines.size(); ++i) {
        const FindingLine &line = m_findingLines[i];
        for (QWidget *widget : {static_cast<QWidget *>(line.severity), static_cast<QWidget *>(line.words),
                                static_cast<QWidget *>(line.rule)}) {
            widget->setVisible(i < count);
        }
        if (i < count) {
            const cluster::AppliedRule &applied = findings[static_cast<size_t>(i)];
            line.severity->setState(toneOf(applied.finding.severity), wordOf(applied.finding.severity));
            setText(line.words, QStringLiteral("%1 %2").arg(applied.finding.headline, applied.finding.evidence));
            setText(line.rule, tr("Rule %1: %2").arg(applied.finding.code, applied.rule));
        }
    }
}

void WhyWindow::copy() const
{
    if (m_explanation) {
        QGuiApplication::clipboard()->setText(plainText(*m_explanation));
    }
}

} // namespace stormdeck::ui
