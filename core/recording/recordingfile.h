// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recording.h"
#include "util/result.h"

/// A recording as a file: a zip of "recording.json" (who, when, which answer has which bodies) and "bodies" (all that
/// differ, one after the other). No secrets enter it. Blocking; for worker threads.
namespace stormdeck::recording {

/// Written beside and renamed, so that a file is whole or not there. Internal where the disk refuses.
[[nodiscard]] Result<void> saveRecording(const Recording &recording, const QString &path);
/// Undecodable where the file is no recording or one of a newer kind; more than 512 MiB of bodies are refused.
/// `path` may be a Qt resource.
[[nodiscard]] Result<Recording> openRecording(const QString &path);

} // namespace stormdeck::recording
