// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/deadline.h"
#include "util/endpoint.h"
#include "zookeeper/types.h"

#include <QStringList>

namespace stormdeck::zookeeper {

/// Asks a member by its client port with srvr and mntr; one connection a word, as ZooKeeper closes after each.
/// An unreachable member is an answer too (State::NoAnswer); only Cancelled is an error.
[[nodiscard]] Result<MemberAnswer> askMember(const QString &name, const Endpoint &clientPort, Deadline deadline,
                                             const std::stop_token &stop);

/// A script for `bash -c` in a member's container that asks all members at once through /dev/tcp, 4 s at most; its
/// arguments, after any word that becomes $0, are "name host port" triples. Output is undone by decodeProbe().
[[nodiscard]] QString probeScript();
/// What probeScript() printed, by member name, in the order of `names`; a member without output is NoAnswer.
[[nodiscard]] std::vector<MemberAnswer> decodeProbe(const QStringList &names, const QByteArray &output);

} // namespace stormdeck::zookeeper
