// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/tilepaint.h"

#include "style/text.h"
#include "style/widgets.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::map {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NodeCard)
};

constexpr int bar = 3;
constexpr int padding = 8;
constexpr int signSize = 10;
constexpr int smallSign = 8;
constexpr int stripHeight = 8;
constexpr int narrowestSlot = 4;
constexpr char16_t ellipsis = u'…';

int usedSlots(const NodeCard &card)
{
    return static_cast<int>(std::count_if(card.slotCells.begin(), card.slotCells.end(),
                                          [](const SlotCell &cell) { return cell.kind != SlotCell::Kind::Free; }));
}

QString slotWords(const NodeCard &card)
{
    const int total = static_cast<int>(card.slotCells.size());
    return total == 0 ? QString() : Text::tr("%1 of %2 slots").arg(usedSlots(card)).arg(total);
}

QString roleWords(const NodeCard &card)
{
    return card.asOf.isEmpty() ? card.badges.join(QStringLiteral(", ")) : Text::tr("as of %1").arg(card.asOf);
}

} // namespace

TilePaint::TilePaint()
    : m_strong(style::textFont(style::TextSize::Strong)), m_small(style::textFont(style::TextSize::Small)),
      m_digit(QFontMetrics(m_small).horizontalAdvance(u'0')), m_strongHeight(QFontMetrics(m_strong).height()),
      m_smallHeight(QFontMetrics(m_small).height())
{
}

int TilePaint::text(QPainter &painter, const QRect &box, const Look &look, const QString &words, Line line) const
{
    line.direction = look.direction;
    const Laid *shown = &laid(words, 0, line);
    if (shown->width > box.width()) {
        shown = &laid(words, qMax(1, box.width()), line);
    }
    const bool trailing = line.side.testFlag(Qt::AlignTrailing);
    const QRect place(trailing ? box.right() + 1 - shown->width : box.left(), box.top(), shown->width, box.height());
    const QRect seen = QStyle::visualRect(look.direction, look.box, place);
    painter.setFont(line.face == Face::Strong ? m_strong : m_small);
    painter.setPen(line.ink);
    const int height = line.face == Face::Strong ? m_strongHeight : m_smallHeight;
    painter.drawStaticText(seen.left(), seen.top() + (seen.height() - height) / 2, shown->text);
    return shown->width;
}

const TilePaint::Laid &TilePaint::laid(const QString &words, int room, const Line &line) const
{
    const int how =
        (static_cast<int>(line.face) * 4 + static_cast<int>(line.elide)) * 4 + static_cast<int>(line.direction);
    const TextKey key{words, room, how};
    if (const auto known = m_texts.constFind(key); known != m_texts.cend()) {
        return *known;
    }
    if (m_texts.size() >= mostTexts) {
        m_texts.clear();
    }
    const QFont &font = line.face == Face::Strong ? m_strong : m_small;
    const QFontMetrics metrics(font);
    QString shown = room > 0 ? metrics.elidedText(words, line.elide, room) : words;
    if (shown.size() > 1 && shown[0] == ellipsis && !shown[1].isLetterOrNumber()) {
        shown.remove(1, 1); // what joins the parts of a name is no part
    }
    Laid made{QStaticText(shown), metrics.horizontalAdvance(shown)};
    made.text.setTextFormat(Qt::PlainText);
    QTextOption option;
    option.setTextDirection(line.direction);
    made.text.setTextOption(option);
    made.text.prepare({}, font);
    return *m_texts.insert(key, made);
}

void TilePaint::sign(QPainter &painter, const QRect &box, const Look &look, const NodeCard &card,
                     const style::Tokens &tokens) const
{
    const qreal scale = painter.device()->devicePixelRatioF();
    const QColor colour = tokens.colour(card.tone);
    const quint64 key = quint64(colour.rgb()) << 32U | quint64(card.sign) << 24U | quint64(box.width()) << 16U |
                        quint64(qRound(scale * 64));
    QPixmap &drawn = m_signs[key];
    if (drawn.isNull()) {
        drawn = QPixmap(box.size() * scale);
        drawn.setDevicePixelRatio(scale);
        drawn.fill(Qt::transparent);
        QPainter once(&drawn);
        style::paintSign(once, QRectF(QPointF(), box.size()), card.sign, colour);
    }
    painter.drawPixmap(QStyle::visualRect(look.direction, look.box, box).topLeft(), drawn);
}

int TilePaint::gap(Detail detail) const
{
    return detail == Detail::Compact ? 10 : detail == Detail::Names ? 6 : 4;
}

int TilePaint::narrowest(Detail detail) const
{
    switch (detail) {
    case Detail::Dots:
        return m_smallHeight + 8;
    case Detail::Tiles:
        return 6 * m_digit + 28;
    case Detail::Names:
        return 15 * m_digit + 28;
    default:
        return 20 * m_digit + 28;
    }
}

int TilePaint::widest(Detail detail) const
{
    return narrowest(detail) * 3 / 2;
}

int TilePaint::height(Detail detail) const
{
    switch (detail) {
    case Detail::Dots:
        return m_smallHeight + 8;
    case Detail::Tiles:
    case Detail::Names:
        return m_smallHeight + 12;
    default:
        return padding + m_strongHeight + m_smallHeight + 4 + stripHeight + padding + 2;
    }
}

