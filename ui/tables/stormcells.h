// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/cell.h"

/// Cells of figures that Storm tells.
namespace stormdeck::tables {

/// "0.33 ms"; raw in milliseconds.
[[nodiscard]] Cell millisecondsCell(const std::optional<double> &time);
/// A warning where a bolt is busy nearly all the time.
[[nodiscard]] Cell capacityCell(const std::optional<double> &capacity);
/// "1 h 4 min"; raw in seconds.
[[nodiscard]] Cell uptimeCell(const std::optional<qint64> &seconds);
/// The first line of an error, a warning where there is one, with the whole as its tip.
[[nodiscard]] Cell errorCell(const QString &error);

} // namespace stormdeck::tables
