// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

class QAbstractButton;

namespace stormdeck::style {

class EnterKey;

/// How a button speaks. At most one Primary a view; Destructive says what it destroys and is never the default.
enum class ButtonLook { Plain, Primary, Destructive, Quiet };
void setButtonLook(QAbstractButton *button, ButtonLook look);
[[nodiscard]] ButtonLook buttonLook(const QWidget *button);

/// The look of all controls: flat, one-pixel lines, corners of 6, colours from the palette's tokens. Over Fusion.
class ControlStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    ControlStyle();

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                       const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *data) const override;

private:
    EnterKey *m_enterKey;
};

} // namespace stormdeck::style
