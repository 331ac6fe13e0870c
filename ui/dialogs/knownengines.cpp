// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/knownengines.h"

#include <QMenu>

namespace stormdeck::dialogs {

KnownEnginesButton::KnownEnginesButton(wizards::Background &background, EngineLister lister, QWidget *parent)
    : QPushButton(tr("Add from &docker"), parent)
{
    setAutoDefault(false);
    setToolTip(tr("Engines that the docker command knows on this computer"));
    setMenu(new QMenu(this));
    setEnabled(false);
    m_reading = background.run(
        this, [lister = std::move(lister)](const std::stop_token &) { return lister(); },
        [this](const std::vector<settings::KnownEngine> &engines) { show(engines); });
}

void KnownEnginesButton::show(const std::vector<settings::KnownEngine> &engines)
{
    for (const settings::KnownEngine &engine : engines) {
        add(engine);
    }
    if (engines.empty()) {
        menu()->addAction(tr("None: no context, no DOCKER_HOST, no socket"))->setEnabled(false);
    }
    setEnabled(true);
}

void KnownEnginesButton::add(const settings::KnownEngine &engine)
{
    const QString name = engine.isCurrent ? tr("%1 (current)").arg(engine.name) : engine.name;
    if (!engine.endpoint) {
        menu()->addAction(tr("%1: %2").arg(name, engine.endpoint.error().reason))->setEnabled(false);
        return;
    }
    const QString where = engine.endpoint->text() + (engine.endpoint->isEncrypted() ? tr(", TLS") : QString());
    auto *action = menu()->addAction(tr("%1: %2").arg(name, where));
    connect(action, &QAction::triggered, this,
            [this, name = engine.name, endpoint = *engine.endpoint] { Q_EMIT chosen(name, endpoint); });
}

} // namespace stormdeck::dialogs
