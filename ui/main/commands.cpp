// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/commands.h"

#include "style/icons.h"

#include <QActionGroup>
#include <QCoreApplication>

#include <utility>

namespace stormdeck::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

QAction *make(QWidget *window, const QString &text, const QKeySequence &keys, const QString &icon = {})
{
    auto *action = new QAction(text, window);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    if (!icon.isEmpty()) {
        action->setIcon(style::icon(icon));
    }
    window->addAction(action);
    return action;
}

/// Its commands are found by its title too.
void addSubmenu(QMenu *menu, const QString &title, const QList<QAction *> &actions)
{
    menu->addMenu(title)->addActions(actions);
    for (QAction *action : actions) {
        action->setData(QString(title).remove(u'&'));
    }
}

void set(QAction *action, bool enabled, const QString &why)
{
    action->setEnabled(enabled);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    const QString plain = action->text().remove(u'&');
    const QString usual = keys.isEmpty() ? plain : QStringLiteral("%1 (%2)").arg(plain, keys);
    action->setToolTip(enabled || why.isEmpty() ? usual : why);
}

} // namespace

Commands::Commands(QWidget *window)
    : connect(make(window, Text::tr("&Connect…"), QKeySequence(Qt::CTRL | Qt::Key_O), QStringLiteral("connect"))),
      setUp(make(window, Text::tr("Set up a c&luster…"), QKeySequence(Qt::CTRL | Qt::Key_N), QStringLiteral("build"))),
      prepare(make(window, Text::tr("&Prepare machines…"), {})),
      joinClones(make(window, Text::tr("&Join cloned machines…"), {})),
      firstBoot(make(window, Text::tr("&Material for clouds…"), {})),
      submit(make(window, Text::tr("&Submit topology…"), QKeySequence(Qt::CTRL | Qt::Key_U), QStringLiteral("submit"))),
      kill(make(window, Text::tr("&Kill the selected topology…"), QKeySequence(Qt::CTRL | Qt::Key_Delete))),
      logs(make(window, Text::tr("Follow lo&gs of the selection…"), QKeySequence(Qt::CTRL | Qt::Key_L))),
      usage(make(window, Text::tr("Resource &use of the selection…"), QKeySequence(Qt::CTRL | Qt::Key_R))),
      containers(make(window, Text::tr("Containers on th&e machine…"), QKeySequence(Qt::CTRL | Qt::Key_D))),
      component(make(window, Text::tr("Spout or bolt in &detail…"), QKeySequence(Qt::CTRL | Qt::Key_I))),
      tearDown(make(window, Text::tr("&Tear down…"), {}, QStringLiteral("teardown"))),
      refresh(make(window, Text::tr("&Ask again now"), QKeySequence(Qt::Key_F5), QStringLiteral("refresh"))),
      find(make(window, Text::tr("&Find…"), QKeySequence(Qt::CTRL | Qt::Key_K), QStringLiteral("find"))),
      filter(make(window, Text::tr("F&ilter this page"), QKeySequence(QKeySequence::Find))),
      why(make(window, Text::tr("&Why?"), QKeySequence(Qt::Key_F1))),
      showMap(make(window, Text::tr("Map"), QKeySequence(Qt::CTRL | Qt::Key_1), QStringLiteral("map"))),
      showTopologies(
          make(window, Text::tr("Topologies"), QKeySequence(Qt::CTRL | Qt::Key_2), QStringLiteral("topologies"))),
      showNodes(make(window, Text::tr("Nodes"), QKeySequence(Qt::CTRL | Qt::Key_3), QStringLiteral("nodes"))),
      showServices(
          make(window, Text::tr("Services and tasks"), QKeySequence(Qt::CTRL | Qt::Key_4), QStringLiteral("services"))),
      showEnsemble(make(window, Text::tr("Ensemble"), QKeySequence(Qt::CTRL | Qt::Key_5), QStringLiteral("ensemble"))),
      showPreflight(
          make(window, Text::tr("Preflight"), QKeySequence(Qt::CTRL | Qt::Key_6), QStringLiteral("preflight"))),
      showConnections(
          make(window, Text::tr("Connections"), QKeySequence(Qt::CTRL | Qt::Key_7), QStringLiteral("connect"))),
      largerCards(make(window, Text::tr("&Larger cards"), QKeySequence(Qt::CTRL | Qt::Key_Plus))),
      smallerCards(make(window, Text::tr("&Smaller cards"), QKeySequence(Qt::CTRL | Qt::Key_Minus))),
      fitCards(make(window, Text::tr("Cards that &fit"), QKeySequence(Qt::CTRL | Qt::Key_0))),
      systemTheme(make(window, Text::tr("As the s&ystem"), {})), lightTheme(make(window, Text::tr("&Light"), {})),
      darkTheme(make(window, Text::tr("&Dark"), {})),
      newWindow(make(window, Text::tr("&New window"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N))),
      savedSecrets(make(window, Text::tr("Sa&ved secrets…"), {})), record(make(window, Text::tr("&Record"), {})),
      saveRecent(make(window, Text::tr("&Save what just happened…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S))),
      openRecording(make(window, Text::tr("&Open a recording…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O))),
      notify(make(window, Text::tr("Tell me when &health changes"), {})),
      about(make(window, Text::tr("A&bout Stormdeck"), {})),
      quit(make(window, Text::tr("&Quit"), QKeySequence(QKeySequence::Quit))), menu(new QMenu(window))
{
    auto *themes = new QActionGroup(window);
    for (QAction *theme : {systemTheme, lightTheme, darkTheme}) {
        theme->setCheckable(true);
        themes->addAction(theme);
    }
    notify->setCheckable(true);
    record->setCheckable(true);
    // Plus is the upper half of its key on many keyboards.
    largerCards->setShortcuts({largerCards->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    fillMenu();
}

void Commands::fillMenu()
{
    menu->addActions({connect, newWindow, refresh});
    menu->addSeparator();
    menu->addActions({setUp, prepare, joinClones, firstBoot, submit, kill, tearDown});
    menu->addSeparator();
    menu->addActions({logs, usage, containers, component, why, find, filter});
    menu->addSeparator();
    menu->addActions({showMap, showTopologies, showNodes, showServices, showEnsemble, showPreflight, showConnections});
    addSubmenu(menu, Text::tr("Si&ze of the cards"), {largerCards, smallerCards, fitCards});
    addSubmenu(menu, Text::tr("C&olours"), {systemTheme, lightTheme, darkTheme});
    addSubmenu(menu, Text::tr("&Recordings"), {record, saveRecent, openRecording});
    menu->addActions({notify, savedSecrets});
    menu->addSeparator();
    menu->addActions({about, quit});
}

void Commands::setTheme(style::Scheme scheme)
{
    (scheme == style::Scheme::Light  ? lightTheme
     : scheme == style::Scheme::Dark ? darkTheme
                                     : systemTheme)
        ->setChecked(true);
}

void Commands::setProfiles(const QStringList &names, const QString &current,
                           const std::function<void(const QString &)> &connectTo)
{
    qDeleteAll(std::exchange(profiles, {}));
    for (const QString &name : names) {
        if (name == current) {
            continue;
        }
        const QString plain = QString(name).replace(u'&', QStringLiteral("&&"));
        auto *action = new QAction(Text::tr("Connect to %1").arg(plain), menu);
        QObject::connect(action, &QAction::triggered, menu, [connectTo, name] { connectTo(name); });
        profiles << action;
    }
}

void Commands::allow(bool connected, bool hasSwarm, bool hasStorm, bool topologySelected, const QString &reason)
{
    const bool changes = reason.isEmpty();
    set(connect, true, {});
    set(setUp, changes, reason);
    set(prepare, changes, reason);
    set(joinClones, changes && hasSwarm, changes ? Text::tr("There is no swarm to join.") : reason);
    set(firstBoot, connected, Text::tr("Nothing is connected."));
    set(submit, changes && hasStorm, changes ? Text::tr("A topology needs a running Storm cluster.") : reason);
    set(kill, changes && topologySelected, changes ? Text::tr("Select a topology first.") : reason);
    set(tearDown, changes && hasSwarm, changes ? Text::tr("There is no cluster to tear down.") : reason);
    set(refresh, connected, Text::tr("Nothing is connected."));
    set(find, true, {});
    for (QAction *action : {filter, why, showTopologies, showNodes, showServices, showEnsemble, showPreflight}) {
        set(action, connected, Text::tr("Nothing is connected."));
    }
}

void Commands::refuseAsking(const QString &reason)
{
    for (QAction *action : {refresh, firstBoot}) {
        set(action, false, reason);
    }
}

QList<QAction *> Commands::findable() const
{
    const QList<QAction *> own{largerCards,     smallerCards,   fitCards,   connect,      refresh,      setUp,
                               prepare,         joinClones,     firstBoot,  submit,       kill,         tearDown,
                               logs,            usage,          containers, component,    why,          filter,
                               showMap,         showTopologies, showNodes,  showServices, showEnsemble, showPreflight,
                               showConnections, systemTheme,    lightTheme, darkTheme,    newWindow,    record,
                               saveRecent,      openRecording,  notify,     savedSecrets, about,        quit};
    return own + profiles;
}

void Commands::allowRecording(bool allowed, const QString &reason)
{
    set(record, allowed, reason);
    set(saveRecent, allowed, reason);
}

void Commands::allowZoom(bool allowed)
{
    for (QAction *size : {largerCards, smallerCards, fitCards}) {
        set(size, allowed, Text::tr("Only the map has cards."));
    }
}

void Commands::allowContainers(bool selected)
{
    for (QAction *action : {logs, usage}) {
        set(action, selected, Text::tr("Select a node, a service or a topology first."));
    }
}

void Commands::allowMachine(bool selected)
{
    set(containers, selected, Text::tr("Select a machine of this connection first."));
}

void Commands::allowComponent(bool selected)
{
    set(component, selected, Text::tr("Select a spout or a bolt of a topology first."));
}

} // namespace stormdeck::ui
