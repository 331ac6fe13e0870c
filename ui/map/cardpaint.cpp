// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/cardpaint.h"

#include "map/nodemodel.h"
#include "style/text.h"
#include "style/widgets.h"

#include <QCoreApplication>
#include <QPainterPath>

namespace stormdeck::map {

using style::Tone;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NodeCard)
};

constexpr int signSize = 10;

} // namespace

CardLines::CardLines(const QFont &titleFont, const QFont &bodyFont, const QFont &smallFont, const QFont &tinyFont)
    : title(QFontMetrics(titleFont).height() + 2), small(QFontMetrics(smallFont).height()),
      bar(QFontMetrics(smallFont).height() + 5), row(QFontMetrics(bodyFont).height() + 12),
      slot(2 * QFontMetrics(tinyFont).height() + 6)
{
}

CardPaint::CardPaint(QPainter &painter, const CardDelegate &fonts, const NodeModel &model, const NodeCard &card,
                     const QStyleOptionViewItem &option)
    : m_painter(painter), m_fonts(fonts), m_model(model), m_card(card), m_option(option),
      m_tokens(style::tokens(option.palette)), m_lines(fonts.m_title, fonts.m_body, fonts.m_small, fonts.m_tiny),
      m_box(option.rect.adjusted(0, 0, -CardDelegate::gap, -CardDelegate::gap).adjusted(2, 2, 2, 2)),
      m_inner(m_box.adjusted(marginLeft, marginTop, -marginRight, -marginBottom)), m_top(m_inner.top())
{
}

void CardPaint::paint()
{
    m_painter.save();
    paintFrame();
    paintTitle();
    paintSubtitle();
    m_top += 8;
    paintBar(Text::tr("CPU"), m_card.cpu);
    paintBar(Text::tr("Memory"), m_card.memory);
    if (m_card.inSwarm) {
        m_top += 8;
        const cluster::Freshness &freshness = m_model.picture().freshness;
        paintRow(Text::tr("ZooKeeper"), m_card.zookeeper, ageOf(freshness.ensemble), m_card.ensembleOld);
        paintRow(Text::tr("Storm"), m_card.storm, ageOf(freshness.storm), m_card.stormOld);
        rule();
        m_top += 8;
        paintSlots();
    }
    m_painter.restore();
}

QRect CardPaint::mirrored(const QRect &box) const
{
    return QStyle::visualRect(m_option.direction, m_box, box);
}

QRect CardPaint::line(int height)
{
    const QRect box(m_inner.left(), m_top, m_inner.width(), height);
    m_top += height;
    return box;
}

