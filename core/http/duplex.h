// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"
#include "util/deadline.h"
#include "util/endpoint.h"
#include "util/result.h"

#include <memory>
#include <optional>

namespace stormdeck::http {

/// A connection that was an HTTP request and is a stream of bytes both ways now, over unix path, TCP or TLS. Belongs to
/// one thread at a time and may be handed on as a whole. No call waits: poll the descriptor, but only after read() or
/// write() said that there is nothing to do now, as TLS keeps bytes that poll() does not see. Destroying it closes it.
class Duplex
{
public:
    Duplex(Duplex &&) noexcept;
    Duplex &operator=(Duplex &&) noexcept;
    ~Duplex();

    [[nodiscard]] int descriptor() const;
    /// How many bytes came, at most `room`; 0: none now, or none any more (hasEnded()). Unreachable where it broke.
    [[nodiscard]] Result<qsizetype> read(char *to, qsizetype room);
    /// How many bytes were taken; 0: none now. Unreachable where it broke.
    [[nodiscard]] Result<qsizetype> write(const char *from, qsizetype size);
    /// Whether the other side has closed its way and all of it was read.
    [[nodiscard]] bool hasEnded() const;

private:
    friend struct Upgrade;
    struct Impl;
    explicit Duplex(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// What came of a request to turn its connection into a stream: the stream, or the answer that refuses it.
struct Upgraded
{
    Response response;
    std::optional<Duplex> stream;
};

/// Sends a request with a connection of its own and "Upgrade: tcp". 101 gives the stream, as does 200 without a length,
/// with which older engines answer; any other status is in the response, with its body (at most 64 KiB). Blocks, ends
/// at the deadline and within 50 ms of a stop. Errors: those of Client; a lost answer is Unreachable or Deadline even
/// of a POST, since what such a request begins ends with its connection.
[[nodiscard]] Result<Upgraded> upgrade(const Endpoint &endpoint, const QString &target, Request request,
                                       Deadline deadline, const std::stop_token &stop);

} // namespace stormdeck::http
