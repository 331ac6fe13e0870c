// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/words.h"

#include <span>
#include <utility>

namespace stormdeck::docker {

namespace {
template <typename E>
using Word = std::pair<E, QLatin1String>;

constexpr Word<LocalNodeState> localNodeStates[] = {
    {LocalNodeState::Inactive, QLatin1String("inactive")}, {LocalNodeState::Pending, QLatin1String("pending")},
    {LocalNodeState::Active, QLatin1String("active")},     {LocalNodeState::Error, QLatin1String("error")},
    {LocalNodeState::Locked, QLatin1String("locked")},
};
constexpr Word<NodeState> nodeStates[] = {
    {NodeState::Ready, QLatin1String("ready")},
    {NodeState::Down, QLatin1String("down")},
    {NodeState::Disconnected, QLatin1String("disconnected")},
};
constexpr Word<NodeRole> nodeRoles[] = {
    {NodeRole::Worker, QLatin1String("worker")},
    {NodeRole::Manager, QLatin1String("manager")},
};
constexpr Word<Availability> availabilities[] = {
    {Availability::Active, QLatin1String("active")},
    {Availability::Pause, QLatin1String("pause")},
    {Availability::Drain, QLatin1String("drain")},
};
constexpr Word<Reachability> reachabilities[] = {
    {Reachability::Reachable, QLatin1String("reachable")},
    {Reachability::Unreachable, QLatin1String("unreachable")},
};
constexpr Word<TaskState> taskStates[] = {
    {TaskState::New, QLatin1String("new")},           {TaskState::Allocated, QLatin1String("allocated")},
    {TaskState::Pending, QLatin1String("pending")},   {TaskState::Assigned, QLatin1String("assigned")},
    {TaskState::Accepted, QLatin1String("accepted")}, {TaskState::Preparing, QLatin1String("preparing")},
    {TaskState::Ready, QLatin1String("ready")},       {TaskState::Starting, QLatin1String("starting")},
    {TaskState::Running, QLatin1String("running")},   {TaskState::Complete, QLatin1String("complete")},
    {TaskState::Shutdown, QLatin1String("shutdown")}, {TaskState::Failed, QLatin1String("failed")},
    {TaskState::Rejected, QLatin1String("rejected")}, {TaskState::Remove, QLatin1String("remove")},
    {TaskState::Orphaned, QLatin1String("orphaned")},
};
constexpr Word<EndpointMode> endpointModes[] = {
    {EndpointMode::Vip, QLatin1String("vip")},
    {EndpointMode::Dnsrr, QLatin1String("dnsrr")},
};
constexpr Word<PublishMode> publishModes[] = {
    {PublishMode::Ingress, QLatin1String("ingress")},
    {PublishMode::Host, QLatin1String("host")},
};

template <typename E, size_t N>
void look(const QString &word, const Word<E> (&known)[N], Named<E> &value)
{
    value = {E::Unknown, word};
    for (const auto &[enumerator, name] : known) {
        if (word == name) {
            value.value = enumerator;
        }
    }
}

template <typename E, size_t N>
QString wordIn(const Word<E> (&known)[N], E wanted)
{
    for (const auto &[enumerator, name] : known) {
        if (enumerator == wanted) {
            return name;
        }
    }
    return {};
}
} // namespace

void read(const QString &word, Named<LocalNodeState> &value)
{
    look(word, localNodeStates, value);
}
void read(const QString &word, Named<NodeState> &value)
{
    look(word, nodeStates, value);
}
void read(const QString &word, Named<NodeRole> &value)
{
    look(word, nodeRoles, value);
}
void read(const QString &word, Named<Availability> &value)
{
    look(word, availabilities, value);
}
void read(const QString &word, Named<Reachability> &value)
{
    look(word, reachabilities, value);
}
void read(const QString &word, Named<TaskState> &value)
{
    look(word, taskStates, value);
}
void read(const QString &word, Named<EndpointMode> &value)
{
    look(word, endpointModes, value);
}
void read(const QString &word, Named<PublishMode> &value)
{
    look(word, publishModes, value);
}

QString word(NodeRole role)
{
    return wordIn(nodeRoles, role);
}
QString word(EndpointMode mode)
{
    return wordIn(endpointModes, mode);
}
QString word(PublishMode mode)
{
    return wordIn(publishModes, mode);
}

} // namespace stormdeck::docker
