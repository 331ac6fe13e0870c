// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/stormui.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Actions) };

using storm::TopologyStatus;

class WaitTopologyHandler final : public Handler
{
public:
    explicit WaitTopologyHandler(WaitTopology action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &) const override
    {
        return {uiLine(m_action.uiService, QStringLiteral("topology/summary"))};
    }

    bool isReversible() const override { return false; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto site = uiSite(context, m_action.manager, m_action.uiService);
        const auto look = [&](storm::Client &ui) { return lookAt(ui, context.stop); };
        return site ? context.access.askUi<plan::Observation>(*site, look, context.stop) : failure(site.error());
    }

    Result<QByteArray> apply(Context &) override { return QByteArray{}; }

protected:
    std::chrono::seconds patience() const override { return std::chrono::seconds(60); }
    QString awaited() const override { return Text::tr("%1 listed with Storm workers assigned").arg(m_action.topology); }

private:
    Result<plan::Observation> lookAt(storm::Client &ui, const std::stop_token &stop) const
    {
        const auto topologies = ui.topologies(stop);
        if (!topologies) {
            return failure(topologies.error());
        }
        const auto found = std::find_if(topologies->begin(), topologies->end(), [&](const auto &one) {
            return one.name == m_action.topology && one.status != TopologyStatus::Killed;
        });
        return found == topologies->end() ? needed(Text::tr("Nimbus does not list %1").arg(m_action.topology))
                                          : judge(ui, *found, stop);
    }

    Result<plan::Observation> judge(storm::Client &ui, const storm::TopologySummary &summary,
                                    const std::stop_token &stop) const
    {
        const auto page = ui.topology(summary.id, stop);
        const auto cluster = ui.clusterSummary(stop);
        if (!page || !cluster) {
            return failure(page ? cluster.error() : page.error());
        }
        const int assigned = static_cast<int>(page->workers.size());
        const int requested = page->workersRequested.value_or(1);
        const QString count = Text::tr("%1 is listed as %2, %3 of %4 Storm workers assigned")
                                  .arg(summary.id.value, summary.status.word)
                                  .arg(assigned).arg(requested);
        if (assigned >= requested) {
            return satisfied(count + Text::tr(", starting until they report (about 60 s)"));
        }
        const bool full = assigned > 0 && cluster->slotsFree == 0;
        return full ? satisfied(count + Text::tr("; no slot is free for the others")) : needed(count);
    }

    WaitTopology m_action;
};

class KillTopologyHandler final : public Handler
{
public:
    explicit KillTopologyHandler(KillTopology action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &) const override
    {
        return {QStringLiteral("storm kill %1 -w %2").arg(m_action.name).arg(m_action.waitSeconds)};
    }

    bool isReversible() const override { return false; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto found = find(context);
        if (!found) {
            return failure(found.error());
        }
        if (!found->has_value()) {
            return satisfied(Text::tr("Nimbus no longer lists %1").arg(m_action.name));
        }
        return needed(Text::tr("%1 is listed as %2").arg(m_action.name, (*found)->status.word));
    }

    Result<QByteArray> apply(Context &context) override
    {
        const auto found = find(context);
        if (!found) {
            return failure(found.error());
        }
        if (!found->has_value() || (*found)->status == TopologyStatus::Killed) {
            return QByteArray{};
        }
        const auto kill = [&](storm::Client &ui) {
            return ui.kill(m_action.topology, std::chrono::seconds(m_action.waitSeconds), context.stop);
        };
        const auto site = uiSite(context, m_action.manager, m_action.uiService);
        return site ? context.access.askUi<void>(*site, kill, context.stop).map([] { return QByteArray{}; })
                    : failure(site.error());
    }

    Result<QString> verify(Context &context, const QByteArray &made) override
    {
        context.progress.part({.name = m_action.name,
                               .state = Text::tr("killed, its Storm workers end after %1 s").arg(m_action.waitSeconds),
                               .tone = plan::Tone::Busy});
        return Handler::verify(context, made);
    }

protected:
    std::chrono::seconds patience() const override { return std::chrono::seconds(m_action.waitSeconds + 60); }
    QString awaited() const override { return Text::tr("%1 gone from Nimbus").arg(m_action.name); }

private:
    Result<std::optional<storm::TopologySummary>> find(Context &context) const
    {
        using List = std::vector<storm::TopologySummary>;
        const auto list = [&](storm::Client &ui) { return ui.topologies(context.stop); };
        const auto site = uiSite(context, m_action.manager, m_action.uiService);
        const auto topologies =
            site ? context.access.askUi<List>(*site, list, context.stop) : Result<List>(failure(site.error()));
        if (!topologies) {
            return failure(topologies.error());
        }
        const auto found = std::find_if(topologies->begin(), topologies->end(),
                                        [&](const auto &one) { return one.id == m_action.topology; });
        return found == topologies->end() ? std::nullopt : std::optional(*found);
    }

    KillTopology m_action;
};
} // namespace

HandlerPtr handle(const WaitTopology &action) { return std::make_unique<WaitTopologyHandler>(action); }
HandlerPtr handle(const KillTopology &action) { return std::make_unique<KillTopologyHandler>(action); }

} // namespace stormdeck::actions