int CardPaint::text(const QRect &box, const QString &words, const QFont &font, const QColor &colour, Qt::Alignment side)
{
    const QFontMetrics metrics(font);
    // Measured the same way as the boxes are, so that what was measured is never cut.
    const int wanted = metrics.horizontalAdvance(words);
    const bool fits = wanted <= box.width();
    const QString shown = fits ? words : metrics.elidedText(words, Qt::ElideRight, box.width());
    const Qt::Alignment visual = QStyle::visualAlignment(m_option.direction, side);
    m_painter.setFont(font);
    m_painter.setPen(colour);
    m_painter.drawText(mirrored(box), static_cast<int>(visual | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
    return fits ? wanted : qMin(box.width(), metrics.horizontalAdvance(shown));
}

void CardPaint::paintFrame()
{
    const bool selected = m_option.state.testFlag(QStyle::State_Selected);
    const bool focused =
        m_option.state.testFlag(QStyle::State_HasFocus) && m_option.state.testFlag(QStyle::State_KeyboardFocusChange);
    const bool hovered = m_option.state.testFlag(QStyle::State_MouseOver);
    m_painter.setRenderHint(QPainter::Antialiasing);
    style::paintRounded(m_painter, m_box, style::space::cardRadius, m_tokens.panel,
                        hovered ? m_tokens.slotEdge : m_tokens.line);
    QPainterPath card;
    card.addRoundedRect(m_box, style::space::cardRadius, style::space::cardRadius);
    m_painter.save();
    m_painter.setClipPath(card, Qt::IntersectClip);
    m_painter.fillRect(mirrored(QRect(m_box.left(), m_box.top(), 4, m_box.height())), m_tokens.colour(m_card.tone));
    m_painter.restore();
    if (m_fonts.isMarked(m_card.key) && !selected) {
        m_painter.setPen(QPen(m_tokens.accent, 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(QRectF(m_box).adjusted(0.5, 0.5, -0.5, -0.5), style::space::cardRadius,
                                  style::space::cardRadius);
    }
    if (selected || focused) {
        m_painter.setPen(QPen(m_tokens.accent, 2, focused && !selected ? Qt::DotLine : Qt::SolidLine));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(QRectF(m_box).adjusted(-1, -1, 1, 1), 9, 9);
    }
}

void CardPaint::paintTitle()
{
    const QRect box = line(m_lines.title);
    const QFontMetrics strong(m_fonts.m_strong);
    const int stateWidth = qMin(box.width() / 2, strong.horizontalAdvance(m_card.state));
    const QRect state(box.right() - stateWidth + 1, box.top(), stateWidth, box.height());
    text(state, m_card.state, m_fonts.m_strong, m_tokens.colour(m_card.tone), Qt::AlignTrailing);
    const QRect sign(state.left() - signSize - 5, box.center().y() - signSize / 2 + 1, signSize, signSize);
    style::paintSign(m_painter, mirrored(sign), m_card.sign, m_tokens.colour(m_card.tone));

    const int room = sign.left() - box.left() - 8;
    const QFontMetrics badgeMetrics(m_fonts.m_tinyStrong);
    const QString badge = m_card.badges.join(QStringLiteral(", "));
    const int wanted = badge.isEmpty() ? 0 : badgeMetrics.horizontalAdvance(badge) + 14;
    // The name comes first; a role without room for its beginning is left to the tooltip.
    const int nameWanted = QFontMetrics(m_fonts.m_title).horizontalAdvance(m_card.name);
    const int badgeRoom = qMax(qMin(wanted, 46), room - nameWanted - 8);
    const int badgeWidth = qMin(wanted, badgeRoom);
    const int nameRoom = room - (badge.isEmpty() ? 0 : badgeWidth + 8);
    const int name = text(QRect(box.left(), box.top(), nameRoom, box.height()), m_card.name, m_fonts.m_title,
                          m_card.swarmOld ? m_tokens.dim : m_tokens.text);
    if (badge.isEmpty()) {
        return;
    }
    const int height = badgeMetrics.height() + 3;
    const QRect pill(box.left() + name + 8, box.center().y() - height / 2 + 1, badgeWidth, height);
    style::paintRounded(m_painter, mirrored(pill), 4, m_tokens.unknownTint, QColor());
    text(pill.adjusted(7, 0, -7, 0), badge, m_fonts.m_tinyStrong, m_tokens.dim);
}

void CardPaint::paintSubtitle()
{
    m_top += 2;
    QString words = m_card.subtitle;
    const cluster::SourceAge *engine = nullptr;
    if (m_card.engineSilent) {
        const int row = m_model.rowOf(m_card.key);
        engine = engineAge(m_model.picture().snapshot->nodes[static_cast<size_t>(row)], m_model.picture().freshness);
    }
    if (engine && engine->answered) {
        words += QStringLiteral(" · ") + Text::tr("last seen %1, %2 ago").arg(m_card.asOf, ageOf(*engine));
    } else if (engine) {
        words += QStringLiteral(" · ") + Text::tr("never answered");
    } else if (!m_card.asOf.isEmpty()) {
        words += QStringLiteral(" · ") + Text::tr("as of %1").arg(m_card.asOf);
    }
    text(line(m_lines.small), words, m_fonts.m_small, m_tokens.dim);
}

void CardPaint::paintBar(const QString &label, const CardBar &bar)
{
    const QRect box = line(m_lines.bar);
    const QColor ink = bar.known ? m_tokens.dim : m_tokens.faint;
    const int labelWidth = QFontMetrics(m_fonts.m_small).averageCharWidth() * 9;
    text(QRect(box.left(), box.top(), labelWidth, box.height()), label, m_fonts.m_small, ink);
    const int trackWidth = bar.hasShare ? qMax(40, box.width() * 36 / 100) : 0;
    const QRect track(box.left() + labelWidth, box.center().y() - 2, trackWidth, 6);
    if (bar.hasShare) {
        paintTrack(track, bar);
    }
    const QRect figures(track.right() + 8, box.top(), box.right() - track.right() - 7, box.height());
    text(figures, bar.known ? bar.figures : Text::tr("not reported"), m_fonts.m_small,
         bar.known && !m_card.swarmOld ? m_tokens.text : m_tokens.faint, Qt::AlignTrailing);
}

void CardPaint::paintTrack(const QRect &track, const CardBar &bar)
{
    style::paintRounded(m_painter, mirrored(track), 3, m_tokens.slotFill, QColor());
    if (!bar.known || bar.share <= 0) {
        return;
    }
    QRect filled = track;
    filled.setWidth(qMax(6, qRound(track.width() * bar.share)));
    style::paintRounded(m_painter, mirrored(filled), 3, m_card.swarmOld ? m_tokens.faint : m_tokens.accent, QColor());
}

void CardPaint::rule()
{
    m_painter.fillRect(QRect(m_inner.left(), m_top, m_inner.width(), 1), m_tokens.line);
}

void CardPaint::paintRow(const QString &label, const CardRow &row, const QString &age, bool old)
{
    rule();
    const QRect box = line(m_lines.row);
    const QFontMetrics small(m_fonts.m_small);
    const int labelWidth =
        small.horizontalAdvance(Text::tr("ZooKeeper")) + small.averageCharWidth(); // the widest label
    text(QRect(box.left(), box.top(), labelWidth, box.height()), label, m_fonts.m_small, m_tokens.dim);
    const int ageWidth = old ? small.horizontalAdvance(age) : qMax(small.horizontalAdvance(age), 30);
    text(QRect(box.right() - ageWidth, box.top(), ageWidth + 1, box.height()), age, m_fonts.m_tiny, m_tokens.faint,
         Qt::AlignTrailing);
    QRect words(box.left() + labelWidth, box.top(), box.width() - labelWidth - ageWidth - 6, box.height());
    const QColor ink = old || row.tone == Tone::Unknown ? m_tokens.faint : m_tokens.colour(row.tone);
    if (!row.strong.isEmpty()) {
        const int used = text(words, row.strong, m_fonts.m_strong, ink);
        words.setLeft(words.left() + used + QFontMetrics(m_fonts.m_body).horizontalAdvance(u' '));
    }
    text(words, row.words, m_fonts.m_body, ink);
}

QString CardPaint::ageOf(const cluster::SourceAge &age) const
{
    if (!age.answered) {
        return age.expected ? QStringLiteral("…") : QString();
    }
    return style::duration(std::chrono::duration_cast<std::chrono::seconds>(m_model.now() - *age.answered));
}

void CardPaint::paintSlots()
{
    const int count = static_cast<int>(m_card.slotCells.size());
    const int columns = qMin(qMax(4, qMin(m_model.mostSlots(), m_fonts.slotColumns(m_option.rect.width()))),
                             m_fonts.slotColumns(m_option.rect.width()));
    const int rows = m_fonts.slotRows(m_option.rect.width());
    const int width = (m_inner.width() - (columns - 1) * slotGap) / columns;
    const int room = columns * rows;
    for (int i = 0; i < qMin(count, room); ++i) {
        const QRect box(m_inner.left() + i % columns * (width + slotGap),
                        m_top + i / columns * (m_lines.slot + slotGap), width, m_lines.slot);
        if (i == room - 1 && count > room) {
            paintMore(box, count - room + 1);
        } else {
            paintSlot(box, m_card.slotCells[static_cast<size_t>(i)]);
        }
    }
}

void CardPaint::paintMore(const QRect &box, int more)
{
    text(box.adjusted(6, 0, 0, 0), Text::tr("+%1 more").arg(more), m_fonts.m_tiny, m_tokens.dim);
}

void CardPaint::paintSlot(const QRect &box, const SlotCell &cell)
{
    const QRect seen = mirrored(box);
    const QString port = QString::number(cell.port);
    if (m_card.slotsHatched) {
        style::paintRounded(m_painter, seen, 5, m_tokens.panel, QColor());
        QPainterPath path;
        path.addRoundedRect(seen, 5, 5);
        m_painter.fillPath(path, QBrush(m_tokens.slotFill, Qt::BDiagPattern));
        style::paintRounded(m_painter, seen, 5, QColor(), m_tokens.slotEdge);
        paintSlotText(box, port, cell.label, m_tokens.faint);
    } else if (cell.kind == SlotCell::Kind::Free) {
        m_painter.setPen(QPen(m_tokens.slotEdge, 1, Qt::CustomDashLine));
        QPen dashes(m_tokens.slotEdge, 1);
        dashes.setDashPattern({3, 3});
        m_painter.setPen(dashes);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(QRectF(seen).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
        paintSlotText(box, port, cell.label, m_tokens.faint);
    } else {
        paintUsedSlot(box, cell);
    }
}

void CardPaint::paintUsedSlot(const QRect &box, const SlotCell &cell)
{
    const QRect seen = mirrored(box);
    const QColor colour = cell.colour < 0 ? m_tokens.unknown : m_tokens.topology(cell.colour);
    if (cell.kind == SlotCell::Kind::Starting) {
        style::paintRounded(m_painter, seen.adjusted(1, 1, -1, -1), 4, m_tokens.panel, QColor());
        m_painter.setPen(QPen(colour, 2, Qt::DashLine));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(QRectF(seen).adjusted(1, 1, -1, -1), 5, 5);
        return paintSlotText(box, Text::tr("%1 starting").arg(cell.port), cell.label, m_tokens.text);
    }
    style::paintRounded(m_painter, seen, 5, colour, QColor());
    if (style::isPatterned(cell.colour)) {
        QPainterPath path;
        path.addRoundedRect(seen.adjusted(0, seen.height() - 5, 0, 0), 2, 2);
        m_painter.fillPath(path, QBrush(m_tokens.textOn(colour), Qt::Dense4Pattern));
    }
    paintSlotText(box, QString::number(cell.port), cell.label, m_tokens.textOn(colour));
}

void CardPaint::paintSlotText(const QRect &box, const QString &port, const QString &label, const QColor &colour)
{
    const int half = QFontMetrics(m_fonts.m_tiny).height();
    const QRect inner = box.adjusted(6, 3, -4, -3);
    text(QRect(inner.left(), inner.top(), inner.width(), half), port, m_fonts.m_tinyStrong, colour);
    text(QRect(inner.left(), inner.bottom() - half + 1, inner.width(), half), label, m_fonts.m_tiny, colour);
}

} // namespace stormdeck::map
