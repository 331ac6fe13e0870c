// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"

#include "docker/decode.h"
#include "docker/encode.h"
#include "docker/frames.h"
#include "docker/requests.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DockerClient)
};

using http::Method;

constexpr qsizetype outputLimit = 4 * 1024 * 1024;
constexpr std::chrono::milliseconds firstExecPoll{20};
constexpr std::chrono::milliseconds slowestExecPoll{320};
constexpr std::chrono::hours longestLog{24 * 7}; // a log ends with its container

QByteArray containerPath(const ContainerId &id)
{
    return "/containers/" + escaped(id.value);
}

QByteArray logQuery(const LogStart &start)
{
    QByteArray query = "/logs?follow=1&stdout=1&stderr=1&timestamps=1";
    if (start.tail) {
        query += "&tail=" + QByteArray::number(*start.tail);
    }
    if (start.since) {
        constexpr int milli = 1000;
        const qint64 since = start.since->count();
        query += "&since=" + QByteArray::number(since / milli) + '.' +
                 QByteArray::number(since % milli).rightJustified(3, '0') + "000000"; // nanoseconds
    }
    return query;
}

/// Waiting changes nothing, so that an answer that was lost leaves nothing in doubt.
Error ofWaiting(Error error, Deadline deadline)
{
    if (error.kind == ErrorKind::OutcomeUnknown && error.httpStatus == 0) {
        error.kind = deadline.passed() ? ErrorKind::Deadline : ErrorKind::Unreachable;
    }
    return error;
}

/// Collects both streams; refuses more than the limit.
struct Collector
{
    ExecResult result;
    bool isTooMuch = false;

    bool take(const OutputChunk &chunk)
    {
        (chunk.stream == 2 ? result.errors : result.output).append(chunk.bytes);
        isTooMuch = result.output.size() + result.errors.size() > outputLimit;
        return !isTooMuch;
    }
};

Error tooMuchOutput()
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Docker,
            .reason = Text::tr("the command says more than 4 MiB"),
            .code = QStringLiteral("docker.too-much-output")};
}

Error waitFailed(const QString &reason)
{
    return {.kind = ErrorKind::Rejected, .layer = Layer::Docker, .reason = reason};
}
} // namespace

Result<std::vector<Volume>> Client::volumes(const std::stop_token &stop)
{
    const QString attempted = Text::tr("list the volumes");
    return decoded(call(request(Method::Get, "/volumes"), attempted, quick(), stop), decodeVolumes, attempted,
                   target());
}

Result<void> Client::removeVolume(const QString &name, const std::stop_token &stop)
{
    return withoutBody(call(request(Method::Delete, "/volumes/" + escaped(name)),
                            Text::tr("remove the volume %1").arg(name), quick(), stop));
}

Result<std::vector<Container>> Client::containers(const QStringList &labels, const std::stop_token &stop)
{
    const QString attempted = Text::tr("list the containers");
    QByteArray path = "/containers/json?all=1";
    if (!labels.isEmpty()) {
        path += "&filters=" + encodeFilters({{QStringLiteral("label"), labels}}).toPercentEncoding();
    }
    return decoded(call(request(Method::Get, path), attempted, quick(), stop), decodeContainers, attempted, target());
}

Result<ContainerState> Client::container(const ContainerId &id, const std::stop_token &stop)
{
    const QString attempted = Text::tr("look at the container %1").arg(id.shortened());
    return decoded(call(request(Method::Get, containerPath(id) + "/json"), attempted, quick(), stop), decodeContainer,
                   attempted, target());
}

Result<ContainerId> Client::createContainer(const ContainerSpec &spec, const std::stop_token &stop)
{
    const QString attempted = Text::tr("create a container of %1").arg(spec.image);
    const QByteArray name = spec.name.isEmpty() ? QByteArray() : "?name=" + escaped(spec.name);
    const auto answer = call(post("/containers/create" + name, encodeContainer(spec)), attempted, slow(), stop);
    return decoded(answer, decodeCreated, attempted, target()).map([](const Created &created) {
        return ContainerId{created.id};
    });
}

