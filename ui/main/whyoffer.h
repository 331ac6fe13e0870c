// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "main/whychoice.h"

class QPainter;

namespace stormdeck::ui {

/// Lets a widget be asked "Why?": by its context menu and, while it has the keyboard, by F1, Return or Space. Where it
/// stands for several things the keys open the menu. Belongs to the widget, which paints its own focus. GUI thread.
class WhyOffer : public QObject
{
    Q_OBJECT

public:
    explicit WhyOffer(QWidget *widget);
    void setChoices(const WhyChoices &choices) { m_choices = choices; }
    /// For the widget's paintEvent: the frame of what has the keyboard.
    static void paintFocus(const QWidget &widget, QPainter &painter);

public Q_SLOTS:
    /// What the keys do.
    void ask();

Q_SIGNALS:
    void whyRequested(const stormdeck::cluster::Subject &subject);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void openMenu(const QPoint &at);

    QWidget *m_widget;
    WhyChoices m_choices;
};

} // namespace stormdeck::ui
