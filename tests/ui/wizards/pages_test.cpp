// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/machinerows.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"
#include "wizards/clusterpage.h"
#include "wizards/killpage.h"
#include "wizards/rowlist.h"
#include "wizards/submitpage.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDropEvent>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>

#include <quazip.h>
#include <quazipfile.h>

#include <gmock/gmock.h>

namespace stormdeck::wizards {
namespace {

using test::becomes;
using test::saidIn;

Machine machine(int n)
{
    const QString host = QStringLiteral("10.0.0.%1").arg(n);
    return {QStringLiteral("m%1").arg(n), Endpoint::tcp(host, 2375), host, n == 1};
}

class Cluster : public testing::Test
{
protected:
    Cluster()
        : page(
              bench.background,
              [](const Endpoint &, const std::stop_token &) {
                  return dialogs::EngineReport{QStringLiteral("engine 20")};
              },
              [this](const ops::ClusterInputs &inputs, const std::stop_token &) -> Result<plan::Plan> {
                  planned = inputs;
                  return test::smallPlan();
              })
    {
        page.show();
    }

    test::Bench bench;
    ops::ClusterInputs planned;
    ClusterPage page;
};

TEST_F(Cluster, hasDefaultsForAllButTheMachines)
{
    const ops::ClusterInputs inputs = page.inputs();
    EXPECT_EQ(inputs.name, ops::ClusterInputs().name);
    EXPECT_EQ(inputs.storm.slotPorts, (std::vector<quint16>{6700, 6701, 6702, 6703}));
    EXPECT_EQ(inputs.storm.uiPort, std::nullopt);
    EXPECT_EQ(inputs.zookeeper.publishPort, std::nullopt);
    EXPECT_FALSE(page.planMaker());
    EXPECT_TRUE(saidIn(&page).contains(QStringLiteral("Say where its engine is reached.")));
}

TEST_F(Cluster, givesEachFieldAMnemonicOfItsOwn)
{
    page.setInputs({.machines = {machine(1)}});
    for (QAbstractButton *one : page.findChildren<QAbstractButton *>()) {
        if (one->text() == QStringLiteral("Advanced")) {
            one->click();
        }
    }
    QStringList taken{QStringLiteral("Alt+C")}; // Continue, below the page
    for (const QWidget *one : page.findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(one);
        const auto *label = qobject_cast<const QLabel *>(one);
        const QString text = button ? button->text() : label && label->buddy() ? label->text() : QString();
        const QString key = QKeySequence::mnemonic(text).toString();
        if (one->isVisible() && !key.isEmpty()) {
            EXPECT_FALSE(taken.contains(key)) << qPrintable(text);
            taken << key;
        }
    }
    EXPECT_GT(taken.size(), 8);
}

TEST_F(Cluster, givesBackTheInputsItWasGiven)
{
    ops::ClusterInputs given{.name = QStringLiteral("prod"),
                             .machines = {machine(1), machine(2), machine(3)},
                             .acceptPlainTcp = true,
                             .addressPools = {QStringLiteral("10.210.0.0/16")},
                             .dataPathPort = 4791};
    given.zookeeper.members = {QStringLiteral("m2")};
    given.zookeeper.publishPort = 2182;
    given.storm.nimbus = QStringLiteral("m2");
    given.storm.ui = QStringLiteral("m3");
    given.storm.slotPorts = {6700, 6701};
    given.storm.config.insert(QStringLiteral("topology.debug"), QStringLiteral("true"));
    page.setInputs(given);
    EXPECT_EQ(page.inputs(), ops::withDefaults(given));
}

TEST_F(Cluster, publishesAPortOnlyWhereItIsTicked)
{
    ASSERT_TRUE(test::tick(&page, QStringLiteral("Publish it on port"))); // the Storm UI's
    EXPECT_EQ(page.inputs().storm.uiPort, 8080);
    page.setInputs({.machines = {machine(1)}, .zookeeper = {.publishPort = 2181}, .storm = {.uiPort = 2181}});
    EXPECT_FALSE(page.planMaker());
    EXPECT_TRUE(saidIn(&page).contains(QStringLiteral("cannot both publish port 2181")));
}

TEST_F(Cluster, saysAProblemBesideItsFieldUntilItIsMended)
{
    page.setInputs({.name = QStringLiteral("Not A Name"), .machines = {machine(1)}, .acceptPlainTcp = true});
    const auto problems = ops::problems(page.inputs());
    ASSERT_FALSE(problems.empty());
    EXPECT_FALSE(saidIn(&page).contains(problems.front().sentence)); // not before the first try
    EXPECT_FALSE(page.planMaker());
    EXPECT_TRUE(saidIn(&page).contains(problems.front().sentence));
    test::type(test::field(&page, QStringLiteral("Name of the cluster")), QStringLiteral("prod"));
    EXPECT_FALSE(saidIn(&page).contains(problems.front().sentence));
    EXPECT_TRUE(page.planMaker());
}

TEST_F(Cluster, plansWithWhatWasEntered)
{
    page.setInputs({.machines = {machine(1)}, .acceptPlainTcp = true});
    const PlanMaker make = page.planMaker();
    ASSERT_TRUE(make);
    EXPECT_TRUE(make({}));
    EXPECT_EQ(planned, page.inputs());
}

TEST_F(Cluster, wantsPlainTcpToBeAcceptedFirst)
{
    page.setInputs({.machines = {machine(1)}});
    EXPECT_FALSE(page.planMaker());
    EXPECT_TRUE(saidIn(&page).contains(QStringLiteral("Tick this to go on")));
    ASSERT_TRUE(test::tick(&page, QStringLiteral("I know that this is root for anyone on that network")));
    EXPECT_TRUE(page.planMaker());
    EXPECT_TRUE(page.inputs().acceptPlainTcp);
}

std::chrono::seconds waitOffered(std::optional<std::chrono::seconds> timeout, const QString &expected)
{
    std::chrono::seconds asked{-1};
    KillPage page({{QStringLiteral("wc-1")}, QStringLiteral("wc"), QStringLiteral("lab"), timeout},
                  [&](const storm::TopologyId &, std::chrono::seconds wait, const std::stop_token &) {
                      asked = wait;
                      return test::smallPlan(QStringLiteral("kill"));
                  });
    page.show();
    EXPECT_TRUE(saidIn(&page).contains(expected));
    EXPECT_TRUE(page.planMaker()({}));
    return asked;
}

TEST(Kill, offersTheTopologysOwnMessageTimeoutAsTheWait)
{
    EXPECT_EQ(waitOffered(std::chrono::seconds(120), QStringLiteral("own message timeout, 120 s")),
              std::chrono::seconds(120));
}

TEST(Kill, saysThatTheMessageTimeoutIsNotKnown)
{
    EXPECT_EQ(waitOffered(std::nullopt, QStringLiteral("is not known; 30 s is Storm's default")),
              std::chrono::seconds(30));
}

TEST(CodeBox, isAsHighAsItsLines)
{
    look::CodeBox one;
    look::CodeBox two;
    one.setCode(QStringLiteral("docker swarm init"));
    two.setCode(QStringLiteral("docker swarm init\ndocker node ls"));
    EXPECT_LT(one.sizeHint().height(), two.sizeHint().height());
}

TEST(RowList, keepsItsOrderAndWhatWasTyped)
{
    const test::QtLogGuard guard;
    RowList list({QStringLiteral("Argument")}, RowList::Order::Kept, QStringLiteral("Add"));
    list.show();
    ASSERT_TRUE(test::press(&list, QStringLiteral("Add")));
    QTest::keyClicks(list.field(0, 0), QStringLiteral("wc"));
    QTest::keyClick(list.field(0, 0), Qt::Key_Return);
    ASSERT_EQ(list.count(), 2);
    QTest::keyClicks(list.field(1, 0), QStringLiteral(" two words"));
    EXPECT_EQ(list.rows(), (std::vector<QStringList>{{QStringLiteral("wc")}, {QStringLiteral(" two words")}}));
    for (auto *tool : list.field(1, 0)->parentWidget()->findChildren<QAbstractButton *>()) {
        if (tool->accessibleName() == QStringLiteral("Move up")) {
            QTest::mouseClick(tool, Qt::LeftButton);
        }
    }
    EXPECT_EQ(list.rows().front(), QStringList{QStringLiteral(" two words")});
}

class Submit : public testing::Test
{
protected:
    void open(JarInspector inspect)
    {
        page = std::make_unique<SubmitPage>(
            bench.background, QStringLiteral("lab"), std::move(inspect),
            [this](const ops::SubmitInputs &inputs, const std::stop_token &) -> Result<plan::Plan> {
                planned = inputs;
                return test::smallPlan(QStringLiteral("submit"));
            });
        page->show();
    }
    [[nodiscard]] bool read(const QString &jar)
    {
        page->setJar(jar);
        return becomes([this] { return !page->isReading(); });
    }

