// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/facts.h"
#include "actions/handler.h"
#include "cluster/labels.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSysInfo>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Actions) };

/// The lease on the cluster as it is now; nullopt where nobody holds one.
Result<std::optional<docker::Config>> currentLease(Context &context, const QString &machine)
{
    auto manager = context.access.engine(machine);
    const auto configs = manager ? (*manager)->configs(context.stop) : failure(manager.error());
    if (!configs) {
        return failure(configs.error());
    }
    const auto found = std::find_if(configs->begin(), configs->end(), [&](const docker::Config &config) {
        return config.name == cluster::labels::leaseName(context.attempt.cluster);
    });
    return found == configs->end() ? std::nullopt : std::optional(*found);
}

/// Removes the lease where this operation holds it.
Result<void> release(Context &context, const QString &machine)
{
    const auto lease = currentLease(context, machine);
    if (!lease) {
        return lease.error().code == QStringLiteral("docker.not-a-manager") ? Result<void>{} : failure(lease.error());
    }
    if (!lease->has_value() || !isOurs((*lease)->labels, context.attempt)) {
        return {};
    }
    auto manager = context.access.engine(machine);
    return (*manager)->removeConfig((*lease)->id, context.stop);
}

class TakeLeaseHandler final : public Handler
{
public:
    explicit TakeLeaseHandler(TakeLease action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &) const override { return {}; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto found = currentLease(context, m_action.manager);
        if (!found) {
            return failure(found.error());
        }
        const std::optional<docker::Config> &lease = *found;
        if (!lease) {
            return needed(Text::tr("no other console is changing %1").arg(context.attempt.cluster));
        }
        if (isOurs(lease->labels, context.attempt)) {
            return satisfied(Text::tr("%1 is claimed by this operation").arg(context.attempt.cluster));
        }
        return conflict(Text::tr("another operation is changing %1: %2; resume or undo that one, or remove the swarm "
                                 "config %3 by hand")
                            .arg(context.attempt.cluster, QString::fromUtf8(lease->data), lease->name));
    }

    Result<QByteArray> apply(Context &context) override
    {
        auto manager = context.access.engine(m_action.manager);
        if (!manager) {
            return failure(manager.error());
        }
        const QString since = QDateTime::currentDateTime().toString(Qt::ISODate);
        const QString holder = QStringLiteral("%1, %2@%3, since %4")
                                   .arg(m_action.what, qEnvironmentVariable("USER", QStringLiteral("somebody")),
                                        QSysInfo::machineHostName(), since);
        const auto id = (*manager)->createConfig({.name = cluster::labels::leaseName(context.attempt.cluster),
                                                  .data = holder.toUtf8(),
                                                  .labels = labelled({}, context.attempt)},
                                                 context.stop);
        return id.map([](const docker::ConfigId &made) { return facts({{QStringLiteral("config"), made.value}}); });
    }

    Result<void> revert(Context &context, const QByteArray &) override { return release(context, m_action.manager); }

    Result<void> letGo(Context &context) override
    {
        return release(context, m_action.manager).map_error([&](Error error) {
            error.attempted = Text::tr("free %1 for other changes").arg(context.attempt.cluster);
            error.remedy = Text::tr("Once the manager answers, remove the swarm config %1.")
                               .arg(cluster::labels::leaseName(context.attempt.cluster));
            return error;
        });
    }

protected:
    QString awaited() const override { return Text::tr("the claim on the cluster"); }

private:
    TakeLease m_action;
};

class ReleaseLeaseHandler final : public Handler
{
public:
    explicit ReleaseLeaseHandler(ReleaseLease action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &) const override { return {}; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto found = currentLease(context, m_action.manager);
        if (!found) {
            return failure(found.error());
        }
        const std::optional<docker::Config> &lease = *found;
        return lease && isOurs(lease->labels, context.attempt)
            ? needed(Text::tr("the cluster is claimed by this operation"))
            : satisfied(Text::tr("the cluster is free for other changes"));
    }

    Result<QByteArray> apply(Context &context) override
    {
        return release(context, m_action.manager).map([] { return QByteArray{}; });
    }

protected:
    QString awaited() const override { return Text::tr("the claim to be gone"); }

private:
    ReleaseLease m_action;
};
} // namespace

HandlerPtr handle(const TakeLease &action) { return std::make_unique<TakeLeaseHandler>(action); }
HandlerPtr handle(const ReleaseLease &action) { return std::make_unique<ReleaseLeaseHandler>(action); }

} // namespace stormdeck::actions
