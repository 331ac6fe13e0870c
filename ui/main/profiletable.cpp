// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/profiletable.h"

#include "util/naturalorder.h"

#include <QCoreApplication>

namespace stormdeck::ui {

using style::Tone;
using tables::Cell;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ProfileTable)
};

std::optional<int> machinesOf(const ProfileRow &row)
{
    return row.profile ? std::optional(static_cast<int>(row.profile->machines.size())) : std::nullopt;
}

/// Its endpoints, or why nobody knows them.
Cell endpointsCell(const ProfileRow &row)
{
    if (!row.profile) {
        Cell cell = tables::textCell(sentence(row.profile.error()));
        cell.tone = Tone::Bad;
        cell.sign = style::Sign::Cross;
        return cell;
    }
    QStringList endpoints;
    QStringList named;
    for (const Machine &machine : row.profile->machines) {
        endpoints << machine.engine.text();
        named << QStringLiteral("%1: %2").arg(machine.name, machine.engine.text());
    }
    Cell cell = tables::textCell(endpoints.join(QStringLiteral(", ")));
    cell.tip = named.join(u'\n');
    return cell;
}

Cell flagCell(bool isSet, const QString &word, Tone tone, style::Sign sign)
{
    return isSet ? Cell{.text = word, .raw = true, .tone = tone, .sign = sign} : Cell{.text = {}, .raw = false};
}

} // namespace

void ProfileTable::show(const std::vector<settings::SavedProfile> &profiles, const QString &current)
{
    const auto keys = models::keysOf(profiles, [](const settings::SavedProfile &one) { return one.name; });
    showRows(keys, {}, [&](size_t at) {
        return ProfileRow{profiles[at].name, profiles[at].profile, profiles[at].name == current};
    });
}

const std::vector<tables::Column> &ProfileTable::columns() const
{
    static const std::vector<tables::Column> columns{
        {QStringLiteral("name"), tr("Name")},
        {QStringLiteral("in_use"), tr("In use"), tr("What this window is connected to")},
        {QStringLiteral("machines"), tr("Machines"), {}, true},
        {QStringLiteral("endpoints"), tr("Endpoints"), tr("How their engines are reached")},
        {QStringLiteral("read_only"), tr("Changes"), tr("Whether changes are refused through it")},
        {QStringLiteral("production"), tr("Production"), tr("Marked in red wherever something can be changed")},
    };
    return columns;
}

Cell ProfileTable::cell(const ProfileRow &row, int column) const
{
    switch (column) {
    case Name:
        return tables::textCell(row.key);
    case Use:
        return flagCell(row.inUse, tr("this window"), Tone::Accent, style::Sign::Dot);
    case Machines:
        return tables::numberCell(machinesOf(row));
    case Endpoints:
        return endpointsCell(row);
    case ReadOnly:
        return flagCell(row.profile && row.profile->readOnly, tr("read-only"), Tone::Plain, style::Sign::None);
    case Production:
        return flagCell(row.profile && row.profile->production, tr("production"), Tone::Bad, style::Sign::Exclamation);
    default:
        return {};
    }
}

int ProfileTable::rowOrder(const ProfileRow &left, const ProfileRow &right, int column) const
{
    return column == Machines ? tables::optionalOrder(machinesOf(left), machinesOf(right))
                              : naturalOrder(cell(left, column).text, cell(right, column).text);
}

bool ProfileTable::rowMatches(const ProfileRow &row, const QStringList &words) const
{
    return tables::containsAll(words, {row.key, cell(row, Use).text, endpointsCell(row).text, endpointsCell(row).tip,
                                       cell(row, ReadOnly).text, cell(row, Production).text});
}

} // namespace stormdeck::ui
