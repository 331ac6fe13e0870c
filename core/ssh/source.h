// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <functional>

namespace stormdeck::ssh {

/// Gives the next piece of what is sent, at most `most` bytes; empty at the end. Called on the thread of the call.
using Source = std::function<Result<QByteArray>(qsizetype most)>;

[[nodiscard]] Source sourceOf(const QByteArray &text);
/// A file of this machine, read as it is sent. Errors: Internal, naming the path.
[[nodiscard]] Result<Source> sourceOfFile(const QString &path);

} // namespace stormdeck::ssh
