// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace stormdeck::test {

/// Draws the windows that ask by themselves, of a spout or bolt and of the containers on a machine, light and dark:
/// those of `only`, or all where that is empty.
void shootAllAsking(const QStringList &only, const QString &folder);

} // namespace stormdeck::test
