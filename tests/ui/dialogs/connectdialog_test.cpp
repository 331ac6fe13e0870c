// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectdialog.h"

#include "dialogs/errorpanel.h"
#include "dialogs/throughfield.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTest>
#include <QToolButton>

#include <gmock/gmock.h>

#include <condition_variable>
#include <set>

namespace stormdeck::dialogs {
namespace {

using test::becomes;
using test::canPress;
using test::press;
using test::saidIn;

const QString localSocket = QStringLiteral("unix:///var/run/docker.sock");
const QString endpointName = QStringLiteral("Endpoint of its engine");

TEST(MachineLines, areReadInTheFormsPeopleHaveThemIn)
{
    const std::vector<MachineDraft> drafts = parseMachineLines(QStringLiteral(
        "# hosts\nstorm-1 tcp://10.0.0.1:2375 10.0.0.1\n\nstorm-2, 10.0.0.2\n10.0.0.3:2375\n/run/d.sock"));
    ASSERT_EQ(drafts.size(), 4U);
    EXPECT_EQ(drafts[0], (MachineDraft{QStringLiteral("storm-1"), QStringLiteral("tcp://10.0.0.1:2375"),
                                       QStringLiteral("10.0.0.1")}));
    EXPECT_EQ(drafts[1], (MachineDraft{QStringLiteral("storm-2"), QStringLiteral("tcp://10.0.0.2"), {}}));
    EXPECT_EQ(drafts[2].endpoint, QStringLiteral("10.0.0.3:2375"));
    EXPECT_EQ(drafts[3].endpoint, QStringLiteral("/run/d.sock"));
}

TEST(ErrorPanel, keepsTheRawAnswerBehindDetails)
{
    const test::QtLogGuard guard;
    ErrorPanel panel;
    panel.setError({.kind = ErrorKind::Rejected,
                    .layer = Layer::Docker,
                    .attempted = QStringLiteral("create the network lab"),
                    .target = QStringLiteral("storm-1"),
                    .reason = QStringLiteral("the pool overlaps"),
                    .remedy = QStringLiteral("Choose another pool."),
                    .raw = "{\"message\":\"pool overlaps\"}",
                    .httpStatus = 403});
    EXPECT_EQ(panel.text(),
              QStringLiteral("Could not create the network lab on storm-1. The pool overlaps. Choose another pool."));
    auto *raw = panel.findChild<QPlainTextEdit *>();
    EXPECT_FALSE(raw->isVisible());
    QTest::mouseClick(panel.findChild<QToolButton *>(), Qt::LeftButton);
    EXPECT_TRUE(raw->isVisible());
    EXPECT_TRUE(raw->toPlainText().contains(QStringLiteral("{\"message\":\"pool overlaps\"}")));
    EXPECT_TRUE(raw->toPlainText().contains(QStringLiteral("HTTP status 403")));
}

std::vector<settings::KnownEngine> knownEngines()
{
    return {
        {.name = QStringLiteral("default"),
         .isCurrent = true,
         .endpoint = Endpoint::unixSocket(QStringLiteral("/var/run/docker.sock"))},
        {.name = QStringLiteral("far"), .endpoint = failure({.reason = QStringLiteral("npipe is not supported yet")})},
        {.name = QStringLiteral("lab"),
         .endpoint = Endpoint::tls(QStringLiteral("10.0.0.5"), 2376, QStringLiteral("/certificates"))}};
}

class Connect : public testing::Test
{
protected:
    Connect()
        : dialog({.background = bench.background,
                  .check = [this](const Endpoint &endpoint, const std::stop_token &) -> EngineReport {
                      const std::scoped_lock lock(mutex);
                      asked.append(endpoint.text());
                      askedThrough.append(endpoint.hops.join(u'>'));
                      return {answer, steps};
                  },
                  .save = [this](const settings::Profile &profile) -> Result<void> {
                      const std::scoped_lock lock(mutex);
                      written = profile;
                      return saved;
                  },
                  .knownEngines = knownEngines})
    {
        dialog.show();
        QObject::connect(&dialog, &ConnectDialog::saved, [this] { ++savedSignals; });
    }
    [[nodiscard]] bool settles()
    {
        return becomes([this] { return bench.background.running() == 0; });
    }
    [[nodiscard]] QLineEdit *endpoint() { return test::field(&dialog, endpointName); }
    [[nodiscard]] QAction *knownEngine(int at)
    {
        return dialog.findChild<KnownEnginesButton *>()->menu()->actions().at(at);
    }
    void name(const QString &text) { test::type(test::field(&dialog, QStringLiteral("Name of the connection")), text); }

