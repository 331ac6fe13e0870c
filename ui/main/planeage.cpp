// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/planeage.h"

#include "main/nexttry.h"
#include "main/whyoffer.h"
#include "map/nodecard.h"
#include "style/text.h"
#include "style/tokens.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace stormdeck::ui {

using cluster::AgeState;

namespace {

constexpr int gap = 4;
constexpr int afterwards = 8; ///< to the next plane, more than within one

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

QString wordsOf(const cluster::SourceAge &age, AgeState state, Instant now)
{
    switch (state) {
    case AgeState::NotAsked:
        return PlaneAge::tr("none");
    case AgeState::Waiting:
        return PlaneAge::tr("waiting");
    case AgeState::Never:
        return PlaneAge::tr("no answer");
    case AgeState::Stale:
        return PlaneAge::tr("as of %1").arg(map::timeOf(age));
    case AgeState::Fresh:
        break;
    }
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now - *age.answered);
    return PlaneAge::tr("%1 ago").arg(style::duration(passed));
}

int widthOf(const QString &text, style::TextSize size)
{
    return QFontMetrics(style::textFont(size)).horizontalAdvance(text);
}

int heightOf(style::TextSize size)
{
    return QFontMetrics(style::textFont(size)).height();
}

} // namespace

PlaneAge::PlaneAge(cluster::ClusterPlane plane, QWidget *parent)
    : QWidget(parent), m_why(new WhyOffer(this)), m_plane(planeName(plane))
{
    m_why->setChoices({{m_plane, planeSubject(plane)}});
    connect(m_why, &WhyOffer::whyRequested, this, &PlaneAge::whyRequested);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setWords(tr("waiting"), AgeState::Waiting, {});
}

void PlaneAge::setAge(const cluster::SourceAge &age, Instant now)
{
    const AgeState state = ageState(age, now);
    const QString route = age.route.kind == Route::Kind::None ? QString() : tr("Asked by %1.").arg(age.route.text);
    const QString why = age.error ? sentence(*age.error) : route;
    setAccessibleDescription(why);
    const QStringList told{why, nextTrySentence(age, now), tr("Click to see why.")};
    setToolTip(style::plainTip(told.join(u' ').simplified()));
    setWords(wordsOf(age, state, now), state, nextTryWords(age, now));
}

void PlaneAge::setNarrow(bool narrow)
{
    if (narrow != m_narrow) {
        m_narrow = narrow;
        updateGeometry();
        update();
    }
}

void PlaneAge::setWords(const QString &words, AgeState state, const QString &next)
{
    if (words == m_words && state == m_state && next == m_next) {
        return;
    }
    m_words = words;
    m_next = next;
    m_state = state;
    const QString told = m_next.isEmpty() ? m_words : QStringLiteral("%1, %2").arg(m_words, m_next);
    setAccessibleName(QStringLiteral("%1: %2").arg(m_plane, told));
    updateGeometry();
    update();
}

int PlaneAge::ageWidth() const
{
    const QString widest = tr("%1 ago").arg(QStringLiteral("00 s"));
    return qMax(widthOf(m_words, style::TextSize::Body), widthOf(widest, style::TextSize::Body));
}

QSize PlaneAge::sizeHint() const
{
    const int name = widthOf(m_plane, style::TextSize::Strong);
    if (m_narrow) {
        return {qMax(name, ageWidth()) + afterwards,
                heightOf(style::TextSize::Strong) + heightOf(style::TextSize::Body)};
    }
    const int line = name + gap + ageWidth();
    if (m_next.isEmpty()) {
        return {line + afterwards, heightOf(style::TextSize::Strong) + 2};
    }
    return {qMax(line, widthOf(m_next, style::TextSize::Small)) + afterwards,
            heightOf(style::TextSize::Strong) + heightOf(style::TextSize::Small)};
}

void PlaneAge::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint())) {
        m_why->ask();
    }
}

void PlaneAge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    WhyOffer::paintFocus(*this, painter);
    const style::Tokens &t = style::tokens(palette());
    const auto side = static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading));
    const auto draw = [&](const QRect &box, style::TextSize size, const QColor &ink, const QString &text) {
        painter.setFont(style::textFont(size));
        painter.setPen(ink);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), box), side, text);
    };
    const bool twoLines = m_narrow || !m_next.isEmpty();
    const int first = twoLines ? heightOf(style::TextSize::Strong) : height();
    const QRect below(0, first, width(), height() - first);
    draw({0, 0, width(), first}, style::TextSize::Strong, t.text, m_plane);
    if (m_narrow) {
        return draw(below, style::TextSize::Body, inkOf(m_state, t), m_words);
    }
    const int name = widthOf(m_plane, style::TextSize::Strong) + gap;
    draw({name, 0, width() - name, first}, style::TextSize::Body, inkOf(m_state, t), m_words);
    draw(below, style::TextSize::Small, t.dim, m_next);
}

} // namespace stormdeck::ui
