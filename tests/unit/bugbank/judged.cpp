// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/bugbank/judged.h"

#include "cluster/rulebook.h"
#include "docker/decode.h"
#include "unit/zookeeper/answers.h"
#include "zookeeper/decode.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stormdeck::test {

using namespace cluster;

Judged::Judged(Planes from) : planes(std::move(from)), freshness(freshNow(planes, judgedAt)) {}

std::vector<Finding> Judged::all() const
{
    auto found = findings(picture(), freshness, judgedAt);
    for (const Finding &finding : found) {
        const QString rule = ruleOf(finding.code);
        EXPECT_TRUE(rule.endsWith(u'.') && !rule.contains(u'%')) << qPrintable(finding.code + u' ' + rule);
    }
    return found;
}

Finding Judged::of(const char *code) const
{
    for (const Finding &finding : all()) {
        if (finding.code == QLatin1String(code)) {
            return finding;
        }
    }
    return {};
}

int Judged::count(const char *code) const
{
    const auto found = all();
    return static_cast<int>(
        std::count_if(found.begin(), found.end(), [&](const Finding &one) { return one.code == QLatin1String(code); }));
}

Health Judged::whole() const
{
    return health(picture(), freshness, all(), judgedAt);
}

NodeStatus Judged::statusOf(const QString &node) const
{
    for (const NodeView &view : picture().nodes) {
        if (view.name == node) {
            return nodeStatus(view, freshness, judgedAt);
        }
    }
    return NodeStatus::Unknown;
}

docker::Service &Judged::service(const QString &name)
{
    auto &services = planes.swarm->services;
    return *std::find_if(services.begin(), services.end(), [&](const auto &one) { return one.name == name; });
}

void Judged::takeTasks(const QByteArray &json)
{
    const auto tasks = docker::decodeTasks(json).value();
    std::erase_if(planes.swarm->tasks, [&](const docker::Task &old) {
        return std::any_of(tasks.begin(), tasks.end(), [&](const auto &task) { return task.service == old.service; });
    });
    planes.swarm->tasks.insert(planes.swarm->tasks.end(), tasks.begin(), tasks.end());
}

void Judged::says(const QString &member, const QByteArray &srvrSaid, const QByteArray &mntrSaid)
{
    for (zookeeper::MemberAnswer &answer : planes.ensemble->members) {
        if (answer.name == member) {
            answer = zookeeper::decodeMember(member, srvrSaid, mntrSaid);
        }
    }
}

void Judged::resizeEnsemble(int members)
{
    const docker::Service pattern = service(QStringLiteral("lab-zk1"));
    const docker::Task running = taskOf(planes, QStringLiteral("lab-zk1"), QStringLiteral("storm-1"));
    const auto isMember = [](const docker::ServiceId &id) { return id.value.startsWith(u"s-lab-zk"); };
    std::erase_if(planes.swarm->services, [&](const auto &one) { return isMember(one.id); });
    std::erase_if(planes.swarm->tasks, [&](const auto &one) { return isMember(one.service); });
    planes.ensemble->members.clear();
    planes.ensemble->asked = members;
    for (int number = 1; number <= members; ++number) {
        const QString name = QStringLiteral("zk%1").arg(number);
        docker::Service one = pattern;
        docker::Task task = running;
        one.name = QStringLiteral("lab-") + name;
        one.hostname = name;
        one.id = {QStringLiteral("s-") + one.name};
        task.service = one.id;
        task.id = {QStringLiteral("t-") + one.name};
        task.node = {QStringLiteral("node%1").arg((number - 1) % 3 + 1)};
        planes.swarm->services.push_back(one);
        planes.swarm->tasks.push_back(task);
        planes.ensemble->members.push_back(
            zookeeper::decodeMember(name, srvr(number == 1 ? "leader" : "follower"), {}));
    }
}

ops::ClusterInputs threeMachines()
{
    const ops::ClusterInputs inputs{.name = QStringLiteral("lab"), .machines = emptyPlanes().machines};
    return ops::withDefaults(inputs);
}

QByteArray ago(int seconds)
{
    return sceneTime().addSecs(-seconds).toString(Qt::ISODate).toLatin1();
}

QByteArray taskJson(const QByteArray &id, const QByteArray &service, const QByteArray &node, const QByteArray &desired,
                    const QByteArray &status, int secondsAgo)
{
    const QByteArray time = ago(secondsAgo);
    return R"({"ID":")" + id + R"(","CreatedAt":")" + time + R"(","ServiceID":"s-)" + service + R"(","NodeID":")" +
           node + R"(","Slot":1,"DesiredState":")" + desired + R"(","Status":{"Timestamp":")" + time + R"(",)" +
           status + "}}";
}

} // namespace stormdeck::test