    test::Bench bench;
    std::mutex mutex; ///< guards asked and written while a call runs
    QStringList asked;
    QStringList askedThrough; ///< the hops of each
    std::optional<settings::Profile> written;
    Result<QString> answer = QStringLiteral("engine 20.10.24, not in a swarm");
    std::vector<CheckStep> steps;
    Result<void> saved;
    int savedSignals = 0;
    ConnectDialog dialog;
};

TEST_F(Connect, listsWhatDockerKnowsWithTheReasonWhereItCannotBeUsed)
{
    ASSERT_TRUE(settles());
    EXPECT_EQ(knownEngine(0)->text(), QStringLiteral("default (current): ") + localSocket);
    EXPECT_FALSE(knownEngine(1)->isEnabled());
    EXPECT_EQ(knownEngine(1)->text(), QStringLiteral("far: npipe is not supported yet"));
}

TEST_F(Connect, takesAnEngineBehindSshWithoutAQuestionAboutTls)
{
    test::type(endpoint(), QStringLiteral("ssh://ops@storm-7"));
    EXPECT_FALSE(test::tick(&dialog, QStringLiteral("TLS"))) << "there is nothing to tick";
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("SSH")));
    name(QStringLiteral("lab"));
    ASSERT_TRUE(press(&dialog, QStringLiteral("Test")));
    ASSERT_TRUE(settles());
    EXPECT_EQ(asked, QStringList{QStringLiteral("ssh://ops@storm-7")});
    ASSERT_TRUE(press(&dialog, QStringLiteral("Save and connect")));
    ASSERT_TRUE(settles());
    ASSERT_TRUE(written);
    EXPECT_FALSE(written->acceptPlainTcp);
    EXPECT_EQ(written->machines.front().name, QStringLiteral("storm-7"));
    EXPECT_EQ(written->machines.front().engine,
              Endpoint::ssh(QStringLiteral("ops"), QStringLiteral("storm-7"), 0, usualEngineSocket()));
}

TEST_F(Connect, asksAboutTlsAgainWhereItIsNoLongerSsh)
{
    test::type(endpoint(), QStringLiteral("ssh://storm-7"));
    test::type(endpoint(), QStringLiteral("tcp://storm-7"));
    EXPECT_TRUE(test::tick(&dialog, QStringLiteral("TLS")));
    EXPECT_FALSE(saidIn(&dialog).contains(QStringLiteral("SSH")));
}

TEST_F(Connect, takesAnEncryptedEngineWithItsCertificates)
{
    ASSERT_TRUE(settles());
    knownEngine(2)->trigger();
    ASSERT_TRUE(settles());
    EXPECT_EQ(asked, QStringList{QStringLiteral("tcp://10.0.0.5:2376")});
    EXPECT_FALSE(dialog.findChild<MachineRows *>()->row(0)->isPlainTcp());
    EXPECT_EQ(dialog.profile().machines.front().engine,
              Endpoint::tls(QStringLiteral("10.0.0.5"), 2376, QStringLiteral("/certificates")));
}

