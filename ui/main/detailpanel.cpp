// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/detailpanel.h"

#include "main/detailline.h"
#include "style/controlstyle.h"
#include "style/margins.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace stormdeck::ui {

namespace {

/// The topology's colour as a dot beside its name.
class Swatch : public QWidget
{
public:
    Swatch() { setFixedSize(12, 12); }
    void setColour(int colour)
    {
        setVisible(colour >= 0);
        m_colour = colour;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        style::paintSign(painter, rect(), style::Sign::Dot, style::tokens(palette()).topology(m_colour));
    }

private:
    int m_colour = -1;
};

int labelWidthOf(const DetailSection &section)
{
    const QFontMetrics metrics(style::textFont(style::TextSize::Small));
    int widest = metrics.averageCharWidth() * 10;
    for (const DetailRow &row : section.rows) {
        widest = qMax(widest, metrics.horizontalAdvance(row.label) + 2);
    }
    return qMin(widest, metrics.averageCharWidth() * 20);
}

bool sameShape(const Details &a, const Details &b)
{
    const auto sameRows = [](const DetailSection &one, const DetailSection &other) {
        return one.rows.size() == other.rows.size();
    };
    return std::equal(a.sections.begin(), a.sections.end(), b.sections.begin(), b.sections.end(), sameRows);
}

} // namespace

DetailPanel::DetailPanel(QWidget *parent)
    : Card(parent), m_state(new style::StateLabel), m_title(new style::ElidedLabel(style::TextSize::Title)),
      m_swatch(new Swatch), m_scroll(new QScrollArea), m_kill(new QPushButton(tr("&Kill…"))),
      m_logs(new QPushButton(tr("&Logs…"))), m_usage(new QPushButton(tr("&Use…"))), m_why(new QPushButton(tr("&Why?"))),
      m_retry(new QPushButton(tr("&Retry now")))
{
    setAccessibleName(tr("Details"));
    body()->setContentsMargins(style::sided(style::space::large, style::space::medium, 4, style::space::medium));
    body()->setSpacing(style::space::tiny);
    auto *heading = new QHBoxLayout;
    heading->setSpacing(style::space::small);
    heading->addWidget(m_swatch);
    heading->addWidget(m_title, 1);
    body()->addLayout(heading);
    body()->addWidget(m_state);
    body()->addWidget(m_scroll, 1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    m_scroll->setAccessibleName(tr("Details"));
    style::setButtonLook(m_kill, style::ButtonLook::Destructive);
    auto *actions = new QHBoxLayout;
    actions->setContentsMargins(style::sided(0, style::space::tiny, style::space::medium, 0));
    actions->setSpacing(style::space::small);
    actions->addWidget(m_why);
    actions->addWidget(m_logs);
    actions->addWidget(m_usage);
    actions->addStretch();
    actions->addWidget(m_kill);
    body()->addWidget(m_retry, 0, Qt::AlignLeading); // a fourth in the line below would be cut
    body()->addLayout(actions);
    m_logs->setToolTip(tr("Follow its logs in a window of their own (Ctrl+L)"));
    m_usage->setToolTip(tr("What its containers use of cpu and memory, in a window of their own (Ctrl+R)"));
    m_why->setToolTip(tr("From which facts and rules this follows (F1)"));
    m_retry->setToolTip(tr("Asks all sources now (F5)"));
    connect(m_retry, &QPushButton::clicked, this, &DetailPanel::retryRequested);
    connect(m_logs, &QPushButton::clicked, this, &DetailPanel::logsRequested);
    connect(m_usage, &QPushButton::clicked, this, &DetailPanel::usageRequested);
    connect(m_why, &QPushButton::clicked, this, &DetailPanel::whyRequested);
    connect(m_kill, &QPushButton::clicked, this, [this] { Q_EMIT killRequested(m_details.killable); });
}

void DetailPanel::setChangesAllowed(bool allowed, const QString &reason)
{
    m_kill->setEnabled(allowed);
    m_kill->setToolTip(allowed ? style::plainTip(tr("Kill %1").arg(m_details.title)) : reason);
}

void DetailPanel::show(const Details &details)
{
    if (details == m_details && !m_lines.isEmpty()) {
        return;
    }
    const bool same = sameShape(details, m_details) && !m_lines.isEmpty();
    const bool isSameThing = details.title == m_details.title;
    m_details = details;
    if (!same) {
        isSameThing ? rebuildInPlace() : rebuild();
    }
    fill();
}

/// What is read and what has the focus stay where they are, though a line comes or goes.
void DetailPanel::rebuildInPlace()
{
    const int read = m_scroll->verticalScrollBar()->value();
    const auto focused =
        std::find_if(m_lines.cbegin(), m_lines.cend(), [](const auto *line) { return line->hasFocus(); });
    const qsizetype at = focused - m_lines.cbegin();
    const bool hadFocus = focused != m_lines.cend();
    rebuild();
    if (hadFocus && at < m_lines.size()) {
        m_lines[at]->setFocus();
    }
    // Once the new lines are laid out.
    QMetaObject::invokeMethod(
        this, [this, read] { m_scroll->verticalScrollBar()->setValue(read); }, Qt::QueuedConnection);
}

void DetailPanel::rebuild()
{
    m_headings.clear();
    m_lines.clear();
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(style::sided(0, style::space::small, style::space::medium, 0));
    column->setSpacing(style::space::tiny);
    for (const DetailSection &section : m_details.sections) {
        auto *heading = new style::Caption({}, style::TextSize::Strong);
        heading->setContentsMargins(0, m_headings.isEmpty() ? 0 : style::space::medium, 0, 2);
        column->addWidget(heading);
        m_headings.append(heading);
        const int labels = labelWidthOf(section);
        for (const DetailRow &row : section.rows) {
            auto *line = new DetailLine(row, labels);
            connect(line, &DetailLine::whyRequested, this, &DetailPanel::partWhyRequested);
            column->addWidget(line);
            m_lines.append(line);
        }
    }
    column->addStretch();
    content->setAutoFillBackground(false);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false);
}

void DetailPanel::fill()
{
    m_title->setText(m_details.title);
    static_cast<Swatch *>(m_swatch)->setColour(m_details.topologyColour);
    m_state->setVisible(!m_details.state.isEmpty());
    m_state->setState(m_details.tone, m_details.sign, m_details.state);
    m_state->setToolTip(style::plainTip(m_details.state)); // it may name a topology, and be cut
    m_kill->setVisible(!m_details.killable.isEmpty());
    m_logs->setVisible(m_details.hasContainers);
    m_usage->setVisible(m_details.hasContainers);
    m_retry->setVisible(m_details.isFailing);
    qsizetype at = 0;
    for (qsizetype i = 0; i < m_headings.size(); ++i) {
        const DetailSection &section = m_details.sections[static_cast<size_t>(i)];
        m_headings[i]->setText(section.heading);
        m_headings[i]->setVisible(!section.heading.isEmpty());
        for (const DetailRow &row : section.rows) {
            if (!m_lines[at]->fits(row)) {
                rebuildInPlace();
                return fill();
            }
            m_lines[at++]->show(row);
        }
    }
}

} // namespace stormdeck::ui
