// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/handler.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Actions) };

constexpr std::chrono::seconds inUsePatience{60};

/// An object of the swarm or of an engine that is listed by id and removed by id; it may be in use for as long as
/// containers are stopping.
class Removal : public Handler
{
public:
    bool isReversible() const final { return false; }

    Result<plan::Observation> observe(Context &context) final
    {
        auto engine = context.access.engine(machine());
        const auto there = engine ? isThere(**engine, context.stop) : failure(engine.error());
        return there.map([&](bool present) {
            return present ? needed(Text::tr("%1 is there").arg(title())) : satisfied(Text::tr("%1 is gone").arg(title()));
        });
    }

    Result<QByteArray> apply(Context &context) final
    {
        auto engine = context.access.engine(machine());
        const auto there = engine ? isThere(**engine, context.stop) : failure(engine.error());
        if (!there) {
            return failure(there.error());
        }
        if (!*there) {
            return QByteArray{};
        }
        const auto once = [&] { return remove(**engine, context.stop); };
        return retryWhileInUse(once, inUsePatience, context.stop).map([] { return QByteArray{}; });
    }

protected:
    QString awaited() const final { return Text::tr("%1 gone").arg(title()); }
    virtual QString machine() const = 0;
    virtual QString title() const = 0;
    virtual Result<bool> isThere(docker::Client &engine, const std::stop_token &stop) const = 0;
    virtual Result<void> remove(docker::Client &engine, const std::stop_token &stop) const = 0;
};

class RemoveNetworkHandler final : public Removal
{
public:
    explicit RemoveNetworkHandler(RemoveNetwork action) : m_action(std::move(action)) {}
    QStringList commands(const access::Access &access) const override
    {
        return {dockerLine(access, m_action.manager, {QStringLiteral("network"), QStringLiteral("rm"), m_action.name})};
    }

protected:
    QString machine() const override { return m_action.manager; }
    QString title() const override { return Text::tr("the network %1").arg(m_action.name); }
    Result<bool> isThere(docker::Client &engine, const std::stop_token &stop) const override
    {
        return engine.networks(stop).map([&](const std::vector<docker::Network> &all) {
            return std::any_of(all.begin(), all.end(), [&](const auto &one) { return one.id == m_action.network; });
        });
    }
    Result<void> remove(docker::Client &engine, const std::stop_token &stop) const override
    {
        return engine.removeNetwork(m_action.network, stop);
    }

private:
    RemoveNetwork m_action;
};

class RemoveConfigHandler final : public Removal
{
public:
    explicit RemoveConfigHandler(RemoveConfig action) : m_action(std::move(action)) {}
    QStringList commands(const access::Access &access) const override
    {
        return {dockerLine(access, m_action.manager, {QStringLiteral("config"), QStringLiteral("rm"), m_action.name})};
    }

protected:
    QString machine() const override { return m_action.manager; }
    QString title() const override { return Text::tr("the config %1").arg(m_action.name); }
    Result<bool> isThere(docker::Client &engine, const std::stop_token &stop) const override
    {
        return engine.configs(stop).map([&](const std::vector<docker::Config> &all) {
            return std::any_of(all.begin(), all.end(), [&](const auto &one) { return one.id == m_action.config; });
        });
    }
    Result<void> remove(docker::Client &engine, const std::stop_token &stop) const override
    {
        return engine.removeConfig(m_action.config, stop);
    }

private:
    RemoveConfig m_action;
};

class RemoveVolumeHandler final : public Removal
{
public:
    explicit RemoveVolumeHandler(RemoveVolume action) : m_action(std::move(action)) {}
    QStringList commands(const access::Access &access) const override
    {
        return {dockerLine(access, m_action.machine, {QStringLiteral("volume"), QStringLiteral("rm"), m_action.name})};
    }

protected:
    QString machine() const override { return m_action.machine; }
    QString title() const override
    {
        return Text::tr("the volume %1 on %2").arg(m_action.name, m_action.machine);
    }
    Result<bool> isThere(docker::Client &engine, const std::stop_token &stop) const override
    {
        return engine.volumes(stop).map([&](const std::vector<docker::Volume> &all) {
            return std::any_of(all.begin(), all.end(), [&](const auto &one) { return one.name == m_action.name; });
        });
    }
    Result<void> remove(docker::Client &engine, const std::stop_token &stop) const override
    {
        return engine.removeVolume(m_action.name, stop);
    }

private:
    RemoveVolume m_action;
};
} // namespace

HandlerPtr handle(const RemoveNetwork &action) { return std::make_unique<RemoveNetworkHandler>(action); }
HandlerPtr handle(const RemoveConfig &action) { return std::make_unique<RemoveConfigHandler>(action); }
HandlerPtr handle(const RemoveVolume &action) { return std::make_unique<RemoveVolumeHandler>(action); }

} // namespace stormdeck::actions