TEST_F(Connect, asksForTheCertificatesOfAnEncryptedEndpoint)
{
    test::type(endpoint(), QStringLiteral("tcp://10.0.0.5"));
    ASSERT_TRUE(test::tick(&dialog, QStringLiteral("TLS")));
    EXPECT_FALSE(dialog.findChild<MachineRows *>()->validate());
    EXPECT_TRUE(dialog.findChild<MachineRows *>()->row(0)->stateText().contains(QStringLiteral("folder")));
    test::type(test::field(&dialog, QStringLiteral("Folder of the certificates")), QStringLiteral("/certificates"));
    EXPECT_TRUE(dialog.findChild<MachineRows *>()->validate());
    EXPECT_EQ(dialog.profile().machines.front().engine.port, 2376);
}

TEST_F(Connect, keepsWhatTheOperatorSaidOfTheConnection)
{
    dialog.setProfile({.name = QStringLiteral("lab"), .readOnly = true});
    EXPECT_TRUE(dialog.profile().readOnly);
    EXPECT_FALSE(dialog.profile().production);
    ASSERT_TRUE(test::tick(&dialog, QStringLiteral("Production: say so in red wherever something can be changed")));
    EXPECT_TRUE(dialog.profile().production);
}

TEST_F(Connect, addsAndTestsTheLocalEngine)
{
    ASSERT_TRUE(settles());
    knownEngine(0)->trigger();
    ASSERT_TRUE(settles());
    EXPECT_EQ(asked, QStringList{localSocket});
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("✓ engine 20.10.24, not in a swarm")));
}

TEST_F(Connect, saysWhichLayerATestFailedIn)
{
    answer = failure({.kind = ErrorKind::Unreachable,
                      .layer = Layer::Connect,
                      .attempted = QStringLiteral("reach the engine"),
                      .target = localSocket,
                      .reason = QStringLiteral("the connection was refused")});
    test::type(endpoint(), localSocket);
    ASSERT_TRUE(press(&dialog, QStringLiteral("Test")));
    ASSERT_TRUE(settles());
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("the connection was refused")));
}

/// Answers what a test lets it answer: an engine whose host ends with 2 only once it is released.
class SlowSecond
{
public:
    EngineReport check(const Endpoint &endpoint, const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        m_asked.insert(endpoint.host);
        if (endpoint.host.endsWith(u'2')) {
            m_changed.wait(lock, stop, [this] { return m_released; });
        }
        return {QStringLiteral("engine of ") + endpoint.host};
    }
    void release()
    {
        const std::scoped_lock lock(m_mutex);
        m_released = true;
        m_changed.notify_all();
    }
    [[nodiscard]] size_t asked() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_asked.size();
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::set<QString> m_asked;
    bool m_released = false;
};

TEST(ConnectAll, testsEveryRowAtOnceAndShowsEachResultAsItComes)
{
    SlowSecond engines;
    test::Bench bench;
    ConnectDialog dialog(
        {.background = bench.background,
         .check = [&](const Endpoint &endpoint, const std::stop_token &stop) { return engines.check(endpoint, stop); },
         .save = {},
         .knownEngines = [] { return std::vector<settings::KnownEngine>(); }});
    settings::Profile profile{.name = QStringLiteral("lab"), .acceptPlainTcp = true};
    for (const char *host : {"10.0.0.1", "10.0.0.2", "10.0.0.3"}) {
        profile.machines.push_back({QString(), Endpoint::tcp(QLatin1String(host), 2375), QLatin1String(host), false});
    }
    dialog.setProfile(profile);
    dialog.show();
    auto *rows = dialog.findChild<MachineRows *>();
    rows->addDraft({.endpoint = QStringLiteral("ftp://nowhere")});
    ASSERT_TRUE(press(&dialog, QStringLiteral("Test all")));
    EXPECT_TRUE(becomes([&] { return engines.asked() == 3; })); // the second waits, and holds up nobody
    EXPECT_TRUE(becomes([&] { return rows->row(2)->stateText().contains(QStringLiteral("engine of 10.0.0.3")); }));
    EXPECT_TRUE(becomes([&] { return rows->row(0)->stateText().contains(QStringLiteral("engine of 10.0.0.1")); }));
    EXPECT_EQ(rows->row(1)->stateText(), QStringLiteral("Asking its engine…"));
    EXPECT_TRUE(rows->row(3)->stateText().startsWith(u'✕')) << qPrintable(rows->row(3)->stateText());
    engines.release();
    EXPECT_TRUE(becomes([&] { return rows->row(1)->stateText().contains(QStringLiteral("engine of 10.0.0.2")); }));
}

