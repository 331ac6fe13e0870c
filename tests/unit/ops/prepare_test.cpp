// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/prepare.h"

#include "actions/values.h"

#include <gtest/gtest.h>

namespace stormdeck::ops {
namespace {

using preflight::MachineFacts;

MachineFacts host(const QString &name)
{
    preflight::SystemFacts system;
    system.user = QStringLiteral("ops");
    system.systemId = QStringLiteral("debian");
    system.systemVersion = QStringLiteral("12");
    system.codename = QStringLiteral("bookworm");
    system.systemName = QStringLiteral("Debian 12");
    system.packageArchitecture = QStringLiteral("amd64");
    system.hasSystemd = true;
    system.canSynchronise = true;
    return {.machine = {.name = name}, .system = system};
}

PrepareInputs inputs(const QStringList &names = {QStringLiteral("a")})
{
    PrepareInputs made;
    for (const QString &name : names) {
        made.machines.push_back(
            {.name = name, .engine = Endpoint::ssh(QStringLiteral("ops"), name, 0, usualEngineSocket())});
    }
    return made;
}

Result<plan::Plan> planned(const PrepareInputs &inputs, const std::vector<MachineFacts> &facts)
{
    return preparePlan(inputs, facts, {.operation = {QStringLiteral("o")}});
}

QStringList stageIds(const plan::Plan &plan)
{
    QStringList ids;
    for (const plan::Stage &stage : plan.stages) {
        ids << stage.id.value;
    }
    return ids;
}

template <typename T>
T actionOf(const plan::Plan &plan, const char *step)
{
    const plan::Step *found = plan.step({QLatin1String(step)});
    EXPECT_NE(found, nullptr) << step;
    const auto action = found ? actions::decode(found->action) : failure(Error{});
    return action ? std::get<T>(*action) : T{};
}

TEST(PreparePlan, goesFromLookingToSwitchingOff)
{
    PrepareInputs all = inputs({QStringLiteral("a"), QStringLiteral("b")});
    all.tunesKernel = true;
    all.timezone = QStringLiteral("Etc/UTC");
    all.images = {QStringLiteral("storm:2.8.3")};
    all.cleansIdentity = true;
    all.powersOff = true;
    const auto made = planned(all, {host(QStringLiteral("a")), host(QStringLiteral("b"))});
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    EXPECT_EQ(stageIds(*made).join(u' '),
              QStringLiteral("check lock install engine kernel time group images identity off"));
    EXPECT_EQ(made->stages.front().steps.size(), 2U);
    EXPECT_FALSE(made->reversible);
    EXPECT_TRUE(actionOf<actions::CleanIdentity>(*made, "identity.b").hostKeys);
    EXPECT_EQ(plan::decodePlan(plan::encodePlan(*made)).value(), *made) << "the journal brings it back";
}

TEST(PreparePlan, pullsAnImageThatIsNamedTwiceOnce)
{
    PrepareInputs twice = inputs();
    twice.images = {QStringLiteral("storm:2.8.3"), QStringLiteral("storm:2.8.3")};
    const auto made = planned(twice, {host(QStringLiteral("a"))});
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    EXPECT_TRUE(plan::decodePlan(plan::encodePlan(*made))) << "else no journal takes it";
    EXPECT_EQ(made->stages.back().steps.size(), 1U);
}

TEST(PreparePlan, leavesOutWhatIsNotWanted)
{
    const auto made = planned(inputs(), {host(QStringLiteral("a"))});
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    EXPECT_EQ(stageIds(*made).join(u' '), QStringLiteral("check lock install engine group"));
    EXPECT_TRUE(made->reversible);
    EXPECT_EQ(actionOf<actions::AddToGroup>(*made, "group.a").user, QStringLiteral("ops"));
    EXPECT_EQ(actionOf<actions::InstallPackages>(*made, "install.a").packages,
              QStringList{QStringLiteral("docker.io")});
}

TEST(PreparePlan, refusesAnUnknownSystemAndChangesNothing)
{
    MachineFacts strange = host(QStringLiteral("b"));
    strange.system->systemId = QStringLiteral("fedora");
    strange.system->systemVersion = QStringLiteral("40");
    strange.system->systemName = QStringLiteral("Fedora 40");
    const auto made = planned(inputs({QStringLiteral("a"), QStringLiteral("b")}), {host(QStringLiteral("a")), strange});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, ErrorKind::Rejected);
    EXPECT_EQ(made.error().code, QStringLiteral("host.unsupported"));
    EXPECT_TRUE(sentence(made.error()).contains(QStringLiteral("b runs Fedora 40")))
        << qPrintable(sentence(made.error()));
    EXPECT_TRUE(sentence(made.error()).contains(QStringLiteral("Nothing was changed")));
}

TEST(PreparePlan, saysOfWhichSystemsNothingWasObserved)
{
    MachineFacts ubuntu = host(QStringLiteral("b"));
    ubuntu.system->systemId = QStringLiteral("ubuntu");
    ubuntu.system->systemVersion = QStringLiteral("24.04");
    ubuntu.system->systemName = QStringLiteral("Ubuntu 24.04 LTS");
    const auto made = planned(inputs({QStringLiteral("a"), QStringLiteral("b")}), {host(QStringLiteral("a")), ubuntu});
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    const QStringList said = made->notes.filter(QStringLiteral("Not observed"));
    ASSERT_EQ(said.size(), 1) << "the first has Debian 12";
    EXPECT_TRUE(said.front().contains(QStringLiteral("b runs Ubuntu 24.04 LTS"))) << qPrintable(said.front());
}

TEST(PreparePlan, keepsTheHostKeysOfAMachineThatStaysOn)
{
    PrepareInputs clean = inputs();
    clean.cleansIdentity = true;
    const auto made = planned(clean, {host(QStringLiteral("a"))});
    ASSERT_TRUE(made);
    EXPECT_FALSE(actionOf<actions::CleanIdentity>(*made, "identity.a").hostKeys);
    clean.removesLoginKeys = true;
    EXPECT_FALSE(planned(clean, {host(QStringLiteral("a"))})) << "nobody could log in again";
}

// replicatedhq/kURL#3798
TEST(PreparePlan, b142_keepsAnEngineThatIsThere)
{
    PrepareInputs vendor = inputs();
    vendor.source = PrepareInputs::Source::Vendor;
    MachineFacts has = host(QStringLiteral("a"));
    has.system->packages = {{QStringLiteral("docker.io"), QStringLiteral("20.10.24")},
                            {QStringLiteral("containerd"), QStringLiteral("1.6")}};
    const auto made = planned(vendor, {has});
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    EXPECT_EQ(made->step({QStringLiteral("repository.a")}), nullptr);
    EXPECT_EQ(actionOf<actions::InstallPackages>(*made, "install.a").packages,
              QStringList{QStringLiteral("docker.io")});
    EXPECT_TRUE(made->notes.join(u' ').contains(QStringLiteral("a has an engine already")));
}

// docker/docker-install#143: a release that the repository does not have.
TEST(PreparePlan, b140_takesDockersOwnRepositoryAndSaysThatItWasNotObserved)
{
    PrepareInputs vendor = inputs();
    vendor.source = PrepareInputs::Source::Vendor;
    MachineFacts fresh = host(QStringLiteral("a"));
    fresh.system->vendorRelease = true;
    const auto made = planned(vendor, {fresh});
    ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
    EXPECT_EQ(actionOf<actions::AddVendorRepository>(*made, "repository.a").codename, QStringLiteral("bookworm"));
    EXPECT_TRUE(made->notes.join(u' ').contains(QStringLiteral("Not observed")));
    fresh.system->vendorRelease = false;
    EXPECT_EQ(planned(vendor, {fresh}).error().code, QStringLiteral("vendor.no-release"));
    fresh.system->vendorRelease = true;
    fresh.system->packages = {{QStringLiteral("containerd"), QStringLiteral("1.6")}};
    EXPECT_EQ(planned(vendor, {fresh}).error().code, QStringLiteral("packages.conflict"));
}

TEST(PreparePlan, installsATimeServiceWhereThereIsNone)
{
    PrepareInputs time = inputs();
    time.synchronisesTime = true;
    MachineFacts without = host(QStringLiteral("a"));
    without.system->canSynchronise = false;
    const auto made = planned(time, {without});
    ASSERT_TRUE(made);
    EXPECT_TRUE(
        actionOf<actions::InstallPackages>(*made, "install.a").packages.contains(QStringLiteral("systemd-timesyncd")));
}

TEST(PreparePlan, putsNobodyIntoTheGroupWhereRootLogsIn)
{
    MachineFacts root = host(QStringLiteral("a"));
    root.system->user = QStringLiteral("root");
    const auto made = planned(inputs(), {root});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->step({QStringLiteral("group.a")}), nullptr);
}

