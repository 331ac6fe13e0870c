// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/jar.h"
#include "wizards/background.h"
#include "wizards/fieldproblems.h"
#include "wizards/inputspage.h"

class QComboBox;
class QLineEdit;

namespace stormdeck::dialogs {
class ErrorPanel;
}

namespace stormdeck::wizards {

class JarDrop;
class RowList;

/// Reads a jar. Waits; called on a thread of the pool.
using JarInspector = std::function<Result<ops::JarInfo>(const QString &path)>;
using SubmitPlanner = std::function<Result<plan::Plan>(const ops::SubmitInputs &, const std::stop_token &)>;

/// Which topology to submit: its jar, main class, name and arguments.
class SubmitPage : public InputsPage
{
    Q_OBJECT

public:
    SubmitPage(Background &background, QString cluster, JarInspector inspect, SubmitPlanner planner,
               QWidget *parent = nullptr);

    /// Reads the jar in the background and offers what is in it.
    void setJar(const QString &path);
    [[nodiscard]] bool isReading() const { return m_reading.isPending(); }
    [[nodiscard]] ops::SubmitInputs inputs() const;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] PlanMaker planMaker() override;

Q_SIGNALS:
    void jarRead();

private:
    QWidget *makeForm();
    void takeJar(const Result<ops::JarInfo> &info);
    void showWarnings();
    void changed();

    Background &m_background;
    QString m_cluster;
    JarInspector m_inspect;
    SubmitPlanner m_planner;
    Background::Call m_reading;
    QString m_path;
    ops::JarInfo m_info;
    FieldProblems m_problems;
    bool m_showsProblems = false;
    JarDrop *m_drop;
    dialogs::ErrorPanel *m_jarError;
    look::Card *m_warning;
    look::Label *m_warningText;
    QComboBox *m_mainClass;
    QLineEdit *m_topology;
    RowList *m_arguments;
};

} // namespace stormdeck::wizards
