// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logsources.h"
#include "util/result.h"

#include <stop_token>

namespace stormdeck::docker {
class Client;
}

namespace stormdeck::logs {

/// What a file had to say from a place on.
struct FilePiece
{
    qint64 from = 0; ///< where the bytes begin; 0 where the file has become shorter than what was asked for
    QByteArray bytes;
};

/// A longer piece is given in several.
constexpr qsizetype largestPiece = 2 * 1024 * 1024;

/// Reads a file in a container from an offset on, or, below 0, from so many bytes before its end, by one command that
/// ends at once. Errors: those of docker::Client::exec, and Rejected ("log.no-file") where it cannot be read.
[[nodiscard]] Result<FilePiece> readPiece(docker::Client &engine, const LogSource &source, qint64 from,
                                          const std::stop_token &stop);

} // namespace stormdeck::logs
