// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QPushButton;

namespace stormdeck::style {
class Caption;
class StateLabel;
} // namespace stormdeck::style

namespace stormdeck::ui {

class CheckRun;

/// What a run of checks is doing or found, in one line, with what can be done about it: look closer, stop it, run it
/// again, go on in spite of warnings. Hidden where nothing is checked. GUI thread.
class CheckStrip : public QWidget
{
    Q_OBJECT

public:
    /// `run` outlives this.
    explicit CheckStrip(CheckRun &run, QWidget *parent = nullptr);

    /// Whether all of it is shown elsewhere in the window just now, so that nothing need lead there.
    void setInFull(bool inFull);

Q_SIGNALS:
    void detailsRequested();
    void againRequested();

private:
    void showState();
    void showRunning();
    void showDone();
    [[nodiscard]] QString foundText() const;

    CheckRun &m_run;
    bool m_inFull = false;
    style::StateLabel *m_state;
    style::Caption *m_text;
    QCheckBox *m_anyway;
    QPushButton *m_details;
    QPushButton *m_again;
    QPushButton *m_stop;
};

} // namespace stormdeck::ui
