// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizards/sampleplan.h"

namespace stormdeck::test {

namespace {
plan::Step step(const QString &id, const QString &title, int weight, const QString &commands)
{
    return {.id = {id}, .title = title, .action = {QStringLiteral("fake"), commands.toUtf8()}, .weight = weight};
}

plan::Stage stage(const QString &group, const QString &title, const QString &detail, std::vector<plan::Step> steps)
{
    return {.id = {title}, .group = group, .title = title, .detail = detail, .steps = std::move(steps)};
}

plan::Stage single(const QString &group, const QString &id, const QString &title, const QString &detail, int weight,
                   const QString &commands)
{
    return stage(group, title, detail, {step(id, title, weight, commands)});
}

plan::Plan empty(const QString &kind, const QString &title, bool reversible)
{
    return {.operation = {QStringLiteral("op-") + kind},
            .kind = kind,
            .cluster = QStringLiteral("production"),
            .title = title,
            .made = QDateTime(QDate(2026, 11, 2), QTime(14, 10)),
            .reversible = reversible};
}

const QString swarm = QStringLiteral("Swarm");
const QString images = QStringLiteral("Images");
const QString zookeeper = QStringLiteral("ZooKeeper");
const QString storm = QStringLiteral("Storm");

QString memberCommand(int n)
{
    return QStringLiteral("docker -H tcp://10.77.0.11:2375 service create --name production-zk%1 \\\n"
                          "  --network production --endpoint-mode dnsrr --constraint node.hostname==storm-%1 \\\n"
                          "  --mount type=volume,src=production-zk%1-data,dst=/data \\\n"
                          "  --env ZOO_MY_ID=%1 zookeeper:3.9")
        .arg(n);
}

std::vector<plan::Stage> swarmStages()
{
    return {
        single(swarm, QStringLiteral("swarm.init"), QStringLiteral("Create the swarm on storm-1"),
               QStringLiteral("advertise 10.77.0.11"), 1,
               QStringLiteral("docker -H tcp://10.77.0.11:2375 swarm init --advertise-addr 10.77.0.11")),
        stage(
            swarm, QStringLiteral("Join storm-2 and storm-3"), QStringLiteral("2 in parallel"),
            {step(QStringLiteral("join.storm-2"), QStringLiteral("Join storm-2"), 3,
                  QStringLiteral("docker -H tcp://10.77.0.12:2375 swarm join --token $WORKER_TOKEN 10.77.0.11:2377")),
             step(QStringLiteral("join.storm-3"), QStringLiteral("Join storm-3"), 3,
                  QStringLiteral("docker -H tcp://10.77.0.13:2375 swarm join --token $WORKER_TOKEN 10.77.0.11:2377"))}),
        stage(images, QStringLiteral("Pull storm 2.8.3 and zookeeper 3.9"),
              QStringLiteral("on 3 machines, one digest for all"),
              {step(QStringLiteral("pull.storm-1"), QStringLiteral("Pull storm on storm-1"), 12,
                    QStringLiteral("docker -H tcp://10.77.0.11:2375 pull storm:2.8.3")),
               step(QStringLiteral("pull.storm-2"), QStringLiteral("Pull storm on storm-2"), 12,
                    QStringLiteral("docker -H tcp://10.77.0.12:2375 pull storm:2.8.3")),
               step(QStringLiteral("pull.storm-3"), QStringLiteral("Pull storm on storm-3"), 12,
                    QStringLiteral("docker -H tcp://10.77.0.13:2375 pull storm:2.8.3"))})};
}

std::vector<plan::Stage> ensembleStages()
{
    std::vector<plan::Step> members;
    for (int n = 1; n <= 3; ++n) {
        members.push_back(
            step(QStringLiteral("zk%1").arg(n), QStringLiteral("Start zk%1 on storm-%1").arg(n), 5, memberCommand(n)));
    }
    return {single(zookeeper, QStringLiteral("network"), QStringLiteral("Create the network production"),
                   QStringLiteral("overlay, attachable"), 1,
                   QStringLiteral("docker network create --driver overlay --attachable production")),
            stage(zookeeper, QStringLiteral("Start zk1, zk2, zk3"),
                  QStringLiteral("one a machine, with volumes of its own"), std::move(members)),
            single(zookeeper, QStringLiteral("ensemble"), QStringLiteral("Wait for a leader and 2 followers"),
                   QStringLiteral("asks each member, up to 120 s"), 15, QStringLiteral("echo srvr | nc zk1 2181"))};
}

std::vector<plan::Stage> stormStages()
{
    return {single(storm, QStringLiteral("nimbus"), QStringLiteral("Start nimbus on storm-1"),
                   QStringLiteral("volume production-nimbus-data"), 5,
                   QStringLiteral("docker service create --name production-nimbus storm:2.8.3 storm nimbus")),
            single(storm, QStringLiteral("leader"), QStringLiteral("Wait for a leader nimbus"),
                   QStringLiteral("up to 60 s"), 10,
                   QStringLiteral("curl http://10.77.0.11:8080/api/v1/nimbus/summary")),
            single(storm, QStringLiteral("ui"), QStringLiteral("Start the Storm UI on storm-1"),
                   QStringLiteral("port 8080 opened"), 4,
                   QStringLiteral("docker service create --name production-ui storm:2.8.3 storm ui")),
            single(storm, QStringLiteral("supervisors"), QStringLiteral("Start supervisors"),
                   QStringLiteral("3 machines, 4 slots each"), 5,
                   QStringLiteral("docker service create --mode global --name production-supervisor storm:2.8.3 "
                                  "storm supervisor")),
            single(storm, QStringLiteral("slots"), QStringLiteral("Wait for 12 slots"), QStringLiteral("up to 60 s"),
                   10, QStringLiteral("curl http://10.77.0.11:8080/api/v1/supervisor/summary"))};
}

void append(plan::Plan &plan, std::vector<plan::Stage> stages)
{
    plan.stages.insert(plan.stages.end(), stages.begin(), stages.end());
}
} // namespace

plan::Plan sampleClusterPlan()
{
    plan::Plan plan = empty(QStringLiteral("apply"), QStringLiteral("Set up production"), true);
    append(plan, swarmStages());
    append(plan, ensembleStages());
    append(plan, stormStages());
    const QString supervisor = QStringLiteral("supervisor, 4 slots");
    plan.placement = {
        {QStringLiteral("storm-1"),
         {},
         {QStringLiteral("zk1, nimbus, ui"), supervisor},
         QStringLiteral("3.4 of 8.0 GiB reserved")},
        {QStringLiteral("storm-2"), {}, {QStringLiteral("zk2"), supervisor}, QStringLiteral("2.5 of 8.0 GiB reserved")},
        {QStringLiteral("storm-3"),
         {},
         {QStringLiteral("zk3"), supervisor},
         QStringLiteral("2.5 of 8.0 GiB reserved")}};
    plan.notes = {QStringLiteral("One manager. If storm-1 is lost, nothing can be changed until it returns. Running "
                                 "containers go on."),
                  QStringLiteral("Port 8080 of storm-1 is opened for the Storm UI. It asks for no password: whoever "
                                 "reaches it can kill topologies.")};
    plan.stays = {QStringLiteral("the pulled images"), QStringLiteral("the network docker_gwbridge on each machine")};
    return plan;
}

plan::Plan sampleTearDownPlan()
{
    plan::Plan plan = empty(QStringLiteral("teardown"), QStringLiteral("Tear down production"), false);
    std::vector<plan::Step> services;
    for (const char *name : {"zk1", "zk2", "zk3", "nimbus", "ui", "supervisor"}) {
        const QString service = QStringLiteral("production-") + QString::fromLatin1(name);
        services.push_back(step(service, QStringLiteral("Remove the service %1").arg(service), 12,
                                QStringLiteral("docker service rm %1").arg(service)));
    }
    std::vector<plan::Step> volumes;
    for (int n = 1; n <= 3; ++n) {
        const QString volume = QStringLiteral("production-zk%1-data").arg(n);
        volumes.push_back(step(volume, QStringLiteral("Remove the volume %1 on storm-%2").arg(volume).arg(n), 1,
                               QStringLiteral("docker volume rm %1").arg(volume)));
    }
    append(plan, {stage(QStringLiteral("Storm and ZooKeeper"), QStringLiteral("Remove the services"),
                        QStringLiteral("6 in parallel"), std::move(services)),
                  single(QStringLiteral("Storm and ZooKeeper"), QStringLiteral("net"),
                         QStringLiteral("Remove the network production"), {}, 1,
                         QStringLiteral("docker network rm production")),
                  stage(QStringLiteral("Data"), QStringLiteral("Remove the volumes"), QStringLiteral("3 in parallel"),
                        std::move(volumes)),
                  single(swarm, QStringLiteral("leave"), QStringLiteral("End the swarm on storm-1"), {}, 3,
                         QStringLiteral("docker swarm leave --force"))});
    const QStringList carried{QStringLiteral("zk1, nimbus, ui"), QStringLiteral("supervisor, 4 slots")};
    plan.placement = {
        {QStringLiteral("storm-1"), carried, {}, {}},
        {QStringLiteral("storm-2"), {QStringLiteral("zk2"), QStringLiteral("supervisor, 4 slots")}, {}, {}},
        {QStringLiteral("storm-3"), {QStringLiteral("zk3"), QStringLiteral("supervisor, 4 slots")}, {}, {}}};
    plan.notes = {QStringLiteral("This cannot be undone: the ensemble's and Nimbus' data are removed."),
                  QStringLiteral("The topology wordcount (ACTIVE) ends with it.")};
    plan.stays = {QStringLiteral("the pulled images on each machine"),
                  QStringLiteral("the network docker_gwbridge on each machine")};
    return plan;
}

plan::Plan sampleKillPlan()
{
    plan::Plan plan = empty(QStringLiteral("kill"), QStringLiteral("Kill wordcount"), false);
    append(plan, {single(QStringLiteral("Kill"), QStringLiteral("kill"), QStringLiteral("Kill wordcount"),
                         QStringLiteral("its spouts stop at once, its Storm workers after 30 s"), 35,
                         QStringLiteral("storm kill wordcount -w 30"))});
    plan.notes = {
        QStringLiteral("A killed topology cannot be brought back. Submit it again. Its name stays taken until "
                       "it is gone.")};
    return plan;
}

plan::Plan sampleSubmitPlan()
{
    plan::Plan plan = empty(QStringLiteral("submit"), QStringLiteral("Submit wordcount"), true);
    const QString group = QStringLiteral("Submit");
    append(plan, {single(group, QStringLiteral("client"), QStringLiteral("Create a storm client on storm-1"),
                         QStringLiteral("a one-off container of storm:2.8.3"), 1,
                         QStringLiteral("docker create --network production storm:2.8.3")),
                  single(group, QStringLiteral("upload"), QStringLiteral("Copy the jar into it"),
                         QStringLiteral("/home/ada/wordcount.jar"), 1, QStringLiteral("docker cp wordcount.jar …")),
                  single(group, QStringLiteral("run"), QStringLiteral("Run storm jar"),
                         QStringLiteral("org.example.WordCount"), 8,
                         QStringLiteral("storm jar /tmp/topology.jar org.example.WordCount wordcount")),
                  single(group, QStringLiteral("workers"),
                         QStringLiteral("Wait until Nimbus lists wordcount and assigns Storm workers"),
                         QStringLiteral("up to 60 s"), 10, {})});
    return plan;
}

} // namespace stormdeck::test
