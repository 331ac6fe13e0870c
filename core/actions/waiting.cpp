// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/ensemble.h"
#include "actions/handler.h"
#include "cluster/published.h"

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
            return answers.error().code == QStringLiteral("ensemble.no-route")
                ? Result<plan::Observation>(needed(answers.error().reason))
                : failure(answers.error());
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
        access::EnsembleMembers ensemble{.services = {}, .tasks = std::move(state->tasks), .nodes = std::move(state->nodes)};
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

    QStringList commands(const access::Access &access) const override
    {
        const Machine *manager = access.machine(m_action.manager);
        const QString host = manager ? manager->address : m_action.manager;
        return {QStringLiteral("curl http://%1:%2/api/v1/nimbus/summary").arg(host).arg(m_action.uiPort),
                QStringLiteral("curl http://%1:%2/api/v1/supervisor/summary").arg(host).arg(m_action.uiPort)};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto endpoint = uiEndpoint(context);
        if (!endpoint) {
            return failure(endpoint.error());
        }
        if (!endpoint->has_value()) {
            return needed(Text::tr("the Storm UI's swarm task does not run yet"));
        }
        storm::Client &ui = context.access.stormUi(**endpoint);
        const auto nimbuses = ui.nimbuses(context.stop);
        const auto supervisors = nimbuses ? ui.supervisors(context.stop) : failure(nimbuses.error());
        if (!supervisors) {
            const bool stopped = supervisors.error().kind == ErrorKind::Cancelled;
            return stopped ? failure(supervisors.error())
                           : Result<plan::Observation>(needed(Text::tr("the Storm UI says: %1")
                                                                  .arg(supervisors.error().reason)));
        }
        return judge(context, *nimbuses, *supervisors);
    }

    Result<QByteArray> apply(Context &) override { return QByteArray{}; }

protected:
    std::chrono::seconds patience() const override { return std::chrono::seconds(240); }
    QString awaited() const override { return Text::tr("a Nimbus leader and all supervisors"); }

private:
    /// Of the UI's task that is meant to run: an earlier one may go on answering for its stop grace.
    Result<std::optional<Endpoint>> uiEndpoint(Context &context) const
    {
        auto manager = context.access.engine(m_action.manager);
        const auto state = manager ? (*manager)->swarmState(context.stop) : failure(manager.error());
        if (!state) {
            return failure(state.error());
        }
        const auto service = std::find_if(state->services.begin(), state->services.end(),
                                          [&](const auto &one) { return one.name == m_action.uiService; });
        if (service == state->services.end()) {
            return std::nullopt;
        }
        const auto published = cluster::publishedEndpoint(*service, state->tasks, state->nodes);
        return published ? std::optional(Endpoint::tcp(published->host, m_action.uiPort)) : std::nullopt;
    }

    plan::Observation judge(Context &context, const std::vector<storm::Nimbus> &nimbuses,
                            const std::vector<storm::Supervisor> &supervisors) const
    {
        const QString prefix = m_action.supervisorService + u'-';
        const auto listed = std::count_if(supervisors.begin(), supervisors.end(), [&](const storm::Supervisor &one) {
            return one.host.startsWith(prefix);
        });
        const bool leads = std::any_of(nimbuses.begin(), nimbuses.end(), [](const storm::Nimbus &one) {
            return one.status == storm::NimbusStatus::Leader;
        });
        context.progress.part({.name = QStringLiteral("nimbus"),
                               .state = leads ? Text::tr("leader") : Text::tr("no leader yet"),
                               .tone = leads ? plan::Tone::Good : plan::Tone::Busy});
        const QString count = Text::tr("%1 of %2 supervisors listed").arg(listed).arg(m_action.supervisors);
        const bool complete = listed >= m_action.supervisors;
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
