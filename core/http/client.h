// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/detour.h"
#include "http/duplex.h"

#include <memory>
#include <span>
#include <vector>

namespace stormdeck::http {

/// Takes a piece of a streamed answer; returning false ends the transfer without an error.
/// While it runs nothing more is read, so a slow taker slows the sender.
using ChunkSink = std::function<bool(const QByteArray &chunk)>;

/// HTTP/1.1 to one endpoint (unix path or TCP) with kept connections. A client belongs to one thread.
/// Every call blocks, ends at its deadline and returns within 50 ms of a stop request.
/// Errors name the target and the layer: Unreachable (Resolve, Connect), Deadline, Cancelled, Undecodable (Http, not
/// an HTTP answer), OutcomeUnknown where a request other than GET or HEAD was sent and its answer was lost.
/// An HTTP status is not an error here; the API clients decide what it means.
/// No redirect is followed, no proxy is used.
class Client
{
public:
    static constexpr int usualConnections = 32;

    /// `label` is how people call the target, as "storm-1"; errors name it together with the endpoint.
    /// `mostConnections`: at once; further requests wait for one of them.
    /// `detour`: it connects there instead; errors name `endpoint` all the same.
    Client(Endpoint endpoint, QString label, int mostConnections = usualConnections, std::optional<Detour> detour = {});
    Client(Client &&) noexcept;
    Client &operator=(Client &&) noexcept;
    ~Client();

    [[nodiscard]] const Endpoint &endpoint() const;
    /// "storm-1 (tcp://10.0.0.5:2375)".
    [[nodiscard]] QString target() const;

    /// One request, its whole answer in memory (at most 64 MiB, more is Rejected).
    [[nodiscard]] Result<Response> send(const Request &request, Deadline deadline, const std::stop_token &stop);
    /// All requests at once, each on its own connection where needed; answers in the order of the requests.
    [[nodiscard]] std::vector<Result<Response>> sendAll(std::span<const Request> requests, Deadline deadline,
                                                        const std::stop_token &stop);
    /// An answer of any length, piece by piece. For a status outside 200-299 the body is in the Response instead.
    [[nodiscard]] Result<Response> stream(const Request &request, const ChunkSink &sink, Deadline deadline,
                                          const std::stop_token &stop);
    /// A request whose connection becomes a stream of bytes: see http::upgrade().
    [[nodiscard]] Result<Upgraded> upgrade(Request request, Deadline deadline, const std::stop_token &stop);
    /// Closes the kept connections where all were idle for longer than they may be (118 s, over a detour what that
    /// says), as the next call would: for an owner that may have no more to ask. Waits for nothing.
    void closeIdle();

private:
    friend std::vector<Result<Response>> sendEach(std::span<Client *const> clients, std::span<const Request> requests,
                                                  Deadline deadline, const std::stop_token &stop);
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Sends to several endpoints at once from one thread: `requests[i]` to `clients[i]`. Used by the engines' source.
[[nodiscard]] std::vector<Result<Response>> sendEach(std::span<Client *const> clients,
                                                     std::span<const Request> requests, Deadline deadline,
                                                     const std::stop_token &stop);

} // namespace stormdeck::http
