// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/explain.h"
#include "watch/store.h"

#include <QDialog>

class QGridLayout;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace stormdeck::style {
class BreakableText;
class Caption;
class StateLabel;
} // namespace stormdeck::style

namespace stormdeck::ui {

/// Why something is shown as it is: the facts with their sources and ages, and the rules that found something. Stays
/// open beside the window and follows the pictures. GUI thread.
class WhyWindow : public QDialog
{
    Q_OBJECT

public:
    explicit WhyWindow(QWidget *parent = nullptr);

    /// Explains another subject, and opens.
    void explain(const cluster::Subject &subject, const watch::Picture &picture, Instant now);
    /// A newer picture, or a later moment.
    void show(const watch::Picture &picture, Instant now);
    using QDialog::show;

Q_SIGNALS:
    /// To be shown in the window.
    void subjectChosen(const stormdeck::cluster::Subject &subject);

private:
    struct FactLine
    {
        style::Caption *what;
        style::BreakableText *value;
        style::Caption *source;
    };
    struct FindingLine
    {
        style::StateLabel *severity;
        style::Caption *words;
        style::Caption *rule;
    };

    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] QLayout *makeFoot();
    void fill();
    void fillFacts();
    void fillFindings();
    [[nodiscard]] FactLine addFactLine();
    [[nodiscard]] FindingLine addFindingLine();
    void copy() const;

    cluster::Subject m_subject;
    std::optional<cluster::Explanation> m_explanation;
    style::Caption *m_kind;
    style::Caption *m_name;
    style::Caption *m_verdict;
    style::Caption *m_factsHeading;
    style::Caption *m_findingsHeading;
    QGridLayout *m_facts;
    QVBoxLayout *m_findings;
    QPushButton *m_show;
    QPushButton *m_copy;
    QList<FactLine> m_factLines;
    QList<FindingLine> m_findingLines;
};

} // namespace stormdeck::ui
