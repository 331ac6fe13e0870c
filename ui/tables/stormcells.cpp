// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/stormcells.h"

#include "style/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace stormdeck::tables {

using style::Tone;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(StormCells)
};

constexpr qsizetype longestTip = 2000;
} // namespace

Cell millisecondsCell(const std::optional<double> &time)
{
    return time ? Cell{.text = Text::tr("%1 ms").arg(QLocale().toString(*time, 'f', 2)), .raw = *time} : textCell({});
}

Cell capacityCell(const std::optional<double> &capacity)
{
    if (!capacity) {
        return textCell({});
    }
    const bool busy = *capacity > 0.9;
    return {.text = QLocale().toString(*capacity, 'f', 2),
            .raw = *capacity,
            .tone = busy ? Tone::Warning : Tone::Plain,
            .sign = busy ? style::Sign::Triangle : style::Sign::None};
}

Cell uptimeCell(const std::optional<qint64> &seconds)
{
    return seconds ? Cell{.text = style::duration(std::chrono::seconds(*seconds)), .raw = *seconds} : textCell({});
}

Cell errorCell(const QString &error)
{
    if (error.isEmpty()) {
        return {.text = Text::tr("none")};
    }
    return {.text = error.section(u'\n', 0, 0),
            .raw = error,
            .tone = Tone::Warning,
            .sign = style::Sign::Triangle,
            .tip = error.left(longestTip)};
}

} // namespace stormdeck::tables
