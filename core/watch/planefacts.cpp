// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/planefacts.h"

#include "zookeeper/decode.h"

#include <QHash>

namespace stormdeck::watch {

namespace {
const QByteArray askedName = "asked";
const QByteArray oldAskedName = "voters";
const QByteArray routeName = "route";
const QByteArray noteName = "note";
const QByteArray lateName = "late";
const QByteArray roomName = "room";
const QByteArray containerName = "container";

zookeeper::MemberAnswer memberFrom(const RawAnswers &raw, const QByteArray &name)
{
    const QString shown = QString::fromUtf8(name);
    if (const RawAnswer *note = answerNamed(raw, name + '/' + noteName)) {
        return {.name = shown,
                .note = QString::fromUtf8(note->body),
                .late = answerNamed(raw, name + '/' + lateName) != nullptr};
    }
    RawAnswers said;
    for (const RawAnswer &one : raw) {
        if (one.name.startsWith(name + '/')) {
            said.push_back({one.name.mid(name.size() + 1), one.body});
        }
    }
    return zookeeper::decodeMember(shown, said);
}

template <typename Value>
void shareEqual(const std::vector<Value> &before, std::vector<Value> &now)
{
    QHash<decltype(Value::id), const Value *> known;
    known.reserve(static_cast<qsizetype>(before.size()));
    for (const Value &one : before) {
        known.insert(one.id, &one);
    }
    for (Value &one : now) {
        if (const Value *same = known.value(one.id); same && *same == one) {
            one = *same;
        }
    }
}
} // namespace

cluster::EngineFacts factsOf(docker::EngineAnswer &&answer)
{
    return {std::move(answer.version), std::move(answer.info)};
}

cluster::SwarmFacts factsOf(docker::SwarmState &&state, const QString &manager)
{
    return {std::move(state.swarm),
            std::move(state.nodes),
            std::move(state.services),
            std::move(state.tasks),
            std::move(state.networks),
            std::move(state.configs),
            manager};
}

QMap<docker::NodeId, QString> machinesByNode(const QMap<QString, cluster::EngineFacts> &engines)
{
    QMap<docker::NodeId, QString> machines;
    for (auto engine = engines.begin(); engine != engines.end(); ++engine) {
        if (!engine->info.swarm.node.isEmpty()) {
            machines.insert(engine->info.swarm.node, engine.key());
        }
    }
    return machines;
}

void shareUnchanged(const cluster::SwarmFacts &before, cluster::SwarmFacts &facts)
{
    shareEqual(before.nodes, facts.nodes);
    shareEqual(before.services, facts.services);
    shareEqual(before.tasks, facts.tasks);
}

RawAnswers rawRoom(const QByteArray &output, const QString &container)
{
    return {{roomName, output}, {containerName, container.toUtf8()}};
}

Result<cluster::RoomFacts> decodeRoom(const RawAnswers &raw)
{
    return cluster::decodeRoom(bodyNamed(raw, roomName)).map([&](cluster::RoomFacts &&facts) {
        facts.container = QString::fromUtf8(bodyNamed(raw, containerName));
        return std::move(facts);
    });
}

RawAnswers rawEnsemble(const cluster::EnsembleFacts &facts)
{
    RawAnswers raw{{askedName, QByteArray::number(facts.asked)}, {routeName, facts.route.toUtf8()}};
    for (const zookeeper::MemberAnswer &member : facts.members) {
        const QByteArray prefix = member.name.toUtf8() + '/';
        for (const RawAnswer &text : member.raw) {
            raw.push_back({prefix + text.name, text.body});
        }
        if (member.raw.empty()) {
            raw.push_back({prefix + noteName, member.note.toUtf8()});
        }
        if (member.late) {
            raw.push_back({prefix + lateName, "yes"});
        }
    }
    return raw;
}

cluster::EnsembleFacts decodeEnsemble(const RawAnswers &raw)
{
    const bool isOld = !answerNamed(raw, askedName);
    cluster::EnsembleFacts facts{.asked = bodyNamed(raw, isOld ? oldAskedName : askedName).toInt(),
                                 .route = QString::fromUtf8(bodyNamed(raw, routeName))};
    QByteArray last;
    for (const RawAnswer &one : raw) {
        const QByteArray name = one.name.left(one.name.lastIndexOf('/'));
        if (one.name.contains('/') && name != last) {
            facts.members.push_back(memberFrom(raw, name));
            last = name;
        }
    }
    return facts;
}

} // namespace stormdeck::watch
