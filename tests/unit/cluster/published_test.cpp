// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/published.h"

#include <gtest/gtest.h>

namespace stormdeck::cluster {

namespace {
using docker::TaskState;

docker::Task taskOn(const QString &node, TaskState desired)
{
    docker::Task task{.service = {QStringLiteral("ui")}, .node = {node}};
    task.state = {TaskState::Running, QStringLiteral("running")};
    task.desired = {desired, {}};
    return task;
}

struct Published : testing::Test {
    Published()
    {
        service.id = {QStringLiteral("ui")};
        service.ports = {{.protocol = QStringLiteral("tcp"), .target = 8080, .published = 8081,
                          .mode = {docker::PublishMode::Host, QStringLiteral("host")}}};
        for (const char *name : {"a", "b"}) {
            docker::Node node;
            node.id = {QString::fromLatin1(name)};
            node.address = QStringLiteral("10.0.0.") + QString::fromLatin1(name);
            nodes.push_back(node);
        }
    }
    docker::Service service;
    std::vector<docker::Node> nodes;
};
} // namespace

TEST_F(Published, neverTakesATaskThatIsGoingAway)
{
    const std::vector tasks{taskOn(QStringLiteral("a"), TaskState::Shutdown), taskOn(QStringLiteral("b"), TaskState::Running)};
    EXPECT_EQ(publishedEndpoint(service, tasks, nodes), Endpoint::tcp(QStringLiteral("10.0.0.b"), 8081));
    EXPECT_EQ(publishedEndpoint(service, {tasks.front()}, nodes), std::nullopt);
}

TEST_F(Published, hasNoneWithoutAHostModePort)
{
    service.ports.front().mode = {docker::PublishMode::Ingress, QStringLiteral("ingress")};
    EXPECT_EQ(publishedEndpoint(service, {taskOn(QStringLiteral("a"), TaskState::Running)}, nodes), std::nullopt);
}

} // namespace stormdeck::cluster
