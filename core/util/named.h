// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stormdeck {

/// A word from another program that may be one we know. `word` is kept as it came, so that a state nobody here has
/// heard of is shown by its name and never mistaken for a good one. E has a member Unknown.
template <typename E>
struct Named {
    E value = E::Unknown;
    QString word;

    bool operator==(const Named &) const = default;
    [[nodiscard]] bool operator==(E other) const { return value == other; }
};

} // namespace stormdeck
