// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/pageparts.h"

#include "style/tokens.h"

#include <QBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QSplitter>

namespace stormdeck::wizards {

namespace {
class LineHandle : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), style::tokens(palette()).line); }
};

class LineSplitter : public QSplitter
{
protected:
    QSplitterHandle *createHandle() override { return new LineHandle(orientation(), this); }
};
} // namespace

QWidget *twoPanes(QWidget *left, QWidget *right)
{
    auto *splitter = new LineSplitter;
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({376, 524});
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
    rows->addStretch(1);
    for (QWidget *text : texts) {
        rows->addWidget(text);
    }
    rows->addStretch(1);
    columns->addLayout(rows, 1);
    for (QWidget *control : controls) {
        columns->addWidget(control);
    }
    return bar;
}

} // namespace stormdeck::wizards
