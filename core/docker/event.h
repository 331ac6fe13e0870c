// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stormdeck::docker {

/// A line of GET /events: that something was changed, not what it is now.
struct Event
{
    QString type;   ///< "node", "service", "container", …
    QString action; ///< "update", "die", …
    QString id;     ///< of what was changed
    bool operator==(const Event &) const = default;
};

} // namespace stormdeck::docker
