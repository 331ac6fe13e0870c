// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/store.h"

#include <QWidget>

#include <map>

class QHBoxLayout;
class QPushButton;

namespace stormdeck::style {
class Caption;
class ElidedLabel;
} // namespace stormdeck::style

namespace stormdeck::ui {

/// The bottom line: what runs, each with a button that brings its window back, through which engine, and the versions.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);
    /// What this operation is at now.
    void showOperation(const QString &id, const QString &text);
    void endOperation(const QString &id);
    [[nodiscard]] bool hasOperations() const { return !m_operations.empty(); }
    /// An empty picture clears the right side.
    void show(const watch::Picture &picture);
    using QWidget::show;

Q_SIGNALS:
    /// The operator wants to see this operation.
    void operationWanted(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        QWidget *row = nullptr;
        style::ElidedLabel *text = nullptr;
    };
    [[nodiscard]] Entry makeEntry(const QString &id);

    std::map<QString, Entry> m_operations;
    QHBoxLayout *m_running;
    style::ElidedLabel *m_none;
    style::Caption *m_engine;
    style::Caption *m_storm;
    style::Caption *m_zookeeper;
};

} // namespace stormdeck::ui
