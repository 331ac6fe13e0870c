// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "util/deadline.h"
#include "util/endpoint.h"

namespace stormdeck::net {

class Wake;

/// One connected byte stream. Owned and used by one thread; every call returns within 50 ms of a stop request.
class Stream
{
public:
    /// Resolves and connects. Errors: Unreachable with layer Resolve or Connect, Deadline, Cancelled.
    [[nodiscard]] static Result<Stream> connect(const Endpoint &endpoint, Deadline deadline,
                                                const std::stop_token &stop);

    [[nodiscard]] Result<void> write(const QByteArray &bytes, Deadline deadline, const std::stop_token &stop);
    /// Everything until the other side closes, at most `limit` bytes (more is Rejected).
    [[nodiscard]] Result<QByteArray> readToEnd(qint64 limit, Deadline deadline, const std::stop_token &stop);
    /// The first `count` bytes; fewer where the other side closes before.
    [[nodiscard]] Result<QByteArray> readFirst(qint64 count, Deadline deadline, const std::stop_token &stop);
    /// The connected socket (non-blocking) for one who takes it over and closes it; the stream is empty then.
    [[nodiscard]] int release();

private:
    explicit Stream(Descriptor descriptor, Endpoint endpoint);
    /// Appends what comes next; false at the end.
    [[nodiscard]] Result<bool> readMore(QByteArray &all, Deadline deadline, const Wake &wake);
    Descriptor m_descriptor;
    Endpoint m_endpoint;
};

} // namespace stormdeck::net
