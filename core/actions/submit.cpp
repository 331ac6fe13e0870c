// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/facts.h"
#include "actions/handler.h"
#include "actions/submission.h"
#include "actions/tarfile.h"
#include "util/commandline.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Actions) };

constexpr std::chrono::minutes uploadTime{10};
constexpr std::chrono::minutes clientTime{10};
constexpr std::chrono::seconds outputTime{30}; // of a client that has ended

Result<std::optional<docker::Container>> findByName(Context &context, const QString &machine, const QString &name)
{
    auto engine = context.access.engine(machine);
    const auto containers = engine ? (*engine)->containers({}, context.stop) : failure(engine.error());
    if (!containers) {
        return failure(containers.error());
    }
    const auto found = std::find_if(containers->begin(), containers->end(),
                                    [&](const docker::Container &one) { return one.names.contains(name); });
    return found == containers->end() ? std::nullopt : std::optional(*found);
}

Result<void> removeByName(Context &context, const QString &machine, const QString &name)
{
    const auto found = findByName(context, machine, name);
    if (!found) {
        return failure(found.error());
    }
    if (!found->has_value()) {
        return {};
    }
    auto engine = context.access.engine(machine);
    return (*engine)->removeContainer((*found)->id, true, true, context.stop);
}

class CreateSubmitterHandler final : public Handler
{
public:
    explicit CreateSubmitterHandler(CreateSubmitter action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        const docker::ContainerSpec &spec = m_action.spec;
        return {dockerLine(access, m_action.machine,
                           QStringList{QStringLiteral("create"), QStringLiteral("--name"), spec.name,
                                       QStringLiteral("--network"), spec.network, spec.image}
                               + spec.command)};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        return findByName(context, m_action.machine, m_action.spec.name).map([&](const auto &found) {
            return found ? satisfied(Text::tr("the container %1 is there").arg(m_action.spec.name))
                         : needed(Text::tr("there is no container %1").arg(m_action.spec.name));
        });
    }

    Result<QByteArray> apply(Context &context) override
    {
        auto engine = context.access.engine(m_action.machine);
        if (!engine) {
            return failure(engine.error());
        }
        docker::ContainerSpec spec = m_action.spec;
        spec.labels = labelled(spec.labels, context.attempt);
        return (*engine)->createContainer(spec, context.stop).map([](const docker::ContainerId &id) {
            return facts({{QStringLiteral("container"), id.value}});
        });
    }

    Result<void> revert(Context &context, const QByteArray &) override
    {
        return removeByName(context, m_action.machine, m_action.spec.name);
    }

protected:
    QString awaited() const override { return Text::tr("the container %1").arg(m_action.spec.name); }

private:
    CreateSubmitter m_action;
};

class UploadJarHandler final : public Handler
{
public:
    explicit UploadJarHandler(UploadJar action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        return {dockerLine(access, m_action.machine,
                           {QStringLiteral("cp"), m_action.jar, m_action.container + QStringLiteral(":/tmp/topology.jar")})};
    }

    /// A container that was started has its jar.
    Result<plan::Observation> observe(Context &context) override
    {
        const auto found = findByName(context, m_action.machine, m_action.container);
        if (!found) {
            return failure(found.error());
        }
        const bool started = found->has_value() && (*found)->state != QStringLiteral("created");
        return started || m_uploaded ? satisfied(Text::tr("the jar is in the container"))
                                     : needed(Text::tr("the jar is not in the container yet"));
    }

    Result<QByteArray> apply(Context &context) override
    {
        if (auto same = checkContent(); !same) {
            return failure(same.error());
        }
        const auto found = findByName(context, m_action.machine, m_action.container);
        if (!found || !found->has_value()) {
            return failure(found ? gone() : found.error());
        }
        auto tar = tarOfFile(m_action.jar, "topology.jar");
        if (!tar) {
            return failure(tar.error());
        }
        auto engine = context.access.engine(m_action.machine);
        return (*engine)->uploadArchive((*found)->id, QStringLiteral("/tmp"), tar->source, tar->size,
                                        Deadline::in(uploadTime), context.stop)
            .map([] { return QByteArray{}; });
    }

    Result<QString> verify(Context &context, const QByteArray &made) override
    {
        m_uploaded = true; // the engine answers only after it has unpacked the whole archive
        return Handler::verify(context, made);
    }

protected:
    QString awaited() const override { return Text::tr("the jar in the container"); }

private:
    Result<void> checkContent() const
    {
        QFile file(m_action.jar);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file)) {
            return failure({.kind = ErrorKind::Rejected, .attempted = Text::tr("read the jar"), .target = m_action.jar,
                            .reason = file.errorString(), .remedy = Text::tr("Put it back, then resume."),
                            .code = QStringLiteral("jar.unreadable")});
        }
        if (hash.result() != m_action.sha256) {
            return failure({.kind = ErrorKind::Conflict, .attempted = Text::tr("upload the jar"), .target = m_action.jar,
                            .reason = Text::tr("it is not the file that the plan was made for"),
                            .remedy = Text::tr("Submit the new file as an operation of its own."),
                            .code = QStringLiteral("jar.changed")});
        }
        return {};
    }

    Error gone() const
    {
        return {.kind = ErrorKind::Conflict, .layer = Layer::Docker, .attempted = Text::tr("upload the jar"),
                .target = m_action.machine, .reason = Text::tr("the container %1 is gone").arg(m_action.container),
                .remedy = Text::tr("Resume: it will be made again."), .code = QStringLiteral("container.gone")};
    }

    UploadJar m_action;
    bool m_uploaded = false;
};

