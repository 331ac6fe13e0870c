// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/controlstyle.h"

#include "style/enterkey.h"
#include "style/scrollbar.h"
#include "style/text.h"
#include "style/tokens.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolButton>

#include <tuple>

namespace stormdeck::style {

namespace {

/// What a header view keeps free on both sides of a label.
constexpr int headerMargin = 4;
constexpr char lookProperty[] = "stormdeckLook";

void strokeRounded(QPainter *painter, const QRect &rect, double radius, const QColor &fill, const QColor &edge,
                   double width = 1.0)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(edge.isValid() ? QPen(edge, width) : QPen(Qt::NoPen));
    const double half = width / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius);
    painter->restore();
}

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

/// 0 at rest, more under the pointer, most while pressed. A quiet button that is switched on says so by its arrow.
double pressure(const QStyleOption *option, ButtonLook look)
{
    if (!has(option, QStyle::State_Enabled)) {
        return 0;
    }
    if (has(option, QStyle::State_Sunken) || (has(option, QStyle::State_On) && look != ButtonLook::Quiet)) {
        return 0.12;
    }
    return has(option, QStyle::State_MouseOver) ? 0.06 : 0;
}

void paintButton(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Tokens &t = tokens(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const ButtonLook look = buttonLook(widget);
    QColor fill = t.panel;
    QColor edge = enabled ? t.controlEdge : t.line;
    if (look == ButtonLook::Primary) {
        fill = enabled ? t.accent : t.slotFill;
        edge = fill;
    } else if (look == ButtonLook::Destructive && enabled) {
        edge = t.bad;
    } else if (look == ButtonLook::Quiet) {
        fill = QColor();
        edge = QColor();
    }
    const double share = pressure(option, look);
    const QColor base = fill.isValid() ? fill : option->palette.color(QPalette::Window);
    if (share > 0 || fill.isValid()) {
        fill = blend(base, look == ButtonLook::Destructive ? t.bad : t.text, share);
    }
    strokeRounded(painter, option->rect, space::controlRadius, fill, edge);
}

void paintFocus(const QStyleOption *option, QPainter *painter)
{
    strokeRounded(painter, option->rect, space::controlRadius, QColor(), tokens(option->palette).accent, 2);
}

void paintField(const QStyleOption *option, QPainter *painter)
{
    const Tokens &t = tokens(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool focused = has(option, QStyle::State_HasFocus);
    strokeRounded(painter, option->rect, space::controlRadius, enabled ? t.panel : t.window,
                  focused   ? t.accent
                  : enabled ? t.controlEdge
                            : t.line,
                  focused ? 2 : 1);
}

void paintCheck(const QStyleOption *option, QPainter *painter, bool round)
{
    const Tokens &t = tokens(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const bool some = has(option, QStyle::State_NoChange);
    const QColor mark = enabled ? t.accent : t.slotEdge;
    const QRect box = option->rect.adjusted(1, 1, -1, -1);
    const double radius = round ? box.width() / 2.0 : 4;
    strokeRounded(painter, box, radius, on || some ? mark : t.panel,
                  on || some ? mark
                  : enabled  ? t.controlEdge
                             : t.slotEdge);
    if (!on && !some) {
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(t.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QRectF b = QRectF(box).adjusted(3.5, 3.5, -3.5, -3.5);
    if (round) {
        painter->setBrush(t.onAccent);
        painter->setPen(Qt::NoPen);
        painter->drawEllipse(b);
    } else if (some) {
        painter->drawLine(QPointF(b.left(), b.center().y()), QPointF(b.right(), b.center().y()));
    } else {
        painter->drawPolyline(QPolygonF{QPointF(b.left(), b.center().y()),
                                        QPointF(b.left() + b.width() * 0.35, b.bottom()), QPointF(b.right(), b.top())});
    }
    painter->restore();
}

bool hasMenuMark(const QStyleOption *option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    return button && button->features.testFlag(QStyleOptionToolButton::HasMenu) && !button->text.isEmpty() &&
           button->toolButtonStyle != Qt::ToolButtonIconOnly;
}

constexpr int menuMark = 20;

void paintArrow(QPainter *painter, const QRect &rect, const QColor &colour, Qt::ArrowType direction = Qt::DownArrow)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(QRectF(rect).center());
    painter->rotate(direction == Qt::UpArrow      ? 180
                    : direction == Qt::RightArrow ? -90
                    : direction == Qt::LeftArrow  ? 90
                                                  : 0);
    painter->drawPolyline(QPolygonF{QPointF(-3.5, -1.75), QPointF(0, 1.75), QPointF(3.5, -1.75)});
    painter->restore();
}

/// Where the text of a field begins, from its edge; a line edit keeps 2 of it by itself.
constexpr int fieldInset = 10;

constexpr int spinButton = 22;
constexpr int comboArrow = 26;

QRect spinPart(const QStyleOptionSpinBox *option, QStyle::SubControl part)
{
    const bool hasButtons = option->buttonSymbols != QAbstractSpinBox::NoButtons;
    const QRect inside = option->rect.adjusted(2, 2, -2, -2);
    const int edge = hasButtons ? inside.right() + 1 - spinButton : inside.right() + 1;
    const int middle = inside.top() + inside.height() / 2;
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        return hasButtons ? QRect(edge, inside.top(), spinButton, middle - inside.top()) : QRect();
    case QStyle::SC_SpinBoxDown:
        return hasButtons ? QRect(edge, middle, spinButton, inside.bottom() + 1 - middle) : QRect();
    case QStyle::SC_SpinBoxEditField:
        return QRect(option->rect.left() + fieldInset - 2, inside.top(), edge - option->rect.left() - fieldInset + 2,
                     inside.height());
    default:
        return option->rect;
    }
}

void paintSpinBox(const QStyle *style, const QStyleOptionSpinBox *option, QPainter *painter, const QWidget *widget)
{
    const Tokens &t = tokens(option->palette);
    paintField(option, painter);
    for (const auto &[part, step, direction] :
         {std::tuple(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Qt::UpArrow),
          std::tuple(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Qt::DownArrow)}) {
        const QRect button = style->subControlRect(QStyle::CC_SpinBox, option, part, widget);
        const bool steps = has(option, QStyle::State_Enabled) && option->stepEnabled.testFlag(step);
        if (steps && option->activeSubControls == part) {
            const double share = has(option, QStyle::State_Sunken) ? 0.14 : 0.07;
            strokeRounded(painter, button, space::controlRadius - 2, blend(t.panel, t.text, share), QColor());
        }
        if (!button.isEmpty()) {
            paintArrow(painter, button, steps ? t.dim : t.slotEdge, direction);
        }
    }
}

constexpr int sortArrow = 13; ///< with its distance from the words

void paintHeader(const QStyleOption *option, QPainter *painter)
{
    const Tokens &t = tokens(option->palette);
    painter->fillRect(option->rect, t.panel);
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.line);
}

void paintHeaderLabel(const QStyleOptionHeader *option, QPainter *painter)
{
    const Tokens &t = tokens(option->palette);
    QRect section = option->rect.adjusted(space::medium - headerMargin, 0, headerMargin - space::medium, 0);
    const bool sorted = option->sortIndicator != QStyleOptionHeader::None;
    const int words = option->fontMetrics.horizontalAdvance(option->text);
    const bool trailing =
        option->textAlignment.testFlag(Qt::AlignTrailing) || option->textAlignment.testFlag(Qt::AlignRight);
    if (sorted) {
        // Right after the words; before them where they end at the edge.
        const int at = trailing ? qMax(section.left() - 4, section.right() - words - sortArrow)
                                : qMin(section.left() + words + 3, section.right() - sortArrow + 5);
        const QRect box(at, section.center().y() - 4, sortArrow - 3, 9);
        // Qt calls it down where the smallest comes first.
        const bool descending = option->sortIndicator == QStyleOptionHeader::SortUp;
        paintArrow(painter, QStyle::visualRect(option->direction, section, box), t.dim,
                   descending ? Qt::DownArrow : Qt::UpArrow);
        section.adjust(trailing ? 0 : 0, 0, trailing ? 0 : 5 - sortArrow, 0);
    }
    painter->setPen(sorted ? t.text : t.dim);
    const Qt::Alignment side = QStyle::visualAlignment(option->direction, option->textAlignment);
    const QString shown = option->fontMetrics.elidedText(option->text, Qt::ElideRight, section.width() + 1);
    painter->drawText(QStyle::visualRect(option->direction, option->rect, section),
                      static_cast<int>(side) | Qt::TextSingleLine, shown);
}

void paintProgress(const QStyleOption *option, QPainter *painter, const QColor &colour, double share)
{
    const int height = qMin(6, option->rect.height());
    QRect bar(option->rect.left(), option->rect.center().y() - height / 2, option->rect.width(), height);
    bar.setWidth(qRound(bar.width() * share));
    if (bar.width() > 0) {
        strokeRounded(painter, QStyle::visualRect(option->direction, option->rect, bar), height / 2.0, colour,
                      QColor());
    }
}

void paintToolButton(const QStyle *style, const QStyleOptionToolButton *option, QPainter *painter,
                     const QWidget *widget)
{
    style->drawPrimitive(QStyle::PE_PanelButtonTool, option, painter, widget);
    QStyleOptionToolButton label = *option;
    label.rect.adjust(6, 0, -6, 0);
    if (hasMenuMark(option)) {
        label.rect.setRight(label.rect.right() - menuMark + 6);
        const QRect mark(option->rect.right() - menuMark - 3, option->rect.top(), menuMark, option->rect.height());
        paintArrow(painter, QStyle::visualRect(option->direction, option->rect, mark), tokens(option->palette).dim);
    }
    label.rect = QStyle::visualRect(option->direction, option->rect, label.rect);
    style->drawControl(QStyle::CE_ToolButtonLabel, &label, painter, widget);
    if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange)) {
        paintFocus(option, painter);
    }
}

