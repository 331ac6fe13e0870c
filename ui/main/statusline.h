// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/store.h"

#include <QWidget>

namespace stormdeck::style {
class Caption;
class ElidedLabel;
} // namespace stormdeck::style

namespace stormdeck::ui {

/// The bottom line: what runs, through which engine, and the versions.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);
    void showOperation(const QString &text);
    /// An empty picture clears the right side.
    void show(const watch::Picture &picture);
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    style::ElidedLabel *m_operation;
    style::Caption *m_engine;
    style::Caption *m_storm;
    style::Caption *m_zookeeper;
};

} // namespace stormdeck::ui
