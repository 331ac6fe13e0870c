// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/mappage.h"

#include "cluster/explain.h"
#include "main/findingspanel.h"
#include "main/mapcontrol.h"
#include "main/summaryline.h"
#include "map/mapview.h"
#include "map/nodecard.h"
#include "map/nodemodel.h"
#include "style/controlstyle.h"
#include "style/widgets.h"
#include "tables/columnchoice.h"
#include "tables/rowcopy.h"
#include "tables/sortmenu.h"
#include "tables/subjectselection.h"
#include "tables/table.h"
#include "tables/tablefilter.h"
#include "tables/topologymodel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>

namespace stormdeck::ui {

using cluster::AgeState;

namespace {

/// Cards keep room around them for the frame of the selected one, and a gap at their end; what stands above and
/// below is set in by as much, so that the edges meet.
constexpr int ring = 2;
constexpr int gapAtEnd = 10;

void addInset(QVBoxLayout *column, std::initializer_list<QWidget *> widgets)
{
    for (QWidget *widget : widgets) {
        auto *line = new QHBoxLayout;
        line->setContentsMargins(ring, 0, gapAtEnd, 0);
        line->addWidget(widget);
        column->addLayout(line);
    }
}

QString headingOf(const watch::Picture &picture, Instant now)
{
    const cluster::SourceAge &age = picture.freshness.storm;
    return ageState(age, now) == AgeState::Stale ? MapPage::tr("Topologies, as of %1").arg(map::timeOf(age))
                                                 : MapPage::tr("Topologies");
}

/// At first without those that the whole list is for.
std::vector<tables::Column> columnsOf(const tables::TopologyModel &topologies)
{
    std::vector<tables::Column> columns = topologies.columns();
    for (const auto hidden : {tables::TopologyModel::Owner, tables::TopologyModel::Executors,
                              tables::TopologyModel::StormTasks, tables::TopologyModel::Errors}) {
        columns[hidden].atFirst = false;
    }
    return columns;
}

} // namespace

MapPage::MapPage(map::NodeModel &nodes, tables::TopologyModel &topologies, QWidget *parent)
    : QWidget(parent), m_summary(new SummaryLine), m_findings(new FindingsPanel), m_nextStep(new style::Card),
      m_nextTitle(new style::Caption({}, style::TextSize::Title)), m_setUp(new QPushButton(tr("Set up a cluster…"))),
      m_map(new map::MapView(nodes)), m_control(new MapControl(*m_map)), m_topologies(new style::Card),
      m_table(new tables::Table(tr("Topologies")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(style::space::large - ring, style::space::medium, 0, style::space::medium);
    column->setSpacing(style::space::medium);
    addInset(column, {m_summary, m_findings, m_nextStep, m_control});
    column->addWidget(m_map);
    addInset(column, {m_topologies});
    column->addStretch(1);

    style::setButtonLook(m_setUp, style::ButtonLook::Primary);
    auto *words = new style::Caption(tr("They answer, and nothing runs on them yet. Stormdeck can join them into a "
                                        "swarm and start ZooKeeper and Storm there. You see every step and its "
                                        "command before anything is changed."),
                                     style::TextSize::Body, style::Caption::Ink::Dim);
    words->setWordWrap(true);
    auto *step = new QHBoxLayout;
    step->setSpacing(style::space::large);
    auto *texts = new QVBoxLayout;
    texts->addWidget(m_nextTitle);
    texts->setSpacing(style::space::tiny);
    texts->addWidget(words);
    texts->addStretch();
    step->addLayout(texts, 1);
    step->addWidget(m_setUp, 0, Qt::AlignVCenter);
    m_nextStep->body()->setContentsMargins(style::space::large, 14, style::space::large, 14);
    m_nextStep->body()->addLayout(step);
    m_nextStep->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_nextStep->hide();

    buildTopologies(topologies);
    connect(m_findings, &FindingsPanel::chosen, this, &MapPage::findingChosen);
    connect(m_findings, &FindingsPanel::whyRequested, this,
            [this](const cluster::Finding &finding) { Q_EMIT whyRequested(subjectOf(finding)); });
    connect(m_map, &map::MapView::viewChanged, this, &MapPage::share);
    connect(m_setUp, &QPushButton::clicked, this, &MapPage::setUpRequested);
}

void MapPage::buildTopologies(tables::TopologyModel &topologies)
{
    m_table->setModel(new tables::TableFilter(&topologies, this));
    m_table->setSortable(-1); // by name, as the picture has them
    m_table->setStretchedColumn(tables::TopologyModel::Status);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEmptyText(tr("No topology runs here. Submit one to see it on the slots above."));
    tables::addCopyActions(*m_table);
    tables::addSortMenu(*m_table);
    tables::addColumnChoice(*m_table, QStringLiteral("topologies-on-map"), columnsOf(topologies));
    m_selection = new tables::SubjectSelection(m_table);
    m_topologies->setHeading(tr("Topologies"));
    m_topologies->body()->setContentsMargins(1, 0, 1, 4);
    m_topologies->body()->addWidget(m_table);
}

void MapPage::show(const watch::Picture &picture, Instant now, cluster::Health health,
                   const std::vector<cluster::Finding> &findings)
{
    m_summary->show(picture, now);
    m_findings->show(findings, health);
    showNextStep(picture, health);
    m_topologies->setHeading(headingOf(picture, now));
    m_topologies->setVisible(picture.snapshot->storm.has_value());
    m_control->refresh();
    share();
}

void MapPage::showNextStep(const watch::Picture &picture, cluster::Health health)
{
    const int count = static_cast<int>(picture.snapshot->nodes.size());
    m_nextTitle->setText(tr("%n machine(s), and no swarm yet", nullptr, count));
    m_nextStep->setVisible(health == cluster::Health::Empty);
}

void MapPage::setChangesAllowed(bool allowed, const QString &reason)
{
    m_setUp->setEnabled(allowed);
    m_setUp->setToolTip(reason);
}

void MapPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    share();
}

/// What is left for the map when all others have what they need, the table a few rows.
int MapPage::roomForMap() const
{
    const int tableRows = 3;
    int room = height() - layout()->contentsMargins().top() - layout()->contentsMargins().bottom();
    for (const QWidget *other : {static_cast<const QWidget *>(m_summary), static_cast<const QWidget *>(m_findings),
                                 static_cast<const QWidget *>(m_nextStep), static_cast<const QWidget *>(m_control)}) {
        room -= other->isHidden() ? 0 : other->sizeHint().height() + style::space::medium;
    }
    if (!m_topologies->isHidden()) {
        const int shown =
            qMin(m_table->contentHeight(), (tableRows + 1) * m_table->verticalHeader()->defaultSectionSize());
        room -= shown + m_topologies->sizeHint().height() - m_table->sizeHint().height() + style::space::medium;
    }
    return room;
}

/// Map and table are as high as what is in them; where that is too much the map gives way first, down to a row.
void MapPage::share()
{
    m_map->setRoom(roomForMap());
    m_map->setMaximumHeight(m_map->contentHeight() + 4);
    m_table->setMaximumHeight(m_table->contentHeight() + 4);
    m_map->updateGeometry();
    m_table->updateGeometry();
}

} // namespace stormdeck::ui