TEST_F(Connect, canTestAllOnlyWhereThereIsAnEngineToAsk)
{
    EXPECT_FALSE(canPress(&dialog, QStringLiteral("Test all")));
    test::type(endpoint(), QStringLiteral("tcp://10.0.0.5:2375"));
    EXPECT_FALSE(canPress(&dialog, QStringLiteral("Test all"))); // plain TCP that nobody has allowed
    ASSERT_TRUE(test::tick(&dialog, QStringLiteral("I know that this is root for anyone on that network")));
    EXPECT_TRUE(canPress(&dialog, QStringLiteral("Test all")));
    test::type(endpoint(), localSocket);
    EXPECT_TRUE(canPress(&dialog, QStringLiteral("Test all")));
}

TEST_F(Connect, asksNoEngineByPlainTcpBeforeThatWasAccepted)
{
    test::type(endpoint(), QStringLiteral("tcp://10.0.0.5:2375"));
    EXPECT_FALSE(canPress(&dialog, QStringLiteral("Test")));
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("Plain TCP: not asked before you allow it below.")));
    name(QStringLiteral("lab"));
    ASSERT_TRUE(press(&dialog, QStringLiteral("Save and connect")));
    EXPECT_FALSE(written);
    ASSERT_TRUE(test::tick(&dialog, QStringLiteral("I know that this is root for anyone on that network")));
    EXPECT_TRUE(canPress(&dialog, QStringLiteral("Test")));
    ASSERT_TRUE(press(&dialog, QStringLiteral("Save and connect")));
    ASSERT_TRUE(settles());
    ASSERT_TRUE(written);
    EXPECT_TRUE(written->acceptPlainTcp);
    EXPECT_EQ(written->machines.front().address, QStringLiteral("10.0.0.5"));
}

TEST_F(Connect, needsANameAndAnEndpointThatCanBeRead)
{
    ASSERT_TRUE(press(&dialog, QStringLiteral("Save and connect")));
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("The connection needs a name.")));
    name(QStringLiteral("lab"));
    EXPECT_FALSE(saidIn(&dialog).contains(QStringLiteral("The connection needs a name.")));
    test::type(endpoint(), QStringLiteral("https://storm-1"));
    QTest::keyClick(endpoint(), Qt::Key_Return);
    EXPECT_TRUE(saidIn(&dialog).contains(u'✕'));
    EXPECT_TRUE(settles());
    EXPECT_FALSE(written);
    EXPECT_TRUE(dialog.isVisible());
}

TEST_F(Connect, savesOnEnterAndCloses)
{
    name(QStringLiteral("lab"));
    test::type(endpoint(), localSocket);
    QTest::keyClick(endpoint(), Qt::Key_Return);
    ASSERT_TRUE(settles());
    ASSERT_TRUE(written);
    EXPECT_EQ(written->name, QStringLiteral("lab"));
    EXPECT_EQ(written->machines.front().name, QStringLiteral("storm-1"));
    EXPECT_EQ(savedSignals, 1);
    EXPECT_FALSE(dialog.isVisible());
}

