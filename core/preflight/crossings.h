// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/facts.h"
#include "preflight/probescript.h"

/// What the commands of probescript.h said, and what it means. Pure.
namespace stormdeck::preflight {

/// What a listener on a machine has said so far.
struct Post
{
    std::vector<PortName> bound;
    std::vector<PortName> held;
    bool isReady = false; ///< all ports were tried
    qint64 pid = 0;       ///< of its process; 0: it has not said

    [[nodiscard]] bool has(const PortName &port) const;
    [[nodiscard]] bool isHeld(const PortName &port) const;
};
[[nodiscard]] Post postOf(const QByteArray &output);

struct Probed
{
    qsizetype number = 0; ///< of the target
    PortName port;
    Reach reach = Reach::NotObserved;
    int milliseconds = 0;
    QString note;
};
struct Measured
{
    qsizetype number = 0;
    QString way; ///< "UDP 4789", "ping"
    int linkBytes = 0;
    int largestBytes = 0;
};
struct ProbeAnswer
{
    std::vector<Probed> probed;
    std::vector<Measured> measured;
};
[[nodiscard]] ProbeAnswer probeAnswerOf(const QByteArray &output);

/// Whether there is a point in trying: not for datagrams to a port whose holder answers no stranger.
[[nodiscard]] bool isWorthTrying(const PortName &port, const Post &post);
/// What a try to a port of `to` shows, with what is known of that machine: where nothing of ours waits there, only a
/// connection that was taken shows anything. `tried` null: it was not.
[[nodiscard]] Crossing crossingOf(const QString &from, const MachineFacts &to, const PortName &port, const Post &post,
                                  const Probed *tried);

} // namespace stormdeck::preflight
