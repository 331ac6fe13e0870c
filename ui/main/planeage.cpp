// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/planeage.h"

#include "map/nodecard.h"
#include "style/text.h"
#include "style/tokens.h"

#include <QPainter>
#include <QStyle>

namespace stormdeck::ui {

using cluster::AgeState;

namespace {

constexpr int gap = 4;

QColor inkOf(AgeState state, const style::Tokens &t)
{
    switch (state) {
    case AgeState::Stale:
        return t.warning;
    case AgeState::Never:
        return t.bad;
    case AgeState::Fresh:
    case AgeState::NotAsked:
    case AgeState::Waiting:
        break;
    }
    return t.dim;
}

} // namespace

PlaneAge::PlaneAge(const QString &plane, QWidget *parent) : QWidget(parent), m_plane(plane)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setWords(tr("waiting"), AgeState::Waiting);
}

void PlaneAge::setAge(const cluster::SourceAge &age, Instant now)
{
    const AgeState state = ageState(age, now);
    setToolTip(age.error ? sentence(*age.error) : QString());
    switch (state) {
    case AgeState::NotAsked:
        return setWords(tr("none"), state);
    case AgeState::Waiting:
        return setWords(tr("waiting"), state);
    case AgeState::Never:
        return setWords(tr("no answer"), state);
    case AgeState::Stale:
        return setWords(tr("as of %1").arg(map::timeOf(age)), state);
    case AgeState::Fresh:
        break;
    }
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now - *age.answered);
    setWords(tr("%1 ago").arg(style::duration(passed)), state);
}

void PlaneAge::setWords(const QString &words, AgeState state)
{
    if (words == m_words && state == m_state) {
        return;
    }
    m_words = words;
    m_state = state;
    setAccessibleName(QStringLiteral("%1: %2").arg(m_plane, m_words));
    updateGeometry();
    update();
}

QSize PlaneAge::sizeHint() const
{
    const QFontMetrics strong(style::textFont(style::TextSize::Strong));
    const QFontMetrics body(style::textFont(style::TextSize::Body));
    const int words =
        qMax(body.horizontalAdvance(m_words), body.horizontalAdvance(tr("%1 ago").arg(QStringLiteral("00 s"))));
    return {strong.horizontalAdvance(m_plane) + gap + words, strong.height() + 2};
}

void PlaneAge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const style::Tokens &t = style::tokens(palette());
    const QFont strong = style::textFont(style::TextSize::Strong);
    const int name = QFontMetrics(strong).horizontalAdvance(m_plane) + gap;
    const auto side = static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading));
    painter.setFont(strong);
    painter.setPen(t.text);
    const QRect left(0, 0, name, height());
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), left), side, m_plane);
    painter.setFont(style::textFont(style::TextSize::Body));
    painter.setPen(inkOf(m_state, t));
    const QRect right(name, 0, width() - name, height());
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), right), side, m_words);
}

} // namespace stormdeck::ui
