// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the pages of plans and the dialogs: wizard_shots FOLDER [SCENE…]. Light and dark; at another scale with
// QT_SCALE_FACTOR, in another size with SHOT_SIZE=720x480.
#include "actions/values.h"
#include "dialogs/connectdialog.h"
#include "dialogs/firstbootdialog.h"
#include "dialogs/hostkeydialog.h"
#include "dialogs/savedsecretsdialog.h"
#include "dialogs/secretdialog.h"
#include "ops/hosts.h"
#include "style/englishplurals.h"
#include "style/theme.h"
#include "ui/checks/samplereport.h"
#include "ui/checks/scriptedchecks.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/sampleplan.h"
#include "wizards/clusterpage.h"
#include "wizards/joinclonespage.h"
#include "wizards/killpage.h"
#include "wizards/planwindow.h"
#include "wizards/preparepage.h"
#include "wizards/rowlist.h"
#include "wizards/submitpage.h"
#include "wizards/teardownpage.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTextStream>
#include <QToolButton>

using namespace stormdeck;
using namespace stormdeck::wizards;
using test::becomes;

namespace {

using Scene = std::function<std::unique_ptr<QDialog>(test::Bench &)>;

QPushButton *button(const QWidget *window, const QString &text)
{
    for (auto *one : window->findChildren<QPushButton *>()) {
        if (one->isVisibleTo(window) && one->text().remove(u'&') == text) {
            return one;
        }
    }
    qFatal("No button %s", qPrintable(text));
    return nullptr;
}

dialogs::EngineReport noAnswer(const Endpoint &endpoint)
{
    using State = dialogs::CheckStep::State;
    return {failure({.kind = ErrorKind::Unreachable,
                     .layer = Layer::Connect,
                     .attempted = QStringLiteral("reach the engine"),
                     .target = endpoint.text(),
                     .reason = QStringLiteral("the connection was refused"),
                     .remedy = QStringLiteral("Check that the engine runs and listens there.")}),
            {{QStringLiteral("TCP"), State::Failed, QStringLiteral("the connection was refused")},
             {QStringLiteral("HTTP")},
             {QStringLiteral("API version")},
             {QStringLiteral("Permission")},
             {QStringLiteral("Swarm")}}};
}

dialogs::EngineCheck engineCheck()
{
    using State = dialogs::CheckStep::State;
    return [](const Endpoint &endpoint, const std::stop_token &) -> dialogs::EngineReport {
        if (endpoint.host.endsWith(QStringLiteral("13"))) {
            return noAnswer(endpoint);
        }
        return {QStringLiteral("Docker 20.10.24 (API 1.41) on storm-%1, not in a swarm").arg(endpoint.host.right(1)),
                {{QStringLiteral("TCP"), State::Passed, endpoint.text()},
                 {QStringLiteral("HTTP"), State::Passed, {}},
                 {QStringLiteral("API version"), State::Passed, QStringLiteral("1.41")},
                 {QStringLiteral("Permission"), State::Passed, {}},
                 {QStringLiteral("Swarm"), State::Passed, QStringLiteral("not in a swarm")}}};
    };
}

ops::ClusterInputs inputs()
{
    ops::ClusterInputs made{.name = QStringLiteral("production"), .acceptPlainTcp = true};
    for (int n = 1; n <= 3; ++n) {
        const QString host = QStringLiteral("10.77.0.%1").arg(10 + n);
        made.machines.push_back({QStringLiteral("storm-%1").arg(n), Endpoint::tcp(host, 2375), host, n == 1});
    }
    made.storm.uiPort = 8080;
    return made;
}

template <typename T>
std::unique_ptr<QDialog> window(test::Bench &bench, T first)
{
    return std::make_unique<PlanWindow>(bench.services(), first);
}

std::unique_ptr<QDialog> clusterInputs(test::Bench &bench, bool filled)
{
    auto *page = new ClusterPage(bench.background, engineCheck(), {});
    if (filled) {
        page->setInputs(inputs());
    }
    auto made = window(bench, static_cast<InputsPage *>(page));
    made->show();
    if (!filled) {
        button(made.get(), QStringLiteral("Continue"))->click();
    }
    (void)becomes([&] { return bench.background.running() == 0 && !page->findChild<QTimer *>(); });
    return made;
}

std::unique_ptr<QDialog> clusterAdvanced(test::Bench &bench)
{
    auto made = clusterInputs(bench, true);
    made->resize(900, 1240);
    for (auto *toggle : made->findChildren<QToolButton *>()) {
        if (toggle->text() == QStringLiteral("Advanced")) {
            toggle->click();
        }
    }
    return made;
}

std::unique_ptr<QDialog> submitInputs(test::Bench &bench)
{
    const auto inspect = [](const QString &) -> Result<ops::JarInfo> {
        return ops::JarInfo{.sizeBytes = 8'431'220,
                            .mainClasses = {QStringLiteral("org.example.WordCountTopology")},
                            .bundlesStorm = true,
                            .javaMajor = 65};
    };
    auto *page = new SubmitPage(bench.background, QStringLiteral("production"), inspect, {});
    auto made = window(bench, static_cast<InputsPage *>(page));
    made->show();
    page->setJar(QStringLiteral("/home/ada/wordcount-1.0.jar"));
    (void)becomes([&] { return !page->isReading(); });
    button(made.get(), QStringLiteral("Add argument"))->click();
    button(made.get(), QStringLiteral("Add argument"))->click();
    button(made.get(), QStringLiteral("Continue"))->click();
    return made;
}

std::unique_ptr<QDialog> submitEmpty(test::Bench &bench)
{
    return window(bench,
                  static_cast<InputsPage *>(new SubmitPage(bench.background, QStringLiteral("production"), {}, {})));
}

std::unique_ptr<QDialog> killInputs(test::Bench &bench)
{
    const KillPage::Target target{{QStringLiteral("wordcount-1")},
                                  QStringLiteral("wordcount"),
                                  QStringLiteral("production"),
                                  std::chrono::seconds(60)};
    return window(bench, static_cast<InputsPage *>(new KillPage(target, {})));
}

std::unique_ptr<QDialog> tearDownInputs(test::Bench &bench)
{
    return window(bench, static_cast<InputsPage *>(new TearDownPage(QStringLiteral("production"), {})));
}

std::unique_ptr<QDialog> prepareEmpty(test::Bench &bench)
{
    return window(bench, static_cast<InputsPage *>(new PreparePage({})));
}

std::unique_ptr<QDialog> prepareInputs(test::Bench &bench)
{
    ops::PrepareInputs entered{.machines = {*ops::machineAt(QStringLiteral("ops@fresh"))},
                               .dockerUser = QStringLiteral("ops"),
                               .images = {QStringLiteral("zookeeper:3.9"), QStringLiteral("storm:2.8.3")}};
    entered.engine.insecureRegistries = {QStringLiteral("10.0.0.1:5000")};
    auto *page = new PreparePage({});
    page->setInputs(entered);
    return window(bench, static_cast<InputsPage *>(page));
}

/// As it is refused where copies share what identifies them.
std::unique_ptr<QDialog> joinRefused(test::Bench &bench)
{
    auto *page = new JoinClonesPage(QStringLiteral("lab"), [](const auto &, const auto &) -> Result<plan::Plan> {
        return failure({.kind = ErrorKind::Rejected,
                        .attempted = QStringLiteral("plan the joining"),
                        .reason = QStringLiteral(
                            "machines share what must be one machine's own.\n• Engine ids: Machines share one: "
                            "YQNJ:4ROG on clone-1, clone-2. The machines were cloned with one engine id: on all "
                            "but one, let the engine make itself a new one. (sudo systemctl stop docker.socket "
                            "docker; sudo rm -f /etc/docker/key.json /var/lib/docker/engine-id; sudo systemctl "
                            "start docker)\n• Machine ids: Machines share one: 0a1b2c3d on clone-1, clone-2. "
                            "Clones with one machine id can get one address from DHCP: on all but one, make a "
                            "new one. (sudo truncate --size 0 /etc/machine-id; sudo rm -f "
                            "/var/lib/dbus/machine-id; sudo reboot)"),
                        .remedy = QStringLiteral("Or prepare the snapshot anew with its identity removed."),
                        .code = QStringLiteral("clones.shared-identity")});
    });
    auto made = window(bench, static_cast<InputsPage *>(page));
    made->show();
    page->findChild<RowList *>()->setRows({{QStringLiteral("ops@clone-1")}, {QStringLiteral("ops@clone-2")}});
    button(made.get(), QStringLiteral("Continue"))->click();
    (void)becomes([&] { return bench.background.running() == 0; });
    return made;
}

std::unique_ptr<QDialog> firstBoot(test::Bench &bench)
{
    auto made = std::make_unique<dialogs::FirstBootDialog>(
        bench.background, ops::ClusterInputs{.name = QStringLiteral("lab"), .machines = inputs().machines});
    made->findChild<QComboBox *>()->setCurrentIndex(3);
    return made;
}

std::unique_ptr<QDialog> planError(test::Bench &bench)
{
    auto *page = new TearDownPage(QStringLiteral("production"), [](const auto &, const auto &) -> Result<plan::Plan> {
        return failure(
            {.kind = ErrorKind::Unreachable,
             .layer = Layer::Connect,
             .attempted = QStringLiteral("list what the cluster consists of"),
             .target = QStringLiteral("storm-3 (tcp://10.77.0.13:2375)"),
             .reason = QStringLiteral("the connection was refused"),
             .remedy = QStringLiteral("Bring the machine back: a tear-down must not overlook what lies there.")});
    });
    auto made = window(bench, static_cast<InputsPage *>(page));
    made->show();
    button(made.get(), QStringLiteral("Continue"))->click();
    (void)becomes([&] { return bench.background.running() == 0; });
    return made;
}

/// The review, with its check ended.
std::unique_ptr<QDialog> review(test::Bench &bench, const plan::Plan &plan)
{
    auto made = window(bench, plan);
    made->show();
    (void)becomes([&] { return bench.background.running() == 0; });
    return made;
}

std::unique_ptr<QDialog> clusterReview(test::Bench &bench)
{
    bench.world.put(QStringLiteral("swarm.init"));
    auto made = review(bench, test::sampleClusterPlan());
    for (auto *list : made->findChildren<QAbstractItemView *>()) {
        if (list->isVisible()) {
            list->setCurrentIndex(list->model()->index(7, 0));
        }
    }
    return made;
}

std::unique_ptr<QDialog> conflictReview(test::Bench &bench)
{
    bench.world.block(QStringLiteral("join.storm-2"));
    return review(bench, test::sampleClusterPlan());
}

/// The review of a set-up whose machines are checked. `isHeld`: they still are.
std::unique_ptr<QDialog> checkedReview(test::Bench &bench, const preflight::Report &found, bool isHeld = false)
{
    const auto scripted = std::make_shared<test::ScriptedChecks>(found); // lives as long as the page's checker
    if (isHeld) {
        scripted->hold();
    }
    plan::Plan plan = test::sampleClusterPlan();
    plan.stages.front().steps.front().action =
        actions::encode(actions::InitSwarm{.machine = QStringLiteral("storm-1")});
    auto *page = new ClusterPage(
        bench.background, engineCheck(), [plan](const auto &, const auto &) -> Result<plan::Plan> { return plan; },
        [scripted](const ops::ClusterInputs &, const preflight::ProgressSink &progress, const std::stop_token &stop) {
            return scripted->checks().run(progress, stop);
        });
    page->setInputs(inputs());
    auto made = window(bench, static_cast<InputsPage *>(page));
    made->show();
    button(made.get(), QStringLiteral("Continue"))->click();
    const QDeadlineTimer moment(1500); // engines are asked after a pause
    (void)becomes(
        [&] { return isHeld ? moment.hasExpired() : bench.background.running() == 0 && moment.hasExpired(); });
    return made;
}

std::unique_ptr<QDialog> checksInFull(test::Bench &bench, const preflight::Report &found, bool isHeld = false)
{
    auto made = checkedReview(bench, found, isHeld);
    if (static_cast<PlanWindow &>(*made).page() != PlanWindow::Page::Checks) {
        button(made.get(), QStringLiteral("Details"))->click();
    }
    return made;
}

std::unique_ptr<QDialog> checksOverPlan(test::Bench &bench, const preflight::Report &found)
{
    auto made = checksInFull(bench, found);
    button(made.get(), QStringLiteral("Show the plan"))->click();
    return made;
}

std::unique_ptr<QDialog> tearDownReview(test::Bench &bench)
{
    return review(bench, test::sampleTearDownPlan());
}

std::unique_ptr<QDialog> killReview(test::Bench &bench)
{
    return review(bench, test::sampleKillPlan());
}

OperationSession *start(test::Bench &bench, QDialog &made, const QString &label)
{
    button(&made, label)->click();
    auto *session = static_cast<PlanWindow &>(made).session();
    (void)becomes([&] { return bench.background.running() > 0; });
    return session;
}

void waitUntilApplying(test::Bench &bench, QDialog &, const QString &step)
{
    (void)becomes([&] { return bench.world.isApplying(step); });
    const QDeadlineTimer moment(1200);
    (void)becomes([&] { return moment.hasExpired(); });
}

std::unique_ptr<QDialog> ensembleRun(test::Bench &bench)
{
    using plan::Tone;
    bench.world.hold(QStringLiteral("ensemble"));
    bench.world.say(
        QStringLiteral("ensemble"),
        {QStringLiteral("zk2  srvr: follower, zxid 0x100000000"), QStringLiteral("zk1  srvr: not serving requests yet"),
         QStringLiteral("zk3  swarm task is starting"), QStringLiteral("zk1  srvr: not serving requests yet")},
        {{QStringLiteral("zk1 on storm-1"), QStringLiteral("electing"), Tone::Busy},
         {QStringLiteral("zk2 on storm-2"), QStringLiteral("follower"), Tone::Good},
         {QStringLiteral("zk3 on storm-3"), QStringLiteral("starting container"), Tone::Busy}});
    auto made = review(bench, test::sampleClusterPlan());
    start(bench, *made, QStringLiteral("Set up"));
    waitUntilApplying(bench, *made, QStringLiteral("ensemble"));
    return made;
}

std::unique_ptr<QDialog> pullRun(test::Bench &bench)
{
    for (int n = 1; n <= 3; ++n) {
        const QString step = QStringLiteral("pull.storm-%1").arg(n);
        bench.world.hold(step);
        bench.world.say(step, {QStringLiteral("storm-%1  pulling storm:2.8.3").arg(n)},
                        {{QStringLiteral("storm-%1").arg(n), QStringLiteral("%1 of 486 MB").arg(n * 120),
                          plan::Tone::Busy, n * 0.25}});
    }
    auto made = review(bench, test::sampleClusterPlan());
    start(bench, *made, QStringLiteral("Set up"));
    waitUntilApplying(bench, *made, QStringLiteral("pull.storm-3"));
    return made;
}

std::unique_ptr<QDialog> killRun(test::Bench &bench)
{
    bench.world.hold(QStringLiteral("kill"));
    auto made = review(bench, test::sampleKillPlan());
    start(bench, *made, QStringLiteral("Kill"));
    waitUntilApplying(bench, *made, QStringLiteral("kill"));
    return made;
}

std::unique_ptr<QDialog> report(test::Bench &bench, const plan::Plan &plan, const QString &label)
{
    auto made = review(bench, plan);
    const OperationSession *session = start(bench, *made, label);
    (void)becomes([&] { return session->report().has_value(); });
    return made;
}

/// What the product observes of the steps of sampleClusterPlan().
void seeTheCluster(test::FakeWorld &world)
{
    world.see(QStringLiteral("swarm.init"), QStringLiteral("storm-1 manages a swarm"));
    world.see(QStringLiteral("network"), QStringLiteral("the network production is there"));
    for (int n = 1; n <= 3; ++n) {
        world.see(QStringLiteral("join.storm-%1").arg(n), QStringLiteral("storm-%1 is ready in the swarm").arg(n));
        world.see(QStringLiteral("pull.storm-%1").arg(n), QStringLiteral("storm-%1 has it, 486 MB").arg(n));
        world.see(QStringLiteral("zk%1").arg(n), QStringLiteral("production-zk%1: 1 of 1 swarm tasks run").arg(n));
    }
    world.see(QStringLiteral("ensemble"), QStringLiteral("zk2 leads, 3 of 3 members serve"));
    for (const QString &daemon : {QStringLiteral("nimbus"), QStringLiteral("ui")}) {
        world.see(daemon, QStringLiteral("production-%1: 1 of 1 swarm tasks run").arg(daemon));
    }
    world.see(QStringLiteral("leader"), QStringLiteral("Nimbus leads"));
    world.see(QStringLiteral("supervisors"), QStringLiteral("production-supervisor: 3 of 3 swarm tasks run"));
    world.see(QStringLiteral("slots"), QStringLiteral("Nimbus leads, 3 of 3 supervisors listed"));
}

std::unique_ptr<QDialog> doneReport(test::Bench &bench)
{
    seeTheCluster(bench.world);
    bench.world.put(QStringLiteral("swarm.init"));
    return report(bench, test::sampleClusterPlan(), QStringLiteral("Set up"));
}

std::unique_ptr<QDialog> failedReport(test::Bench &bench)
{
    seeTheCluster(bench.world);
    bench.world.breakStep(QStringLiteral("zk2"));
    return report(bench, test::sampleClusterPlan(), QStringLiteral("Set up"));
}

std::unique_ptr<QDialog> submitFailed(test::Bench &bench)
{
    bench.world.breakStep(QStringLiteral("run"));
    bench.world.say(
        QStringLiteral("run"),
        {QStringLiteral("Running: java -client -Dstorm.home=/apache-storm org.example.WordCount wordcount"),
         QStringLiteral("Exception in thread \"main\" java.lang.NoClassDefFoundError: org/example/Splitter"),
         QStringLiteral("    at org.example.WordCount.main(WordCount.java:31)")},
        {});
    return report(bench, test::sampleSubmitPlan(), QStringLiteral("Submit"));
}

std::unique_ptr<QDialog> undoneReport(test::Bench &bench)
{
    auto made = failedReport(bench);
    const auto *session = static_cast<PlanWindow &>(*made).session();
    button(made.get(), QStringLiteral("Undo"))->click();
    (void)becomes([&] { return session->report() && session->report()->outcome == plan::Outcome::Undone; });
    return made;
}

/// A saved connection, each of its engines tested.
std::unique_ptr<QDialog> testedConnection(test::Bench &bench, const dialogs::EngineCheck &check,
                                          const settings::Profile &profile)
{
    auto made = std::make_unique<dialogs::ConnectDialog>(dialogs::ConnectDialog::Services{
        bench.background, check, {}, [] { return std::vector<settings::KnownEngine>(); }});
    made->setProfile(profile);
    made->show();
    button(made.get(), QStringLiteral("Test all"))->click();
    (void)becomes([&] { return bench.background.running() == 0; });
    return made;
}

std::unique_ptr<QDialog> connectDialog(test::Bench &bench)
{
    return testedConnection(
        bench, engineCheck(),
        {.name = QStringLiteral("production"), .machines = inputs().machines, .acceptPlainTcp = true});
}

/// What a test of an engine finds that is reached over other hosts.
dialogs::EngineReport answerOverHops(const Endpoint &endpoint)
{
    using State = dialogs::CheckStep::State;
    const bool isManager = endpoint.host.endsWith(u'1');
    std::vector<dialogs::CheckStep> steps;
    for (const QString &hop : endpoint.hops) {
        steps.push_back({QStringLiteral("Through %1").arg(hop.section(QStringLiteral("//"), 1)), State::Passed, {}});
    }
    for (const char *layer :
         {"TCP", "SSH", "Host key", "Login", "Engine's socket", "HTTP", "API version", "Permission", "Swarm"}) {
        steps.push_back({QLatin1String(layer), State::Passed, {}});
    }
    if (isManager) {
        steps.push_back({QStringLiteral("Storm UI"), State::Passed, {}});
    }
    return {QStringLiteral("Docker 26.1.5 (API 1.45) on %1, %2 of a swarm")
                .arg(endpoint.host, isManager ? QStringLiteral("manager") : QStringLiteral("worker")),
            steps};
}

/// The first machine behind a host that is none of the cluster, the others behind it.
std::unique_ptr<QDialog> connectThrough(test::Bench &bench)
{
    settings::Profile profile{.name = QStringLiteral("production")};
    for (int n = 1; n <= 3; ++n) {
        const QString host = QStringLiteral("storm-%1").arg(n);
        profile.machines.push_back(
            {.name = host,
             .engine = Endpoint::ssh(QStringLiteral("ops"), host, 0, usualEngineSocket()),
             .address = host,
             .manager = n == 1,
             .through = n == 1 ? QStringLiteral("ssh://ops@bastion.example.org") : QStringLiteral("storm-1")});
    }
    auto made = testedConnection(
        bench, [](const Endpoint &endpoint, const std::stop_token &) { return answerOverHops(endpoint); }, profile);
    made->resize(760, 680);
    return made;
}

std::unique_ptr<QDialog> connectEmpty(test::Bench &bench)
{
    return std::make_unique<dialogs::ConnectDialog>(dialogs::ConnectDialog::Services{
        bench.background, engineCheck(), {}, [] { return std::vector<settings::KnownEngine>(); }});
}

std::unique_ptr<QDialog> hostKey(bool isKnownByAnother)
{
    dialogs::ShownHostKey key{.host = QStringLiteral("ops@storm-1"),
                              .keyType = QStringLiteral("ED25519"),
                              .fingerprint = QStringLiteral("SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDA7DOxUnO0vEzjF0A"),
                              .file = QStringLiteral("/home/ada/.ssh/known_hosts")};
    if (isKnownByAnother) {
        key.knownType = QStringLiteral("RSA");
        key.knownPlace = QStringLiteral("/home/ada/.ssh/known_hosts, line 12");
    }
    return std::make_unique<dialogs::HostKeyDialog>(key);
}

std::unique_ptr<QDialog> secret(const dialogs::WantedSecret &wanted)
{
    return std::make_unique<dialogs::SecretDialog>(wanted);
}

std::unique_ptr<QDialog> passphrase(test::Bench &)
{
    return secret({.what = dialogs::WantedSecret::What::Passphrase,
                   .host = QStringLiteral("ops@storm-1"),
                   .file = QStringLiteral("/home/ada/.ssh/id_ed25519"),
                   .canRemember = true});
}

std::unique_ptr<QDialog> serversQuestion(test::Bench &)
{
    return secret({.what = dialogs::WantedSecret::What::Answer,
                   .host = QStringLiteral("ops@storm-1"),
                   .prompt = QStringLiteral("One-time code from your token: "),
                   .isHidden = false});
}

dialogs::WantedSecret wantedPassphrase()
{
    return {.what = dialogs::WantedSecret::What::Passphrase,
            .host = QStringLiteral("ops@storm-1"),
            .file = QStringLiteral("/home/ada/.ssh/id_ed25519"),
            .canRemember = true};
}

std::unique_ptr<QDialog> secretRefused(test::Bench & /*bench*/)
{
    dialogs::WantedSecret wanted = wantedPassphrase();
    wanted.note = QStringLiteral("The one saved in the keychain was refused.");
    return secret(wanted);
}

std::unique_ptr<QDialog> secretInMemory(test::Bench & /*bench*/)
{
    dialogs::WantedSecret wanted{.host = QStringLiteral("ops@storm-1")};
    wanted.whyNot =
        QStringLiteral("there is no keychain that can be used (Cannot autolaunch D-Bus without X11 $DISPLAY)");
    return secret(wanted);
}

std::unique_ptr<QDialog> savedSecrets(test::Bench &bench, const secrets::SavedSecrets::Listing &listing)
{
    auto made = std::make_unique<dialogs::SavedSecretsDialog>(dialogs::SavedSecretsDialog::Services{
        bench.background, [listing](const std::stop_token &) { return listing; },
        [](const secrets::SavedSecret &, const std::stop_token &) { return Result<void>(); }});
    made->show();
    (void)becomes([&] { return bench.background.running() == 0; });
    return made;
}

secrets::SavedSecrets::Listing someSecrets()
{
    using secrets::Place;
    using Kind = secrets::SecretName::Kind;
    const QDateTime since(QDate(2026, 11, 28), QTime(14, 2));
    return {
        .secrets = {{{Kind::Passphrase, QStringLiteral("/home/ada/.ssh/id_ed25519")}, Place::Keychain, since, {}},
                    {{Kind::Password, QStringLiteral("ops@storm-1")},
                     Place::Memory,
                     since,
                     QStringLiteral("The password of ops@storm-1 is kept in memory until Stormdeck ends, because the "
                                    "keychain is locked.")},
                    {{Kind::Password, QStringLiteral("ops@storm-2:2222")},
                     Place::Keychain,
                     since,
                     QStringLiteral("The one saved in the keychain was refused.")},
                    {{Kind::Password, QStringLiteral("ops@storm-3")}, Place::Memory, since, {}}}};
}

secrets::SavedSecrets::Listing brokenIndex()
{
    secrets::SavedSecrets::Listing listing;
    listing.trouble = Error{.kind = ErrorKind::Undecodable,
                            .attempted = QStringLiteral("keep the list of saved secrets"),
                            .target = QStringLiteral("/home/ada/.config/stormdeck/secrets.json"),
                            .reason = QStringLiteral("it is not in the form that Stormdeck writes"),
                            .remedy = QStringLiteral("Move it away, and remove what Stormdeck saved with the "
                                                     "keychain's own program.")};
    return listing;
}

std::vector<std::pair<QString, Scene>> scenes()
{
    return {
        {QStringLiteral("host-key"), [](test::Bench &) { return hostKey(false); }},
        {QStringLiteral("host-key-other"), [](test::Bench &) { return hostKey(true); }},
        {QStringLiteral("passphrase"), passphrase},
        {QStringLiteral("server-question"), serversQuestion},
        {QStringLiteral("setup-empty"), [](test::Bench &bench) { return clusterInputs(bench, false); }},
        {QStringLiteral("setup"), [](test::Bench &bench) { return clusterInputs(bench, true); }},
        {QStringLiteral("setup-advanced"), clusterAdvanced},
        {QStringLiteral("submit-empty"), submitEmpty},
        {QStringLiteral("submit"), submitInputs},
        {QStringLiteral("kill"), killInputs},
        {QStringLiteral("teardown"), tearDownInputs},
        {QStringLiteral("prepare-empty"), prepareEmpty},
        {QStringLiteral("prepare"), prepareInputs},
        {QStringLiteral("join-refused"), joinRefused},
        {QStringLiteral("first-boot"), firstBoot},
        {QStringLiteral("plan-error"), planError},
        {QStringLiteral("review"), clusterReview},
        {QStringLiteral("review-conflict"), conflictReview},
        {QStringLiteral("review-teardown"), tearDownReview},
        {QStringLiteral("review-checking"),
         [](test::Bench &bench) { return checkedReview(bench, test::cleanReport(), true); }},
        {QStringLiteral("review-checked"),
         [](test::Bench &bench) { return checkedReview(bench, test::cleanReport()); }},
        {QStringLiteral("review-unseen"),
         [](test::Bench &bench) { return checkedReview(bench, test::unseenReport()); }},
        {QStringLiteral("review-warnings"),
         [](test::Bench &bench) { return checkedReview(bench, test::warningReport()); }},
        {QStringLiteral("review-error"),
         [](test::Bench &bench) { return checksOverPlan(bench, test::troubledReport()); }},
        {QStringLiteral("checks-running"),
         [](test::Bench &bench) { return checksInFull(bench, test::cleanReport(), true); }},
        {QStringLiteral("checks"), [](test::Bench &bench) { return checksInFull(bench, test::cleanReport()); }},
        {QStringLiteral("checks-warnings"),
         [](test::Bench &bench) { return checksInFull(bench, test::warningReport()); }},
        {QStringLiteral("checks-error"),
         [](test::Bench &bench) { return checksInFull(bench, test::troubledReport()); }},
        {QStringLiteral("review-kill"), killReview},
        {QStringLiteral("run"), ensembleRun},
        {QStringLiteral("run-pull"), pullRun},
        {QStringLiteral("run-kill"), killRun},
        {QStringLiteral("report"), doneReport},
        {QStringLiteral("report-failed"), failedReport},
        {QStringLiteral("report-submit-failed"), submitFailed},
        {QStringLiteral("report-undone"), undoneReport},
        {QStringLiteral("connect"), connectDialog},
        {QStringLiteral("connect-through"), connectThrough},
        {QStringLiteral("connect-empty"), connectEmpty},
        {QStringLiteral("secret-refused"), secretRefused},
        {QStringLiteral("secret-in-memory"), secretInMemory},
        {QStringLiteral("saved-secrets"), [](test::Bench &bench) { return savedSecrets(bench, someSecrets()); }},
        {QStringLiteral("saved-secrets-empty"), [](test::Bench &bench) { return savedSecrets(bench, {}); }},
        {QStringLiteral("saved-secrets-broken"), [](test::Bench &bench) { return savedSecrets(bench, brokenIndex()); }},
    };
}

void shoot(const QString &name, const Scene &scene, const QString &file)
{
    test::Bench bench;
    const std::unique_ptr<QDialog> made = scene(bench);
    if (qEnvironmentVariableIsSet("SHOT_SIZE")) {
        const QStringList size = qEnvironmentVariable("SHOT_SIZE").split(u'x');
        made->resize(size.value(0).toInt(), size.value(1).toInt());
    }
    made->show();
    const QDeadlineTimer moment(name.startsWith(QStringLiteral("setup")) ? 800
                                                                         : 150); // engines are asked after a pause
    (void)becomes([&] { return moment.hasExpired(); });
    made->grab().save(file);
    QTextStream(stdout) << file << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QLocale::setDefault(QLocale::c());
    QApplication application(argc, argv);
    QApplication::installTranslator(new style::EnglishPlurals(&application));
    // The offscreen platform knows no desktop's font setting.
    QFont font(qEnvironmentVariable("SHOT_FONT", QStringLiteral("Inter")));
    font.setPixelSize(13);
    QApplication::setFont(font);
    style::Theme theme(style::Scheme::Light);
    const QStringList arguments = QApplication::arguments().mid(1);
    const QString folder = arguments.value(0, QStringLiteral("."));
    QDir().mkpath(folder);
    for (const auto &[name, scene] : scenes()) {
        if (arguments.size() > 1 && !arguments.mid(1).contains(name)) {
            continue;
        }
        theme.setScheme(style::Scheme::Light);
        shoot(name, scene, QStringLiteral("%1/%2-light.png").arg(folder, name));
        theme.setScheme(style::Scheme::Dark);
        shoot(name, scene, QStringLiteral("%1/%2-dark.png").arg(folder, name));
    }
    return 0;
}
