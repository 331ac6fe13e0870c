// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace stormdeck::look {
class Label;
}
namespace stormdeck::ui {
class CheckDetails;
class CheckRun;
} // namespace stormdeck::ui

namespace stormdeck::wizards {

/// The checks of the machines in full, and the way back to where one came from. GUI thread.
class CheckPage : public QWidget
{
    Q_OBJECT

public:
    /// `run` outlives this.
    explicit CheckPage(ui::CheckRun &run, QWidget *parent = nullptr);

    /// Whether there is a plan to go back to; else there are the inputs.
    void setHasPlan(bool hasPlan);

Q_SIGNALS:
    void backRequested();

private:
    void begin();
    void showObstacle();

    ui::CheckRun &m_run;
    ui::CheckDetails *m_details;
    look::Label *m_obstacle;
    QPushButton *m_back;
};

} // namespace stormdeck::wizards
