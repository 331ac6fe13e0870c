// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/joinclones.h"

#include "actions/values.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stormdeck::ops {
namespace {

using preflight::MachineFacts;

docker::Node node(const char *id, docker::NodeState state = docker::NodeState::Ready,
                  docker::Availability availability = docker::Availability::Active)
{
    docker::Node made;
    made.id = {QLatin1String(id)};
    made.state = {state, {}};
    made.availability = {availability, {}};
    return made;
}

preflight::SystemFacts system(const QString &name)
{
    preflight::SystemFacts made;
    made.hostName = name;
    made.machineId = QStringLiteral("id-") + name;
    made.hostKeys = {QStringLiteral("SHA256:") + name, QStringLiteral("SHA256:rsa-") + name};
    made.seesAsRoot = true;
    return made;
}

docker::EngineInfo engine(const QString &name, const char *node = "")
{
    docker::EngineInfo info;
    info.id = {QStringLiteral("E") + name};
    info.name = name;
    info.serverVersion = QStringLiteral("20.10.24");
    info.swarm.node = {QLatin1String(node)};
    return info;
}

/// A swarm of one manager, and two clones of one snapshot, each with an identity of its own.
class JoinClones : public testing::Test
{
protected:
    JoinClones()
    {
        const Machine manager{.name = QStringLiteral("m"),
                              .engine = Endpoint::ssh({}, QStringLiteral("m"), 0, usualEngineSocket()),
                              .address = QStringLiteral("10.0.0.1"),
                              .manager = true};
        snapshot.machines = {manager};
        docker::EngineInfo info = engine(manager.name, "n0");
        info.swarm.controlAvailable = true;
        snapshot.engines.insert(manager.name, {.version = {}, .info = info});
        snapshot.swarm.emplace();
        snapshot.swarm->nodes = {node("n0")};
        seen.others = {{.machine = manager, .system = system(manager.name)}};
        addClone(QStringLiteral("a"), QStringLiteral("10.0.0.8"));
        addClone(QStringLiteral("b"), QStringLiteral("10.0.0.9"));
        inputs.cluster = QStringLiteral("lab");
    }
    void addClone(const QString &name, const QString &address)
    {
        const Machine clone{
            .name = name, .engine = Endpoint::ssh({}, name, 0, usualEngineSocket()), .address = address};
        inputs.clones.push_back(clone);
        seen.clones.push_back({.machine = clone,
                               .system = system(name),
                               .engine = preflight::EngineFacts{.version = {}, .info = engine(name), .networks = {}}});
    }
    [[nodiscard]] Result<plan::Plan> planned() const
    {
        return joinClonesPlan(inputs, seen, snapshot, {.operation = {QStringLiteral("o")}});
    }
    void service(const char *role)
    {
        docker::Service made;
        made.name = QStringLiteral("lab-") + QLatin1String(role);
        made.labels = {{QStringLiteral("stormdeck.role"), QLatin1String(role)},
                       {QStringLiteral("stormdeck.cluster"), QStringLiteral("lab")}};
        snapshot.swarm->services.push_back(made);
    }

    [[nodiscard]] int supervisorsAwaited()
    {
        service("ui");
        service("supervisor");
        const auto made = planned();
        EXPECT_TRUE(made) << qPrintable(sentence(made ? Error() : made.error()));
        const plan::Step *step = made ? made->step({QStringLiteral("storm.wait")}) : nullptr;
        return step ? std::get<actions::WaitStorm>(*actions::decode(step->action)).supervisors : 0;
    }

    JoinClonesInputs inputs;
    SeenMachines seen;
    cluster::Snapshot snapshot;
};

TEST_F(JoinClones, joinAllOverTheManager)
{
    const auto made = planned();
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    const plan::Step *step = made->step({QStringLiteral("swarm.join.b")});
    ASSERT_NE(step, nullptr);
    const auto join = std::get<actions::JoinSwarm>(*actions::decode(step->action));
    EXPECT_EQ(join.manager, QStringLiteral("m"));
    EXPECT_EQ(join.join.remoteAddresses, QStringList{QStringLiteral("10.0.0.1:2377")});
    EXPECT_EQ(made->machines.size(), 3U);
    EXPECT_EQ(made->step({QStringLiteral("storm.wait")}), nullptr) << "no Storm runs there";
}

TEST_F(JoinClones, waitForASupervisorOnEach)
{
    EXPECT_EQ(supervisorsAwaited(), 3);
}

TEST_F(JoinClones, waitForNoSupervisorOfANodeThatIsLostOrDrained)
{
    snapshot.swarm->nodes.push_back(node("n1", docker::NodeState::Down));
    snapshot.swarm->nodes.push_back(node("n2", docker::NodeState::Ready, docker::Availability::Drain));
    seen.clones[0].engine->info.swarm.node = {QStringLiteral("n3")}; // joined already, by an operation that was cut off
    snapshot.swarm->nodes.push_back(node("n3", docker::NodeState::Down));
    EXPECT_EQ(supervisorsAwaited(), 3);
}

/// What a clone shares with another machine, and words of the refusal.
struct Shared
{
    const char *words;
    void (*share)(MachineFacts &clone, const MachineFacts &with);
};

class JoinClonesShare : public JoinClones, public testing::WithParamInterface<Shared>
{
protected:
    /// Both machines are named by a refusal whose only finding is that.
    void expectRefusal(const char *other) const
    {
        const auto made = planned();
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().code, QStringLiteral("clones.shared-identity"));
        const QString said = sentence(made.error());
        EXPECT_TRUE(said.contains(QLatin1String(GetParam().words))) << qPrintable(said);
        EXPECT_TRUE(said.contains(QStringLiteral("on b, ") + QLatin1String(other)) ||
                    said.contains(QStringLiteral("on %1, b").arg(QLatin1String(other))))
            << qPrintable(said);
        EXPECT_EQ(said.count(u'•'), 1) << qPrintable(said);
    }
};

