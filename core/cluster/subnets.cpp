// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/subnets.h"

#include <algorithm>
#include <optional>

namespace stormdeck::cluster {

namespace {
struct Subnet
{
    quint32 first = 0;
    int prefix = 0;
};

std::optional<Subnet> subnetIn(const QString &text)
{
    const QStringList parts = text.section(u'/', 0, 0).split(u'.');
    bool isNumber = false;
    const int prefix = text.section(u'/', 1).toInt(&isNumber);
    if (parts.size() != 4 || !isNumber || prefix < 0 || prefix > 32) {
        return std::nullopt;
    }
    quint32 address = 0;
    for (const QString &part : parts) {
        const uint byte = part.toUInt(&isNumber);
        if (!isNumber || byte > 255) {
            return std::nullopt;
        }
        address = address << 8 | byte;
    }
    return Subnet{address, prefix};
}
} // namespace

bool subnetsOverlap(const QString &one, const QString &other)
{
    const auto a = subnetIn(one);
    const auto b = subnetIn(other);
    if (!a || !b) {
        return false;
    }
    const int shorter = std::min(a->prefix, b->prefix);
    return shorter == 0 || a->first >> (32 - shorter) == b->first >> (32 - shorter);
}

QString freeSubnet(const QStringList &taken)
{
    for (int second = 0; second < 256; ++second) {
        for (int third = 0; third < 256; ++third) {
            const QString subnet = QStringLiteral("10.%1.%2.0/24").arg(second).arg(third);
            if (std::none_of(taken.begin(), taken.end(),
                             [&](const QString &other) { return subnetsOverlap(subnet, other); })) {
                return subnet;
            }
        }
    }
    return {};
}

} // namespace stormdeck::cluster
