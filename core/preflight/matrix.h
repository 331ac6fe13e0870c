// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace stormdeck::preflight {

enum class PortProtocol { Tcp, Udp };

/// What became of a try to get from one machine to a port of another.
enum class Reach {
    Answered,    ///< by a listener that was set up there for it: there and back
    Held,        ///< TCP: whatever holds the port took the connection
    Refused,     ///< turned away: by a firewall, or nothing listens at that address
    Silent,      ///< nothing came back in time
    Failed,      ///< could not be sent; the note says why
    NotObserved, ///< not tried, or no answer could be expected; the note says why
};

/// One try.
struct Crossing
{
    QString from; ///< machine
    QString to;   ///< machine
    PortProtocol protocol = PortProtocol::Tcp;
    quint16 port = 0;
    Reach reach = Reach::NotObserved;
    std::optional<int> milliseconds; ///< there and back
    QString note;                    ///< the system's own words, or why it was not tried
    bool operator==(const Crossing &) const = default;
};

/// The largest packet that came through unbroken, there and back.
struct PathSize
{
    QString from;
    QString to;
    int linkBytes = 0;    ///< what the sender's link takes
    int largestBytes = 0; ///< 0: none came back
    QString way;          ///< "UDP 4789", "ping"
    bool operator==(const PathSize &) const = default;
};

[[nodiscard]] inline bool isThrough(Reach reach)
{
    return reach == Reach::Answered || reach == Reach::Held;
}
[[nodiscard]] inline bool isBlocked(Reach reach)
{
    return reach == Reach::Refused || reach == Reach::Silent || reach == Reach::Failed;
}
/// "7946/udp"
[[nodiscard]] inline QString portText(PortProtocol protocol, quint16 port)
{
    return QString::number(port) + (protocol == PortProtocol::Tcp ? QStringLiteral("/tcp") : QStringLiteral("/udp"));
}
/// Stable words for JSON: "answered", "held", "refused", "silent", "failed", "not-observed".
[[nodiscard]] QString word(Reach reach);

} // namespace stormdeck::preflight