    test::Bench bench;
    ops::SubmitInputs planned;
    std::unique_ptr<SubmitPage> page;
};

TEST_F(Submit, readsARealJarThatIsDroppedOnIt)
{
    const QString jar = bench.folder.filePath(QStringLiteral("tiny.jar"));
    QuaZip zip(jar);
    ASSERT_TRUE(zip.open(QuaZip::mdCreate));
    QuaZipFile file(&zip);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly, QuaZipNewInfo(QStringLiteral("META-INF/MANIFEST.MF"))));
    file.write("Manifest-Version: 1.0\r\nMain-Class: org.example.WordCount\r\n\r\n");
    file.close();
    zip.close();

    open(ops::inspectJar);
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(jar)});
    auto *drop = page->findChild<QWidget *>(QStringLiteral("jarDrop"));
    ASSERT_TRUE(drop);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(drop, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent event({5, 5}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(drop, &event);
    ASSERT_TRUE(becomes([&] { return !page->isReading(); }));
    EXPECT_EQ(page->inputs().jar, jar);
    EXPECT_EQ(page->inputs().mainClass, QStringLiteral("org.example.WordCount"));
    EXPECT_FALSE(page->inputs().jarSha256.isEmpty());
}

TEST_F(Submit, takesNothingButAJar)
{
    open(ops::inspectJar);
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/notes.txt"))});
    auto *drop = page->findChild<QWidget *>(QStringLiteral("jarDrop"));
    ASSERT_TRUE(drop);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(drop, &enter);
    EXPECT_FALSE(enter.isAccepted());
}

TEST_F(Submit, warnsOfAJarThatCarriesStormOrNeedsANewerJava)
{
    open([](const QString &) -> Result<ops::JarInfo> {
        return ops::JarInfo{
            .mainClasses = {QStringLiteral("a.Main"), QStringLiteral("b.Main")}, .bundlesStorm = true, .javaMajor = 65};
    });
    ASSERT_TRUE(read(QStringLiteral("fat.jar")));
    EXPECT_TRUE(saidIn(page.get()).contains(QStringLiteral("This jar carries Storm itself.")));
    EXPECT_TRUE(saidIn(page.get()).contains(QStringLiteral("need Java 21")));
    EXPECT_EQ(page->inputs().mainClass, QStringLiteral("a.Main"));
}

TEST_F(Submit, saysWhyAFileCannotBeUsed)
{
    open([](const QString &) -> Result<ops::JarInfo> {
        return failure({.kind = ErrorKind::Rejected,
                        .attempted = QStringLiteral("read the jar"),
                        .target = QStringLiteral("x.jar"),
                        .reason = QStringLiteral("it is not a jar")});
    });
    ASSERT_TRUE(read(QStringLiteral("x.jar")));
    EXPECT_TRUE(saidIn(page.get()).contains(QStringLiteral("It is not a jar.")));
    EXPECT_FALSE(page->planMaker());
}

TEST_F(Submit, plansWithTheArgumentsInTheirOrder)
{
    open([](const QString &) -> Result<ops::JarInfo> {
        return ops::JarInfo{.sha256 = "abc", .mainClasses = {QStringLiteral("a.Main")}};
    });
    EXPECT_FALSE(page->planMaker()); // no jar yet
    ASSERT_TRUE(read(QStringLiteral("/tmp/wc.jar")));
    test::type(test::field(page.get(), QStringLiteral("Name of the topology")), QStringLiteral("wc"));
    page->findChild<RowList *>()->setRows({{QStringLiteral("wc")}, {QStringLiteral("2")}});
    const PlanMaker make = page->planMaker();
    ASSERT_TRUE(make);
    EXPECT_TRUE(make({}));
    EXPECT_EQ(planned, (ops::SubmitInputs{.cluster = QStringLiteral("lab"),
                                          .jar = QStringLiteral("/tmp/wc.jar"),
                                          .jarSha256 = "abc",
                                          .mainClass = QStringLiteral("a.Main"),
                                          .topology = QStringLiteral("wc"),
                                          .arguments = {QStringLiteral("wc"), QStringLiteral("2")}}));
}

TEST_F(Submit, dropsAReadingThatANewerOneReplaced)
{
    open([](const QString &path) -> Result<ops::JarInfo> { return ops::JarInfo{.mainClasses = {path}}; });
    page->setJar(QStringLiteral("first.jar"));
    ASSERT_TRUE(read(QStringLiteral("second.jar")));
    ASSERT_TRUE(becomes([&] { return bench.background.running() == 0; }));
    EXPECT_EQ(page->inputs().mainClass, QStringLiteral("second.jar"));
}

} // namespace
} // namespace stormdeck::wizards
