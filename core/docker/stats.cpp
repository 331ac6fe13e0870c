// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/stats.h"

#include "docker/decode.h"
#include "docker/lists.h"

#include <QCoreApplication>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DockerAnswer)
};

void readIfNumber(Json value, std::optional<qint64> &target)
{
    target = value.integer();
}

/// The memory figures as the engine gives them.
struct Memory
{
    std::optional<qint64> usage;
    std::optional<qint64> limit;
    std::optional<qint64> inactive;      ///< of the container's own group: cgroup v2
    std::optional<qint64> totalInactive; ///< with the groups below it: only cgroup v1 has it
};

void readMemory(Json value, Memory &memory)
{
    readMembers(value, Member{"usage", [&](Json one) { readIfNumber(one, memory.usage); }},
                Member{"limit", [&](Json one) { readIfNumber(one, memory.limit); }},
                Member{"stats", [&](Json details) {
                           readMembers(details,
                                       Member{"inactive_file", [&](Json one) { readIfNumber(one, memory.inactive); }},
                                       Member{"total_inactive_file",
                                              [&](Json one) { readIfNumber(one, memory.totalInactive); }});
                       }});
}

/// cgroup v1 has both figures, and the one with "total" is the right one there.
std::optional<qint64> usedOf(const Memory &memory)
{
    if (!memory.usage) {
        return std::nullopt;
    }
    const qint64 droppable = memory.totalInactive.value_or(memory.inactive.value_or(0));
    return droppable < *memory.usage ? *memory.usage - droppable : *memory.usage;
}

void readCpu(Json value, ContainerStats &stats)
{
    int listed = 0;
    readMembers(value, Member{"system_cpu_usage", stats.hostNanos}, Member{"online_cpus", stats.cores},
                Member{"cpu_usage", [&](Json usage) {
                           readMembers(
                               usage, Member{"total_usage", stats.cpuNanos},
                               Member{"percpu_usage", [&](Json cores) { cores.elements([&](Json) { ++listed; }); }});
                       }});
    stats.cores = stats.cores > 0 ? stats.cores : listed;
}
} // namespace

Result<ContainerStats> decodeStats(const QByteArray &body)
{
    ContainerStats stats;
    bool isThere = false;
    auto parsed = Json::parse(body, [&](Json root) {
        Memory memory;
        readMembers(root, Member{"read", stats.readAt},
                    Member{"cpu_stats",
                           [&](Json cpu) {
                               isThere = cpu.isObject();
                               readCpu(cpu, stats);
                           }},
                    Member{"memory_stats", [&](Json value) { readMemory(value, memory); }});
        stats.memoryBytes = usedOf(memory);
        stats.memoryLimitBytes = memory.limit;
        return isThere ? QString() : Text::tr("its answer has no figures of the processor");
    });
    return parsed ? Result<ContainerStats>(stats) : failure(parsed.error());
}

std::optional<double> coresUsed(const ContainerStats &before, const ContainerStats &after)
{
    const qint64 used = after.cpuNanos - before.cpuNanos;
    const qint64 passed = after.hostNanos - before.hostNanos;
    if (used < 0 || passed <= 0 || before.hostNanos <= 0 || after.cores <= 0) {
        return std::nullopt;
    }
    return static_cast<double>(used) / static_cast<double>(passed) * after.cores;
}

} // namespace stormdeck::docker
