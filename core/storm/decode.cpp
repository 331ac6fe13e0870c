// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storm/decode.h"

#include "storm/fields.h"
#include "storm/refusal.h"

#include <tuple>

namespace stormdeck::storm {

namespace {
Named<NimbusStatus> nimbusStatus(const QString &word)
{
    const QString plain = word.toLower();
    if (plain == QStringLiteral("leader")) {
        return {NimbusStatus::Leader, word};
    }
    if (plain == QStringLiteral("not a leader")) {
        return {NimbusStatus::NotLeader, word};
    }
    const bool isOffline = plain == QStringLiteral("offline") || plain == QStringLiteral("dead");
    return {isOffline ? NimbusStatus::Offline : NimbusStatus::Unknown, word};
}

Named<TopologyStatus> topologyStatus(const QString &word)
{
    if (word == QStringLiteral("ACTIVE")) {
        return {TopologyStatus::Active, word};
    }
    if (word == QStringLiteral("INACTIVE")) {
        return {TopologyStatus::Inactive, word};
    }
    if (word == QStringLiteral("REBALANCING")) {
        return {TopologyStatus::Rebalancing, word};
    }
    return {word == QStringLiteral("KILLED") ? TopologyStatus::Killed : TopologyStatus::Unknown, word};
}

Nimbus nimbusIn(const Fields &fields)
{
    auto seconds = uptime(fields, "nimbusUpTimeSeconds", "nimbusUpTime");
    return {.host = fields.text("host"),
            .port = fields.port("port"),
            .status = nimbusStatus(fields.text("status")),
            .version = fields.text("version"),
            .uptimeSeconds = seconds};
}

Supervisor supervisorIn(const Fields &fields)
{
    return {.id = {fields.text("id")},
            .host = fields.text("host"),
            .uptimeSeconds = uptime(fields, "uptimeSeconds", "uptime"),
            .slotsTotal = fields.count("slotsTotal").value_or(0),
            .slotsUsed = fields.count("slotsUsed").value_or(0),
            .version = fields.text("version"),
            .blacklisted = fields.flag("blacklisted")};
}

TopologySummary topologyIn(const Fields &fields)
{
    return {.id = {fields.text("id")},
            .name = fields.text("name"),
            .owner = fields.text("owner"),
            .status = topologyStatus(fields.text("status")),
            .uptimeSeconds = uptime(fields, "uptimeSeconds", "uptime"),
            .workersTotal = fields.count("workersTotal"),
            .executorsTotal = fields.count("executorsTotal"),
            .tasksTotal = fields.count("tasksTotal")};
}

Worker workerIn(const Fields &fields)
{
    return {.supervisor = {fields.text("supervisorId")},
            .host = fields.text("host"),
            .port = fields.port("port"),
            .topology = {fields.text("topologyId")},
            .topologyName = fields.text("topologyName"),
            .executors = fields.count("executorsTotal"),
            .uptimeSeconds = uptime(fields, "uptimeSeconds", "uptime")};
}

WindowStats statsIn(const Fields &fields)
{
    return {.window = fields.text("window"),
            .emitted = fields.whole("emitted"),
            .acked = fields.whole("acked"),
            .failed = fields.whole("failed"),
            .completeLatencyMs = fields.number("completeLatency")};
}

Component componentIn(const Fields &fields)
{
    return {.executors = fields.count("executors"),
            .tasks = fields.count("tasks"),
            .acked = fields.whole("acked"),
            .failed = fields.whole("failed"),
            .lastError = fields.text("lastError"),
            .errorLapsedSeconds = fields.whole("errorLapsedSecs")};
}

Component spoutIn(const Fields &fields)
{
    Component spout = componentIn(fields);
    spout.id = fields.text("spoutId");
    spout.isSpout = true;
    spout.completeLatencyMs = fields.number("completeLatency");
    return spout;
}

Component boltIn(const Fields &fields)
{
    Component bolt = componentIn(fields);
    bolt.id = fields.text("boltId");
    bolt.capacity = fields.number("capacity");
    bolt.executeLatencyMs = fields.number("executeLatency");
    return bolt;
}

std::vector<Component> componentsIn(const Fields &fields)
{
    auto components = eachOf(fields, "spouts", spoutIn).value_or(std::vector<Component>());
    const auto bolts = eachOf(fields, "bolts", boltIn).value_or(std::vector<Component>());
    components.insert(components.end(), bolts.begin(), bolts.end());
    sortBy(components, [](const Component &one) { return std::tuple(!one.isSpout, one.id); });
    return components;
}

/// Megabytes of heap of each Storm worker, where its options take them from the setting.
std::optional<int> heapIn(const Fields &configuration)
{
    const QString options =
        configuration.text("topology.worker.childopts") + u' ' + configuration.text("worker.childopts");
    const bool fromSetting =
        options.contains(QStringLiteral("%HEAP-MEM%")) || !options.contains(QStringLiteral("-Xmx"));
    return fromSetting ? configuration.count("worker.heap.memory.mb") : std::nullopt;
}

FailureTimes failureTimesIn(const Fields &configuration)
{
    return {.taskTimeoutSeconds = configuration.count("nimbus.task.timeout.secs"),
            .supervisorTimeoutSeconds = configuration.count("nimbus.supervisor.timeout.secs"),
            .monitorSeconds = configuration.count("nimbus.monitor.freq.secs"),
            .sessionTimeoutMs = configuration.count("storm.zookeeper.session.timeout")};
}

Result<TopologyPage> pageIn(const Fields &fields)
{
    TopologyPage page{.summary = topologyIn(fields),
                      .messageTimeoutSeconds = fields.count("msgTimeout"),
                      .workers = eachOf(fields, "workers", workerIn).value_or(std::vector<Worker>()),
                      .stats = eachOf(fields, "topologyStats", statsIn).value_or(std::vector<WindowStats>()),
                      .components = componentsIn(fields)};
    if (page.summary.id.isEmpty()) {
        return failure(undecodable({}, Text::tr("the answer names no topology")));
    }
    if (const auto configuration = fields.object("configuration")) {
        page.workersRequested = configuration->count("topology.workers");
        page.workerHeapMb = heapIn(*configuration);
        if (!page.messageTimeoutSeconds) {
            page.messageTimeoutSeconds = configuration->count("topology.message.timeout.secs");
        }
        page.failureTimes = failureTimesIn(*configuration);
    }
    sortBy(page.workers, [](const Worker &one) { return std::tuple(one.host, one.port); });
    sortBy(page.stats, [](const WindowStats &one) { return std::tuple(placeOf(one.window), one.window); });
    return page;
}

Result<ClusterSummary> clusterIn(const Fields &fields)
{
    if (!fields.has("stormVersion") && !fields.has("supervisors")) {
        return failure(undecodable({}, Text::tr("the answer is no summary of a Storm cluster")));
    }
    return ClusterSummary{.stormVersion = fields.text("stormVersion"),
                          .supervisors = fields.count("supervisors"),
                          .slotsTotal = fields.count("slotsTotal"),
                          .slotsUsed = fields.count("slotsUsed"),
                          .slotsFree = fields.count("slotsFree"),
                          .topologies = fields.count("topologies"),
                          .executorsTotal = fields.count("executorsTotal"),
                          .tasksTotal = fields.count("tasksTotal")};
}
} // namespace

Result<ClusterSummary> decodeClusterSummary(const QByteArray &body)
{
    return decoded(body, clusterIn);
}

Result<std::vector<Nimbus>> decodeNimbuses(const QByteArray &body)
{
    return decoded(body, [](const Fields &fields) {
        auto all = eachOf(fields, "nimbuses", nimbusIn);
        if (all) {
            sortBy(*all, [](const Nimbus &one) { return std::tuple(one.host, one.port); });
        }
        return all;
    });
}

Result<std::vector<Supervisor>> decodeSupervisors(const QByteArray &body)
{
    return decoded(body, [](const Fields &fields) {
        auto all = eachOf(fields, "supervisors", supervisorIn);
        if (all) {
            sortBy(*all, [](const Supervisor &one) { return std::tuple(one.host, one.id); });
        }
        return all;
    });
}

Result<std::vector<TopologySummary>> decodeTopologies(const QByteArray &body)
{
    return decoded(body, [](const Fields &fields) {
        auto all = eachOf(fields, "topologies", topologyIn);
        if (all) {
            sortBy(*all, [](const TopologySummary &one) { return std::tuple(one.name, one.id); });
        }
        return all;
    });
}

Result<TopologyPage> decodeTopologyPage(const QByteArray &body)
{
    return decoded(body, pageIn);
}

Result<FailureTimes> decodeFailureTimes(const QByteArray &body)
{
    return decoded(body, [](const Fields &fields) { return Result<FailureTimes>(failureTimesIn(fields)); });
}

Result<void> decodeAccepted(const QByteArray &body)
{
    return decoded(body, [](const Fields &fields) -> Result<void> {
        if (fields.text("status") == QStringLiteral("success")) {
            return {};
        }
        return failure(undecodable({}, Text::tr("the answer does not say that it was accepted")));
    });
}

Error decodeRefusal(int httpStatus, const QByteArray &body)
{
    QString message;
    if (const std::optional<Fields> fields = Fields::parse(body)) {
        message = fields->text("errorMessage");
    } else if (!body.contains('<')) {
        message = QString::fromUtf8(sampleOf(body)); // 1.x answers an unknown path in plain text
    }
    Error error = refusalOf(httpStatus, message);
    error.raw = sampleOf(body);
    error.httpStatus = httpStatus;
    return error;
}

} // namespace stormdeck::storm
