// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/facts.h"
#include "actions/handler.h"
#include "actions/remains.h"
#include "cluster/labels.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

using docker::TaskState;

constexpr int failuresToGiveUp = 3;

QString tellTask(const docker::Task &task)
{
    return task.error.isEmpty() ? task.state.word : task.state.word + QStringLiteral(": ") + task.error;
}

QStringList mountWords(const docker::ServiceSpec &spec)
{
    QStringList words;
    for (const docker::Mount &mount : spec.mounts) {
        QString text = QStringLiteral("type=%1,source=%2,target=%3").arg(mount.type, mount.source, mount.target);
        for (auto it = mount.volumeLabels.begin(); it != mount.volumeLabels.end(); ++it) {
            text += QStringLiteral(",volume-label=%1=%2").arg(it.key(), it.value());
        }
        words << QStringLiteral("--mount") << text;
    }
    return words;
}

QStringList connectionWords(const docker::ServiceSpec &spec)
{
    QStringList words;
    for (const docker::NetworkAttachment &network : spec.networks) {
        QString text = QStringLiteral("name=%1").arg(network.network);
        for (const QString &alias : network.aliases) {
            text += QStringLiteral(",alias=%1").arg(alias);
        }
        words << QStringLiteral("--network") << text;
    }
    for (const docker::PublishedPort &port : spec.ports) {
        words << QStringLiteral("--publish")
              << QStringLiteral("mode=%1,published=%2,target=%3")
                     .arg(port.mode.word)
                     .arg(port.published)
                     .arg(port.target);
    }
    for (const docker::ConfigFile &file : spec.configs) {
        words << QStringLiteral("--config")
              << QStringLiteral("source=%1,target=%2,mode=0%3").arg(file.name, file.path).arg(file.mode, 0, 8);
    }
    return words;
}

QStringList specWords(const docker::ServiceSpec &spec)
{
    QStringList words{
        QStringLiteral("--name"),          spec.name,
        QStringLiteral("--mode"),          spec.global ? QStringLiteral("global") : QStringLiteral("replicated"),
        QStringLiteral("--endpoint-mode"), QStringLiteral("dnsrr")};
    if (!spec.hostname.isEmpty()) {
        words << QStringLiteral("--hostname") << spec.hostname;
    }
    if (!spec.user.isEmpty()) {
        words << QStringLiteral("--user") << spec.user;
    }
    for (const QString &entry : spec.environment) {
        words << QStringLiteral("--env") << entry;
    }
    for (auto it = spec.labels.begin(); it != spec.labels.end(); ++it) {
        const QString label = it.key() + u'=' + it.value();
        words << QStringLiteral("--label") << label << QStringLiteral("--container-label") << label;
    }
    return words + mountWords(spec) + connectionWords(spec);
}

/// Whether a service has a port as it was asked for. What was left open is the swarm's to choose.
bool isPublishedAs(const docker::PublishedPort &there, const docker::PublishedPort &asked)
{
    const QString tcp = QStringLiteral("tcp");
    return there.target == asked.target && (asked.published == 0 || there.published == asked.published) &&
           (there.protocol.isEmpty() ? tcp : there.protocol) == (asked.protocol.isEmpty() ? tcp : asked.protocol) &&
           there.mode.value == asked.mode.value;
}

bool arePublishedAs(const std::vector<docker::PublishedPort> &there, const std::vector<docker::PublishedPort> &asked)
{
    return there.size() == asked.size() && std::all_of(asked.begin(), asked.end(), [&](const auto &wanted) {
               return std::any_of(there.begin(), there.end(),
                                  [&](const auto &one) { return isPublishedAs(one, wanted); });
           });
}

QString portWords(const std::vector<docker::PublishedPort> &ports)
{
    QStringList words;
    for (const docker::PublishedPort &port : ports) {
        words << QStringLiteral("%1:%2").arg(port.published).arg(port.target);
    }
    return words.isEmpty() ? Text::tr("no port") : words.join(QStringLiteral(", "));
}

class CreateServiceHandler final : public Handler
{
public:
    explicit CreateServiceHandler(CreateService action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        QStringList words =
            QStringList{QStringLiteral("service"), QStringLiteral("create"), QStringLiteral("--detach")} +
            specWords(m_action.spec);
        if (!m_action.pinnedTo.isEmpty()) {
            words << QStringLiteral("--constraint") << QStringLiteral("node.hostname==") + m_action.pinnedTo;
        }
        words << m_action.spec.image << m_action.spec.arguments;
        return {dockerLine(access, m_action.manager, words)};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        auto manager = context.access.engine(m_action.manager);
        const auto service = manager ? find(**manager, context.stop) : failure(manager.error());
        if (!service) {
            return failure(service.error());
        }
        m_isMissing = !service->has_value();
        if (m_isMissing) {
            return needed(Text::tr("there is no service %1").arg(m_action.spec.name));
        }
        if (const QString difference = differs(**service, context); !difference.isEmpty()) {
            return conflict(difference);
        }
        const auto tasks = (*manager)->tasksOf((*service)->id, context.stop);
        return tasks ? Result<plan::Observation>(judge(**service, *tasks)) : failure(tasks.error());
    }

