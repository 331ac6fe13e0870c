// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/ensemble.h"
#include "actions/stormdaemons.h"
#include "actions/stormui.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Actions) };

using zookeeper::MemberAnswer;

plan::Part partOf(const MemberAnswer &member)
{
    if (member.state == MemberAnswer::State::Serving && member.srvr) {
        return {.name = member.name, .state = member.srvr->role.word, .tone = plan::Tone::Good};
    }
    const QString state = member.state == MemberAnswer::State::NotServing ? Text::tr("electing")
        : member.note.isEmpty()                                          ? Text::tr("not answering")
                                                                          : member.note;
    return {.name = member.name, .state = state, .tone = plan::Tone::Busy};
}

/// A member may just be starting, and its machine be busy with that: only reading was asked for, so it is asked again.
bool mayAnswerLater(const Error &error)
{
    return error.code == QStringLiteral("ensemble.no-route") || error.kind == ErrorKind::Deadline
        || error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::OutcomeUnknown;
}

class WaitEnsembleHandler final : public Handler
{
public:
    explicit WaitEnsembleHandler(WaitEnsemble action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &) const override
    {
        QStringList lines;
        for (const QString &member : m_action.members) {
            lines << QStringLiteral("echo srvr | nc %1 2181   # from a container on the cluster's network").arg(member);
        }
        return lines;
    }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto ensemble = membersOf(context);
        if (!ensemble) {
            return failure(ensemble.error());
        }
        if (ensemble->services.size() < static_cast<size_t>(m_action.services.size())) {
            return needed(Text::tr("the ensemble is not started"));
        }
        const auto answers = access::askEnsemble(context.access, *ensemble, Deadline::in(std::chrono::seconds(5)),
                                                 context.stop);
        if (!answers) {
            const Error &error = answers.error();
            return mayAnswerLater(error)
                ? Result<plan::Observation>(needed(Text::tr("the ensemble cannot be asked yet: %1").arg(error.reason)))
                : failure(error);
        }
        for (const MemberAnswer &member : answers->members) {
            context.progress.part(partOf(member));
        }
        return judge(answers->members);
    }

    Result<QByteArray> apply(Context &) override { return QByteArray{}; }

protected:
    std::chrono::seconds patience() const override { return std::chrono::seconds(120); }
    QString awaited() const override { return Text::tr("a leader and all followers"); }

private:
    Result<access::EnsembleMembers> membersOf(Context &context) const
    {
        auto manager = context.access.engine(m_action.manager);
        auto state = manager ? (*manager)->swarmState(context.stop) : failure(manager.error());
        if (!state) {
            return failure(state.error());
        }
        access::EnsembleMembers ensemble{.tasks = std::move(state->tasks), .nodes = std::move(state->nodes)};
        for (const docker::Service &service : state->services) {
            if (m_action.services.contains(service.name)) {
                ensemble.services.push_back(service);
            }
        }
        return ensemble;
    }

    plan::Observation judge(const std::vector<MemberAnswer> &members) const
    {
        const zookeeper::Verdict verdict = zookeeper::verdict(members, static_cast<int>(m_action.members.size()));
        if (verdict.state == zookeeper::EnsembleState::Serving) {
            return satisfied(Text::tr("%1 leads, %2 of %3 members serve")
                                 .arg(verdict.leader).arg(verdict.serving).arg(verdict.voters));
        }
        return needed(Text::tr("%1 of %2 members serve, %3")
                          .arg(verdict.serving).arg(verdict.voters)
                          .arg(verdict.leader.isEmpty() ? Text::tr("no leader yet")
                                                        : Text::tr("%1 leads").arg(verdict.leader)));
    }

    WaitEnsemble m_action;
};

class WaitStormHandler final : public Handler
{
public:
    explicit WaitStormHandler(WaitStorm action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &) const override
    {
        return {uiLine(m_action.uiService, QStringLiteral("nimbus/summary")),
                uiLine(m_action.uiService, QStringLiteral("supervisor/summary"))};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        auto manager = context.access.engine(m_action.manager);
        const auto swarm = manager ? (*manager)->swarmState(context.stop) : failure(manager.error());
        const auto site = swarm ? uiSite(*swarm, m_action.uiService) : failure(swarm.error());
        const auto ask = [&](storm::Client &ui) { return daemonsBy(ui, context.stop); };
        const auto daemons = site ? context.access.askUi<storm::StormState>(*site, ask, context.stop)
                                  : Result<storm::StormState>(failure(site.error()));
        if (daemons) {
            const auto info = (*manager)->info(context.stop);
            return info.map([&](const docker::EngineInfo &now) {
                return judge(context, runningDaemons(context.attempt.cluster, m_action.supervisorService, *swarm,
                                                     *daemons, now.systemTime));
            });
        }
        const Error &error = daemons.error();
        if (error.layer == Layer::Swarm || error.kind == ErrorKind::Cancelled) {
            return failure(error);
        }
        return needed(error.code == QStringLiteral("storm.no-route") ? Text::tr("the Storm UI does not run yet")
                                                                     : Text::tr("the Storm UI: %1").arg(error.reason));
    }

    Result<QByteArray> apply(Context &) override { return QByteArray{}; }

protected:
    std::chrono::seconds patience() const override { return std::chrono::seconds(240); }
    QString awaited() const override { return Text::tr("a Nimbus leader and all supervisors"); }

private:
    static Result<storm::StormState> daemonsBy(storm::Client &ui, const std::stop_token &stop)
    {
        auto nimbuses = ui.nimbuses(stop);
        auto supervisors = nimbuses ? ui.supervisors(stop) : failure(nimbuses.error());
        if (!supervisors) {
            return failure(supervisors.error());
        }
        storm::StormState daemons;
        daemons.nimbuses = std::move(*nimbuses);
        daemons.supervisors = std::move(*supervisors);
        return daemons;
    }

    plan::Observation judge(Context &context, const RunningDaemons &running) const
    {
        const bool leads = running.nimbusLeads;
        context.progress.part({.name = QStringLiteral("nimbus"),
                               .state = leads ? Text::tr("leader") : Text::tr("no leader yet"),
                               .tone = leads ? plan::Tone::Good : plan::Tone::Busy});
        const QString count = Text::tr("%1 of %2 supervisors listed").arg(running.supervisors).arg(m_action.supervisors);
        const bool complete = running.supervisors >= m_action.supervisors;
        context.progress.part({.name = QStringLiteral("supervisors"), .state = count,
                               .tone = complete ? plan::Tone::Good : plan::Tone::Busy});
        return leads && complete ? satisfied(Text::tr("Nimbus leads, %1").arg(count))
                                 : needed((leads ? Text::tr("Nimbus leads, %1") : Text::tr("no leader yet, %1")).arg(count));
    }

    WaitStorm m_action;
};
} // namespace

HandlerPtr handle(const WaitEnsemble &action) { return std::make_unique<WaitEnsembleHandler>(action); }
HandlerPtr handle(const WaitStorm &action) { return std::make_unique<WaitStormHandler>(action); }

} // namespace stormdeck::actions
