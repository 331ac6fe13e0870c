// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/performer.h"

#include "actions/handler.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

/// Observing says nothing of what it does.
class Silence final : public plan::StepProgress
{
public:
    void note(const QString &) override {}
    void part(const plan::Part &) override {}
};

Result<HandlerPtr> handlerOf(const plan::Action &action)
{
    return decode(action).map(
        [](const Action &decoded) { return std::visit([](const auto &one) { return handle(one); }, decoded); });
}

Error readOnlyError()
{
    return {.kind = ErrorKind::Denied,
            .layer = Layer::Local,
            .attempted = Text::tr("change the cluster"),
            .reason = Text::tr("this connection is read-only"),
            .remedy = Text::tr("Clear “read only” in the profile if you mean to change it."),
            .code = QStringLiteral("profile.read-only")};
}
} // namespace

Performer::Performer(std::vector<Machine> machines, bool readOnly, std::shared_ptr<access::Ways> ways)
    : m_access(std::move(machines), std::move(ways)), m_readOnly(readOnly)
{
}

QStringList Performer::commands(const plan::Action &action) const
{
    const auto handler = handlerOf(action);
    return handler ? (*handler)->commands(m_access) : QStringList{};
}

bool Performer::isReversible(const plan::Action &action) const
{
    const auto handler = handlerOf(action);
    return handler && (*handler)->isReversible();
}

Result<plan::Observation> Performer::observe(const plan::Action &action, const plan::Attempt &attempt,
                                             const std::stop_token &stop)
{
    const auto handler = handlerOf(action);
    if (!handler) {
        return failure(handler.error());
    }
    Silence silence;
    Context context{m_access, attempt, silence, stop};
    auto seen = (*handler)->observe(context);
    // Before a swarm exists nothing in it can: what is to be made there is needed.
    if (!seen && seen.error().code == QStringLiteral("docker.not-a-manager")) {
        return plan::Observation{.sentence = Text::tr("there is no swarm"), .blind = true};
    }
    return seen;
}

Result<QByteArray> Performer::apply(const plan::Action &action, const plan::Attempt &attempt,
                                    plan::StepProgress &progress, const std::stop_token &stop)
{
    const auto handler = handlerOf(action);
    if (!handler || m_readOnly) {
        return failure(handler ? readOnlyError() : handler.error());
    }
    Context context{m_access, attempt, progress, stop};
    return (*handler)->apply(context);
}

Result<QString> Performer::verify(const plan::Action &action, const plan::Attempt &attempt, const QByteArray &made,
                                  plan::StepProgress &progress, const std::stop_token &stop)
{
    const auto handler = handlerOf(action);
    if (!handler) {
        return failure(handler.error());
    }
    Context context{m_access, attempt, progress, stop};
    return (*handler)->verify(context, made);
}

Result<void> Performer::revert(const plan::Action &action, const plan::Attempt &attempt, const QByteArray &factsBefore,
                               plan::StepProgress &progress, const std::stop_token &stop)
{
    const auto handler = handlerOf(action);
    if (!handler || m_readOnly) {
        return failure(handler ? readOnlyError() : handler.error());
    }
    Context context{m_access, attempt, progress, stop};
    return (*handler)->revert(context, factsBefore);
}

Result<void> Performer::letGo(const plan::Action &action, const plan::Attempt &attempt, const std::stop_token &stop)
{
    const auto handler = handlerOf(action);
    if (!handler || m_readOnly) {
        return failure(handler ? readOnlyError() : handler.error());
    }
    Silence silence;
    Context context{m_access, attempt, silence, stop};
    return (*handler)->letGo(context);
}

plan::ActorFactory performers(std::vector<Machine> machines, bool readOnly, std::shared_ptr<access::Ways> ways)
{
    return [machines = std::move(machines), readOnly,
            ways = access::orOwn(std::move(ways))]() -> std::unique_ptr<plan::Actor> {
        return std::make_unique<Performer>(machines, readOnly, ways);
    };
}

} // namespace stormdeck::actions
