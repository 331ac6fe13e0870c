// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/follower.h"
#include "wizards/background.h"
#include "wizards/look.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace stormdeck::ui {

class LogModel;
class LogView;

/// Follows logs of any number of sources, merged in time order. Deleted when it is closed. GUI thread; the sources have
/// threads of their own.
class LogWindow : public QDialog
{
    Q_OBJECT

public:
    /// `background` and `clock` outlive the window.
    LogWindow(const QString &title, const std::vector<logs::LogSource> &sources, docker::EngineClients clients,
              logs::Successor successor, wizards::Background &background, const Clock &clock,
              QWidget *parent = nullptr);
    ~LogWindow() override;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeTools();
    void takeLines();
    void applyFilter();
    void showFound();
    void showState();
    void showProblems();
    void tell(const QString &notice);
    void save();
    /// Once all lines are searched.
    void write(const QString &path);

    wizards::Background &m_background;
    const Clock &m_clock;
    size_t m_wanted;
    std::unique_ptr<logs::Follower> m_follower; ///< joins its threads when it goes: elsewhere than here
    std::vector<logs::SourceState> m_states;    ///< as shown
    LogModel *m_model;
    LogView *m_view;
    QLineEdit *m_search;
    QComboBox *m_level;
    QToolButton *m_follow;
    look::Label *m_state;
    look::Label *m_problem;
    QString m_notice; ///< of saving, for a while
    QTimer m_noticeTime;
    QTimer m_pace;
};

} // namespace stormdeck::ui
