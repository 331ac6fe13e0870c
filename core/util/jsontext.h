// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

#include <utility>
#include <vector>

namespace stormdeck {

/// A JSON object on several lines, members in the given order. Values: text, a number, a truth value or nothing (null).
[[nodiscard]] QString jsonText(const std::vector<std::pair<QString, QVariant>> &members);

} // namespace stormdeck
