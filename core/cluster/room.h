// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <QStringList>

#include <optional>

namespace stormdeck::cluster {

/// How much there is of something, and how much of that is left. In bytes.
struct Room
{
    qint64 total = 0;
    qint64 free = 0;
    bool operator==(const Room &) const = default;
};
/// 0 to 1; 0 where there is nothing at all.
[[nodiscard]] double freeShare(const Room &room);

/// What is left of a machine's disk and memory, as seen from a container on it.
struct RoomFacts
{
    std::optional<Room> disk;   ///< on which its engine keeps images, containers and volumes
    std::optional<Room> memory; ///< free: what can be had without swapping (MemAvailable)
    QString container;          ///< what people call it: "zk1"
    bool operator==(const RoomFacts &) const = default;
};

/// What tells it inside of any container: its root lies on the disk of the engine, and /proc/meminfo is the machine's.
[[nodiscard]] QStringList roomCommand();
/// Reads what that command said, of GNU, busybox and other df. What is not in it, or makes no sense, is left out;
/// Undecodable where nothing is left. Pure.
[[nodiscard]] Result<RoomFacts> decodeRoom(const QByteArray &output);

} // namespace stormdeck::cluster
