// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "unit/plan/runfixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

namespace stormdeck::plan {

using namespace test;

namespace {
Plan richPlan()
{
    Plan plan = planOf({{create(text("zk1")), create(text("zk2"))}, {setTo(text("storm-1"), text("drain"))}});
    plan.reversible = false;
    plan.machines = {{.name = text("storm-1"),
                      .engine = Endpoint::tcp(text("fd00::1"), 2375),
                      .address = text("fd00::1"),
                      .manager = true},
                     {.name = text("here"), .engine = Endpoint::unixSocket(text("/run/docker.sock"))},
                     {.name = text("far"),
                      .engine = Endpoint::ssh(text("ops"), text("box"), 2222, text("/run/user/1000/docker.sock"))},
                     {.name = text("behind"),
                      .engine = Endpoint::ssh(text("ops"), text("behind"), 0, usualEngineSocket()),
                      .through = text("far")}};
    plan.machines.back().engine.hops = QStringList{text("ssh://ops@box:2222")};
    plan.stages[0].group = text("ZooKeeper");
    plan.stages[0].title = text("Start the members");
    plan.stages[0].detail = QStringLiteral("drei auf drei Rechnern, „fest“");
    plan.stages[0].steps[1].weight = 12;
    plan.stages[1].steps[0].weight = 5;
    plan.placement = {{.machine = text("storm-1"), .before = {}, .after = {text("zk1")}, .note = text("1 of 8 GiB")}};
    plan.notes = {text("one manager only")};
    plan.stays = {text("pulled images")};
    return plan;
}
} // namespace

TEST(PlanCodec, givesBackWhatItWasGiven)
{
    const Result<Plan> back = decodePlan(encodePlan(richPlan()));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, richPlan());
}

TEST(PlanCodec, writesInputsAsAnObjectAndTheVersion)
{
    const QByteArray json = encodePlan(richPlan());
    EXPECT_TRUE(json.contains(R"("inputs":{"name":"zk1"})")) << json.constData();
    EXPECT_TRUE(json.contains(R"("version":1)"));
    EXPECT_FALSE(json.contains('\n'));
}

TEST(PlanCodec, keepsLargeIntegersInInputs)
{
    Plan plan = richPlan();
    plan.stages[0].steps[0].action.inputs = R"({"bytes":9007199254740993})";
    EXPECT_EQ(decodePlan(encodePlan(plan))->stages[0].steps[0].action.inputs, R"({"bytes":9007199254740993})");
}

TEST(PlanCodec, refusesWhatANewerVersionWrote)
{
    QByteArray json = encodePlan(richPlan());
    json.replace(R"("version":1)", R"("version":2)");
    const Result<Plan> back = decodePlan(json);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().kind, ErrorKind::Undecodable);
    EXPECT_EQ(back.error().code, text("plan.newer-version"));
    EXPECT_FALSE(back.error().remedy.isEmpty());
}

TEST(PlanCodec, refusesWhatIsNoPlan)
{
    for (const QByteArray &json : {QByteArray(), QByteArray("{}"), QByteArray("[1]"), QByteArray(R"({"version":1})"),
                                   QByteArray(R"({"version":1,"stages":[]})")}) {
        const Result<Plan> back = decodePlan(json);
        ASSERT_FALSE(back) << json.constData();
        EXPECT_EQ(back.error().kind, ErrorKind::Undecodable);
    }
}

TEST(PlanCodec, refusesTwoStepsOfOneName)
{
    const Result<Plan> back = decodePlan(encodePlan(planOf({{create(text("zk1"))}, {create(text("zk1"))}})));
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, text("plan.undecodable"));
}

TEST(PlanValues, countStepsAndTheHeaviestOfEachStage)
{
    EXPECT_EQ(richPlan().stepCount(), 3);
    EXPECT_EQ(richPlan().expectedSeconds(), 17);
    EXPECT_EQ(Plan().expectedSeconds(), 0);
}

TEST(PlanValues, findAStepByItsId)
{
    const Plan plan = richPlan();
    ASSERT_NE(plan.step({text("zk2")}), nullptr);
    EXPECT_EQ(plan.step({text("zk2")})->weight, 12);
    EXPECT_EQ(plan.step({text("zk9")}), nullptr);
}

TEST(OperationIds, areUniqueAndFitForLabelsAndFileNames)
{
    const QDateTime now = QDateTime::fromString(text("2026-11-25T10:12:06+02:00"), Qt::ISODate);
    const QRegularExpression form(text("^20261125-081206-[a-z2-7]{8}$"));
    QSet<QString> ids;
    for (int i = 0; i < 1000; ++i) {
        const QString id = newOperationId(now).value;
        EXPECT_TRUE(form.match(id).hasMatch()) << qPrintable(id);
        ids.insert(id);
    }
    EXPECT_EQ(ids.size(), 1000);
}

TEST(Outcomes, haveStableWords)
{
    EXPECT_EQ(word(Outcome::Succeeded), text("succeeded"));
    EXPECT_EQ(word(Outcome::Failed), text("failed"));
    EXPECT_EQ(word(Outcome::Stopped), text("stopped"));
    EXPECT_EQ(word(Outcome::Undone), text("undone"));
    EXPECT_EQ(word(Outcome::UndoFailed), text("undo-failed"));
    EXPECT_EQ(word(Outcome::Left), text("left"));
}

} // namespace stormdeck::plan