TEST(PrepareInputs, areCheckedBeforeAnythingIsAsked)
{
    const auto fieldOf = [](const PrepareInputs &wrong) {
        const auto found = problems(wrong);
        return found.empty() ? QString() : found.front().field;
    };
    PrepareInputs wrong = inputs();
    EXPECT_EQ(fieldOf(wrong), QString());
    wrong.machines.front().engine = Endpoint::tcp(QStringLiteral("a"), 2375);
    EXPECT_EQ(fieldOf(wrong), QStringLiteral("machines"));
    wrong = inputs();
    wrong.engine.mirrors = {QStringLiteral("https://user:password@mirror")};
    EXPECT_EQ(fieldOf(wrong), QStringLiteral("mirror")) << "a secret would get into the journal";
    wrong = inputs();
    wrong.engine.insecureRegistries = {QStringLiteral("10.0.0.1:5000"), QStringLiteral("10.0.0.0/8"),
                                       QStringLiteral("a b")};
    EXPECT_EQ(fieldOf(wrong), QStringLiteral("insecure-registry"));
    wrong = inputs();
    wrong.dockerUser = QStringLiteral("-x");
    EXPECT_EQ(fieldOf(wrong), QStringLiteral("docker-user"));
    wrong = inputs();
    wrong.timezone = QStringLiteral("../../etc/passwd");
    EXPECT_EQ(fieldOf(wrong), QStringLiteral("timezone"));
    wrong = inputs();
    wrong.images = {QStringLiteral("--help")};
    EXPECT_EQ(fieldOf(wrong), QStringLiteral("image"));
}

} // namespace
} // namespace stormdeck::ops
