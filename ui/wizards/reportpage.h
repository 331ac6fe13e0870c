// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizards/look.h"
#include "wizards/operationsession.h"

class QPushButton;

namespace stormdeck::dialogs {
class ErrorPanel;
}

namespace stormdeck::wizards {

class ReportTable;

/// How an operation ended: the verdict by observation, each step with its time and what was seen, and what can be
/// done next.
class ReportPage : public QWidget
{
    Q_OBJECT

public:
    explicit ReportPage(QWidget *parent = nullptr);

    /// The session has ended and has a report.
    void showReport(const OperationSession &session);
    void showError(const Error &error);
    /// There is nothing more to be done with it.
    void offerOnlyToClose();

Q_SIGNALS:
    void resumeRequested();
    void undoRequested();
    void leaveRequested();
    void closeRequested();

private:
    QWidget *makeBody();
    QWidget *makeFooter();
    void showOutput(const OperationSession &session);
    void offerNext(const OperationSession &session);
    void makeMain(QPushButton *main);

    look::Card *m_verdict;
    look::Label *m_headline;
    look::Label *m_sentence;
    dialogs::ErrorPanel *m_error;
    look::Label *m_outputHeading;
    look::CodeBox *m_output;
    look::Card *m_frame;
    ReportTable *m_table;
    look::Label *m_summary;
    QPushButton *m_leave;
    QPushButton *m_undo;
    QPushButton *m_resume;
    QPushButton *m_close;
};

} // namespace stormdeck::wizards
