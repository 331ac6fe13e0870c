// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "actions/performer.h"
#include "checks/preflightpage.h"
#include "connectiontest.h"
#include "dialogs/firstbootdialog.h"
#include "dialogs/savedsecretsdialog.h"
#include "main/connectionspage.h"
#include "main/storebridge.h"
#include "main/windowstate.h"
#include "ops/builders.h"
#include "ops/jar.h"
#include "ops/wanted.h"
#include "planners.h"
#include "planprofile.h"
#include "preflight/preflight.h"
#include "util/files.h"
#include "warning.h"
#include "wizards/clusterpage.h"
#include "wizards/joinclonespage.h"
#include "wizards/preparepage.h"
#include "wizards/submitpage.h"
#include "wizards/teardownpage.h"

#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

#include <algorithm>

namespace stormdeck::app {

using wizards::PlanWindow;

namespace {
const QString lastProfileKey = QStringLiteral("connection/last");

QString startProfile(const QString &wanted)
{
    if (!wanted.isEmpty()) {
        return wanted;
    }
    const QString last = QSettings().value(lastProfileKey).toString();
    const QStringList saved = settings::savedProfiles();
    return saved.contains(last) ? last : saved.value(0);
}

std::vector<settings::KnownEngine> enginesOfThisUser()
{
    return settings::knownEngines(QProcessEnvironment::systemEnvironment());
}
} // namespace

Session::Session(std::shared_ptr<secrets::SavedSecrets> saved)
    : m_window(m_clock), m_saved(std::move(saved)), m_recordings(m_window, m_background), m_planWindows(m_window)
{
    connectWindow();
}

Session::~Session() = default;

void Session::openUnconnected()
{
    m_window.show();
    refreshLists();
}

void Session::open(const QString &profile)
{
    openUnconnected();
    if (const QString name = startProfile(profile); !name.isEmpty()) {
        chooseProfile(name);
    }
}

void Session::connectWindow()
{
    using ui::MainWindow;
    connect(&m_window, &MainWindow::newWindowRequested, this, &Session::sessionWanted);
    connect(&m_recordings, &Recordings::opened, this, &Session::recordingOpened);
    connect(&m_window, &MainWindow::closed, this, &Session::ended);
    connect(&m_notices, &notices::DesktopNotices::chosen, &m_window, [this] {
        m_window.show();
        m_window.raise();
        m_window.activateWindow();
    });
    connect(&m_window, &MainWindow::setUpRequested, this, &Session::setUpCluster);
    connect(&m_window, &MainWindow::prepareRequested, this, &Session::prepareMachines);
    connect(&m_window, &MainWindow::joinClonesRequested, this, &Session::joinClones);
    connect(&m_window, &MainWindow::firstBootRequested, this, &Session::showFirstBoot);
    connect(&m_window, &MainWindow::submitRequested, this, &Session::submitTopology);
    connect(&m_window, &MainWindow::killRequested, this, &Session::killTopology);
    connect(&m_window, &MainWindow::logsRequested, this, &Session::followLogs);
    connect(&m_window, &MainWindow::usageRequested, this, &Session::readUsage);
    connect(&m_window, &MainWindow::containersRequested, this, &Session::showContainers);
    connect(&m_window, &MainWindow::componentRequested, this, &Session::showComponent);
    connect(&m_window, &MainWindow::tearDownRequested, this, &Session::tearDown);
    connect(&m_window, &MainWindow::connectRequested, this, [this] { showConnectDialog(); });
    connect(&m_window, &MainWindow::savedSecretsRequested, this, &Session::showSavedSecrets);
    connect(&m_window, &MainWindow::profileChosen, this, &Session::chooseProfile);
    connect(&m_window, &MainWindow::refreshRequested, this, [this] {
        if (m_watcher) {
            m_watcher->refresh();
        }
    });
    connect(&m_wakeups, &Wakeups::happened, this, [this] {
        if (m_watcher) {
            m_watcher->lookNow();
        }
    });
    connect(&m_window, &MainWindow::resumeOperation, this,
            [this](const QString &path) { takeUp(path, PlanWindow::Then::Resume); });
    connect(&m_window, &MainWindow::undoOperation, this,
            [this](const QString &path) { takeUp(path, PlanWindow::Then::Undo); });
    connect(&m_window, &MainWindow::leaveOperation, this,
            [this](const QString &path) { takeUp(path, PlanWindow::Then::Leave); });
    connect(&m_planWindows, &PlanWindows::ended, this, &Session::lookAgain);
    connectPages();
}

void Session::connectPages()
{
    using ui::ConnectionsPage;
    connect(m_window.preflightPage(), &ui::PreflightPage::runRequested, this, &Session::runPreflight);
    connect(m_window.preflightPage(), &ui::PreflightPage::stopRequested, this, [this] { m_preflight.requestStop(); });
    connect(&m_window, &ui::MainWindow::changeRequested, this, [this] { editConnection({}, false); });
    const ConnectionsPage *page = m_window.connectionsPage();
    connect(page, &ConnectionsPage::windowRequested, this, &Session::profileSessionWanted);
    connect(page, &ConnectionsPage::editRequested, this, [this](const QString &name) { editConnection(name, false); });
    connect(page, &ConnectionsPage::testRequested, this, [this](const QString &name) { editConnection(name, true); });
    connect(page, &ConnectionsPage::removeRequested, this, &Session::removeConnection);
}

void Session::lookAgain()
{
    refreshLists();
    if (m_watcher) {
        m_watcher->refresh();
    }
}

void Session::watch(const Connection &connection)
{
    const settings::Profile &profile = connection.profile;
    m_bridge.reset();
    std::unique_ptr<watch::Watcher> before = std::move(m_watcher);
    m_profile = profile;
    m_inputs = connection.inputs;
    m_unsaved.reset();
    m_news.forget();
    m_preflight.cancel();
    m_window.setConnection(profile);
    if (connection.inputsError) {
        m_window.preflightPage()->setMachines({}, sentence(*connection.inputsError));
    }
    m_watcher = std::make_unique<watch::Watcher>(profile, watch::Pace{}, m_clock, m_ways);
    m_recordings.follow(m_watcher->store(), profile); // leaves the store of the one before
    m_background.destroy(std::move(before));
    m_bridge = std::make_unique<ui::StoreBridge>(m_watcher->store());
    connect(m_bridge.get(), &ui::StoreBridge::pictureChanged, &m_window, &ui::MainWindow::showPicture);
    connect(m_bridge.get(), &ui::StoreBridge::pictureChanged, this, &Session::tellHealth);
    m_newest = std::make_shared<NewestSnapshot>();
    connect(m_bridge.get(), &ui::StoreBridge::pictureChanged, this,
            [newest = m_newest](const watch::Picture &picture) { newest->put(picture.snapshot); });
    QSettings().setValue(lastProfileKey, profile.name);
    refreshLists();
}

void Session::tellHealth(const watch::Picture &picture)
{
    const auto news = m_news.take(picture, m_clock.now());
    if (news && ui::WindowState::notifies() && !m_window.isActiveWindow()) {
        m_notices.show(*news);
    }
}

void Session::chooseProfile(const QString &name)
{
    m_choosing.cancel(); // the last choice counts, whichever file is read first
    m_choosing = m_background.run(
        this, [name](const std::stop_token &) { return loadConnection(name); },
        [this](Result<Connection> loaded) {
            const auto allowed = loaded ? settings::checkSecurity(loaded->profile) : Result<void>{};
            if (loaded && allowed) {
                watch(*loaded);
            } else {
                tellTrouble(loaded ? allowed.error() : loaded.error());
            }
        });
}

void Session::refreshLists()
{
    m_listing.cancel(); // older lists must not come after these
    m_listing = m_background.run(
        this, [](const std::stop_token &) { return settings::readSavedProfiles(); },
        [this](const std::vector<settings::SavedProfile> &saved) { m_window.setProfiles(saved, m_profile.name); });
    m_lookingBack.cancel();
    m_lookingBack = m_background.run(
        this, [](const std::stop_token &) { return plan::interruptedOperations(operationsFolder()); },
        [this](Result<plan::InterruptedList> list) {
            m_window.showInterrupted(list ? *list : plan::InterruptedList{.unreadable = {operationsFolder()}});
        });
}

void Session::showConnectDialog(const std::optional<settings::Profile> &edited, bool tests)
{
    const auto save = [before = edited ? edited->name : QString()](const settings::Profile &profile) {
        return saveEntered(profile, before);
    };
    auto *dialog = new dialogs::ConnectDialog({m_background, engineCheck(), save, enginesOfThisUser}, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const bool isInView = !edited || edited->name == m_profile.name;
    connect(dialog, &dialogs::ConnectDialog::saved, this, [this, isInView](const settings::Profile &profile) {
        isInView ? chooseProfile(profile.name) : refreshLists();
    });
    if (edited) {
        dialog->setProfile(*edited);
    }
    dialog->open();
    if (tests) {
        dialog->testAll();
    }
}

void Session::editConnection(const QString &name, bool tests)
{
    if (name.isEmpty()) {
        return showConnectDialog(m_profile, tests);
    }
    m_background.run(
        this, [name](const std::stop_token &) { return settings::loadProfile(name); },
        [this, tests](const Result<settings::Profile> &loaded) {
            loaded ? showConnectDialog(*loaded, tests) : tellTrouble(loaded.error());
        });
}

void Session::removeConnection(const QString &name)
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Remove the connection"),
                                     tr("Remove the saved connection %1?").arg(name), QMessageBox::NoButton, &m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(
        tr("Its file is removed, with what it says of how the cluster is to be. Nothing changes on the machines."));
    QPushButton *keep = question->addButton(tr("&Keep it"), QMessageBox::RejectRole);
    const QPushButton *remove = question->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    connect(remove, &QPushButton::clicked, this, [this, name] {
        m_background.run(
            this, [name](const std::stop_token &) { return settings::removeProfile(name); },
            [this](const Result<void> &removed) {
                if (!removed) {
                    tellTrouble(removed.error());
                }
                refreshLists();
            });
    });
    question->open();
}

void Session::save(const settings::Profile &profile, const QString &before, const QByteArray &more,
                   std::function<void()> then)
{
    m_background.run(
        this, [profile, before, more](const std::stop_token &) { return saveEntered(profile, before, more); },
        [this, then = std::move(then)](const Result<void> &saved) {
            if (saved) {
                then();
            } else {
                tellTrouble(saved.error());
            }
        });
}

void Session::tellTrouble(const Error &error, const QString &about)
{
    warn(m_window, about, sentence(error));
}

void Session::showSavedSecrets()
{
    const auto list = [saved = m_saved](const std::stop_token &) { return saved->list(); };
    const auto forget = [saved = m_saved](const secrets::SavedSecret &secret, const std::stop_token &stop) {
        return saved->forget(secret, stop);
    };
    auto *dialog = new dialogs::SavedSecretsDialog({m_background, list, forget}, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

dialogs::EngineCheck Session::engineCheck() const
{
    return [ways = m_ways](const Endpoint &endpoint, const std::stop_token &stop) {
        return testConnection(endpoint, ways, stop);
    };
}

wizards::PlanServices Session::planServices()
{
    return {m_background, m_clock,
            [inView = m_profile, ways = m_ways](const plan::Plan &plan) {
                const auto profile = profileOf(plan, inView);
                return actions::performers(plan.machines, !profile || profile->readOnly, ways);
            },
            operationsFolder(), m_profile.production};
}

void Session::setUpCluster()
{
    const auto planner = [before = m_profile.name, ways = m_ways](const ops::ClusterInputs &inputs,
                                                                  const std::stop_token &stop) -> Result<plan::Plan> {
        if (const auto allowed = mayBeCalled(inputs.name, before); !allowed) {
            return failure(allowed.error()); // before anything is changed rather than after all is
        }
        return planApply(inputs, ways, stop);
    };
    const auto checker = [ways = m_ways](const ops::ClusterInputs &inputs, const preflight::ProgressSink &progress,
                                         const std::stop_token &stop) {
        ways->tunnels.askAgain();
        return preflight::run(ops::wantedBy(inputs), ways->tunnels, progress, stop);
    };
    auto *page = new wizards::ClusterPage(m_background, engineCheck(), planner, checker);
    if (m_unsaved || !m_profile.machines.empty()) {
        page->setInputs(m_unsaved.value_or(m_inputs));
    }
    auto *window = new PlanWindow(planServices(), page, &m_window);
    connect(window, &PlanWindow::operationFinished, this,
            [this, page, before = m_profile.name](const plan::Report &report) {
                if (report.outcome == plan::Outcome::Succeeded) {
                    keepCluster(page->inputs(), before);
                }
            });
    m_planWindows.show(window);
}

void Session::keepCluster(ops::ClusterInputs inputs, const QString &before)
{
    const settings::Profile made = profileOf(inputs, m_profile);
    if (inputs.name == m_inputs.name) { // which the form does not ask for
        inputs.registryMirrors = m_inputs.registryMirrors;
        inputs.insecureRegistries = m_inputs.insecureRegistries;
    }
    m_unsaved = inputs; // to be there once more, whatever keeps it from being saved
    save(made, before, ops::formatClusterFile(inputs), [this, made, inputs] {
        m_unsaved.reset();
        if (made != m_profile) {
            watch({.profile = made, .inputs = inputs, .inputsError = std::nullopt});
        }
        m_inputs = inputs;
    });
}

void Session::prepareMachines()
{
    const auto planner = [ways = m_ways](const ops::PrepareInputs &inputs, const std::stop_token &stop) {
        return planPrepare(inputs, ways, stop);
    };
    auto *page = new wizards::PreparePage(planner);
    if (m_lastPrepared) {
        page->setInputs(*m_lastPrepared);
    }
    auto *window = new PlanWindow(planServices(), page, &m_window);
    connect(window, &PlanWindow::operationStarted, this, [this, page] { m_lastPrepared = page->inputs(); });
    m_planWindows.show(window);
}

void Session::joinClones()
{
    const auto planner = [profile = m_profile, ways = m_ways](const std::vector<Machine> &clones,
                                                              const std::stop_token &stop) {
        return planJoinClones(profile, clones, ways, stop);
    };
    auto *page = new wizards::JoinClonesPage(m_profile.name, planner);
    auto *window = new PlanWindow(planServices(), page, &m_window);
    connect(window, &PlanWindow::operationFinished, this, [this, window](const plan::Report &report) {
        settings::Profile grown = m_profile;
        grown.machines = window->session()->plan().machines;
        const bool isOfThis = window->session()->plan().cluster == m_profile.name;
        if (report.outcome == plan::Outcome::Succeeded && isOfThis) {
            ops::ClusterInputs inputs = m_inputs;
            inputs.machines = grown.machines;
            save(grown, grown.name, {},
                 [this, grown, inputs] { watch({.profile = grown, .inputs = inputs, .inputsError = std::nullopt}); });
        }
    });
    m_planWindows.show(window);
}

void Session::showFirstBoot()
{
    ops::ClusterInputs cluster = m_inputs; // with its ports and pools
    cluster.name = m_profile.name;
    cluster.machines = m_profile.machines;
    auto *dialog = new dialogs::FirstBootDialog(m_background, std::move(cluster), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Session::submitTopology()
{
    const auto planner = [profile = m_profile, ways = m_ways](const ops::SubmitInputs &inputs,
                                                              const std::stop_token &stop) {
        return planSubmit(profile, inputs, ways, stop);
    };
    auto *page = new wizards::SubmitPage(m_background, m_profile.name, ops::inspectJar, planner);
    m_planWindows.show(new PlanWindow(planServices(), page, &m_window));
}

wizards::KillPage::Target Session::killTarget(const QString &id) const
{
    wizards::KillPage::Target target{.id = {id}, .name = id, .cluster = m_profile.name};
    const watch::Picture picture = m_watcher ? m_watcher->store().picture() : watch::Picture{};
    if (!picture.snapshot) {
        return target;
    }
    for (const cluster::TopologyView &view : picture.snapshot->topologies) {
        target.name = view.summary.id.value == id ? view.summary.name : target.name;
    }
    target.messageTimeout = ops::messageTimeout(*picture.snapshot, target.id);
    return target;
}

void Session::killTopology(const QString &id)
{
    const wizards::KillPage::Target target = killTarget(id);
    const auto planner = [profile = m_profile, ways = m_ways](const storm::TopologyId &topology,
                                                              std::chrono::seconds wait, const std::stop_token &stop) {
        return planKill(profile, topology.value, wait, ways, stop);
    };
    m_planWindows.show(new PlanWindow(planServices(), new wizards::KillPage(target, planner), &m_window));
}

void Session::tearDown()
{
    const auto planner = [profile = m_profile, ways = m_ways](const ops::TearDownInputs &inputs,
                                                              const std::stop_token &stop) {
        return planTearDown(profile, inputs.keepSwarm, ways, stop);
    };
    m_planWindows.show(new PlanWindow(planServices(), new wizards::TearDownPage(m_profile.name, planner), &m_window));
}

void Session::runPreflight()
{
    ui::PreflightPage *page = m_window.preflightPage();
    if (m_preflight.isPending()) {
        return;
    }
    page->begin();
    m_ways->tunnels.askAgain();
    const int number = ++m_preflightNumber;
    // This outlives the pool, whose threads tell the progress; the window does not.
    const preflight::ProgressSink progress = [this, page, number](const preflight::MachineProgress &step) {
        QMetaObject::invokeMethod(
            this,
            [this, page, number, step] {
                if (number == m_preflightNumber && m_preflight.isPending()) {
                    page->setProgress(step);
                }
            },
            Qt::QueuedConnection);
    };
    const preflight::Wanted wanted = ops::wantedBy(ops::withDefaults(m_inputs));
    m_preflight = m_background.run(
        page,
        [wanted, progress, ways = m_ways](const std::stop_token &stop) {
            return preflight::run(wanted, ways->tunnels, progress, stop);
        },
        [page](const preflight::Report &report) { page->show(report); });
}

void Session::takeUp(const QString &journal, PlanWindow::Then then)
{
    m_background.run(
        this, [journal, inView = m_profile](const std::stop_token &) { return profileToTakeUp(journal, inView); },
        [this, journal, then](const Result<settings::Profile> &profile) {
            if (profile) {
                wizards::PlanServices services = planServices();
                services.production = profile->production;
                m_planWindows.show(new PlanWindow(std::move(services), journal, then, &m_window));
            } else {
                tellTrouble(profile.error(), tr("Interrupted operation"));
            }
        });
}

} // namespace stormdeck::app
