// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/findingspanel.h"

#include "main/findingrow.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace stormdeck::ui {

using cluster::Finding;

FindingsPanel::FindingsPanel(QWidget *parent)
    : Card(parent), m_list(new QWidget), m_scroll(new QScrollArea), m_quiet(new style::StateLabel),
      m_more(new style::Caption({}, style::TextSize::Small, style::Caption::Ink::Dim))
{
    setAccessibleName(tr("Findings"));
    setHeading(tr("Findings"));
    body()->setContentsMargins(1, 0, 1, 1);
    body()->setSpacing(0);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_more);
    m_more->setContentsMargins(style::space::medium, style::space::small, style::space::medium, style::space::small);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_list);
    m_list->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_quiet->setContentsMargins(0, 0, 0, 0);
    body()->addWidget(m_scroll);
    body()->addWidget(m_quiet);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void FindingsPanel::show(const std::vector<Finding> &findings, cluster::Health health)
{
    const bool quiet = findings.empty();
    setVisible(!quiet || health == cluster::Health::Healthy);
    setHeadingVisible(!quiet);
    m_scroll->setVisible(!quiet);
    m_quiet->setVisible(quiet);
    m_quiet->setState(style::Tone::Ok, style::Sign::Check, tr("No findings"));
    body()->setContentsMargins(quiet ? style::space::medium : 1, quiet ? style::space::small : 0, 1,
                               quiet ? style::space::small : 1);
    if (findings == m_findings) {
        return;
    }
    m_findings = findings;
    const auto shown = qMin<qsizetype>(most, static_cast<qsizetype>(findings.size()));
    while (m_rows.size() > shown) {
        delete m_rows.takeLast();
    }
    while (m_rows.size() < shown) {
        auto *row = new FindingRow;
        connect(row, &FindingRow::subjectChosen, this, &FindingsPanel::subjectChosen);
        static_cast<QVBoxLayout *>(m_list->layout())->insertWidget(static_cast<int>(m_rows.size()), row);
        m_rows.append(row);
    }
    for (qsizetype i = 0; i < shown; ++i) {
        m_rows[i]->show(findings[static_cast<size_t>(i)], i == 0);
    }
    const int hidden = static_cast<int>(findings.size()) - static_cast<int>(shown);
    m_more->setText(tr("and %n more, none of them worse", nullptr, hidden));
    m_more->setVisible(hidden > 0);
    fitHeight();
}

void FindingsPanel::fitHeight()
{
    // Three findings are always seen whole; with more the list scrolls, so that the map keeps its room.
    // The hint of wrapped text is for a narrow column, so the width decides.
    int height = 0;
    for (qsizetype i = 0; i < qMin<qsizetype>(3, m_rows.size()); ++i) {
        const FindingRow *row = m_rows[i];
        height += row->hasHeightForWidth() ? row->heightForWidth(m_scroll->width()) : row->sizeHint().height();
    }
    m_scroll->setFixedHeight(height);
}

void FindingsPanel::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    fitHeight();
}

} // namespace stormdeck::ui
