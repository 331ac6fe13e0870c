// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/runner.h"
#include "wizards/background.h"
#include "wizards/look.h"
#include "wizards/stagemodel.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace stormdeck::dialogs {
class ErrorPanel;
}

namespace stormdeck::wizards {

class PlanOverview;
class StageList;

/// Shows a plan before it runs: stages with what is there already, the commands of the selected one, what it means.
/// Asks the cluster for the state of the steps in the background.
class ReviewPage : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewPage(Background &background, QWidget *parent = nullptr);

    /// `factory` makes actors that know the plan's machines.
    void setPlan(const plan::Plan &plan, const plan::ActorFactory &factory, bool canGoBack);
    [[nodiscard]] bool isChecking() const { return m_check.isPending(); }
    /// What the steps would find now, once checked() was emitted.
    [[nodiscard]] const std::vector<plan::PreviewedStep> &preview() const { return m_preview; }
    /// Makes the plan's act that of the window again, where another page has taken the default button.
    void takeDefault();
    /// Why the plan must not start though its steps could, as a sentence; empty where it may.
    void setObstacle(const QString &obstacle);

Q_SIGNALS:
    void backRequested();
    void confirmed();
    void checked();

private:
    struct Words
    {
        std::map<plan::StepId, QStringList> commands;
        std::map<plan::StepId, bool> reversible;
    };

    QWidget *makeDetail();
    QWidget *makeFooter();
    QWidget *makeConfirmation();
    void check();
    void takeWords(Words words);
    void takePreview(std::vector<plan::PreviewedStep> preview);
    void showStage(int stage);
    [[nodiscard]] QString explanation(const plan::Stage &stage) const;
    void updateFooter();
    void copyCommands();
    void saveScript();
    void writeScript(const QString &path);

    Background &m_background;
    plan::Plan m_plan;
    plan::ActorFactory m_factory;
    Words m_words;
    std::vector<plan::PreviewedStep> m_preview;
    std::vector<StageCheck> m_checks;
    QString m_obstacle;
    Background::Call m_check;
    Background::Call m_describe;
    StageModel m_model;
    StageList *m_list;
    look::Label *m_title;
    look::Label *m_explanation;
    look::CodeBox *m_commands;
    PlanOverview *m_overview;
    dialogs::ErrorPanel *m_error;
    look::Label *m_summary;
    QWidget *m_confirmRow;
    look::Label *m_confirmHint;
    QLineEdit *m_confirm;
    QPushButton *m_again;
    QPushButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_back;
    QPushButton *m_start;
};

} // namespace stormdeck::wizards
