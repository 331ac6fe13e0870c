// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "style/widgets.h"

class QPushButton;
class QScrollArea;

namespace stormdeck::ui {

class FindingRow;

/// The findings, worst first, each with its evidence, its next move and a way to its subject. Notices are one line
/// until somebody wants to read them. One quiet line when all is well; nothing at all where nobody can say that.
class FindingsPanel : public style::Card
{
    Q_OBJECT

public:
    explicit FindingsPanel(QWidget *parent = nullptr);
    void show(const std::vector<cluster::Finding> &findings, cluster::Health health);
    using QWidget::show;
    /// More than these are counted, not listed.
    static constexpr int most = 20;

Q_SIGNALS:
    void subjectChosen(const QString &subject);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fill();
    void fillNotices(qsizetype notices);
    void fitHeight();

    std::vector<cluster::Finding> m_findings;
    QList<FindingRow *> m_rows;
    QWidget *m_list;
    QScrollArea *m_scroll;
    style::StateLabel *m_quiet;
    style::Caption *m_more;
    QWidget *m_noticeRule;
    QWidget *m_noticeLine;
    style::ElidedLabel *m_noticeWords;
    QPushButton *m_noticeButton;
    bool m_noticesOpen = false;
    bool m_healthy = false;
};

} // namespace stormdeck::ui
