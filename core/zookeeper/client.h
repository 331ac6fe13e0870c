// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/deadline.h"
#include "util/endpoint.h"
#include "zookeeper/types.h"

#include <QStringList>

namespace stormdeck::zookeeper {

/// Where a member can be asked, as seen from the one who asks.
struct MemberPorts
{
    QString name; ///< of the member
    Endpoint client;
    std::optional<Endpoint> secure; ///< client port for TLS beside it, where one is known
    std::optional<Endpoint> admin;  ///< of its AdminServer; nullopt where there is none
};

/// Asks a member by its client port with srvr and mntr, and with conf where it may tell what mntr tells (one that must
/// not is not asked for more); one connection a word, as ZooKeeper closes after each. Where nothing comes back it looks
/// whether the port speaks TLS, and where the port does not tell all it asks the AdminServer. An unreachable member is
/// an answer too (State::NoAnswer); only Cancelled is an error.
[[nodiscard]] Result<MemberAnswer> askMember(const MemberPorts &member, Deadline deadline, const std::stop_token &stop);

/// A script for `bash -c` in a member's container that asks all members at once in the same way through /dev/tcp, 3 s
/// at most, and leaves no process behind; its arguments come after any word that becomes $0. Output is undone by
/// decodeProbe().
[[nodiscard]] QString probeScript();
/// The endpoints are TCP, and all of one member on the host of its client port.
[[nodiscard]] QStringList probeArguments(const std::vector<MemberPorts> &members);
/// What probeScript() printed, by member name, in the order of `names`; a member without output is NoAnswer.
[[nodiscard]] std::vector<MemberAnswer> decodeProbe(const QStringList &names, const QByteArray &output);

} // namespace stormdeck::zookeeper
