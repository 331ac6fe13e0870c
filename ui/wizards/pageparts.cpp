// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/pageparts.h"

#include <QBoxLayout>
#include <QScrollArea>
#include <QSplitter>

namespace stormdeck::wizards {

QWidget *twoPanes(QWidget *left, QWidget *right)
{
    auto *splitter = new QSplitter;
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({360, 540});
    left->setMinimumWidth(240);
    right->setMinimumWidth(320);
    return splitter;
}

QWidget *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    return area;
}

QWidget *footer(const QList<QWidget *> &texts, const QList<QWidget *> &controls)
{
    auto *bar = new QWidget;
    auto *columns = new QHBoxLayout(bar);
    columns->setContentsMargins(PageMargin, 12, PageMargin, 12);
    columns->setSpacing(8);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(6);
    rows->addStretch();
    for (QWidget *text : texts) {
        rows->addWidget(text);
    }
    rows->addStretch();
    columns->addLayout(rows, 1);
    for (QWidget *control : controls) {
        columns->addWidget(control);
    }
    return bar;
}

} // namespace stormdeck::wizards