    /// Repeatable: a service that is there already is taken as it is.
    Result<QByteArray> apply(Context &context) override
    {
        auto manager = context.access.engine(m_action.manager);
        const auto existing = manager ? find(**manager, context.stop) : failure(manager.error());
        if (!existing) {
            return failure(existing.error());
        }
        if (existing->has_value()) {
            return facts({{QStringLiteral("service"), (*existing)->id.value}});
        }
        const auto spec = resolved(**manager, context);
        const auto made = spec ? (*manager)->createService(*spec, context.stop) : failure(spec.error());
        return made.map([](const docker::ServiceId &id) { return facts({{QStringLiteral("service"), id.value}}); });
    }

    Result<QString> verify(Context &context, const QByteArray &made) override
    {
        m_progress = &context.progress;
        return Handler::verify(context, made);
    }

    Result<void> revert(Context &context, const QByteArray &) override
    {
        auto manager = context.access.engine(m_action.manager);
        const auto service = manager ? find(**manager, context.stop) : failure(manager.error());
        if (!service) {
            return failure(service.error());
        }
        if (service->has_value()) {
            if (!isOurs((*service)->labels, context.attempt)) {
                return {}; // its containers go on
            }
            if (auto removed = (*manager)->removeService((*service)->id, context.stop); !removed) {
                return removed;
            }
        }
        if (auto gone = waitForContainersGone(context, m_action.spec.name); !gone) {
            return gone;
        }
        return removeVolumesOfStep(context);
    }

protected:
    std::chrono::seconds patience() const override { return std::chrono::seconds(180); }
    QString awaited() const override { return Text::tr("%1 running").arg(m_action.spec.name); }
    bool isLost() const override { return m_isMissing; }

private:
    Result<std::optional<docker::Service>> find(docker::Client &manager, const std::stop_token &stop) const
    {
        const auto services = manager.services(stop);
        if (!services) {
            return failure(services.error());
        }
        const auto found = std::find_if(services->begin(), services->end(), [&](const docker::Service &service) {
            return service.name == m_action.spec.name;
        });
        return found == services->end() ? std::nullopt : std::optional(*found);
    }

    /// What makes an existing service another one than planned; empty where nothing does.
    QString differs(const docker::Service &there, Context &context) const
    {
        if (there.labels.value(cluster::labels::cluster) != context.attempt.cluster) {
            return Text::tr("a service named %1 is there that does not belong to %2")
                .arg(there.name, context.attempt.cluster);
        }
        if (there.image != m_action.spec.image) {
            return Text::tr("the service %1 runs %2, not %3").arg(there.name, there.image, m_action.spec.image);
        }
        QStringList configs;
        for (const docker::ConfigFile &file : m_action.spec.configs) {
            configs << file.name;
        }
        if (there.configNames != configs || there.environment != m_action.spec.environment ||
            there.arguments != m_action.spec.arguments) {
            return Text::tr("the service %1 is configured differently").arg(there.name);
        }
        if (there.hostname != m_action.spec.hostname) {
            return Text::tr("the service %1 has the host name “%2”, not “%3”")
                .arg(there.name, there.hostname, m_action.spec.hostname);
        }
        if (!arePublishedAs(there.ports, m_action.spec.ports)) {
            return Text::tr("the service %1 publishes %2, not %3")
                .arg(there.name, portWords(there.ports), portWords(m_action.spec.ports));
        }
        return {};
    }

    plan::Observation judge(const docker::Service &service, const std::vector<docker::Task> &tasks) const
    {
        int running = 0;
        int failed = 0;
        const docker::Task *newest = nullptr;
        for (const docker::Task &task : tasks) {
            running += docker::runsAsMeant(task) ? 1 : 0;
            failed += docker::hasFailed(task) ? 1 : 0;
            newest = !newest || newest->createdAt < task.createdAt ? &task : newest;
        }
        const QByteArray known = facts({{QStringLiteral("service"), service.id.value}});
        const QString count =
            Text::tr("%1: %2 of %3 swarm tasks run").arg(service.name).arg(running).arg(m_action.expectedTasks);
        report(running, newest);
        if (running >= m_action.expectedTasks) {
            return satisfied(count, known);
        }
        if (failed >= failuresToGiveUp && newest) {
            return conflict(Text::tr("%1, %2 failed, last %3").arg(count).arg(failed).arg(tellTask(*newest)), known);
        }
        return needed(newest ? count + QStringLiteral(", ") + tellTask(*newest) : count, known);
    }

