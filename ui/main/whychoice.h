// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/subject.h"

#include <QMenu>

#include <functional>
#include <vector>

namespace stormdeck::ui {

/// Something that has no row of its own and can be asked "Why?", with its name in a menu.
struct WhyChoice
{
    QString words; ///< "Slot 6700"
    cluster::Subject subject;
    bool operator==(const WhyChoice &) const = default;
};
using WhyChoices = std::vector<WhyChoice>;

[[nodiscard]] WhyChoice choiceOf(const cluster::NodeView &node, const cluster::DaemonView &daemon);
/// Of the slots that match, at most 64.
[[nodiscard]] WhyChoices slotChoices(const cluster::NodeView &node,
                                     const std::function<bool(const cluster::SlotView &)> &matches);
/// Storm's daemons and slots on a node, at most 64 of the slots.
[[nodiscard]] WhyChoices partsOf(const cluster::NodeView &node);

/// An entry for each; `ask` is called with what is chosen.
void addChoices(QMenu &menu, const WhyChoices &choices, const std::function<void(const cluster::Subject &)> &ask);

} // namespace stormdeck::ui
