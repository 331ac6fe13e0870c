// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace stormdeck {

/// A certificate in a folder of an endpoint, as far as it is public, or why it cannot be used. Holds no key.
struct Certificate
{
    QString file;    ///< path
    QString subject; ///< the name in it, for people
    QDateTime from;  ///< UTC; invalid where there is a problem
    QDateTime until; ///< UTC
    QString problem; ///< why the file cannot be used; empty where it can
    bool operator==(const Certificate &) const = default;
};

} // namespace stormdeck