Result<void> Client::startContainer(const ContainerId &id, const std::stop_token &stop)
{
    const auto answer =
        call(post(containerPath(id) + "/start"), Text::tr("start the container %1").arg(id.shortened()), slow(), stop);
    const bool runsAlready = !answer && answer.error().httpStatus == 304;
    return runsAlready ? Result<void>() : withoutBody(answer);
}

Result<ContainerStats> Client::containerStats(const ContainerId &id, const std::stop_token &stop)
{
    const QString attempted = Text::tr("read what the container %1 uses").arg(id.shortened());
    const auto answer =
        call(request(Method::Get, containerPath(id) + "/stats?stream=false&one-shot=1"), attempted, quick(), stop);
    return decoded(answer, decodeStats, attempted, target());
}

Result<int> Client::waitContainer(const ContainerId &id, Deadline deadline, const std::stop_token &stop)
{
    const QString attempted = Text::tr("wait for the container %1").arg(id.shortened());
    const auto answer = call(post(containerPath(id) + "/wait"), attempted, deadline, stop);
    const auto exit = decoded(answer, decodeWait, attempted, target());
    if (!exit) {
        return failure(ofWaiting(exit.error(), deadline));
    }
    if (!exit->error.isEmpty()) {
        return failure(located(waitFailed(exit->error), attempted, target()));
    }
    return exit->code;
}

Result<void> Client::streamOutput(const http::Request &request, const std::function<bool(const OutputChunk &)> &sink,
                                  const QString &attempted, Deadline deadline, const std::stop_token &stop)
{
    FrameReader frames;
    Result<bool> taken = true;
    const auto take = [&](const QByteArray &chunk) {
        taken = frames.feed(chunk, sink);
        return taken && *taken;
    };
    const auto answer = stream(request, take, attempted, deadline, stop);
    if (!answer) {
        return failure(answer.error());
    }
    if (!taken) {
        return failure(located(taken.error(), attempted, target()));
    }
    const auto finished = *taken ? frames.finish() : Result<void>();
    return finished ? Result<void>() : failure(located(finished.error(), attempted, target()));
}

Result<void> Client::streamLines(const http::Request &request, const LineReader::Sink &sink, const QString &attempted,
                                 Deadline deadline, const std::stop_token &stop)
{
    LineReader lines;
    Result<bool> taken = true;
    const auto take = [&](const QByteArray &chunk) {
        taken = lines.feed(chunk, sink);
        return taken && *taken;
    };
    const auto answer = stream(request, take, attempted, deadline, stop);
    if (!answer) {
        return failure(answer.error());
    }
    if (taken && *taken) {
        taken = lines.finish(sink);
    }
    return taken ? Result<void>() : failure(located(taken.error(), attempted, target()));
}

Result<void> Client::followOutput(const ContainerId &id, const std::function<bool(const OutputChunk &)> &sink,
                                  Deadline deadline, const std::stop_token &stop)
{
    return streamOutput(request(Method::Get, containerPath(id) + "/logs?follow=1&stdout=1&stderr=1"), sink,
                        Text::tr("follow the output of the container %1").arg(id.shortened()), deadline, stop);
}

Result<void> Client::followLog(const ContainerId &id, const LogStart &start,
                               const std::function<bool(const OutputChunk &)> &sink, const std::stop_token &stop)
{
    return streamOutput(request(Method::Get, containerPath(id) + logQuery(start)), sink,
                        Text::tr("follow the log of the container %1").arg(id.shortened()), Deadline::in(longestLog),
                        stop);
}

Result<void> Client::followTaskLog(const TaskId &id, const LogStart &start,
                                   const std::function<bool(const OutputChunk &)> &sink, const std::stop_token &stop)
{
    return streamOutput(request(Method::Get, "/tasks/" + escaped(id.value) + logQuery(start)), sink,
                        Text::tr("follow the log of the swarm task %1").arg(id.shortened()), Deadline::in(longestLog),
                        stop);
}

