// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recording.h"
#include "util/result.h"

/// A recording as a file: gzip of the lines that recording/recordingjson.h tells of, readable as far as it was written.
/// Files of version 1, zips of an index and all bodies, can be opened too. No secrets enter it. Blocking; for worker
/// threads.
namespace stormdeck::recording {

/// Written beside and renamed, so that a file is whole or not there. Internal where the disk refuses.
[[nodiscard]] Result<void> saveRecording(const Recording &recording, const QString &path);
/// Undecodable where the file is no recording or one of a newer kind; more than LineReader::largest is refused. What
/// ends in the middle is read up to there (Recording::isCutShort). `path` may be a Qt resource.
[[nodiscard]] Result<Recording> openRecording(const QString &path);

} // namespace stormdeck::recording