class RunSubmitterHandler final : public Handler
{
public:
    explicit RunSubmitterHandler(RunSubmitter action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        return {dockerLine(access, m_action.machine,
                           {QStringLiteral("start"), QStringLiteral("--attach"), m_action.container})};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto state = stateOf(context);
        if (!state) {
            return failure(state.error());
        }
        if (!state->has_value()) {
            return needed(Text::tr("the storm client was not started"));
        }
        const docker::ContainerState &client = **state;
        if (client.running || client.status == QStringLiteral("created")) {
            return needed(Text::tr("the storm client is %1").arg(client.status));
        }
        return client.exitCode == 0 ? judgeOutput(context, client.id)
                                    : conflict(Text::tr("the storm client ended with code %1").arg(client.exitCode));
    }

    Result<QByteArray> apply(Context &context) override
    {
        const auto state = stateOf(context);
        if (!state || !state->has_value()) {
            return failure(state ? Error{.kind = ErrorKind::Conflict, .attempted = Text::tr("start the storm client"),
                                         .target = m_action.machine, .reason = Text::tr("its container is gone"),
                                         .remedy = Text::tr("Resume: it will be made again.")}
                                 : state.error());
        }
        auto engine = context.access.engine(m_action.machine);
        if ((*state)->status == QStringLiteral("created")) {
            if (auto started = (*engine)->startContainer((*state)->id, context.stop); !started) {
                return failure(started.error());
            }
        }
        return follow(**engine, (*state)->id, context);
    }

protected:
    QString awaited() const override { return Text::tr("the storm client to end"); }

private:
    Result<std::optional<docker::ContainerState>> stateOf(Context &context) const
    {
        const auto found = findByName(context, m_action.machine, m_action.container);
        if (!found || !found->has_value()) {
            return found ? Result<std::optional<docker::ContainerState>>(std::nullopt) : failure(found.error());
        }
        auto engine = context.access.engine(m_action.machine);
        return (*engine)->container((*found)->id, context.stop).map([](const docker::ContainerState &state) {
            return std::optional(state);
        });
    }

    /// All that the client says up to its end; of that what ClientOutput keeps.
    static Result<QString> heard(docker::Client &engine, const docker::ContainerId &id, const ClientOutput::Sink &line,
                                 Deadline deadline, const std::stop_token &stop)
    {
        ClientOutput output;
        const auto take = [&](const docker::OutputChunk &chunk) {
            output.take(chunk.bytes, line);
            return true;
        };
        return engine.followOutput(id, take, deadline, stop).map([&] { return output.text(); });
    }

    /// Storm's client may end with code 0 although it failed.
    Result<plan::Observation> judgeOutput(Context &context, const docker::ContainerId &id) const
    {
        auto engine = context.access.engine(m_action.machine);
        const auto said = engine ? heard(
                                       **engine, id, [](const QString &) {}, Deadline::in(outputTime), context.stop)
                                 : failure(engine.error());
        return said.map([](const QString &output) {
            return tellsOfFailure(output)
                       ? conflict(Text::tr("the storm client ended with code 0, and its output tells of a failure"))
                       : satisfied(Text::tr("the storm client ended with code 0"));
        });
    }

    Result<QByteArray> follow(docker::Client &engine, const docker::ContainerId &id, Context &context) const
    {
        const auto note = [&](const QString &line) { context.progress.note(line); };
        const auto said = heard(engine, id, note, Deadline::in(clientTime), context.stop);
        if (!said) {
            return failure(said.error());
        }
        const auto code = engine.waitContainer(id, Deadline::in(std::chrono::seconds(30)), context.stop);
        if (!code) {
            return failure(code.error());
        }
        return *code == 0 && !tellsOfFailure(*said)
                   ? Result<QByteArray>(facts({{QStringLiteral("exit"), QString::number(*code)}}))
                   : failure(submissionError(m_action.topology, *code, *said));
    }

    RunSubmitter m_action;
};

class RemoveContainerHandler final : public Handler
{
public:
    explicit RemoveContainerHandler(RemoveContainer action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        return {dockerLine(access, m_action.machine,
                           {QStringLiteral("rm"), QStringLiteral("--force"), QStringLiteral("--volumes"), m_action.container})};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        return findByName(context, m_action.machine, m_action.container).map([&](const auto &found) {
            return found ? needed(Text::tr("the container %1 is there").arg(m_action.container))
                         : satisfied(Text::tr("the container %1 is gone").arg(m_action.container));
        });
    }

    Result<QByteArray> apply(Context &context) override
    {
        return removeByName(context, m_action.machine, m_action.container).map([] { return QByteArray{}; });
    }

protected:
    QString awaited() const override { return Text::tr("the container %1 gone").arg(m_action.container); }

private:
    RemoveContainer m_action;
};
} // namespace

HandlerPtr handle(const CreateSubmitter &action) { return std::make_unique<CreateSubmitterHandler>(action); }
HandlerPtr handle(const UploadJar &action) { return std::make_unique<UploadJarHandler>(action); }
HandlerPtr handle(const RunSubmitter &action) { return std::make_unique<RunSubmitterHandler>(action); }
HandlerPtr handle(const RemoveContainer &action) { return std::make_unique<RemoveContainerHandler>(action); }

} // namespace stormdeck::actions