TEST_F(Connect, staysOpenWithTheReasonWhenItCannotSave)
{
    saved = failure({.attempted = QStringLiteral("write the profile"), .reason = QStringLiteral("the disk is full")});
    name(QStringLiteral("lab"));
    test::type(endpoint(), localSocket);
    ASSERT_TRUE(press(&dialog, QStringLiteral("Save and connect")));
    ASSERT_TRUE(settles());
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("The disk is full.")));
    EXPECT_EQ(savedSignals, 0);
    EXPECT_TRUE(canPress(&dialog, QStringLiteral("Save and connect")));
}

TEST_F(Connect, makesARowOfEachLineThatIsPasted)
{
    QGuiApplication::clipboard()->setText(QStringLiteral("a 10.0.0.1\nb 10.0.0.2\nc 10.0.0.3\n"));
    endpoint()->setFocus();
    QTest::keySequence(endpoint(), QKeySequence(QKeySequence::Paste));
    const auto machines = dialog.profile().machines;
    ASSERT_EQ(machines.size(), 3U);
    EXPECT_EQ(machines[2].name, QStringLiteral("c"));
    EXPECT_EQ(machines[2].engine, Endpoint::tcp(QStringLiteral("10.0.0.3"), 2375));
}

TEST_F(Connect, listsTheLayersThatATestWentThrough)
{
    answer = failure({.attempted = QStringLiteral("reach the engine"), .reason = QStringLiteral("another authority")});
    steps = {{QStringLiteral("TCP"), CheckStep::State::Passed, QStringLiteral("port 2376")},
             {QStringLiteral("TLS"), CheckStep::State::Failed, QStringLiteral("another authority")},
             {QStringLiteral("HTTP")}};
    test::type(endpoint(), localSocket);
    ASSERT_TRUE(press(&dialog, QStringLiteral("Test")));
    ASSERT_TRUE(settles());
    const QString line = saidIn(&dialog).replace(QChar::Nbsp, u' ');
    EXPECT_TRUE(line.contains(QStringLiteral("✓ TCP   ✕ TLS   – HTTP"))) << qPrintable(line);
    const MachineRow *row = dialog.findChild<MachineRows *>()->row(0);
    EXPECT_EQ(row->stepsText(), QStringLiteral("✓ TCP: port 2376\n✕ TLS: another authority\n– HTTP: not reached"));
    test::type(endpoint(), QStringLiteral("/run/other.sock"));
    EXPECT_TRUE(row->stepsText().isEmpty()) << "of another endpoint nothing is known";
}

TEST_F(Connect, saysThatItEditsAndTestsAllThen)
{
    dialog.setProfile({.name = QStringLiteral("lab"),
                       .machines = {{QStringLiteral("a"), Endpoint::unixSocket(QStringLiteral("/run/a")), {}, true},
                                    {QStringLiteral("b"), Endpoint::unixSocket(QStringLiteral("/run/b")), {}, false}}});
    EXPECT_EQ(dialog.windowTitle(), QStringLiteral("Edit the connection"));
    dialog.testAll();
    ASSERT_TRUE(settles());
    EXPECT_EQ(asked.size(), 2);
    ASSERT_TRUE(press(&dialog, QStringLiteral("Save")));
    ASSERT_TRUE(settles());
    ASSERT_TRUE(written);
    EXPECT_EQ(written->machines.size(), 2U);
}

TEST_F(Connect, keepsWhatItDoesNotShowOfAnEditedProfile)
{
    settings::Profile profile{.name = QStringLiteral("lab"),
                              .machines = {{QStringLiteral("a"), Endpoint::unixSocket(QStringLiteral("/run/d.sock")),
                                            QStringLiteral("10.0.0.1"), true}},
                              .readOnly = true,
                              .stormUi = Endpoint::tcp(QStringLiteral("10.0.0.1"), 8080)};
    dialog.setProfile(profile);
    EXPECT_EQ(dialog.profile(), profile);
}

