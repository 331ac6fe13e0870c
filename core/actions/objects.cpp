// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/facts.h"
#include "actions/handler.h"
#include "cluster/labels.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Actions) };

constexpr std::chrono::seconds inUsePatience{30};

QStringList labelWords(const docker::Labels &labels)
{
    QStringList words;
    for (auto it = labels.begin(); it != labels.end(); ++it) {
        words << QStringLiteral("--label") << it.key() + u'=' + it.value();
    }
    return words;
}

class CreateNetworkHandler final : public Handler
{
public:
    explicit CreateNetworkHandler(CreateNetwork action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        QStringList words{QStringLiteral("network"), QStringLiteral("create"), QStringLiteral("--driver"),
                          QStringLiteral("overlay")};
        if (m_action.spec.attachable) {
            words << QStringLiteral("--attachable");
        }
        if (!m_action.spec.subnet.isEmpty()) {
            words << QStringLiteral("--subnet") << m_action.spec.subnet;
        }
        return {dockerLine(access, m_action.manager, words + labelWords(m_action.spec.labels) + QStringList{m_action.spec.name})};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        auto manager = context.access.engine(m_action.manager);
        const auto networks = manager ? (*manager)->networks(context.stop) : failure(manager.error());
        if (!networks) {
            return failure(networks.error());
        }
        // Engines before 25 allow two networks of one name, so the label decides.
        bool foreign = false;
        for (const docker::Network &network : *networks) {
            if (network.name != m_action.spec.name) {
                continue;
            }
            if (network.labels.value(cluster::labels::cluster) == context.attempt.cluster) {
                return satisfied(Text::tr("the network %1 is there").arg(network.name),
                                 facts({{QStringLiteral("network"), network.id.value}}));
            }
            foreign = true;
        }
        return foreign ? conflict(Text::tr("a network named %1 is there that Stormdeck did not make")
                                      .arg(m_action.spec.name))
                       : needed(Text::tr("there is no network %1").arg(m_action.spec.name));
    }

    Result<QByteArray> apply(Context &context) override
    {
        auto manager = context.access.engine(m_action.manager);
        if (!manager) {
            return failure(manager.error());
        }
        docker::NetworkSpec spec = m_action.spec;
        spec.labels = labelled(spec.labels, context.attempt);
        return (*manager)->createNetwork(spec, context.stop).map([](const docker::NetworkId &id) {
            return facts({{QStringLiteral("network"), id.value}});
        });
    }

    Result<void> revert(Context &context, const QByteArray &) override
    {
        auto manager = context.access.engine(m_action.manager);
        const auto networks = manager ? (*manager)->networks(context.stop) : failure(manager.error());
        if (!networks) {
            return failure(networks.error());
        }
        for (const docker::Network &network : *networks) {
            if (isOurs(network.labels, context.attempt)) {
                const auto remove = [&] { return (*manager)->removeNetwork(network.id, context.stop); };
                if (auto removed = retryWhileInUse(remove, inUsePatience, context.stop); !removed) {
                    return removed;
                }
            }
        }
        return {};
    }

protected:
    QString awaited() const override { return Text::tr("the network %1").arg(m_action.spec.name); }

private:
    CreateNetwork m_action;
};

class CreateConfigHandler final : public Handler
{
public:
    explicit CreateConfigHandler(CreateConfig action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        const QStringList words = QStringList{QStringLiteral("config"), QStringLiteral("create")}
            + labelWords(m_action.spec.labels) + QStringList{m_action.spec.name, QStringLiteral("-")};
        return {dockerLine(access, m_action.manager, words) + QStringLiteral(" <<'EOF'\n")
                + QString::fromUtf8(m_action.spec.data) + QStringLiteral("EOF")};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto found = find(context);
        if (!found) {
            return failure(found.error());
        }
        if (!found->has_value()) {
            return needed(Text::tr("there is no config %1").arg(m_action.spec.name));
        }
        const docker::Config &config = **found;
        return config.data == m_action.spec.data
            ? satisfied(Text::tr("the config %1 is there").arg(config.name),
                        facts({{QStringLiteral("config"), config.id.value}}))
            : conflict(Text::tr("the config %1 is there with another content").arg(config.name));
    }

    Result<QByteArray> apply(Context &context) override
    {
        auto manager = context.access.engine(m_action.manager);
        if (!manager) {
            return failure(manager.error());
        }
        docker::ConfigSpec spec = m_action.spec;
        spec.labels = labelled(spec.labels, context.attempt);
        return (*manager)->createConfig(spec, context.stop).map([](const docker::ConfigId &id) {
            return facts({{QStringLiteral("config"), id.value}});
        });
    }

    Result<void> revert(Context &context, const QByteArray &) override
    {
        const auto found = find(context);
        if (!found) {
            return failure(found.error());
        }
        if (!found->has_value() || !isOurs((*found)->labels, context.attempt)) {
            return {};
        }
        auto manager = context.access.engine(m_action.manager);
        const auto remove = [&] { return (*manager)->removeConfig((*found)->id, context.stop); };
        return retryWhileInUse(remove, inUsePatience, context.stop);
    }

protected:
    QString awaited() const override { return Text::tr("the config %1").arg(m_action.spec.name); }

private:
    Result<std::optional<docker::Config>> find(Context &context) const
    {
        auto manager = context.access.engine(m_action.manager);
        const auto configs = manager ? (*manager)->configs(context.stop) : failure(manager.error());
        if (!configs) {
            return failure(configs.error());
        }
        const auto found = std::find_if(configs->begin(), configs->end(), [&](const docker::Config &config) {
            return config.name == m_action.spec.name;
        });
        return found == configs->end() ? std::nullopt : std::optional(*found);
    }

    CreateConfig m_action;
};
} // namespace

HandlerPtr handle(const CreateNetwork &action) { return std::make_unique<CreateNetworkHandler>(action); }
HandlerPtr handle(const CreateConfig &action) { return std::make_unique<CreateConfigHandler>(action); }

} // namespace stormdeck::actions