QColor labelColour(const QStyleOption *option, const QWidget *widget)
{
    const Tokens &t = tokens(option->palette);
    if (!has(option, QStyle::State_Enabled)) {
        return t.faint;
    }
    switch (buttonLook(widget)) {
    case ButtonLook::Primary:
        return t.onAccent;
    case ButtonLook::Destructive:
        return t.bad;
    case ButtonLook::Plain:
    case ButtonLook::Quiet:
        break;
    }
    return t.text;
}

} // namespace

void setButtonLook(QAbstractButton *button, ButtonLook look)
{
    button->setProperty(lookProperty, static_cast<int>(look));
    button->update();
}

ButtonLook buttonLook(const QWidget *button)
{
    return button ? static_cast<ButtonLook>(button->property(lookProperty).toInt()) : ButtonLook::Plain;
}

ControlStyle::ControlStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_enterKey(new EnterKey(this))
{
}

void ControlStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton *>(widget) || qobject_cast<QToolButton *>(widget)) {
        widget->installEventFilter(m_enterKey);
    }
    if (qobject_cast<QPushButton *>(widget)) {
        widget->setFont(textFont(TextSize::Strong));
        widget->setAttribute(Qt::WA_Hover);
    } else if (qobject_cast<QToolButton *>(widget) || qobject_cast<QScrollBar *>(widget) ||
               qobject_cast<QAbstractSpinBox *>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        return paintButton(option, painter, widget);
    case PE_FrameFocusRect:
        if (has(option, State_KeyboardFocusChange)) {
            paintFocus(option, painter);
        }
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); !frame || frame->lineWidth > 0) {
            paintField(option, painter);
        }
        return;
    case PE_IndicatorCheckBox:
        return paintCheck(option, painter, false);
    case PE_IndicatorRadioButton:
        return paintCheck(option, painter, true);
    case PE_IndicatorArrowDown:
        return paintArrow(painter, option->rect, tokens(option->palette).dim);
    case PE_IndicatorArrowUp:
        return paintArrow(painter, option->rect, tokens(option->palette).dim, Qt::UpArrow);
    case PE_IndicatorArrowRight:
        return paintArrow(painter, option->rect, tokens(option->palette).dim, Qt::RightArrow);
    case PE_IndicatorArrowLeft:
        return paintArrow(painter, option->rect, tokens(option->palette).dim, Qt::LeftArrow);
    case PE_FrameStatusBarItem:
    case PE_IndicatorHeaderArrow: // painted with the words it belongs to
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ControlStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (element == CE_HeaderSection) {
        paintHeader(option, painter);
    } else if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
               element == CE_HeaderLabel && header) {
        paintHeaderLabel(header, painter);
    } else if (element == CE_ProgressBarGroove) {
        paintProgress(option, painter, tokens(option->palette).slotFill, 1);
    } else if (element == CE_ProgressBarContents && bar && bar->maximum > bar->minimum) {
        const double share = double(bar->progress - bar->minimum) / double(bar->maximum - bar->minimum);
        paintProgress(option, painter, tokens(option->palette).accent, share);
    } else if (element == CE_ProgressBarContents || element == CE_Splitter) {
        return;
    } else if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
               element == CE_PushButtonLabel && button) {
        QStyleOptionButton copy = *button;
        copy.palette.setColor(QPalette::ButtonText, labelColour(option, widget));
        QProxyStyle::drawControl(element, &copy, painter, widget);
    } else {
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void ControlStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option); control == CC_ScrollBar && slider) {
        return paintScrollBar(this, slider, painter, widget);
    }
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        control == CC_ToolButton && button) {
        return paintToolButton(this, button, painter, widget);
    }
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option); control == CC_SpinBox && spin) {
        return paintSpinBox(this, spin, painter, widget);
    }
    if (control == CC_ComboBox) {
        paintField(option, painter);
        return paintArrow(painter, subControlRect(control, option, SC_ComboBoxArrow, widget),
                          tokens(option->palette).dim);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect ControlStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                   const QWidget *widget) const
{
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option); control == CC_ScrollBar && slider) {
        const QRect rect = scrollPart(slider, part, pixelMetric(PM_ScrollBarSliderMin, option, widget));
        return visualRect(option->direction, QRect(QPoint(0, 0), option->rect.size()), rect);
    }
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option); control == CC_SpinBox && spin) {
        return visualRect(option->direction, option->rect, spinPart(spin, part));
    }
    const QRect usual = QProxyStyle::subControlRect(control, option, part, widget);
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (control == CC_ComboBox && part == SC_ComboBoxEditField && box) {
        const int left = box->editable ? fieldInset - 2 : fieldInset - 1; // what each adds by itself
        return visualRect(
            option->direction, option->rect,
            QRect(option->rect.left() + left, usual.top(), option->rect.width() - left - comboArrow, usual.height()));
    }
    return usual;
}

