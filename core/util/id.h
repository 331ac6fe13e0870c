// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <compare>

namespace stormdeck {

/// An identifier that cannot be mixed up with another kind. Tag is an empty struct named after what it identifies.
template <typename Tag>
struct Id {
    QString value;

    [[nodiscard]] bool isEmpty() const { return value.isEmpty(); }
    /// The first twelve characters, as people know ids.
    [[nodiscard]] QString shortened() const { return value.left(12); }
    bool operator==(const Id &) const = default;
    [[nodiscard]] bool operator<(const Id &other) const { return value < other.value; }
};

template <typename Tag>
size_t qHash(const Id<Tag> &id, size_t seed = 0)
{
    return qHash(id.value, seed);
}

} // namespace stormdeck