class ConnectThrough : public Connect
{
protected:
    ConnectThrough()
    {
        dialog.setProfile({.name = QStringLiteral("lab"),
                           .machines = {{QStringLiteral("a"), ssh(QStringLiteral("a")), QStringLiteral("a"), true},
                                        {QStringLiteral("b"), ssh(QStringLiteral("b")), QStringLiteral("b"), false}}});
    }
    [[nodiscard]] static Endpoint ssh(const QString &host)
    {
        return Endpoint::ssh(QStringLiteral("ops"), host, 0, usualEngineSocket());
    }
    [[nodiscard]] QComboBox *through(int at)
    {
        const auto *row = dialog.findChild<MachineRows *>()->row(at);
        return row->findChild<ThroughField *>()->findChild<QComboBox *>();
    }
    [[nodiscard]] MachineRow *row(int at) { return dialog.findChild<MachineRows *>()->row(at); }
};

TEST_F(ConnectThrough, offersTheOtherMachinesAndTakesOneByTheKeyboard)
{
    ASSERT_EQ(through(1)->count(), 1);
    EXPECT_EQ(through(1)->itemText(0), QStringLiteral("a"));
    EXPECT_EQ(through(1)->accessibleName(), QStringLiteral("Reached through"));
    through(1)->setFocus();
    QTest::keyClick(through(1), Qt::Key_Down);
    EXPECT_EQ(dialog.profile().machines[1].through, QStringLiteral("a"));
    EXPECT_EQ(dialog.profile().machines[1].engine.hops, QStringList{QStringLiteral("ssh://ops@a")});
    EXPECT_TRUE(dialog.profile().machines[0].engine.hops.isEmpty());
    row(1)->test();
    ASSERT_TRUE(settles());
    EXPECT_EQ(askedThrough, QStringList{QStringLiteral("ssh://ops@a")});
}

TEST_F(ConnectThrough, followsWhatIsSaidOfTheMachineOnTheWay)
{
    test::type(through(1)->lineEdit(), QStringLiteral("a"));
    test::type(through(0)->lineEdit(), QStringLiteral("ssh://ops@bastion"));
    EXPECT_EQ(dialog.profile().machines[1].engine.hops,
              (QStringList{QStringLiteral("ssh://ops@bastion"), QStringLiteral("ssh://ops@a")}));
}

TEST_F(ConnectThrough, refusesAWayThatCannotBeGone)
{
    test::type(through(1)->lineEdit(), QStringLiteral("nobody"));
    EXPECT_TRUE(row(1)->stateText().contains(QStringLiteral("“nobody”"))) << qPrintable(row(1)->stateText());
    EXPECT_FALSE(row(1)->canTest());
    ASSERT_TRUE(press(&dialog, QStringLiteral("Save")));
    EXPECT_FALSE(written);
    EXPECT_TRUE(becomes([this] { return through(1)->lineEdit()->hasFocus(); }));
    test::type(through(1)->lineEdit(), QStringLiteral("a"));
    test::type(through(0)->lineEdit(), QStringLiteral("b"));
    EXPECT_TRUE(row(0)->stateText().contains(QStringLiteral("circle"))) << qPrintable(row(0)->stateText());
    test::type(through(0)->lineEdit(), {});
    ASSERT_TRUE(press(&dialog, QStringLiteral("Save")));
    ASSERT_TRUE(settles());
    ASSERT_TRUE(written);
    EXPECT_EQ(written->machines[1].through, QStringLiteral("a"));
}

TEST_F(ConnectThrough, isNoQuestionWhereTheEndpointIsNotSsh)
{
    test::type(endpoint(), localSocket);
    EXPECT_FALSE(through(0)->isVisible());
    EXPECT_EQ(through(1)->count(), 0) << "nothing is reached through a machine without SSH";
}

TEST_F(Connect, leavesNothingRunningWhenItIsClosedDuringATest)
{
    test::type(endpoint(), localSocket);
    ASSERT_TRUE(press(&dialog, QStringLiteral("Test")));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    EXPECT_FALSE(dialog.isVisible());
    EXPECT_TRUE(settles());
}

} // namespace
} // namespace stormdeck::dialogs
