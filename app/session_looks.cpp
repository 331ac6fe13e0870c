// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "charts/usagewindow.h"
#include "componentquestion.h"
#include "docker/containernames.h"
#include "logs/logwindow.h"
#include "main/containerwindow.h"

#include <algorithm>

/// The windows of a session that ask while somebody looks: logs, resource use, containers, a component.
namespace stormdeck::app {

docker::EngineClients Session::engineClients() const
{
    return [ways = m_ways](const Machine &machine) { return ways->tunnels.client(machine); };
}

void Session::followLogs(const cluster::Subject &subject)
{
    if (!m_watcher) {
        return;
    }
    const cluster::SnapshotPtr snapshot = m_watcher->store().picture().snapshot;
    const cluster::Subject owner = logs::ownerOf(subject);
    m_newest->put(snapshot);
    openLogs(nameOf(*snapshot, owner), logs::logsOf(*snapshot, owner), m_newest);
}

void Session::openLogs(const QString &title, const std::vector<logs::LogSource> &sources,
                       const std::shared_ptr<NewestSnapshot> &newest)
{
    auto successor = [newest](const logs::LogSource &source) { return logs::successorOf(*newest->get(), source); };
    auto *window =
        new ui::LogWindow(title, sources, engineClients(), std::move(successor), m_background, m_clock, &m_window);
    window->show();
}

void Session::readUsage(const cluster::Subject &subject)
{
    if (!m_watcher) {
        return;
    }
    const cluster::SnapshotPtr snapshot = m_watcher->store().picture().snapshot;
    auto *window = new ui::UsageWindow(nameOf(*snapshot, subject), usage::usageSourcesOf(*snapshot, subject),
                                       engineClients(), m_background, m_clock, &m_window);
    window->show();
}

void Session::showContainers(const cluster::Subject &subject)
{
    const cluster::SnapshotPtr snapshot = m_watcher ? m_watcher->store().picture().snapshot : nullptr;
    const cluster::NodeView *node = snapshot ? nodeOf(*snapshot, subject) : nullptr;
    if (!node) {
        return;
    }
    const auto machine = std::find_if(snapshot->machines.begin(), snapshot->machines.end(),
                                      [&](const Machine &one) { return one.name == node->machine; });
    if (machine == snapshot->machines.end()) {
        return;
    }
    m_newest->put(snapshot);
    auto question = [clients = engineClients(), asked = *machine](const std::stop_token &stop) {
        return clients(asked).containers({}, stop);
    };
    using ui::ContainerWindow;
    auto *window = new ContainerWindow(node->name, std::move(question), m_background, m_clock,
                                       ContainerWindow::usualPace, &m_window);
    connect(window, &ContainerWindow::logsWanted, this,
            [this, newest = m_newest, asked = *machine, name = node->name](const ContainerWindow::Containers &chosen) {
                const QString title = chosen.size() == 1 ? nameOf(chosen.front()) : tr("containers on %1").arg(name);
                openLogs(title, logs::logsOfContainers(*newest->get(), asked, name, chosen), newest);
            });
    window->show();
}

void Session::showComponent(const cluster::Subject &component)
{
    if (!m_watcher) {
        return;
    }
    using ui::ComponentWindow;
    const cluster::SnapshotPtr snapshot = m_watcher->store().picture().snapshot;
    const cluster::Subject topology{cluster::SubjectKind::Topology, component.key, {}};
    m_newest->put(snapshot);
    auto *window = new ComponentWindow(component, nameOf(*snapshot, topology),
                                       componentQuestion(m_profile, component, m_newest, m_ways), m_background, m_clock,
                                       ComponentWindow::usualPace, &m_window);
    // Nodes of a cluster that is no longer in view are none of the main window's.
    connect(window, &ComponentWindow::nodeSelected, this, [this, newest = m_newest](const cluster::Subject &node) {
        if (newest == m_newest) {
            m_window.select(node);
        }
    });
    connect(window, &ComponentWindow::nodeWanted, this, [this, newest = m_newest](const cluster::Subject &node) {
        if (newest == m_newest) {
            m_window.goTo(node);
            m_window.activateWindow();
        }
    });
    connect(
        window, &ComponentWindow::logWanted, this,
        [this, newest = m_newest, id = storm::TopologyId{component.key}](const cluster::Subject &node, quint16 port) {
            const cluster::SnapshotPtr now = newest->get();
            openLogs(tr("port %1 of %2", "port and node").arg(port).arg(nameOf(*now, node)),
                     logs::logsOfWorker(*now, id, node.key, port), newest);
        });
    window->show();
}

} // namespace stormdeck::app
