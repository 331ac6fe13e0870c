// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/firstboot.h"
#include "wizards/background.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace stormdeck::look {
class CodeBox;
class Label;
} // namespace stormdeck::look

namespace stormdeck::dialogs {

class ErrorPanel;

/// What a cloud needs to start machines of a snapshot: names and security-group rules, or user data; to copy or save.
class FirstBootDialog : public QDialog
{
    Q_OBJECT

public:
    FirstBootDialog(wizards::Background &background, ops::ClusterInputs cluster, QWidget *parent = nullptr);

    /// What it shows now; empty where that cannot be made.
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    [[nodiscard]] QWidget *makeChoices();
    [[nodiscard]] QWidget *makeFooter();
    void display(const Result<QByteArray> &made);
    void refresh();
    void copy();
    void save();
    void write(const QString &path);

    wizards::Background &m_background;
    ops::ClusterInputs m_cluster;
    QString m_text;
    QComboBox *m_what;
    QComboBox *m_cloud;
    QLineEdit *m_manager;
    look::CodeBox *m_code;
    ErrorPanel *m_error;
    look::Label *m_said;
    QPushButton *m_copy;
    QPushButton *m_save;
};

} // namespace stormdeck::dialogs
