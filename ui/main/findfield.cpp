// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/findfield.h"

#include "style/icons.h"
#include "style/text.h"
#include "style/widgets.h"

#include <QAction>
#include <QPainter>
#include <QStyle>

namespace stormdeck::ui {

namespace {
constexpr int inset = 10;
constexpr int symbol = 16;
constexpr int usualHeight = 32;
} // namespace

FindField::FindField(QAction *action, QWidget *parent)
    : QAbstractButton(parent), m_keys(action->shortcut().toString(QKeySequence::NativeText))
{
    setText(tr("Find or run a command"));
    setIcon(style::icon(QStringLiteral("find")));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setToolTip(action->toolTip());
    setEnabled(action->isEnabled());
    connect(action, &QAction::changed, this, [this, action] {
        setEnabled(action->isEnabled());
        setToolTip(action->toolTip());
    });
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
}

QSize FindField::sizeHint() const
{
    const QFontMetrics metrics(style::textFont(style::TextSize::Body));
    const int words = metrics.horizontalAdvance(text()) + metrics.horizontalAdvance(m_keys) + 24;
    return {2 * inset + symbol + 8 + words, qMax(usualHeight, metrics.height() + 14)};
}

QSize FindField::minimumSizeHint() const
{
    return {2 * inset + symbol, sizeHint().height()};
}

void FindField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const style::Tokens &t = style::tokens(palette());
    const bool focused = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    painter.setRenderHint(QPainter::Antialiasing);
    style::paintRounded(painter, rect(), style::space::controlRadius, t.window,
                        focused                       ? t.accent
                        : underMouse() && isEnabled() ? t.dim
                        : isEnabled()                 ? t.controlEdge
                                                      : t.line);
    const auto place = [this](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
    icon().paint(&painter, place({inset, (height() - symbol) / 2, symbol, symbol}), Qt::AlignCenter,
                 isEnabled() ? QIcon::Normal : QIcon::Disabled);
    painter.setFont(style::textFont(style::TextSize::Body));
    const QFontMetrics metrics = painter.fontMetrics();
    const int keys = metrics.horizontalAdvance(m_keys);
    QRect words(inset + symbol + 8, 0, width() - 2 * inset - symbol - 8, height());
    const auto side = [this](Qt::Alignment alignment) {
        return static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment) | Qt::AlignVCenter);
    };
    painter.setPen(t.faint);
    if (words.width() > keys + 60) {
        painter.drawText(place(words), side(Qt::AlignTrailing), m_keys);
        words.setWidth(words.width() - keys - 12);
    }
    if (words.width() > 20) {
        painter.drawText(place(words), side(Qt::AlignLeading),
                         metrics.elidedText(text(), Qt::ElideRight, words.width() + 1));
    }
}

} // namespace stormdeck::ui
