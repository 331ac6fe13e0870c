// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>

namespace stormdeck::style {

/// The user's settings file: what the window remembers between two starts.
[[nodiscard]] inline QSettings keptSettings()
{
    return {QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Stormdeck"), QStringLiteral("stormdeck")};
}

} // namespace stormdeck::style
