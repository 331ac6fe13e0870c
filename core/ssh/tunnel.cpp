// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/tunnel.h"

#include "ssh/listener.h"

#include <utility>

namespace stormdeck::ssh {

Tunnel::Tunnel(std::shared_ptr<Listener> listener) : m_listener(std::move(listener)) {}

Tunnel &Tunnel::operator=(Tunnel &&other) noexcept
{
    std::swap(m_listener, other.m_listener);
    return *this;
}

Tunnel::~Tunnel()
{
    if (m_listener) {
        m_listener->close();
    }
}

Endpoint Tunnel::endpoint() const
{
    return Endpoint::unixSocket(m_listener->path());
}

std::optional<Error> Tunnel::lastFailure() const
{
    return m_listener->lastFailure();
}

} // namespace stormdeck::ssh
