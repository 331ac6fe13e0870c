// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyle>

class QStyleOptionSlider;

namespace stormdeck::style {

/// A scroll bar without arrows: the handle fills it, `shortest` pixels at least. Not mirrored yet.
[[nodiscard]] QRect scrollPart(const QStyleOptionSlider *option, QStyle::SubControl part, int shortest);
void paintScrollBar(const QStyle *style, const QStyleOptionSlider *option, QPainter *painter, const QWidget *widget);

} // namespace stormdeck::style
