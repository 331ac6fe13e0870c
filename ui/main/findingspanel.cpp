// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/findingspanel.h"

#include "main/findingrow.h"
#include "style/controlstyle.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace stormdeck::ui {

using cluster::Finding;
using cluster::Severity;

FindingsPanel::FindingsPanel(QWidget *parent)
    : Card(parent), m_list(new QWidget), m_scroll(new QScrollArea), m_quiet(new style::StateLabel),
      m_more(new style::Caption({}, style::TextSize::Small, style::Caption::Ink::Dim)), m_noticeRule(new style::Rule),
      m_noticeLine(new QWidget), m_noticeWords(new style::ElidedLabel), m_noticeButton(new QPushButton)
{
    setAccessibleName(tr("Findings"));
    setHeading(tr("Findings"));
    body()->setContentsMargins(1, 0, 1, 1);
    body()->setSpacing(0);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_more);
    column->addStretch();
    m_more->setContentsMargins(style::space::medium, style::space::small, style::space::medium, style::space::small);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_list);
    m_list->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_quiet->setState(style::Tone::Ok, style::Sign::Check, tr("No findings"));
    m_noticeWords->setDim(true);
    style::setButtonLook(m_noticeButton, style::ButtonLook::Quiet);
    auto *line = new QHBoxLayout(m_noticeLine);
    line->setContentsMargins(style::space::medium, 2, style::space::tiny, 2);
    line->addWidget(m_quiet);
    line->addWidget(m_noticeWords, 1);
    line->addWidget(m_noticeButton);
    body()->addWidget(m_scroll);
    body()->addWidget(m_noticeRule);
    body()->addWidget(m_noticeLine);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_noticeButton, &QPushButton::clicked, this, [this] {
        m_noticesOpen = !m_noticesOpen;
        fill();
    });
    hide();
}

void FindingsPanel::show(const std::vector<Finding> &findings, cluster::Health health)
{
    setVisible(!findings.empty() || health == cluster::Health::Healthy);
    const bool healthy = health == cluster::Health::Healthy;
    if (findings != m_findings || m_rows.isEmpty() || healthy != m_healthy) {
        m_findings = findings;
        m_healthy = healthy;
        fill();
    }
}

void FindingsPanel::fill()
{
    const auto notices = std::count_if(m_findings.begin(), m_findings.end(),
                                       [](const Finding &finding) { return finding.severity == Severity::Notice; });
    const auto listed = static_cast<qsizetype>(m_findings.size()) - (m_noticesOpen ? 0 : notices);
    const auto shown = qMin<qsizetype>(most, listed);
    while (m_rows.size() > shown) {
        delete m_rows.takeLast();
    }
    while (m_rows.size() < shown) {
        auto *row = new FindingRow;
        connect(row, &FindingRow::subjectChosen, this, &FindingsPanel::subjectChosen);
        static_cast<QVBoxLayout *>(m_list->layout())->insertWidget(static_cast<int>(m_rows.size()), row);
        m_rows.append(row);
    }
    // Findings come worst first, so the notices are at the end.
    for (qsizetype i = 0; i < shown; ++i) {
        m_rows[i]->show(m_findings[static_cast<size_t>(i)], i == 0);
    }
    const int hidden = static_cast<int>(listed - shown);
    m_more->setText(tr("and %n more, none of them worse", nullptr, hidden));
    m_more->setVisible(hidden > 0);
    m_scroll->setVisible(shown > 0);
    setHeadingVisible(shown > 0);
    fillNotices(notices);
    fitHeight();
}

void FindingsPanel::fillNotices(qsizetype notices)
{
    QStringList headlines;
    for (const Finding &finding : m_findings) {
        if (finding.severity == Severity::Notice) {
            headlines.append(finding.headline);
        }
    }
    const bool quiet = m_healthy && static_cast<qsizetype>(m_findings.size()) == notices;
    m_quiet->setVisible(quiet);
    m_noticeLine->setVisible(quiet || notices > 0);
    m_noticeRule->setVisible(m_scroll->isVisibleTo(this) && notices > 0);
    m_noticeWords->setText(m_noticesOpen ? QString() : headlines.join(u' '));
    m_noticeButton->setVisible(notices > 0);
    m_noticeButton->setText(m_noticesOpen ? tr("Hide notices")
                                          : tr("%n notice(s)", nullptr, static_cast<int>(notices)));
}

void FindingsPanel::fitHeight()
{
    // Three findings are always seen whole; with more the list scrolls, so that the map keeps its room.
    const int room = width() - 2;
    int height = 0;
    for (qsizetype i = 0; i < qMin<qsizetype>(3, m_rows.size()); ++i) {
        height += m_rows[i]->layout()->heightForWidth(room);
    }
    m_scroll->setFixedHeight(height);
}

void FindingsPanel::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    fitHeight();
}

} // namespace stormdeck::ui
