// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "zookeeper/types.h"

/// The AdminServer, which ZooKeeper has from 3.5 on: the words as HTTP and JSON on a port of its own (8080).
namespace stormdeck::zookeeper {

/// The request for a command, as "srvr" or "monitor"; HTTP/1.0, so that the answer ends with the connection.
[[nodiscard]] QByteArray adminRequest(const char *command);

/// What an AdminServer said of its member.
struct AdminAnswer
{
    bool notServing = false;        ///< without quorum; "monitor" is then a server error in some versions
    std::optional<Srvr> srvr;       ///< of "srvr", else of "monitor", which does not tell the zxid
    QMap<QString, QString> monitor; ///< with the keys that mntr has: "zk_followers"
};

/// From whole HTTP answers to "srvr" and "monitor"; either may be empty or something else, which then says nothing.
[[nodiscard]] AdminAnswer decodeAdmin(const QByteArray &srvr, const QByteArray &monitor);

} // namespace stormdeck::zookeeper
