// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/matrix.h"

#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

/// Commands that try ports between machines. They need Perl, which every Debian and Ubuntu has, and no module beyond
/// its base package.
namespace stormdeck::preflight {

struct PortName
{
    PortProtocol protocol = PortProtocol::Tcp;
    quint16 port = 0;
    bool operator==(const PortName &) const = default;
};

struct ProbeTarget
{
    qsizetype number = 0; ///< of the machine, as its lines name it
    QString address;
    PortName port;
    bool isOurs = false;                               ///< a listener was set up there
    std::optional<std::chrono::milliseconds> patience; ///< where another than that of all
};

/// Waits on those of the ports that nothing holds, on `address` where the machine has it, else on all its addresses,
/// and ends by itself after `time`, by TERM, or a second after nobody hears it any more. Says "pid 412", "bound tcp
/// 2377" or "held tcp 2377 REASON" for each port, then "ready", then "waiting" each second. To a connection it says the
/// word and closes; a datagram that begins with the word is sent back as it came, anything else is dropped.
[[nodiscard]] QStringList listenCommand(const QString &word, std::chrono::seconds time, const QString &address,
                                        const std::vector<PortName> &ports);

/// Ends the listener with that process id. Its ports are free once the command that started it has ended.
[[nodiscard]] QStringList endCommand(qint64 pid);

/// Tries all targets at once, each for `patience`. For each it says "probe NUMBER tcp 2377 RESULT MILLISECONDS NOTE",
/// RESULT being answered, held, refused, silent or failed; then, over the first datagram port of a machine that
/// answered, "size NUMBER PORT LINK LARGEST": bytes of a whole packet, sent with "do not fragment" both ways.
[[nodiscard]] QStringList probeCommand(const QString &word, std::chrono::milliseconds patience,
                                       const std::vector<ProbeTarget> &targets);

/// The same sizes by `ping`, for machines whose datagram ports are held: "size NUMBER ping LINK LARGEST", nothing for a
/// machine that answers no ping at all. One target a machine.
[[nodiscard]] QStringList sizeCommand(const std::vector<ProbeTarget> &targets);

} // namespace stormdeck::preflight
