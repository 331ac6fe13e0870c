// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/sign.h"

#include <QPainter>
#include <QPainterPath>

namespace stormdeck::style {

namespace {

QRectF inset(const QRectF &box, double share)
{
    const double by = box.width() * share;
    return box.adjusted(by, by, -by, -by);
}

QPainterPath triangle(const QRectF &box)
{
    QPainterPath path;
    path.moveTo(box.center().x(), box.top());
    path.lineTo(box.right(), box.bottom());
    path.lineTo(box.left(), box.bottom());
    path.closeSubpath();
    return path;
}

void paintLetter(QPainter &painter, const QRectF &box, QChar letter)
{
    QFont font = painter.font();
    font.setPixelSize(qMax(6, qRound(box.height() * 0.86)));
    font.setBold(true);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter, letter);
}

void paintCheck(QPainter &painter, const QRectF &box)
{
    const QRectF b = inset(box, 0.14);
    painter.drawPolyline(QPolygonF{QPointF(b.left(), b.center().y()),
                                   QPointF(b.left() + b.width() * 0.36, b.bottom() - b.height() * 0.12),
                                   QPointF(b.right(), b.top() + b.height() * 0.12)});
}

void paintStrokes(QPainter &painter, const QRectF &box, Sign sign)
{
    const QRectF cross = inset(box, 0.16);
    if (sign == Sign::Cross) {
        painter.drawLine(cross.topLeft(), cross.bottomRight());
        painter.drawLine(cross.topRight(), cross.bottomLeft());
    } else if (sign == Sign::Check) {
        paintCheck(painter, box);
    } else if (sign == Sign::Ring) {
        painter.drawEllipse(inset(box, 0.14));
    } else {
        const QRectF bars = inset(box, 0.26);
        painter.drawLine(bars.topLeft(), bars.bottomLeft());
        painter.drawLine(bars.topRight(), bars.bottomRight());
    }
}

} // namespace

Sign signOf(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return Sign::Dot;
    case Tone::Warning:
        return Sign::Triangle;
    case Tone::Bad:
        return Sign::Cross;
    case Tone::Unknown:
        return Sign::Question;
    case Tone::Accent:
        return Sign::Ring;
    case Tone::Plain:
        break;
    }
    return Sign::None;
}

void paintSign(QPainter &painter, const QRectF &box, Sign sign, const QColor &colour)
{
    if (sign == Sign::None) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    if (sign == Sign::Dot) {
        painter.drawEllipse(inset(box, 0.08));
    } else if (sign == Sign::Triangle) {
        painter.drawPath(triangle(box.adjusted(0, box.height() * 0.06, 0, -box.height() * 0.06)));
    } else if (sign == Sign::Question || sign == Sign::Exclamation) {
        painter.setPen(colour);
        paintLetter(painter, box, sign == Sign::Question ? u'?' : u'!');
    } else {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, qMax(1.4, box.width() * 0.19), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        paintStrokes(painter, box, sign);
    }
    painter.restore();
}

void paintDisc(QPainter &painter, const QRectF &box, Sign sign, const QColor &disc, const QColor &onDisc)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(disc);
    painter.drawEllipse(box);
    painter.restore();
    const bool letter = sign == Sign::Question || sign == Sign::Exclamation;
    paintSign(painter,
              inset(box, letter ? 0.14 : 0.27).translated(0, sign == Sign::Triangle ? -box.height() * 0.04 : 0), sign,
              onDisc);
}

} // namespace stormdeck::style