void TilePaint::paint(QPainter &painter, Detail detail, const NodeCard &card, const Look &look,
                      const style::Tokens &tokens) const
{
    paintFrame(painter, detail, card, look, tokens);
    const QRect &box = look.box;
    if (detail == Detail::Compact) {
        paintCompact(painter, card, look, tokens);
    } else if (detail == Detail::Dots) {
        sign(painter, {box.center().x() - signSize / 2 + 1, box.center().y() - signSize / 2 + 1, signSize, signSize},
             look, card, tokens);
    } else {
        paintName(painter, card, look, tokens, detail == Detail::Tiles ? Qt::ElideLeft : Qt::ElideMiddle);
    }
}

void TilePaint::paintFrame(QPainter &painter, Detail detail, const NodeCard &card, const Look &look,
                           const style::Tokens &tokens) const
{
    const bool compact = detail == Detail::Compact;
    const QRect &box = look.box;
    painter.fillRect(box, compact ? tokens.panel : tokens.tint(card.tone));
    if (detail != Detail::Dots) {
        painter.fillRect(QStyle::visualRect(look.direction, box, {box.left(), box.top(), bar, box.height()}),
                         tokens.colour(card.tone));
    }
    if (compact || look.hovered) {
        painter.setPen(look.hovered ? tokens.slotEdge : tokens.line);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(0, 0, -1, -1));
    }
    if (look.marked || look.selected || look.focused) {
        const bool strong = look.selected || look.focused;
        painter.setPen(QPen(tokens.accent, strong ? 2 : 1, look.focused && !look.selected ? Qt::DotLine : Qt::SolidLine,
                            Qt::SquareCap, Qt::MiterJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(strong ? box : box.adjusted(0, 0, -1, -1));
    }
}

void TilePaint::paintName(QPainter &painter, const NodeCard &card, const Look &look, const style::Tokens &tokens,
                          Qt::TextElideMode elide) const
{
    const QRect &box = look.box;
    sign(painter, {box.left() + bar + 5, box.center().y() - smallSign / 2 + 1, smallSign, smallSign}, look, card,
         tokens);
    const QColor ink = card.swarmOld ? tokens.dim : tokens.text;
    text(painter, box.adjusted(bar + 5 + smallSign + 5, 0, -5, 0), look, card.name,
         {Face::Small, ink, Qt::AlignLeading, elide});
}

void TilePaint::paintCompact(QPainter &painter, const NodeCard &card, const Look &look,
                             const style::Tokens &tokens) const
{
    const QRect inner = look.box.adjusted(bar + padding, padding, -padding, -padding);
    const QRect first(inner.left(), inner.top(), inner.width(), m_strongHeight);
    sign(painter, {first.left(), first.center().y() - signSize / 2 + 1, signSize, signSize}, look, card, tokens);
    QRect name = first.adjusted(signSize + 6, 0, 0, 0);
    const QRect state(first.right() + 1 - first.width() / 2, first.top(), first.width() / 2, first.height());
    const int words =
        text(painter, state, look, card.state, {.ink = tokens.colour(card.tone), .side = Qt::AlignTrailing});
    name.setRight(name.right() - words - 8);
    text(painter, name, look, card.name,
         {.face = Face::Strong, .ink = card.swarmOld ? tokens.dim : tokens.text, .elide = Qt::ElideMiddle});

    const QRect second(inner.left(), first.bottom() + 1, inner.width(), m_smallHeight);
    const QColor slotInk = card.stormOld ? tokens.faint : tokens.dim;
    const int used = text(painter, second, look, slotWords(card), {.ink = slotInk, .side = Qt::AlignTrailing});
    text(painter, second.adjusted(0, 0, -used - 8, 0), look, roleWords(card), {.ink = tokens.dim});
    paintSlots(painter, {inner.left(), second.bottom() + 5, inner.width(), stripHeight}, card, look, tokens);
}

/// Each slot in its topology's colour; how many are used is said above in words.
void TilePaint::paintSlots(QPainter &painter, const QRect &box, const NodeCard &card, const Look &look,
                           const style::Tokens &tokens) const
{
    constexpr int space = 2;
    const int room = qMax(1, (box.width() + space) / (narrowestSlot + space));
    const int shown = qMin(static_cast<int>(card.slotCells.size()), room);
    if (shown == 0) {
        return;
    }
    const int width = qMin(28, (box.width() + space) / shown - space);
    for (int i = 0; i < shown; ++i) {
        const SlotCell &cell = card.slotCells[static_cast<size_t>(i)];
        const QRect place = QStyle::visualRect(look.direction, look.box,
                                               {box.left() + i * (width + space), box.top(), width, box.height()});
        const QColor colour = cell.colour < 0 ? tokens.unknown : tokens.topology(cell.colour);
        const bool outlined = cell.kind != SlotCell::Kind::Used;
        if (card.slotsHatched) {
            painter.fillRect(place, QBrush(tokens.slotEdge, Qt::BDiagPattern));
        } else if (outlined) {
            painter.setPen(cell.kind == SlotCell::Kind::Free ? tokens.slotEdge : colour);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(place.adjusted(0, 0, -1, -1));
        } else {
            painter.fillRect(place, colour);
        }
    }
}

} // namespace stormdeck::map
