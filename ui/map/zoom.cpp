// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/zoom.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::map {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Zoom)
};

QString idOf(Detail detail)
{
    constexpr std::array ids{"dots", "tiles", "names", "compact", "full"};
    return QString::fromLatin1(ids[static_cast<size_t>(detail)]);
}

} // namespace

QString Zoom::id() const
{
    return detail ? idOf(*detail) : QStringLiteral("fit");
}

Zoom Zoom::of(const QString &id)
{
    const auto found = std::find_if(details.begin(), details.end(), [&](Detail one) { return idOf(one) == id; });
    return found == details.end() ? Zoom{} : Zoom{*found};
}

QString nameOf(Detail detail)
{
    switch (detail) {
    case Detail::Dots:
        return Text::tr("Dots");
    case Detail::Tiles:
        return Text::tr("Tiles");
    case Detail::Names:
        return Text::tr("Names");
    case Detail::Compact:
        return Text::tr("Compact cards");
    case Detail::Full:
        break;
    }
    return Text::tr("Full cards");
}

Detail stepped(Detail detail, int step)
{
    return static_cast<Detail>(std::clamp(static_cast<int>(detail) + step, 0, static_cast<int>(details.size()) - 1));
}

} // namespace stormdeck::map
