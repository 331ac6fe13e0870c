// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/whyoffer.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QStyle>
#include <QStyleOptionFocusRect>

namespace stormdeck::ui {

namespace {

bool isAsking(const QKeyEvent &event)
{
    const int key = event.key();
    const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    return plain && (key == Qt::Key_F1 || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space);
}

} // namespace

WhyOffer::WhyOffer(QWidget *widget) : QObject(widget), m_widget(widget)
{
    widget->setFocusPolicy(Qt::StrongFocus);
    widget->installEventFilter(this);
}

void WhyOffer::paintFocus(const QWidget &widget, QPainter &painter)
{
    if (!widget.hasFocus()) {
        return;
    }
    QStyleOptionFocusRect option;
    option.initFrom(&widget);
    widget.style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, &widget);
}

void WhyOffer::ask()
{
    if (m_choices.size() == 1) {
        Q_EMIT whyRequested(m_choices.front().subject);
    } else if (!m_choices.empty()) {
        openMenu(m_widget->mapToGlobal(m_widget->rect().bottomLeft()));
    }
}

bool WhyOffer::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // else F1 would ask for what is selected
        if (isAsking(*static_cast<QKeyEvent *>(event))) {
            event->accept();
            return true;
        }
        break;
    case QEvent::KeyPress:
        if (isAsking(*static_cast<QKeyEvent *>(event))) {
            ask();
            return true;
        }
        break;
    case QEvent::ContextMenu:
        openMenu(static_cast<QContextMenuEvent *>(event)->globalPos());
        return true;
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        m_widget->update();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void WhyOffer::openMenu(const QPoint &at)
{
    if (m_choices.empty()) {
        return;
    }
    auto *menu = new QMenu(m_widget);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    WhyChoices choices = m_choices;
    for (WhyChoice &choice : choices) {
        choice.words = tr("Why? %1").arg(choice.words);
    }
    addChoices(*menu, choices, [this](const cluster::Subject &subject) { Q_EMIT whyRequested(subject); });
    menu->popup(at);
}

} // namespace stormdeck::ui
