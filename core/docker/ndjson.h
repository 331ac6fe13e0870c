// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <functional>

namespace stormdeck::docker {

/// Cuts a stream of JSON values, one a line, into its lines. A plain value of one stream.
class LineReader
{
public:
    /// Returns false where it wants no more.
    using Sink = std::function<Result<bool>(const QByteArray &line)>;

    /// Takes the next bytes, cut anywhere; empty lines are left out. False where the sink wants no more.
    /// Undecodable where a line is longer than 1 MiB; otherwise the errors of the sink.
    [[nodiscard]] Result<bool> feed(const QByteArray &bytes, const Sink &sink);
    /// To be called at the end of the stream: passes on a last line without a line end.
    [[nodiscard]] Result<bool> finish(const Sink &sink);

private:
    QByteArray m_rest;
};

} // namespace stormdeck::docker
