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

bool overlap(const Subnet &one, const Subnet &other)
{
    const int shorter = std::min(one.prefix, other.prefix);
    return shorter == 0 || one.first >> (32 - shorter) == other.first >> (32 - shorter);
}
} // namespace

bool subnetsOverlap(const QString &one, const QString &other)
{
    const auto a = subnetIn(one);
    const auto b = subnetIn(other);
    return a && b && overlap(*a, *b);
}

QString freeSubnet(const QStringList &taken)
{
    std::vector<Subnet> known;
    for (const QString &text : taken) {
        if (const auto subnet = subnetIn(text)) {
            known.push_back(*subnet);
        }
    }
    constexpr quint32 first = 10U << 24;
    constexpr int prefix = 24;
    for (quint32 number = 0; number < 1U << 16; ++number) {
        const Subnet subnet{first | number << 8, prefix};
        if (std::none_of(known.begin(), known.end(), [&](const Subnet &other) { return overlap(subnet, other); })) {
            return QStringLiteral("10.%1.%2.0/24").arg(number >> 8).arg(number & 255);
        }
    }
    return {};
}

} // namespace stormdeck::cluster