QRect ControlStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (element == SE_LineEditContents && frame && frame->lineWidth > 0) {
        return option->rect.adjusted(fieldInset - 2, 1, 2 - fieldInset, -1);
    }
    const QRect label = option->rect.adjusted(headerMargin, headerMargin, -headerMargin, -headerMargin);
    return element == SE_HeaderLabel ? label : QProxyStyle::subElementRect(element, option, widget); // with its arrow
}

QSize ControlStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton) {
        result = QSize(size.width() + 2 * space::medium, qMax(size.height() + 2 * 7, 30));
    } else if (type == CT_ToolButton) {
        result = QSize(size.width() + 20 + (hasMenuMark(option) ? menuMark : 0), qMax(size.height() + 10, 30));
    } else if (type == CT_LineEdit) {
        result = QSize(size.width() + 2 * fieldInset, qMax(result.height(), 30));
    } else if (type == CT_ComboBox) {
        result = QSize(result.width() + 2 * fieldInset, qMax(result.height(), 30));
    } else if (type == CT_SpinBox) {
        result = QSize(size.width() + 2 * fieldInset + spinButton, qMax(option->fontMetrics.height() + 12, 30));
    } else if (type == CT_HeaderSection) {
        result = QSize(result.width() + 2 * (space::medium - headerMargin) + 4, qMax(result.height(), 28));
    }
    return result;
}

int ControlStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_HeaderMargin:
        return headerMargin;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_SplitterWidth:
        return space::small;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 17;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 0;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return space::small;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ControlStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_ItemView_ActivateItemOnSingleClick: // a click selects a card or a row, whatever the desktop
    case SH_ScrollBar_Transient:
        return 0;
    case SH_UnderlineShortcut:
        return qobject_cast<const QAbstractButton *>(widget) ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace stormdeck::style
