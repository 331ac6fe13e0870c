// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "watch/store.h"

#include <QWidget>

class QPushButton;

namespace stormdeck::map {
class MapView;
class NodeModel;
} // namespace stormdeck::map

namespace stormdeck::style {
class Caption;
class Card;
} // namespace stormdeck::style

namespace stormdeck::tables {
class SubjectSelection;
class Table;
class TopologyModel;
} // namespace stormdeck::tables

namespace stormdeck::ui {

class FindingsPanel;
class MapControl;
class SummaryLine;

/// The main page: summary, findings, the map, the topologies; while the engines form no swarm the next step instead
/// of the topologies.
class MapPage : public QWidget
{
    Q_OBJECT

public:
    MapPage(map::NodeModel &nodes, tables::TopologyModel &topologies, QWidget *parent = nullptr);

    void show(const watch::Picture &picture, Instant now, cluster::Health health,
              const std::vector<cluster::Finding> &findings);
    using QWidget::show;
    [[nodiscard]] map::MapView *map() const { return m_map; }
    [[nodiscard]] tables::Table *table() const { return m_table; }
    /// The selection among the topologies.
    [[nodiscard]] tables::SubjectSelection *selection() const { return m_selection; }
    void setChangesAllowed(bool allowed, const QString &reason);

Q_SIGNALS:
    void findingChosen(const stormdeck::cluster::Finding &finding);
    void whyRequested(const stormdeck::cluster::Subject &subject);
    void setUpRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTopologies(tables::TopologyModel &topologies);
    void showNextStep(const watch::Picture &picture, cluster::Health health);
    void share();
    [[nodiscard]] int roomForMap() const;

    SummaryLine *m_summary;
    FindingsPanel *m_findings;
    style::Card *m_nextStep;
    style::Caption *m_nextTitle;
    QPushButton *m_setUp;
    map::MapView *m_map;
    MapControl *m_control;
    style::Card *m_topologies;
    tables::Table *m_table;
    tables::SubjectSelection *m_selection = nullptr;
};

} // namespace stormdeck::ui
