// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace stormdeck::style {

/// One of the product's own icons ("map", "topologies", …; resources/icons), drawn in the colour of the palette's
/// text at the moment it is painted, so that it follows light and dark. An empty icon where there is no such name.
[[nodiscard]] QIcon icon(const QString &name);
/// The application's icon, in its own colours.
[[nodiscard]] QIcon applicationIcon();

} // namespace stormdeck::style
