// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/resumebanner.h"

#include "style/controlstyle.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace stormdeck::ui {

namespace {

QString detailOf(const plan::Interrupted &operation)
{
    const QString done = ResumeBanner::tr("%1 of %2 steps done").arg(operation.stepsDone).arg(operation.stepsTotal);
    const QString since = ResumeBanner::tr("started %1")
                              .arg(operation.started.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    QStringList parts{operation.cluster, since, done};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString titleOf(const plan::Interrupted &operation)
{
    return operation.undoing ? ResumeBanner::tr("The undo of “%1” was interrupted.").arg(operation.title)
                             : ResumeBanner::tr("“%1” was interrupted.").arg(operation.title);
}

QHBoxLayout *beginRow(QWidget *row, const QString &title)
{
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(style::space::small);
    auto *sign = new style::StateLabel;
    sign->setState(style::Tone::Warning, title);
    line->addWidget(sign);
    return line;
}

} // namespace

ResumeBanner::ResumeBanner(QWidget *parent) : QWidget(parent), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(style::space::large, style::space::small, style::space::large, style::space::small);
    setAccessibleName(tr("Interrupted operations"));
    hide();
}

void ResumeBanner::show(const plan::InterruptedList &list)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    for (const plan::Interrupted &operation : list.operations) {
        m_rows->addWidget(rowOf(operation));
    }
    for (const QString &path : list.unreadable) {
        m_rows->addWidget(rowOf(path));
    }
    setVisible(m_rows->count() > 0);
}

QWidget *ResumeBanner::rowOf(const QString &unreadable)
{
    auto *row = new QWidget;
    auto *line = beginRow(row, tr("What an operation did cannot be read: it may have been interrupted."));
    auto *detail = new style::ElidedLabel;
    detail->setText(tr("%1 is damaged or of another version of Stormdeck. Move it away once you have seen to its cluster.")
                        .arg(unreadable));
    line->addWidget(detail, 1);
    return row;
}

QWidget *ResumeBanner::rowOf(const plan::Interrupted &operation)
{
    auto *row = new QWidget;
    auto *line = beginRow(row, titleOf(operation));
    auto *detail = new style::Caption(detailOf(operation), style::TextSize::Body, style::Caption::Ink::Text);
    detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    line->addWidget(detail, 1);
    const QString path = operation.path;
    const auto add = [&](const QString &text, const QString &explanation,
                         void (ResumeBanner::*signal)(const QString &)) {
        auto *button = new QPushButton(text);
        button->setToolTip(explanation);
        button->setAccessibleDescription(operation.title);
        connect(button, &QPushButton::clicked, this, [this, signal, path] { Q_EMIT(this->*signal)(path); });
        line->addWidget(button);
    };
    add(tr("Resume"), tr("Goes on where it ended, after looking at what is there."), &ResumeBanner::resumeOperation);
    if (operation.reversible) {
        add(tr("Undo"), tr("Takes back what this operation changed."), &ResumeBanner::undoOperation);
    }
    add(tr("Leave as it is"), tr("Changes nothing and asks no more."), &ResumeBanner::leaveOperation);
    return row;
}

void ResumeBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const style::Tokens &t = style::tokens(palette());
    painter.fillRect(rect(), t.warningTint);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

} // namespace stormdeck::ui
