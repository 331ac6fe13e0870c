// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/sessionfolder.h"
#include "util/endpoint.h"

namespace stormdeck::access {

/// The folder for the sockets of one set of relays.
class RelayFolder
{
public:
    /// Errors: those of net::SessionFolder.
    [[nodiscard]] static Result<RelayFolder> make();
    /// Removes what consoles left that were killed; what is in use stays. Called by make() too.
    static void removeAbandoned();

    struct Listening
    {
        Endpoint endpoint;
        net::Descriptor descriptor;
    };
    /// A new socket that listens, for this user only (0600). Errors: Internal; Rejected where the path is too long.
    [[nodiscard]] Result<Listening> listen();

private:
    explicit RelayFolder(net::SessionFolder folder) : m_folder(std::move(folder)) {}

    net::SessionFolder m_folder;
    int m_next = 1;
};

} // namespace stormdeck::access
