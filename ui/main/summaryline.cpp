// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/summaryline.h"

#include "cluster/health.h"
#include "cluster/nodeindex.h"
#include "style/widgets.h"

#include <QHBoxLayout>

#include <algorithm>

namespace stormdeck::ui {

namespace {

constexpr int mostBadges = 6;

QString bold(const QString &text)
{
    return QStringLiteral("<b>%1</b>").arg(text);
}

bool isDown(const cluster::NodeView &node, const watch::Picture &picture, Instant now)
{
    const cluster::NodeStatus status = nodeStatus(node, picture.freshness, now);
    return status == cluster::NodeStatus::Down || status == cluster::NodeStatus::Unreachable;
}

QString nodesPart(const watch::Picture &picture, Instant now)
{
    const auto nodes = countedNodes(picture, now);
    const int count = static_cast<int>(nodes.size());
    const auto down = std::count_if(nodes.begin(), nodes.end(),
                                    [&](const cluster::NodeView *node) { return isDown(*node, picture, now); });
    const bool swarm = picture.snapshot->swarm.has_value();
    const QString noun =
        swarm ? SummaryLine::tr("node(s)", nullptr, count) : SummaryLine::tr("machine(s)", nullptr, count);
    const QString text = bold(QString::number(count)) + u' ' + noun;
    return down > 0 ? text + SummaryLine::tr(", %1 down").arg(down) : text;
}

QString ensemblePart(const zookeeper::Verdict &verdict)
{
    const QString text = SummaryLine::tr("%1 ensemble members")
                             .arg(bold(SummaryLine::tr("%1 of %2").arg(verdict.serving).arg(verdict.voters)));
    if (verdict.margin < 0 || verdict.state == zookeeper::EnsembleState::NoQuorum) {
        return text + SummaryLine::tr(", no quorum");
    }
    return verdict.state == zookeeper::EnsembleState::NoMargin ? text + SummaryLine::tr(", no margin left") : text;
}

} // namespace

std::vector<const cluster::NodeView *> countedNodes(const watch::Picture &picture, Instant now)
{
    std::vector<const cluster::NodeView *> counted;
    std::vector<const cluster::NodeView *> down;
    for (const cluster::NodeView &node : picture.snapshot->nodes) {
        (isDown(node, picture, now) ? down : counted).push_back(&node);
    }
    if (!down.empty()) {
        const cluster::LivingTwins twins(*picture.snapshot);
        std::copy_if(down.begin(), down.end(), std::back_inserter(counted),
                     [&](const cluster::NodeView *node) { return !twins.of(*node); });
    }
    return counted;
}

QString summaryOf(const watch::Picture &picture, Instant now)
{
    const cluster::Snapshot &snapshot = *picture.snapshot;
    QStringList parts{nodesPart(picture, now)};
    if (snapshot.ensemble) {
        parts << ensemblePart(snapshot.verdict);
    }
    if (snapshot.storm) {
        parts << SummaryLine::tr("%1 slots in use")
                     .arg(bold(SummaryLine::tr("%1 of %2").arg(snapshot.slotsUsed).arg(snapshot.slotsTotal)));
        const int count = static_cast<int>(snapshot.topologies.size());
        parts << bold(QString::number(count)) + u' ' + SummaryLine::tr("topolog(y|ies)", nullptr, count);
    }
    return parts.join(QStringLiteral("&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; "));
}

SummaryLine::SummaryLine(QWidget *parent)
    : QWidget(parent), m_line(new QHBoxLayout(this)),
      m_words(new style::Caption({}, style::TextSize::Body, style::Caption::Ink::Dim))
{
    m_line->setContentsMargins(0, 0, 0, 0);
    m_line->setSpacing(style::space::small);
    m_words->setTextFormat(Qt::RichText);
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_line->addWidget(m_words, 1);
}

void SummaryLine::show(const watch::Picture &picture, Instant now)
{
    m_words->setText(summaryOf(picture, now));
    showLegend(picture.snapshot->topologies);
    fitLegend();
}

void SummaryLine::showLegend(const std::vector<cluster::TopologyView> &topologies)
{
    QStringList wanted;
    for (const cluster::TopologyView &topology : topologies) {
        wanted << QStringLiteral("%1/%2").arg(topology.colour).arg(topology.summary.name);
    }
    if (wanted == m_shown) {
        return;
    }
    m_shown = wanted;
    qDeleteAll(m_legend);
    m_legend.clear();
    const auto shown = qMin<size_t>(topologies.size(), mostBadges);
    for (size_t i = 0; i < shown; ++i) {
        auto *badge = new style::Badge(topologies[i].summary.name);
        badge->setTopology(topologies[i].colour);
        m_line->addWidget(badge);
        m_legend.append(badge);
    }
    fitLegend();
}

/// The words come first; the colours take what room is left. Every slot says its topology's name in any case.
void SummaryLine::fitLegend()
{
    int room = width() - m_words->sizeHint().width() - style::space::large;
    for (style::Badge *badge : std::as_const(m_legend)) {
        room -= badge->sizeHint().width() + style::space::small;
        badge->setVisible(room >= 0);
    }
}

void SummaryLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitLegend();
}

} // namespace stormdeck::ui
