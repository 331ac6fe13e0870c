// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizards/inputspage.h"
#include "wizards/operationsession.h"

#include <QDialog>
#include <QPointer>

class QPushButton;
class QStackedWidget;

namespace stormdeck::look {
class Label;
}
namespace stormdeck::dialogs {
class ErrorPanel;
}
namespace stormdeck::ui {
class CheckRun;
class CheckStrip;
} // namespace stormdeck::ui

namespace stormdeck::wizards {

class CheckPage;
class ReportPage;
class ReviewPage;
class RunPage;

/// One operation in a window that does not block others: inputs -> review -> run -> report. Where the inputs ask for
/// it, the machines are checked as soon as the review shows that something is to be formed or deployed on them, or no
/// plan could be made of what they answer; what that finds stands above the page, in full on a page of its own. Closing
/// it while the operation runs hides it, and it shows itself again with the report; do not let it be deleted on close.
/// Closed for good it emits finished(int), so that its owner can delete it. Destroying it asks a running operation to
/// stop.
class PlanWindow : public QDialog
{
    Q_OBJECT

public:
    enum class Page { Inputs, Checks, Review, Run, Report };
    enum class Then { Resume, Undo, Leave };

    /// Begins with a page of inputs, which the window owns.
    PlanWindow(PlanServices services, InputsPage *inputs, QWidget *parent = nullptr);
    /// Begins with the review of a plan.
    PlanWindow(PlanServices services, const plan::Plan &plan, QWidget *parent = nullptr);
    /// Takes up an interrupted operation by its journal.
    PlanWindow(PlanServices services, const QString &journal, Then then, QWidget *parent = nullptr);
    ~PlanWindow() override;

    [[nodiscard]] Page page() const;
    /// Whether an operation runs in it or is being closed, shown or hidden.
    [[nodiscard]] bool isRunning() const;
    /// nullptr until an operation was started.
    [[nodiscard]] OperationSession *session() const { return m_session.get(); }

    void reject() override;

Q_SIGNALS:
    void pageChanged();
    void operationStarted(const stormdeck::plan::Plan &plan);
    /// For a status bar, while it runs: "Set up lab · Step 6 of 11, …".
    void progressText(const QString &text);
    void operationFinished(const stormdeck::plan::Report &report);
    /// Hidden while the operation goes on; show() brings it back.
    void movedToBackground();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    PlanWindow(PlanServices services, QWidget *parent);
    void addInputs(InputsPage *inputs);
    QWidget *makeInputsFooter();
    void goTo(Page page);
    void makePlan();
    void takePlan(Result<plan::Plan> plan);
    void setPlanning(bool planning);
    void review(const plan::Plan &plan);
    void addChecks();
    void checkMachines();
    void checkBeforePlan();
    void checkAgain();
    void endChecks();
    void leaveReview();
    void begin();
    void reopen(const QString &journal, Then then);
    void adopt(std::unique_ptr<OperationSession> session);
    void showRun();
    void updateHeader();
    void setHeader(const QString &title, const QString &subtitle);

    PlanServices m_services;
    plan::Plan m_plan;
    std::unique_ptr<OperationSession> m_session;
    Background::Call m_planning;
    QPointer<QWidget> m_focusBefore; ///< in the inputs, while the plan is made
    InputsPage *m_inputs = nullptr;
    look::Label *m_title;
    look::Label *m_subtitle;
    QStackedWidget *m_pages;
    QWidget *m_inputsFrame;
    dialogs::ErrorPanel *m_error;
    look::Label *m_inputsNote;
    QPushButton *m_continue;
    QPushButton *m_cancel;
    ui::CheckRun *m_checkRun;
    ui::CheckStrip *m_strip;
    CheckPage *m_checks;
    bool m_hasPlan = false;
    ReviewPage *m_review;
    RunPage *m_run;
    ReportPage *m_report;
};

} // namespace stormdeck::wizards
