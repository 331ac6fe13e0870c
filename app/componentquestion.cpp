// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "componentquestion.h"

#include "access/access.h"
#include "watch/uisite.h"

#include <QCoreApplication>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ComponentQuestion)
};

Error noUi(const QString &component)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Storm,
            .attempted = Text::tr("read the component %1").arg(component),
            .reason = Text::tr("no Storm UI is known"),
            .code = QStringLiteral("storm.no-ui")};
}

/// What one window asks with. Thread-safe.
class Asker
{
public:
    Asker(const settings::Profile &profile, cluster::Subject component, std::shared_ptr<const NewestSnapshot> newest,
          std::shared_ptr<access::Ways> ways)
        : m_fixed(profile.stormUi), m_component(std::move(component)), m_newest(std::move(newest)),
          m_access(profile.machines, std::move(ways))
    {
    }

    Result<ui::ComponentLook> ask(storm::StatsWindow window, const std::stop_token &stop)
    {
        const std::scoped_lock lock(m_mutex);
        const cluster::SnapshotPtr now = m_newest->get();
        const cluster::SwarmFacts *swarm = now && now->swarm ? &*now->swarm : nullptr;
        const auto engines = now ? now->engines : QMap<QString, cluster::EngineFacts>();
        const auto site = watch::uiSiteOf(swarm, m_fixed, engines, {});
        if (!site) {
            return failure(noUi(m_component.part));
        }
        auto page = m_access.askUi<storm::ComponentPage>(
            *site, [&](storm::Client &ui) { return ui.component({m_component.key}, m_component.part, window, stop); },
            stop);
        return std::move(page).map([&](storm::ComponentPage &&said) {
            return ui::ComponentLook{std::move(said), now ? workerPlaces(*now) : cluster::WorkerPlaces()};
        });
    }

private:
    std::optional<Endpoint> m_fixed;
    cluster::Subject m_component;
    std::shared_ptr<const NewestSnapshot> m_newest;
    std::mutex m_mutex; ///< guards what follows
    access::Access m_access;
};
} // namespace

ui::ComponentWindow::Question componentQuestion(const settings::Profile &profile, const cluster::Subject &component,
                                                std::shared_ptr<const NewestSnapshot> newest,
                                                std::shared_ptr<access::Ways> ways)
{
    auto asker = std::make_shared<Asker>(profile, component, std::move(newest), std::move(ways));
    return [asker](storm::StatsWindow window, const std::stop_token &stop) { return asker->ask(window, stop); };
}

} // namespace stormdeck::app
