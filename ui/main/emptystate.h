// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "main/liststate.h"

#include <QWidget>

class QPushButton;

namespace stormdeck::style {
class Caption;
}

namespace stormdeck::ui {

/// In place of rows: what belongs here or what went wrong, and the next step as a button.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);
    void show(const ListState &state);
    using QWidget::show;

Q_SIGNALS:
    void accepted(stormdeck::ui::ListState::Offer offer);

private:
    ListState::Offer m_offer = ListState::Offer::Nothing;
    style::Caption *m_title;
    style::Caption *m_words;
    QPushButton *m_button;
};

} // namespace stormdeck::ui