    void report(int running, const docker::Task *newest) const
    {
        if (m_progress) {
            const bool done = running >= m_action.expectedTasks;
            m_progress->part(
                {.name = m_action.spec.name,
                 .state = newest ? tellTask(*newest) : Text::tr("waiting for a node"),
                 .tone = done ? plan::Tone::Good
                              : (newest && docker::hasFailed(*newest) ? plan::Tone::Bad : plan::Tone::Busy)});
        }
    }

    /// The spec with everything that only the running swarm knows: labels, ids of configs, the pinned node's id.
    Result<docker::ServiceSpec> resolved(docker::Client &manager, Context &context) const
    {
        docker::ServiceSpec spec = m_action.spec;
        spec.labels = labelled(spec.labels, context.attempt);
        for (docker::Mount &mount : spec.mounts) {
            mount.volumeLabels = labelled(mount.volumeLabels, context.attempt);
        }
        if (auto found = resolveConfigs(manager, spec, context.stop); !found) {
            return failure(found.error());
        }
        if (!m_action.pinnedTo.isEmpty()) {
            auto engine = context.access.engine(m_action.pinnedTo);
            const auto info = engine ? (*engine)->info(context.stop) : failure(engine.error());
            if (!info) {
                return failure(info.error());
            }
            spec.constraints << QStringLiteral("node.id==") + info->swarm.node.value;
        }
        return spec;
    }

    static Result<void> resolveConfigs(docker::Client &manager, docker::ServiceSpec &spec, const std::stop_token &stop)
    {
        if (spec.configs.empty()) {
            return {};
        }
        const auto configs = manager.configs(stop);
        if (!configs) {
            return failure(configs.error());
        }
        for (docker::ConfigFile &file : spec.configs) {
            const auto found = std::find_if(configs->begin(), configs->end(),
                                            [&](const docker::Config &config) { return config.name == file.name; });
            if (found == configs->end()) {
                return failure({.kind = ErrorKind::Conflict,
                                .layer = Layer::Swarm,
                                .attempted = Text::tr("create the service %1").arg(spec.name),
                                .target = manager.target(),
                                .reason = Text::tr("the config %1 is gone").arg(file.name),
                                .remedy = Text::tr("Resume: it will be made again."),
                                .code = QStringLiteral("config.gone")});
            }
            file.config = found->id;
        }
        return {};
    }

    CreateService m_action;
    bool m_isMissing = false;
    plan::StepProgress *m_progress = nullptr;
};

class RemoveServiceHandler final : public Handler
{
public:
    explicit RemoveServiceHandler(RemoveService action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        return {dockerLine(access, m_action.manager, {QStringLiteral("service"), QStringLiteral("rm"), m_action.name})};
    }

    bool isReversible() const override { return false; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto listed = isListed(context);
        if (!listed) {
            return failure(listed.error());
        }
        if (*listed) {
            return needed(Text::tr("the service %1 is there").arg(m_action.name));
        }
        const auto left = containersLeft(context, m_action.name);
        if (!left) {
            return failure(left.error());
        }
        return *left > 0 ? needed(Text::tr("%n container(s) of %1 are stopping", nullptr, *left).arg(m_action.name))
                         : satisfied(Text::tr("%1 and its containers are gone").arg(m_action.name));
    }

    Result<QByteArray> apply(Context &context) override
    {
        const auto listed = isListed(context);
        if (!listed) {
            return failure(listed.error());
        }
        if (*listed) {
            auto manager = context.access.engine(m_action.manager);
            if (auto removed = (*manager)->removeService(m_action.service, context.stop); !removed) {
                return failure(removed.error());
            }
        }
        return QByteArray{};
    }

protected:
    std::chrono::seconds patience() const override { return std::chrono::seconds(60); }
    QString awaited() const override { return Text::tr("%1 and its containers gone").arg(m_action.name); }

private:
    Result<bool> isListed(Context &context) const
    {
        auto manager = context.access.engine(m_action.manager);
        const auto services = manager ? (*manager)->services(context.stop) : failure(manager.error());
        return services.map([&](const std::vector<docker::Service> &all) {
            return std::any_of(all.begin(), all.end(),
                               [&](const docker::Service &service) { return service.id == m_action.service; });
        });
    }

    RemoveService m_action;
};
} // namespace

HandlerPtr handle(const CreateService &action)
{
    return std::make_unique<CreateServiceHandler>(action);
}
HandlerPtr handle(const RemoveService &action)
{
    return std::make_unique<RemoveServiceHandler>(action);
}

} // namespace stormdeck::actions
