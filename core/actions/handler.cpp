// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/handler.h"

#include "cluster/labels.h"
#include "util/cancelled.h"
#include "util/commandline.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

constexpr std::chrono::milliseconds shortestPause{150};
constexpr std::chrono::milliseconds longestPause{1000};

Error notSeen(Layer layer, const QString &awaited, std::chrono::seconds patience, const QString &last)
{
    return {.kind = ErrorKind::Deadline,
            .layer = layer,
            .attempted = Text::tr("see %1 within %2 s").arg(awaited).arg(patience.count()),
            .reason = last.isEmpty() ? Text::tr("nothing was observed") : last,
            .remedy = Text::tr("Look at the state named here, then resume or undo."),
            .code = QStringLiteral("step.not-observed")};
}

Error lost(const QString &awaited, const QString &seen)
{
    return {.kind = ErrorKind::Conflict,
            .layer = Layer::Swarm,
            .attempted = Text::tr("see %1").arg(awaited),
            .reason = Text::tr("somebody removed it meanwhile: %1").arg(seen),
            .remedy = Text::tr("Find out who did, then resume: it will be made again."),
            .code = QStringLiteral("step.lost")};
}
} // namespace

Result<QString> Handler::verify(Context &context, const QByteArray &)
{
    const Instant begun = BootClock::now();
    const Deadline deadline = Deadline::in(patience());
    QString last;
    while (!deadline.passed()) {
        const auto seen = observe(context);
        if (seen && seen->state == plan::Observation::State::Satisfied) {
            return seen->sentence;
        }
        if (!seen && (seen.error().kind == ErrorKind::Cancelled || seen.error().kind == ErrorKind::Denied)) {
            return failure(seen.error());
        }
        const QString now = seen ? seen->sentence : sentence(seen.error());
        if (now != last) {
            context.progress.note(now);
            last = now;
        }
        if (seen && isLost()) {
            return failure(lost(awaited(), now));
        }
        if (!pause(untilNextLook(begun), context.stop)) {
            return failure(cancelled(Text::tr("wait for %1").arg(awaited())));
        }
    }
    return failure(notSeen(layer(), awaited(), patience(), last));
}

Result<void> Handler::revert(Context &, const QByteArray &)
{
    return {};
}

QString dockerLine(const access::Access &access, const QString &machine, const QStringList &words)
{
    const Machine *known = access.machine(machine);
    QStringList line{QStringLiteral("docker"), QStringLiteral("-H"), known ? known->engine.text() : machine};
    if (known && known->engine.isEncrypted()) {
        const QString folder = known->engine.certificates + u'/';
        line << QStringLiteral("--tlsverify") << QStringLiteral("--tlscacert") << folder + QStringLiteral("ca.pem")
             << QStringLiteral("--tlscert") << folder + QStringLiteral("cert.pem") << QStringLiteral("--tlskey")
             << folder + QStringLiteral("key.pem");
    }
    return commandLine(line + words);
}

docker::Labels labelled(docker::Labels labels, const plan::Attempt &attempt)
{
    labels.insert(cluster::labels::cluster, attempt.cluster);
    labels.insert(cluster::labels::operation, attempt.operation.value);
    labels.insert(cluster::labels::step, attempt.step.value);
    return labels;
}

bool isOurs(const docker::Labels &labels, const plan::Attempt &attempt)
{
    return labels.value(cluster::labels::operation) == attempt.operation.value &&
           labels.value(cluster::labels::cluster) == attempt.cluster;
}

plan::Observation satisfied(const QString &sentence, const QByteArray &facts)
{
    return {.state = plan::Observation::State::Satisfied, .facts = facts, .sentence = sentence};
}

plan::Observation needed(const QString &sentence, const QByteArray &facts)
{
    return {.state = plan::Observation::State::Needed, .facts = facts, .sentence = sentence};
}

plan::Observation conflict(const QString &sentence, const QByteArray &facts)
{
    return {.state = plan::Observation::State::Conflict, .facts = facts, .sentence = sentence};
}

std::chrono::milliseconds untilNextLook(Instant begun)
{
    const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(BootClock::now() - begun);
    return std::clamp(waited / 10, shortestPause, longestPause);
}

Result<void> retryWhileInUse(const std::function<Result<void>()> &attempt, std::chrono::seconds patience,
                             const std::stop_token &stop)
{
    const Instant begun = BootClock::now();
    const Deadline deadline = Deadline::in(patience);
    while (true) {
        auto result = attempt();
        const bool inUse = !result && (result.error().kind == ErrorKind::Conflict ||
                                       result.error().reason.contains(QStringLiteral("in use")) ||
                                       result.error().reason.contains(QStringLiteral("active endpoints")));
        if (!inUse || deadline.passed()) {
            return result;
        }
        if (!pause(untilNextLook(begun), stop)) {
            return failure(cancelled(result.error().attempted));
        }
    }
}

} // namespace stormdeck::actions
