// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"
#include "util/result.h"

namespace stormdeck::actions {

/// One local file as a tar stream, read while it is sent; the file is never whole in memory.
struct TarStream {
    http::BodySource source;
    qint64 size = 0; ///< of the whole stream, bytes
};
/// `name`: what the file is called inside. Rejected where the file cannot be read.
[[nodiscard]] Result<TarStream> tarOfFile(const QString &path, const QByteArray &name);

} // namespace stormdeck::actions
