// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/journal.h"
#include "style/widgets.h"

namespace stormdeck::ui {

/// Operations that began and have no end, each with what can be done about it, and journals that cannot be read. Hidden
/// while there are none.
class ResumeBanner : public QWidget
{
    Q_OBJECT

public:
    explicit ResumeBanner(QWidget *parent = nullptr);
    void show(const plan::InterruptedList &list);
    using QWidget::show;

Q_SIGNALS:
    void resumeOperation(const QString &path);
    void undoOperation(const QString &path);
    void leaveOperation(const QString &path);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *rowOf(const plan::Interrupted &operation);
    /// What cannot be read may be an operation that was interrupted.
    static QWidget *rowOf(const QString &unreadable);

    QVBoxLayout *m_rows;
};

} // namespace stormdeck::ui
