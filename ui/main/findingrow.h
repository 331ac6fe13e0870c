// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "style/widgets.h"

class QPushButton;

namespace stormdeck::ui {

/// One finding: sign, headline, evidence, next move, and a button that leads to what it is about.
class FindingRow : public QWidget
{
    Q_OBJECT

public:
    explicit FindingRow(QWidget *parent = nullptr);
    void show(const cluster::Finding &finding, bool first);
    using QWidget::show;
    /// Whether a view has something to show for this subject.
    [[nodiscard]] static bool canShow(const QString &subject);

Q_SIGNALS:
    void subjectChosen(const QString &subject);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    cluster::Finding m_finding;
    bool m_first = true;
    style::Caption *m_words;
    style::Caption *m_next;
    QPushButton *m_show;
};

} // namespace stormdeck::ui
