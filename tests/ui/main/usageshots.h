// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace stormdeck::test {

/// Draws the window of resource use after a quarter of an hour, light and dark: those of `only`, or all where that is
/// empty.
void shootAllUsage(const QStringList &only, const QString &folder);

} // namespace stormdeck::test
