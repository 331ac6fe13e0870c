// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storm/ids.h"

#include <QDateTime>

#include <optional>
#include <vector>

/// What the Storm UI says of one spout or bolt: GET /api/v1/topology/:id/component/:component. nullopt: not reported,
/// which is not zero. Counts are samples, and die with their Storm worker.
namespace stormdeck::storm {

/// Over what time Storm sums its figures up.
enum class StatsWindow { TenMinutes, ThreeHours, Day, AllTime };

/// As Storm's answers name it: "600", ":all-time".
[[nodiscard]] QString wordOf(StatsWindow window);

/// What has been counted and timed of a component, one of its executors or one of its streams.
struct Figures
{
    std::optional<qint64> emitted;
    std::optional<qint64> transferred;
    std::optional<qint64> executed; ///< bolts, and what comes in
    std::optional<qint64> acked;
    std::optional<qint64> failed;
    std::optional<double> completeLatencyMs; ///< spouts
    std::optional<double> executeLatencyMs;  ///< bolts
    std::optional<double> processLatencyMs;  ///< bolts
    std::optional<double> capacity;          ///< bolts; 1 is always busy
    bool operator==(const Figures &) const = default;
};

/// A thread of a Storm worker, by the tasks that it runs.
struct Executor
{
    QString id; ///< "[3-5]"
    QString host;
    quint16 port = 0; ///< 0: it is in no Storm worker
    std::optional<qint64> uptimeSeconds;
    Figures figures;
    bool operator==(const Executor &) const = default;
};

struct Stream
{
    QString component; ///< where it comes from; empty: it goes out
    QString id;        ///< "default"
    Figures figures;
    [[nodiscard]] bool isInput() const { return !component.isEmpty(); }
    bool operator==(const Stream &) const = default;
};

/// An exception that a component has reported.
struct ComponentError
{
    QDateTime at; ///< UTC, by Storm's clock; invalid: not reported
    QString host;
    quint16 port = 0;
    QString text; ///< with its stack trace, in lines
    bool operator==(const ComponentError &) const = default;
};

struct ComponentPage
{
    static constexpr size_t mostErrors = 100; ///< the newest; older ones are dropped

    QString id;
    TopologyId topology;
    QString topologyName;
    bool isSpout = false;
    std::optional<int> executorCount;
    std::optional<int> tasks;
    QString window; ///< of all figures, as Storm named it
    Figures figures;
    std::vector<Executor> executors;    ///< by their first task
    std::vector<Stream> streams;        ///< what comes in first, each by name
    std::vector<ComponentError> errors; ///< newest first
    bool operator==(const ComponentPage &) const = default;
};

} // namespace stormdeck::storm
