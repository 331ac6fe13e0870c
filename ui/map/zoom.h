// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace stormdeck::map {

/// How much of a node its card draws, from the least to all.
enum class Detail {
    Dots,    ///< the sign of its state, on the state's colour
    Tiles,   ///< and the end of its name
    Names,   ///< and its name
    Compact, ///< and the state's word, role and slots
    Full     ///< everything
};
inline constexpr std::array details{Detail::Dots, Detail::Tiles, Detail::Names, Detail::Compact, Detail::Full};

/// The operator's choice of size: a detail, or none and then as much as fits.
struct Zoom
{
    std::optional<Detail> detail;
    bool operator==(const Zoom &) const = default;

    /// "fit", "dots", "tiles", "names", "compact", "full": kept in the settings.
    [[nodiscard]] QString id() const;
    /// Of something else than an id: fit.
    [[nodiscard]] static Zoom of(const QString &id);
};

/// "Dots", "Full cards".
[[nodiscard]] QString nameOf(Detail detail);
/// The next one with more (1) or less (-1) in it; itself at the end.
[[nodiscard]] Detail stepped(Detail detail, int step);

} // namespace stormdeck::map
