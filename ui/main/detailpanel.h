// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "main/details.h"
#include "style/widgets.h"

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace stormdeck::ui {

class DetailLine;

/// What is selected, in full; the cluster while nothing is. Keeps its widgets while only texts change.
class DetailPanel : public style::Card
{
    Q_OBJECT

public:
    explicit DetailPanel(QWidget *parent = nullptr);

    void show(const Details &details);
    /// Whether the cluster may be changed through this connection.
    void setChangesAllowed(bool allowed, const QString &reason);
    using QWidget::show;

Q_SIGNALS:
    void killRequested(const QString &topologyId);
    void logsRequested();
    void usageRequested();
    void whyRequested();
    /// Of something that one of the lines stands for.
    void partWhyRequested(const stormdeck::cluster::Subject &subject);
    void retryRequested();

private:
    void rebuild();
    void rebuildInPlace();
    void fill();

    Details m_details;
    style::StateLabel *m_state;
    style::ElidedLabel *m_title;
    QWidget *m_swatch;
    QScrollArea *m_scroll;
    QPushButton *m_kill;
    QPushButton *m_logs;
    QPushButton *m_usage;
    QPushButton *m_why;
    QPushButton *m_retry;
    QList<style::Caption *> m_headings;
    QList<DetailLine *> m_lines;
};

} // namespace stormdeck::ui
