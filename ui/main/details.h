// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "main/whychoice.h"
#include "map/nodecard.h"
#include "tables/topologymodel.h"
#include "watch/store.h"

#include <QDateTime>

#include <optional>

namespace stormdeck::ui {

/// One line of the detail panel. Without a label the value takes the whole width and wraps.
struct DetailRow
{
    QString label;
    QString value;
    style::Tone tone = style::Tone::Plain;
    std::optional<double> bar; ///< 0 to 1: how far a plane has got in noticing
    bool fixedWidth = false;   ///< an id
    WhyChoices why = {};       ///< what the line can be asked "Why?" for
    bool operator==(const DetailRow &) const = default;
};

struct DetailSection
{
    QString heading;
    std::vector<DetailRow> rows;
    bool operator==(const DetailSection &) const = default;
};

/// All that the detail panel shows, as plain values.
struct Details
{
    QString title;
    int topologyColour = -1;
    style::Tone tone = style::Tone::Plain;
    style::Sign sign = style::Sign::None;
    QString state; ///< empty: no state line
    std::vector<DetailSection> sections;
    QString killable;           ///< id of a topology that can be killed from here
    bool hasContainers = false; ///< with logs to follow and figures of use to read
    bool isFailing = false;     ///< its source's last try failed
    bool operator==(const Details &) const = default;
};

/// A picture and the moment at which it is looked at.
struct Look
{
    const watch::Picture &picture;
    Instant now;
    QDateTime wall;
};

/// Time of day of an instant as "14:02:11".
[[nodiscard]] QString clockTime(const Look &look, Instant at);
[[nodiscard]] Details nodeDetails(const cluster::NodeView &node, const Look &look);
[[nodiscard]] Details topologyDetails(const cluster::TopologyView &topology, const Look &look);
[[nodiscard]] Details serviceDetails(const cluster::ServiceView &service, const Look &look);
[[nodiscard]] Details taskDetails(const cluster::TaskView &task, const Look &look);
[[nodiscard]] Details memberDetails(const cluster::PlacedMember &placed, const Look &look);
[[nodiscard]] Details componentDetails(const storm::Component &component, const QString &topology, const Look &look);
/// Of whatever a subject names; of the cluster where it names nothing that is there.
[[nodiscard]] Details detailsOf(const cluster::Subject &subject, const Look &look);
/// The cluster as a whole, while nothing is selected.
[[nodiscard]] Details clusterDetails(const Look &look);

} // namespace stormdeck::ui
