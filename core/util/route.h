// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stormdeck {

/// By which way something of a cluster was asked. A plain value.
struct Route
{
    enum class Kind {
        None,  ///< not asked yet
        Fixed, ///< an address of the profile
        Port,  ///< a published port
        Relay  ///< an exec in a container of the cluster
    };
    Kind kind = Kind::None;
    QString text; ///< for people: "relay (exec in ui on storm-1)"
    bool operator==(const Route &) const = default;
};

/// Stable word of a kind, as "relay"; empty for None.
[[nodiscard]] inline QString word(Route::Kind kind)
{
    switch (kind) {
    case Route::Kind::Fixed:
        return QStringLiteral("fixed");
    case Route::Kind::Port:
        return QStringLiteral("port");
    case Route::Kind::Relay:
        return QStringLiteral("relay");
    case Route::Kind::None:
        break;
    }
    return {};
}

} // namespace stormdeck
