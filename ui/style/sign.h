// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/tokens.h"

class QPainter;

namespace stormdeck::style {

/// The shape that goes with a word, so that colour never speaks alone.
enum class Sign { None, Dot, Ring, Triangle, Cross, Check, Question, Pause, Exclamation };

/// The usual shape of a tone: Ok ●, Warning ▲, Bad ✕, Unknown ?.
[[nodiscard]] Sign signOf(Tone tone);
/// Draws the shape into the square `box`.
void paintSign(QPainter &painter, const QRectF &box, Sign sign, const QColor &colour);
/// A filled disc with the shape cut out in `onDisc`: for lists of findings.
void paintDisc(QPainter &painter, const QRectF &box, Sign sign, const QColor &disc, const QColor &onDisc);

} // namespace stormdeck::style
