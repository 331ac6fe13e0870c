// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/facts.h"
#include "actions/hosthandler.h"
#include "preflight/look.h"
#include "preflight/obstacle.h"
#include "util/cancelled.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HostActions)
};

class CheckHostHandler final : public HostHandler
{
public:
    explicit CheckHostHandler(CheckHost action) : HostHandler(action.machine), m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        return {line(access, {QStringLiteral("cat"), QStringLiteral("/etc/os-release")})};
    }
    bool isReversible() const override { return false; }

    Result<plan::Observation> observe(Context &context) override
    {
        auto host = context.access.host(machine());
        const Machine *named = context.access.machine(machine());
        const auto seen = host ? preflight::survey(*host, *named, {}, context.stop) : failure(host.error());
        if (!seen) {
            return failure(seen.error());
        }
        const QString system = seen->system->systemId + u' ' + seen->system->systemVersion;
        const QByteArray known = facts({{QStringLiteral("system"), system}});
        if (const auto obstacle = preflight::obstacleTo(*seen, m_action.isCleaned)) {
            return conflict(QStringLiteral("%1. %2").arg(obstacle->reason, obstacle->remedy), known);
        }
        if (system != m_action.system) {
            return conflict(
                Text::tr("%1 runs %2, not %3 as when this was planned").arg(machine(), system, m_action.system), known);
        }
        return satisfied(Text::tr("%1 runs %2").arg(machine(), seen->system->systemName), known);
    }

    Result<QByteArray> apply(Context &) override { return QByteArray{}; }

protected:
    QString awaited() const override { return Text::tr("%1 fit to be prepared").arg(machine()); }

private:
    CheckHost m_action;
};

class PowerOffHandler final : public HostHandler
{
public:
    explicit PowerOffHandler(const PowerOff &action) : HostHandler(action.machine) {}

    QStringList commands(const access::Access &access) const override { return {line(access, words())}; }
    bool isReversible() const override { return false; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto end = look(context, {QStringLiteral("true")});
        return end ? Result<plan::Observation>(needed(Text::tr("%1 is on").arg(machine()))) : failure(end.error());
    }

    /// Whether its end is heard depends on how fast the machine goes down.
    Result<QByteArray> apply(Context &context) override
    {
        auto host = context.access.host(machine());
        const auto end = host ? host->run({.words = words(), .asRoot = true}, Deadline::in(askPatience), context.stop)
                              : failure(host.error());
        const bool isDropped =
            !end && (end.error().kind == ErrorKind::OutcomeUnknown || end.error().kind == ErrorKind::Unreachable);
        const bool isKilled = end && !end->exitCode; // with all else there
        if (isDropped || isKilled || (end && end->succeeded())) {
            return facts({{QStringLiteral("asked"), QStringLiteral("yes")}});
        }
        return failure(end ? commandFailed(machine(), Text::tr("switch %1 off").arg(machine()), *end) : end.error());
    }

    Result<QString> verify(Context &context, const QByteArray &) override
    {
        context.progress.note(Text::tr("waiting until %1 stops answering").arg(machine()));
        const Deadline deadline = Deadline::in(offPatience);
        int silences = 0;
        while (silences < silencesWanted) {
            const auto answer = ping(context);
            const bool isSilent = !answer && (answer.error().kind == ErrorKind::Unreachable ||
                                              answer.error().kind == ErrorKind::Deadline);
            silences = isSilent ? silences + 1 : 0;
            if (deadline.passed() && !isSilent) {
                return failure(stillOn());
            }
            if (!pause(std::chrono::seconds(1), context.stop)) {
                return failure(cancelled(Text::tr("wait until %1 is off").arg(machine())));
            }
        }
        return Text::tr("%1 went down: it does not answer any more").arg(machine());
    }

protected:
    QString awaited() const override { return Text::tr("%1 off").arg(machine()); }

private:
    static constexpr std::chrono::seconds askPatience{60};
    static constexpr std::chrono::seconds offPatience{120};
    static constexpr std::chrono::seconds pingPatience{5};
    static constexpr int silencesWanted = 3; // one may be a connection that was cut while others go on

    static QStringList words() { return {QStringLiteral("systemctl"), QStringLiteral("poweroff")}; }

    Result<ssh::CommandEnd> ping(Context &context) const
    {
        auto host = context.access.host(machine());
        return host ? host->run({.words = {QStringLiteral("true")}, .changesNothing = true}, Deadline::in(pingPatience),
                                context.stop)
                    : failure(host.error());
    }

    Error stillOn() const
    {
        return {.kind = ErrorKind::Deadline,
                .layer = Layer::Channel,
                .attempted = Text::tr("switch %1 off").arg(machine()),
                .reason = Text::tr("it still answers after %1 s").arg(offPatience.count()),
                .remedy = Text::tr("Look on its console what keeps it, or switch it off there."),
                .code = QStringLiteral("host.still-on")};
    }
};
} // namespace

HandlerPtr handle(const CheckHost &action)
{
    return std::make_unique<CheckHostHandler>(action);
}
HandlerPtr handle(const PowerOff &action)
{
    return std::make_unique<PowerOffHandler>(action);
}

} // namespace stormdeck::actions
