// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/statusjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stormdeck::app {

namespace {
using namespace cluster;

QJsonValue orNull(const std::optional<int> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonObject ageJson(const SourceAge &age, Instant now)
{
    QJsonObject object{{QStringLiteral("state"), word(ageState(age, now))}};
    if (age.answered) {
        const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now - *age.answered);
        object.insert(QStringLiteral("age_ms"), static_cast<qint64>(milliseconds.count()));
    }
    if (age.route.kind != Route::Kind::None) {
        object.insert(QStringLiteral("route"), QJsonObject{{QStringLiteral("kind"), stormdeck::word(age.route.kind)},
                                                           {QStringLiteral("text"), age.route.text}});
    }
    if (age.error) {
        object.insert(QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), codeOf(*age.error)},
                                                           {QStringLiteral("layer"), stormdeck::word(age.error->layer)},
                                                           {QStringLiteral("text"), sentence(*age.error)}});
    }
    return object;
}

QJsonObject planesJson(const Freshness &freshness, Instant now)
{
    QJsonObject engines;
    for (auto it = freshness.engines.begin(); it != freshness.engines.end(); ++it) {
        engines.insert(it.key(), ageJson(it.value(), now));
    }
    return {{QStringLiteral("engines"), engines},
            {QStringLiteral("swarm"), ageJson(freshness.swarm, now)},
            {QStringLiteral("zookeeper"), ageJson(freshness.ensemble, now)},
            {QStringLiteral("storm"), ageJson(freshness.storm, now)}};
}

QJsonObject slotJson(const SlotView &slot)
{
    return {{QStringLiteral("port"), slot.port},
            {QStringLiteral("topology"), slot.topology.isEmpty() ? QJsonValue() : QJsonValue(slot.topology.value)},
            {QStringLiteral("starting"), slot.starting}};
}

QJsonArray membersJson(const NodeView &node)
{
    QJsonArray members;
    for (const MemberView &member : node.members) {
        const bool serves = member.answer && member.answer->srvr;
        members.append(
            QJsonObject{{QStringLiteral("name"), member.name},
                        {QStringLiteral("task"), member.task.word},
                        {QStringLiteral("role"), serves ? QJsonValue(member.answer->srvr->role.word) : QJsonValue()}});
    }
    return members;
}

QJsonArray daemonsJson(const NodeView &node)
{
    QJsonArray daemons;
    for (const DaemonView &daemon : node.daemons) {
        const QString role = daemon.role == StormRole::Nimbus ? QStringLiteral("nimbus")
                             : daemon.role == StormRole::Ui   ? QStringLiteral("ui")
                                                              : QStringLiteral("supervisor");
        daemons.append(QJsonObject{{QStringLiteral("role"), role},
                                   {QStringLiteral("task"), daemon.task.word},
                                   {QStringLiteral("listed"), daemon.listed},
                                   {QStringLiteral("leader"), daemon.leader}});
    }
    return daemons;
}

QJsonObject nodeJson(const NodeView &node, const Freshness &freshness, Instant now)
{
    QJsonArray slotArray;
    for (const SlotView &slot : node.slotViews) {
        slotArray.append(slotJson(slot));
    }
    return {{QStringLiteral("name"), node.name},
            {QStringLiteral("machine"), node.machine},
            {QStringLiteral("node"), node.node.value},
            {QStringLiteral("address"), node.address},
            {QStringLiteral("status"), word(nodeStatus(node, freshness, now))},
            {QStringLiteral("role"), node.role.word},
            {QStringLiteral("leader"), node.leader},
            {QStringLiteral("state"), node.state.word},
            {QStringLiteral("availability"), node.availability.word},
            {QStringLiteral("zookeeper"), membersJson(node)},
            {QStringLiteral("daemons"), daemonsJson(node)},
            {QStringLiteral("slots"), slotArray}};
}

QJsonObject topologyJson(const TopologyView &view)
{
    return {{QStringLiteral("id"), view.summary.id.value},
            {QStringLiteral("name"), view.summary.name},
            {QStringLiteral("status"), view.summary.status.word},
            {QStringLiteral("workers_assigned"), orNull(view.summary.workersTotal)},
            {QStringLiteral("workers_requested"), orNull(view.workersRequested)},
            {QStringLiteral("workers_reporting"), view.workersReporting},
            {QStringLiteral("workers_starting"), view.workersStarting}};
}

QJsonObject findingJson(const Finding &finding)
{
    return {{QStringLiteral("code"), finding.code},         {QStringLiteral("severity"), word(finding.severity)},
            {QStringLiteral("subject"), finding.subject},   {QStringLiteral("text"), finding.headline},
            {QStringLiteral("evidence"), finding.evidence}, {QStringLiteral("next"), finding.nextMove}};
}

template <typename T, typename F>
QJsonArray arrayOf(const std::vector<T> &values, F convert)
{
    QJsonArray array;
    for (const T &value : values) {
        array.append(convert(value));
    }
    return array;
}
} // namespace

QString word(Health health)
{
    switch (health) {
    case Health::Empty:
        return QStringLiteral("empty");
    case Health::Healthy:
        return QStringLiteral("healthy");
    case Health::Degraded:
        return QStringLiteral("degraded");
    case Health::Failing:
        return QStringLiteral("failing");
    case Health::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

QString word(Severity severity)
{
    switch (severity) {
    case Severity::Notice:
        return QStringLiteral("notice");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Failure:
        break;
    }
    return QStringLiteral("failure");
}

QString word(NodeStatus status)
{
    switch (status) {
    case NodeStatus::Ready:
        return QStringLiteral("ready");
    case NodeStatus::Down:
        return QStringLiteral("down");
    case NodeStatus::Suspect:
        return QStringLiteral("suspect");
    case NodeStatus::Drained:
        return QStringLiteral("drained");
    case NodeStatus::Paused:
        return QStringLiteral("paused");
    case NodeStatus::NotInSwarm:
        return QStringLiteral("not-in-swarm");
    case NodeStatus::Unreachable:
        return QStringLiteral("unreachable");
    case NodeStatus::Joining:
        return QStringLiteral("joining");
    case NodeStatus::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

QString word(AgeState state)
{
    switch (state) {
    case AgeState::NotAsked:
        return QStringLiteral("not-asked");
    case AgeState::Waiting:
        return QStringLiteral("waiting");
    case AgeState::Fresh:
        return QStringLiteral("fresh");
    case AgeState::Stale:
        return QStringLiteral("stale");
    case AgeState::Never:
        break;
    }
    return QStringLiteral("never");
}

QByteArray statusJson(const watch::Picture &picture, Instant now)
{
    const Snapshot &snapshot = *picture.snapshot;
    const QJsonObject document{
        {QStringLiteral("version"), 1},
        {QStringLiteral("cluster"), snapshot.cluster},
        {QStringLiteral("health"), word(picture.health)},
        {QStringLiteral("planes"), planesJson(picture.freshness, now)},
        {QStringLiteral("findings"), arrayOf(picture.findings.values(), findingJson)},
        {QStringLiteral("nodes"),
         arrayOf(snapshot.nodes, [&](const NodeView &node) { return nodeJson(node, picture.freshness, now); })},
        {QStringLiteral("topologies"), arrayOf(snapshot.topologies, topologyJson)},
        {QStringLiteral("slots"),
         QJsonObject{{QStringLiteral("total"), snapshot.slotsTotal}, {QStringLiteral("used"), snapshot.slotsUsed}}}};
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

} // namespace stormdeck::app
