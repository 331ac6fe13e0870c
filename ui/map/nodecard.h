// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "style/sign.h"

#include <QHash>
#include <QMap>

#include <vector>

namespace stormdeck::map {

/// A share of something with its figures; without a share only the size. Not known: drawn empty, "not reported".
struct CardBar
{
    double share = 0;
    QString figures;
    bool known = false;
    bool hasShare = true;
    bool operator==(const CardBar &) const = default;
};

/// What one plane says of the node: a name in bold and a few words.
struct CardRow
{
    QString strong;
    QString words;
    style::Tone tone = style::Tone::Plain;
    bool operator==(const CardRow &) const = default;
};

struct SlotCell
{
    enum class Kind { Free, Used, Starting };
    quint16 port = 0;
    QString label;
    int colour = -1; ///< of the topology; -1 where there is none
    Kind kind = Kind::Free;
    bool operator==(const SlotCell &) const = default;
};

/// All that a card of the map draws, as plain values, but for the ages, which move by themselves. Two equal cards
/// look alike.
struct NodeCard
{
    QString key;
    QString name;
    QStringList badges;
    QString role;                  ///< empty outside a swarm
    QString availability;          ///< empty outside a swarm
    QMap<QString, QString> labels; ///< of the node
    style::Tone tone = style::Tone::Unknown;
    style::Sign sign = style::Sign::Question;
    QString state;
    QString subtitle;
    QString asOf;              ///< time of the last answer where the facts are not current; empty otherwise
    bool engineSilent = false; ///< the engine does not answer: the subtitle counts since when
    CardBar cpu;
    CardBar memory;
    bool inSwarm = false;
    CardRow zookeeper;
    CardRow storm;
    bool swarmOld = false; ///< the facts of this plane are not current
    bool ensembleOld = false;
    bool stormOld = false;
    std::vector<SlotCell> slotCells;
    bool slotsHatched = false; ///< nobody knows whether these slots still run: cluster::slotDoubt()

    bool operator==(const NodeCard &) const = default;
    /// One sentence with everything, for a screen reader and the tooltip.
    [[nodiscard]] QString description() const;
};

/// What all cards of one picture share.
struct CardContext
{
    const cluster::Snapshot &snapshot;
    const cluster::Freshness &freshness;
    Instant now;
    QHash<QString, int> colours; ///< of topologies, by id
};
[[nodiscard]] CardContext contextOf(const cluster::Snapshot &snapshot, const cluster::Freshness &freshness,
                                    Instant now);
[[nodiscard]] NodeCard cardOf(const cluster::NodeView &node, const CardContext &context);

/// How a status is shown. `node` gives the word of a state that has no name here.
struct StatusLook
{
    style::Tone tone = style::Tone::Unknown;
    style::Sign sign = style::Sign::Question;
    QString word;
};
[[nodiscard]] StatusLook lookOf(cluster::NodeStatus status, const cluster::NodeView &node);
/// The engine's age of a node, or nothing where no machine of the profile is it.
[[nodiscard]] const cluster::SourceAge *engineAge(const cluster::NodeView &node, const cluster::Freshness &freshness);
/// Time of a source's last good answer as "14:02:11".
[[nodiscard]] QString timeOf(const cluster::SourceAge &age);

} // namespace stormdeck::map
