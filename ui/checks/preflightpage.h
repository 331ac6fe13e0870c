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

namespace stormdeck::style {
class Caption;
class ElidedLabel;
class StateLabel;
} // namespace stormdeck::style
namespace stormdeck::tables {
class Table;
class Tree;
} // namespace stormdeck::tables

namespace stormdeck::ui {

class CheckTree;
class ReachMatrix;
class ResultPanel;

/// Whether the machines can carry a cluster: runs the checks by whoever listens, shows how far they are, what they
/// found, and which ports get through between whom. GUI thread.
class PreflightPage : public QWidget
{
    Q_OBJECT

public:
    explicit PreflightPage(QWidget *parent = nullptr);

    /// Forgets what was found. `reason`: why nothing can be checked; empty where it can.
    void setMachines(const QStringList &machines, const QString &reason);
    /// The checks have begun.
    void begin();
    void setProgress(const preflight::MachineProgress &progress);
    /// They have ended.
    void show(const preflight::Report &report);
    using QWidget::show;
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void runRequested();
    void stopRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum View { Intro, Checks, Matrix };
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QWidget *makeIntro();
    [[nodiscard]] QWidget *makeChecks();
    [[nodiscard]] QWidget *makeMatrix();
    QAbstractButton *addTab(const QString &text, View view);
    void showView(View view);
    void showState();
    void showChosen();
    void showPorts();
    void copy() const;

    QStringList m_machines;
    QString m_reason;
    preflight::Report m_report;
    bool m_isRunning = false;
    bool m_hasReport = false;
    CheckTree *m_model;
    ReachMatrix *m_matrix;
    style::ElidedLabel *m_source;
    style::StateLabel *m_summary;
    QPushButton *m_run;
    QPushButton *m_stop;
    QPushButton *m_hosts;
    QWidget *m_bar = nullptr;
    QButtonGroup *m_tabs;
    QCheckBox *m_onlyFindings;
    style::Caption *m_introWords;
    QPushButton *m_start;
    QStackedWidget *m_views;
    tables::Tree *m_tree;
    QSplitter *m_splitter;
    ResultPanel *m_result;
    tables::Table *m_table;
    QComboBox *m_port;
};

} // namespace stormdeck::ui
