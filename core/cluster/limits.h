// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

/// The limits of the health rules, in one place: the rules use them and the rule book tells them.
namespace stormdeck::cluster::limits {

inline constexpr int silentMisses = 2;        ///< failed tries after which a source is silent
/// Questions of no source are given longer before they fail; those to the Storm UI are given all of it.
inline constexpr std::chrono::milliseconds longestLook{30000};
inline constexpr qint64 startSeconds = 60;    ///< a daemon or a member this young is starting
inline constexpr qint64 formingSeconds = 120; ///< members made together find each other within this
inline constexpr int paceLooks = 3;           ///< looks in a row at which a member does not keep up
inline constexpr qint64 longQueue = 10;       ///< requests that wait in a member; a healthy one has next to none
inline constexpr double slowAverageMs = 100;  ///< a member that needs so long for a request on average is slow
inline constexpr int loopCount = 3;           ///< failures at one place that make a loop
inline constexpr qint64 failureSeconds = 300; ///< failures older than this are history
inline constexpr qint64 retrySeconds = 120;   ///< swarm has had this long to notice that something was freed
inline constexpr int restartCount = 3;        ///< starts of a Storm worker at one place within errorSeconds: too many
inline constexpr qint64 certificateDays = 30; ///< a certificate that ends sooner is to be renewed
inline constexpr qint64 assignSeconds = 30;   ///< Nimbus assigns every 10 s; a topology this young is merely new
inline constexpr qint64 reportSeconds = 120;  ///< nimbus.task.launch.secs; Storm workers report after about 60 s
inline constexpr qint64 errorSeconds = 600;   ///< an error older than this has had its time
inline constexpr qint64 joinSeconds = 60;     ///< a machine is taken into a swarm within this
inline constexpr qint64 rejoinSeconds = 120;  ///< swarm calls an entry down that late after its machine joined again
inline constexpr std::chrono::seconds roomEvery{30}; ///< between two looks at a machine's disk and memory
/// What such a look told is current for so long: two later ones may fail.
inline constexpr std::chrono::seconds roomLifetime{90};
inline constexpr double lowDisk = 0.10; ///< shares of a disk that are free, and sizes, below which it is low or full
inline constexpr qint64 lowDiskBytes = 2LL << 30;
inline constexpr double fullDisk = 0.01;
inline constexpr qint64 fullDiskBytes = 200LL << 20;
inline constexpr double lowMemory = 0.05; ///< share of the memory that is available
/// An answer's way and an engine's own work blur a clock by less than this.
inline constexpr std::chrono::milliseconds slightSkew{2000};
/// Beyond it heartbeats are misjudged: Nimbus' task timeout is 30 s by default.
inline constexpr std::chrono::milliseconds gravestSkew{15000};

} // namespace stormdeck::cluster::limits
