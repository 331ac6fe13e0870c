// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/componentfigures.h"

#include "style/text.h"
#include "tables/stormcells.h"

#include <QCoreApplication>

namespace stormdeck::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ComponentFigures)
};

void addCount(QStringList &parts, const QString &pattern, const std::optional<qint64> &number)
{
    if (number) {
        parts << pattern.arg(style::count(*number));
    }
}

void addCell(QStringList &parts, const QString &pattern, const tables::Cell &cell)
{
    if (cell.raw.isValid()) {
        parts << pattern.arg(cell.text);
    }
}
} // namespace

QString figuresText(const storm::ComponentPage &page, const QString &topology)
{
    const storm::Figures &figures = page.figures;
    QStringList parts{(page.isSpout ? Text::tr("Spout of %1") : Text::tr("Bolt of %1")).arg(topology)};
    if (page.executorCount) {
        parts << Text::tr("%n executor(s)", nullptr, *page.executorCount);
    }
    if (page.tasks) {
        parts << Text::tr("%n Storm task(s)", nullptr, *page.tasks);
    }
    addCount(parts, Text::tr("emitted %1"), figures.emitted);
    addCount(parts, Text::tr("transferred %1"), figures.transferred);
    addCount(parts, Text::tr("executed %1"), figures.executed);
    addCount(parts, Text::tr("acked %1"), figures.acked);
    addCount(parts, Text::tr("failed %1"), figures.failed);
    addCell(parts, Text::tr("complete latency %1"), tables::millisecondsCell(figures.completeLatencyMs));
    addCell(parts, Text::tr("execute latency %1"), tables::millisecondsCell(figures.executeLatencyMs));
    addCell(parts, Text::tr("process latency %1"), tables::millisecondsCell(figures.processLatencyMs));
    addCell(parts, Text::tr("capacity %1"), tables::capacityCell(figures.capacity));
    return parts.join(QStringLiteral(" · "));
}

} // namespace stormdeck::ui
