// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/nodecard.h"

namespace stormdeck::map {

/// By what the cards of the map are put together.
struct Grouping
{
    enum class By { Nothing, State, Role, Availability, Label };
    By by = By::Nothing;
    QString label; ///< the label's name, where it is by a label
    bool operator==(const Grouping &) const = default;

    /// "none", "state", "role", "availability", "label:zone": kept in the settings.
    [[nodiscard]] QString id() const;
    /// Of something else than an id: by nothing.
    [[nodiscard]] static Grouping of(const QString &id);
    /// "By state", "By label “zone”".
    [[nodiscard]] QString title() const;
};

/// Cards under one heading.
struct CardGroup
{
    QString title;
    std::vector<int> rows;              ///< of the model, in their order there
    int troubled = 0;                   ///< cards in a tone that asks for attention
    style::Tone tone = style::Tone::Ok; ///< the worst of them
    bool operator==(const CardGroup &) const = default;
};

/// What puts a card into its group: cards with the same words stand together. Empty: it has no such thing.
[[nodiscard]] QString groupWord(const NodeCard &card, const Grouping &grouping);
/// All cards, each in one group: states with the worst first, the rest by their words, without any last. By nothing:
/// one group without a title.
[[nodiscard]] std::vector<CardGroup> groupsOf(const std::vector<const NodeCard *> &cards, const Grouping &grouping);
/// Names of the nodes' labels, sorted; at most `mostLabels`.
[[nodiscard]] QStringList labelsOf(const std::vector<const NodeCard *> &cards);
inline constexpr int mostLabels = 20;

} // namespace stormdeck::map
