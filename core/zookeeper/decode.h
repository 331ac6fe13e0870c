// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"
#include "zookeeper/types.h"

namespace stormdeck::zookeeper {

/// What came from a member beside the answers to its words, each as it came; empty where it was not asked.
struct Beside
{
    QByteArray conf;         ///< answer to the word conf
    QByteArray hello;        ///< first bytes of the answer to a TLS greeting
    QByteArray adminSrvr;    ///< HTTP answer of the AdminServer to /commands/srvr
    QByteArray adminMonitor; ///< HTTP answer of the AdminServer to /commands/monitor
};

/// Reads the answers of srvr and mntr (either may be empty) into what the member said; the AdminServer's are used for
/// what those do not tell. Never fails: an answer that cannot be read is State::NoAnswer with a note holding its
/// beginning.
[[nodiscard]] MemberAnswer decodeMember(const QString &name, const QByteArray &srvr, const QByteArray &mntr,
                                        const Beside &beside = {});
/// The same from what was kept: the bodies are named "srvr", "mntr", "conf", "hello", "adminSrvr", "adminMonitor".
[[nodiscard]] MemberAnswer decodeMember(const QString &name, const RawAnswers &raw);

/// Whether a member says that it must not answer this word.
[[nodiscard]] bool isRefused(const QByteArray &answer);
/// Whether these are the first bytes of a TLS server: a handshake or an alert.
[[nodiscard]] bool isTls(const QByteArray &answer);

} // namespace stormdeck::zookeeper
