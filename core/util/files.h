// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

namespace stormdeck {

/// Creates a folder and its parents, readable by this user only (0700). Errors: Internal, naming the path.
[[nodiscard]] Result<void> makePrivateFolder(const QString &path);
/// Refuses (Denied, code "folder.not-private") a folder that is a link, another user's, or open to others.
[[nodiscard]] Result<void> checkPrivateFolder(const QString &path);
/// Replaces a file in one step, readable by this user only (0600): either the old or the new content is there.
[[nodiscard]] Result<void> writePrivateFile(const QString &path, const QByteArray &content);
/// Reads at most `limit` bytes; a larger file is Rejected. Errors name the path.
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 limit);
/// Where operations are recorded: $XDG_STATE_HOME/stormdeck/operations, by default below ~/.local/state.
[[nodiscard]] QString operationsFolder();
/// Where sockets of this session are: $XDG_RUNTIME_DIR/stormdeck, without that below /run/user, else in the folder for
/// temporary files under a name with the user's number.
[[nodiscard]] QString runtimeFolder();
/// Where settings are kept: $XDG_CONFIG_HOME/stormdeck, by default below ~/.config.
[[nodiscard]] QString settingsFolder();
/// Where profiles are kept, below that.
[[nodiscard]] QString profilesFolder();

} // namespace stormdeck
