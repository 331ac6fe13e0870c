// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/endpoint.h"
#include "util/result.h"

#include <memory>
#include <optional>

namespace stormdeck::ssh {

class Listener;

/// A private local socket (0600, in a folder 0700) that leads to the other side. Goes with this object, and leads
/// nowhere once its session is gone. Outlives a lost connection: the next client has it made anew. Thread-safe.
class Tunnel
{
public:
    explicit Tunnel(std::shared_ptr<Listener> listener);
    Tunnel(Tunnel &&) noexcept = default;
    Tunnel &operator=(Tunnel &&other) noexcept;
    ~Tunnel();

    /// Where to connect to.
    [[nodiscard]] Endpoint endpoint() const;
    /// Why the last client was turned away (it only sees a closed connection); nothing where it was not.
    [[nodiscard]] std::optional<Error> lastFailure() const;

private:
    std::shared_ptr<Listener> m_listener;
};

} // namespace stormdeck::ssh
