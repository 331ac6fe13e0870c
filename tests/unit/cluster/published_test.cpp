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

TEST(ServicesAround, areThoseOfTheClusterThatShareItsNetwork)
{
    const auto service = [](const char *name, const char *role, const char *cluster, const char *network) {
        docker::Service one;
        one.id = {QString::fromLatin1(name)};
        one.labels = {{QStringLiteral("stormdeck.cluster"), QString::fromLatin1(cluster)}};
        if (*role) {
            one.labels.insert(QStringLiteral("stormdeck.role"), QString::fromLatin1(role));
        }
        one.networks = {QString::fromLatin1(network)};
        return one;
    };
    const std::vector all{service("nimbus", "nimbus", "lab", "net"),  service("ui", "ui", "lab", "net"),
                          service("web", "", "lab", "net"),           service("other", "nimbus", "prod", "net"),
                          service("far", "supervisor", "lab", "elsewhere")};
    const auto around = servicesAround(all[1], all);
    ASSERT_EQ(around.size(), 2U);
    EXPECT_EQ(around[0].id.value, QStringLiteral("ui"));
    EXPECT_EQ(around[1].id.value, QStringLiteral("nimbus"));
}

TEST(UiPort, followsTheCommandThenTheConfigThenStormsDefault)
{
    docker::Service ui;
    ui.arguments = {QStringLiteral("storm"), QStringLiteral("ui")};
    ui.configNames = {QStringLiteral("storm-yaml")};
    docker::Config config{.name = QStringLiteral("other"), .data = "ui.port: 1\n"};
    EXPECT_EQ(uiPortOf(ui, {config}), 8080);
    config = {.name = QStringLiteral("storm-yaml"), .data = "nimbus.seeds: [a]\nui.port: 8090\nmy.ui.port: 7\n"};
    EXPECT_EQ(uiPortOf(ui, {config}), 8090);
    ui.arguments << QStringLiteral("-c") << QStringLiteral("ui.port=8091");
    EXPECT_EQ(uiPortOf(ui, {config}), 8091);
}

} // namespace stormdeck::cluster
