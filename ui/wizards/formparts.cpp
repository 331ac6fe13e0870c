// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/formparts.h"

#include "style/controlstyle.h"
#include "wizards/pageparts.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace stormdeck::wizards {

using look::Label;
using look::Tone;

namespace {
constexpr int FieldHeight = 30;
} // namespace

Form::Form(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, 150);
    m_grid->setColumnStretch(1, 1);
}

void Form::add(const QString &label, QWidget *field, const QString &explanation, QWidget *problem)
{
    int row = m_grid->rowCount();
    if (!label.isEmpty()) {
        auto *caption = new Label(label);
        caption->setWordWrap(false);
        caption->setBuddy(field);
        caption->setContentsMargins(0, 6, 0, 0); // level with the first line of a tall field
        m_grid->addWidget(caption, row, 0, Qt::AlignLeft | Qt::AlignTop);
    }
    // A low one is level with its caption too.
    field->setMinimumHeight(std::max(field->minimumHeight(), FieldHeight));
    // A field of fixed width would keep the whole column narrow.
    const bool isFixed = field->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed;
    m_grid->addWidget(field, row, 1, isFixed ? Qt::AlignLeft : Qt::Alignment());
    if (!explanation.isEmpty()) {
        m_grid->addWidget(new Label(explanation, Tone::Dim, Label::Size::Small), ++row, 1);
    }
    if (problem) {
        m_grid->addWidget(problem, ++row, 1);
    }
    m_grid->setRowMinimumHeight(++row, 6);
}

Disclosure::Disclosure(const QString &title, QWidget *content, QWidget *parent)
    : QWidget(parent), m_toggle(new QToolButton), m_content(content)
{
    m_toggle->setText(title);
    m_toggle->setCheckable(true);
    m_toggle->setAutoRaise(true);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    style::setButtonLook(m_toggle, style::ButtonLook::Quiet);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    rows->addWidget(m_toggle, 0, Qt::AlignLeft);
    rows->addWidget(content);
    connect(m_toggle, &QToolButton::toggled, this, &Disclosure::setOpen);
    connect(m_toggle, &QToolButton::clicked, this, &Disclosure::reveal, Qt::QueuedConnection); // once it is laid out
    setOpen(false);
}

void Disclosure::setOpen(bool open)
{
    m_toggle->setChecked(open);
    m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_content->setVisible(open);
}

void Disclosure::reveal()
{
    QWidget *holder = parentWidget();
    while (holder && !qobject_cast<QScrollArea *>(holder)) {
        holder = holder->parentWidget();
    }
    if (auto *area = qobject_cast<QScrollArea *>(holder); area && isOpen()) {
        const int top = mapTo(area->widget(), QPoint()).y();
        const int hidden = top + height() - area->verticalScrollBar()->value() - area->viewport()->height();
        if (hidden > 0) {
            area->verticalScrollBar()->setValue(std::min(top, area->verticalScrollBar()->value() + hidden));
        }
    }
}

bool Disclosure::isOpen() const
{
    return m_toggle->isChecked();
}

QVBoxLayout *pageLayout(QWidget *page)
{
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(PageMargin, 16, PageMargin, 16);
    rows->setSpacing(8);
    return rows;
}

look::Label *sectionHeading(const QString &text)
{
    return new Label(text, Tone::Plain, Label::Size::Strong);
}

} // namespace stormdeck::wizards
