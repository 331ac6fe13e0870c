// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/store.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace stormdeck::style {
class Badge;
}

namespace stormdeck::ui {

/// The cluster in one line above the map: nodes, ensemble, slots, topologies with their colours.
class SummaryLine : public QWidget
{
    Q_OBJECT

public:
    explicit SummaryLine(QWidget *parent = nullptr);
    void show(const watch::Picture &picture, Instant now);
    using QWidget::show;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitLegend();
    void showLegend(const std::vector<cluster::TopologyView> &topologies);

    QHBoxLayout *m_line;
    QLabel *m_words;
    QList<style::Badge *> m_legend;
    QStringList m_shown;
};

/// The cards that count: not the old entries of machines that are in the swarm again.
[[nodiscard]] std::vector<const cluster::NodeView *> countedNodes(const watch::Picture &picture, Instant now);
/// The words of the line as rich text, figures in bold.
[[nodiscard]] QString summaryOf(const watch::Picture &picture, Instant now);

} // namespace stormdeck::ui
