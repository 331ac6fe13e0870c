// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/pageparts.h"

#include "style/tokens.h"

#include <QAbstractSpinBox>
#include <QBoxLayout>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
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

bool takesWheel(const QObject *object)
{
    return qobject_cast<const QAbstractSpinBox *>(object) || qobject_cast<const QComboBox *>(object);
}

/// The wheel moves the page; a field under the pointer changes only where it has the focus.
class PageScroll : public QScrollArea
{
protected:
    void showEvent(QShowEvent *event) override
    {
        QScrollArea::showEvent(event);
        const auto fields = widget()->findChildren<QWidget *>();
        for (QWidget *field : fields) {
            if (takesWheel(field)) {
                field->setFocusPolicy(Qt::StrongFocus);
                field->installEventFilter(this);
            }
        }
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool isWheel = event->type() == QEvent::Wheel && takesWheel(watched);
        if (!isWheel || static_cast<QWidget *>(watched)->hasFocus()) {
            return QScrollArea::eventFilter(watched, event);
        }
        QCoreApplication::sendEvent(verticalScrollBar(), event);
        return true;
    }
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
    auto *area = new PageScroll;
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
