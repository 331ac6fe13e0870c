// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/progress.h"
#include "preflight/report.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace stormdeck::style {
class Caption;
class ElidedLabel;
class StateLabel;
} // namespace stormdeck::style

namespace stormdeck::ui {

class CheckDetails;

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

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeIntro();
    void showState();

    QStringList m_machines;
    QString m_reason;
    preflight::Report m_report;
    bool m_isRunning = false;
    bool m_hasReport = false;
    style::ElidedLabel *m_source;
    style::StateLabel *m_summary;
    QPushButton *m_run;
    QPushButton *m_stop;
    style::Caption *m_introWords;
    QPushButton *m_start;
    QStackedWidget *m_views;
    QWidget *m_intro;
    CheckDetails *m_details;
};

} // namespace stormdeck::ui