TEST_P(JoinClonesShare, anIdentityWithEachOther)
{
    GetParam().share(seen.clones[1], seen.clones[0]);
    expectRefusal("a");
}

TEST_P(JoinClonesShare, anIdentityWithAMachineThatIsThereAlready)
{
    MachineFacts manager = seen.others[0];
    manager.engine =
        preflight::EngineFacts{.version = {}, .info = snapshot.engines.value(QStringLiteral("m")).info, .networks = {}};
    GetParam().share(seen.clones[1], manager);
    expectRefusal("m");
}

INSTANTIATE_TEST_SUITE_P(
    OneIdentity, JoinClonesShare,
    testing::Values(
        Shared{"machine id",
               [](MachineFacts &clone, const MachineFacts &with) { clone.system->machineId = with.system->machineId; }},
        Shared{"SSH host keys",
               [](MachineFacts &clone, const MachineFacts &with) { clone.system->hostKeys = with.system->hostKeys; }},
        Shared{"engine id",
               [](MachineFacts &clone, const MachineFacts &with) { clone.engine->info.id = with.engine->info.id; }},
        Shared{"Host names",
               [](MachineFacts &clone, const MachineFacts &with) { clone.system->hostName = with.system->hostName; }}),
    [](const auto &one) { return QString::fromLatin1(one.param.words).remove(u' ').toStdString(); });

TEST_F(JoinClones, areRefusedWhereTheyHaveOneAddress)
{
    inputs.clones[1].address = inputs.clones[0].address;
    EXPECT_EQ(planned().error().code, QStringLiteral("clones.shared-identity"));
}

TEST_F(JoinClones, mayHaveTheAddressOfALostMachine)
{
    snapshot.machines.push_back({.name = QStringLiteral("lost"), .engine = {}, .address = QStringLiteral("10.0.0.9")});
    EXPECT_TRUE(planned());
}

TEST_F(JoinClones, areReachedAsTheyWereLookedAtAlsoInPlaceOfALostMachine)
{
    snapshot.machines.push_back({.name = QStringLiteral("b"),
                                 .engine = Endpoint::tcp(QStringLiteral("10.0.0.3"), 2375),
                                 .address = QStringLiteral("10.0.0.3")});
    const auto made = planned();
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    ASSERT_EQ(made->machines.size(), 3U);
    const auto b = std::find_if(made->machines.begin(), made->machines.end(),
                                [](const Machine &one) { return one.name == QStringLiteral("b"); });
    ASSERT_NE(b, made->machines.end());
    EXPECT_EQ(*b, inputs.clones[1]);
}

TEST_F(JoinClones, noteWhatWasComparedAndWhatWasNot)
{
    const QString all = planned()->notes.join(u'\n');
    EXPECT_TRUE(all.contains(QStringLiteral("Engine ids, Swarm node ids, Machine ids, SSH host keys, Host names")))
        << qPrintable(all);
    EXPECT_FALSE(all.contains(QStringLiteral("not compared"), Qt::CaseInsensitive)) << qPrintable(all);

    seen.others[0].system.reset();
    seen.others[0].systemError = Error{.reason = QStringLiteral("nobody lets anybody in")};
    const QStringList notes = planned()->notes;
    EXPECT_TRUE(notes.first().contains(QStringLiteral("Engine ids"))) << qPrintable(notes.first());
    EXPECT_FALSE(notes.first().contains(QStringLiteral("Machine ids"))) << qPrintable(notes.first());
    EXPECT_TRUE(notes.contains(
        QStringLiteral("Machine ids are not compared throughout. Not told by m; those of the others differ.")))
        << qPrintable(notes.join(u'\n'));
    EXPECT_TRUE(notes.contains(QStringLiteral("Not compared: m (nobody lets anybody in).")));
}

TEST_F(JoinClones, areRefusedWhereSwarmStateCameWithTheSnapshot)
{
    seen.clones[0].engine->info.swarm.node = {QStringLiteral("n7")};
    EXPECT_EQ(planned().error().code, QStringLiteral("clones.other-swarm"));
    seen.clones[0].engine->info.swarm.node = {QStringLiteral("n0")};
    EXPECT_EQ(planned().error().code, QStringLiteral("clones.shared-identity")) << "it says that it is the manager";
}

TEST_F(JoinClones, needAnEngineAnAddressAndAManager)
{
    inputs.clones[0].address.clear();
    EXPECT_EQ(planned().error().code, QStringLiteral("clones.no-address"));
    seen.clones[0].engine.reset();
    EXPECT_EQ(planned().error().code, QStringLiteral("clones.no-engine"));
    snapshot.engines.clear();
    EXPECT_EQ(planned().error().code, QStringLiteral("docker.not-a-manager"));
}

} // namespace
} // namespace stormdeck::ops
