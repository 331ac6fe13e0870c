// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/agecell.h"

#include "map/nodecard.h"
#include "style/text.h"

#include <QCoreApplication>

namespace stormdeck::tables {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AgeCell)
};
} // namespace

Cell ageCell(const cluster::SourceAge &age, bool old, Instant now)
{
    if (!age.answered) {
        return textCell({});
    }
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now - *age.answered);
    return {.text = old ? Text::tr("as of %1").arg(map::timeOf(age)) : style::duration(passed),
            .raw = age.answeredAt.toUTC().toString(Qt::ISODate)};
}

} // namespace stormdeck::tables
