// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/cell.h"

#include "style/text.h"

namespace stormdeck::tables {

namespace {
const QString missing = QStringLiteral("–");
}

Cell numberCell(const std::optional<qint64> &number)
{
    return number ? Cell{.text = style::count(*number), .raw = *number} : Cell{.text = missing};
}

Cell numberCell(const std::optional<int> &number)
{
    return numberCell(number ? std::optional<qint64>(*number) : std::nullopt);
}

Cell textCell(const QString &text)
{
    return text.isEmpty() ? Cell{.text = missing} : Cell{.text = text, .raw = text};
}

} // namespace stormdeck::tables
