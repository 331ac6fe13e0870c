// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizards/look.h"
#include "wizards/operationsession.h"
#include "wizards/stagemodel.h"

class QPushButton;

namespace stormdeck::wizards {

class PartCard;
class StageList;

/// Follows a session while it runs: stages with their times, parts and log of the selected one, what a stop would
/// mean. The stage that runs stays selected until the user picks another; picking the running one follows again.
class RunPage : public QWidget
{
    Q_OBJECT

public:
    explicit RunPage(const Clock &clock, QWidget *parent = nullptr);

    /// The session must outlive the page or be replaced before it dies.
    void setSession(OperationSession *session);

Q_SIGNALS:
    void hideRequested();

private:
    QWidget *makeDetail();
    QWidget *makeFooter();
    void refresh();
    void follow();
    void showStage(int stage);
    void showParts();
    void showLog();
    void addLines(const plan::StepId &step, const QStringList &lines);
    void askStop();
    void stopAsked();
    void updateTexts();
    [[nodiscard]] const plan::Stage *shownStage() const;
    [[nodiscard]] std::vector<plan::Part> partsOf(const plan::Stage &stage) const;
    [[nodiscard]] QString situation(const plan::Stage &stage) const;

    const Clock &m_clock;
    QPointer<OperationSession> m_session;
    StageModel m_model;
    StageList *m_list;
    look::Label *m_title;
    look::Label *m_situation;
    look::CardGrid *m_parts;
    std::vector<PartCard *> m_cards;
    look::Label *m_logHeading;
    look::CodeBox *m_log;
    look::Label *m_stopHeading;
    look::Label *m_ifStopped;
    look::Bar *m_bar;
    look::Label *m_progress;
    QPushButton *m_hide;
    QPushButton *m_stop;
    QTimer m_refresh;
    bool m_following = true;
};

} // namespace stormdeck::wizards
