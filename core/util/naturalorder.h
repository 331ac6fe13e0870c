// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace stormdeck {

/// Less than, equal to or greater than 0, as a person would sort: "storm-9" before "storm-10", capitals beside small
/// letters. 0 for equal texts only, so that it makes a total order.
[[nodiscard]] int naturalOrder(QStringView left, QStringView right);
/// "storm-9" before "storm-10".
[[nodiscard]] inline bool naturalLess(QStringView left, QStringView right)
{
    return naturalOrder(left, right) < 0;
}

} // namespace stormdeck
