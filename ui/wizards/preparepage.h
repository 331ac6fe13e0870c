// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/prepare.h"
#include "wizards/fieldproblems.h"
#include "wizards/inputspage.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace stormdeck::wizards {

class Disclosure;
class RowList;

using PreparePlanner = std::function<Result<plan::Plan>(const ops::PrepareInputs &, const std::stop_token &)>;

/// Which machines to make ready, and how: for a cluster as they are, or for a snapshot.
class PreparePage : public InputsPage
{
    Q_OBJECT

public:
    explicit PreparePage(PreparePlanner planner, QWidget *parent = nullptr);

    [[nodiscard]] ops::PrepareInputs inputs() const;
    /// Fills the form in, as it was left before; at least one machine. What belongs to a snapshot is chosen anew each
    /// time and stays as it is.
    void setInputs(const ops::PrepareInputs &inputs);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] PlanMaker planMaker() override;

private:
    [[nodiscard]] QWidget *makeForm();
    [[nodiscard]] QWidget *makeSettings();
    [[nodiscard]] QWidget *makeSnapshot();
    [[nodiscard]] std::vector<ops::Problem> found() const;
    void changed();

    PreparePlanner m_planner;
    FieldProblems m_problems;
    bool m_showsProblems = false;
    RowList *m_machines;
    QComboBox *m_source;
    QLineEdit *m_user;
    RowList *m_images;
    RowList *m_mirrors;
    RowList *m_insecure;
    QCheckBox *m_kernel;
    QCheckBox *m_time;
    QLineEdit *m_timezone;
    Disclosure *m_settings;
    QCheckBox *m_clean;
    QCheckBox *m_off;
    QCheckBox *m_loginKeys;
};

} // namespace stormdeck::wizards