Result<void> Client::uploadArchive(const ContainerId &id, const QString &folder, const http::BodySource &tar,
                                   qint64 size, Deadline deadline, const std::stop_token &stop)
{
    const http::Request upload{.method = Method::Put,
                               .path = containerPath(id) + "/archive?path=" + escaped(folder),
                               .headers = {{"Content-Type", "application/x-tar"}},
                               .source = tar,
                               .sourceSize = size};
    return withoutBody(call(upload, Text::tr("copy files into the container %1").arg(id.shortened()), deadline, stop));
}

Result<void> Client::removeContainer(const ContainerId &id, bool force, bool withVolumes, const std::stop_token &stop)
{
    const QByteArray query = QByteArray("?force=") + (force ? "1" : "0") + "&v=" + (withVolumes ? "1" : "0");
    return withoutBody(call(request(Method::Delete, containerPath(id) + query),
                            Text::tr("remove the container %1").arg(id.shortened()), slow(), stop));
}

Result<std::optional<int>> Client::execExit(const QString &exec, Deadline deadline, const std::stop_token &stop)
{
    const QString attempted = Text::tr("read how the command ended");
    return decoded(call(request(Method::Get, "/exec/" + escaped(exec) + "/json"), attempted, deadline, stop),
                   decodeExecState, attempted, target());
}

Result<int> Client::exitCodeOf(const QString &exec, Deadline deadline, const std::stop_token &stop)
{
    for (auto wait = firstExecPoll;; wait = std::min(2 * wait, slowestExecPoll)) {
        const auto code = execExit(exec, deadline, stop);
        if (!code) {
            return failure(code.error());
        }
        if (*code) {
            return **code;
        }
        // The output ends a moment before the engine notes the exit code; one that takes long over it is busy.
        pause(std::min(wait, deadline.remaining()), stop);
    }
}

Result<ExecStream> Client::attach(const ContainerId &id, const QStringList &command, Deadline deadline,
                                  const std::stop_token &stop)
{
    const QString attempted = Text::tr("run %1 in the container %2").arg(command.value(0), id.shortened());
    const auto made = decoded(
        call(post(containerPath(id) + "/exec", encodeExec(command, {}, Stdin::Attached)), attempted, deadline, stop),
        decodeCreated, attempted, target());
    if (!made) {
        return failure(made.error());
    }
    std::optional<http::Duplex> stream;
    const auto start = [&](const http::Request &versioned) -> Result<http::Response> {
        auto upgraded = m_http.upgrade(versioned, deadline, stop);
        if (!upgraded) {
            return failure(upgraded.error());
        }
        stream = std::move(upgraded->stream);
        return stream ? http::Response{.status = 200} : std::move(upgraded->response);
    };
    const auto started = sendVersioned(post("/exec/" + escaped(made->id) + "/start", encodeExecStart()), attempted,
                                       start, deadline, stop);
    return started ? Result<ExecStream>(ExecStream(made->id, std::move(*stream))) : failure(started.error());
}

Result<ExecResult> Client::exec(const ContainerId &id, const QStringList &command, const QString &user,
                                Deadline deadline, const std::stop_token &stop)
{
    const QString attempted = Text::tr("run %1 in the container %2").arg(command.value(0), id.shortened());
    const auto made = decoded(
        call(post(containerPath(id) + "/exec", encodeExec(command, user, Stdin::Closed)), attempted, deadline, stop),
        decodeCreated, attempted, target());
    if (!made) {
        return failure(made.error());
    }
    Collector collector;
    const auto collect = [&](const OutputChunk &chunk) { return collector.take(chunk); };
    const auto said = streamOutput(post("/exec/" + escaped(made->id) + "/start", encodeExecStart()), collect, attempted,
                                   deadline, stop);
    if (!said) {
        return failure(said.error());
    }
    if (collector.isTooMuch) {
        return failure(located(tooMuchOutput(), attempted, target()));
    }
    return exitCodeOf(made->id, deadline, stop).map([&](int code) {
        collector.result.exitCode = code;
        return std::move(collector.result);
    });
}

} // namespace stormdeck::docker
