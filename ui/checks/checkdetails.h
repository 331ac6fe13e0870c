// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/progress.h"
#include "preflight/report.h"

#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QCheckBox;
class QComboBox;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace stormdeck::tables {
class Table;
class Tree;
} // namespace stormdeck::tables

namespace stormdeck::ui {

class CheckTree;
class ReachMatrix;
class ResultPanel;

/// Checks of machines in full: how far they are, what they found with evidence and remedy, and which ports get through
/// between whom. GUI thread.
class CheckDetails : public QWidget
{
    Q_OBJECT

public:
    explicit CheckDetails(QWidget *parent = nullptr);

    /// Checks of these machines have begun.
    void begin(const QStringList &machines);
    void setProgress(const preflight::MachineProgress &progress);
    /// They have ended. The worst result is selected.
    void show(const preflight::Report &report);
    using QWidget::show;
    void clear();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum View { Checks, Matrix };
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QWidget *makeChecks();
    [[nodiscard]] QWidget *makeMatrix();
    QAbstractButton *addTab(const QString &text, View view);
    void showView(View view);
    void showChosen();
    void showPorts();
    void copy() const;

    preflight::Report m_report;
    bool m_hasReport = false;
    CheckTree *m_model;
    ReachMatrix *m_matrix;
    QButtonGroup *m_tabs;
    QCheckBox *m_onlyFindings;
    QPushButton *m_hosts;
    QStackedWidget *m_views;
    tables::Tree *m_tree;
    QSplitter *m_splitter;
    ResultPanel *m_result;
    tables::Table *m_table;
    QComboBox *m_port;
};

} // namespace stormdeck::ui
