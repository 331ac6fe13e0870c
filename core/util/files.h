// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

namespace stormdeck {

/// Creates a folder and its parents, readable by this user only (0700). Errors: Internal, naming the path.
[[nodiscard]] Result<void> makePrivateFolder(const QString &path);
/// Replaces a file in one step, readable by this user only (0600): either the old or the new content is there.
[[nodiscard]] Result<void> writePrivateFile(const QString &path, const QByteArray &content);
/// Reads at most `limit` bytes; a larger file is Rejected. Errors name the path.
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 limit);
/// Where operations are recorded: $XDG_STATE_HOME/stormdeck/operations, by default below ~/.local/state.
[[nodiscard]] QString operationsFolder();
/// Where profiles are kept: $XDG_CONFIG_HOME/stormdeck/profiles, by default below ~/.config.
[[nodiscard]] QString profilesFolder();

} // namespace stormdeck
