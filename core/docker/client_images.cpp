// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/client.h"

#include "docker/decode.h"
#include "docker/reference.h"
#include "docker/requests.h"

#include <QCoreApplication>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DockerClient)
};

using http::Method;

/// Names of images stand in paths as people write them.
constexpr auto keptInNames = "/:@";

QByteArray pullPath(const ImageReference &image)
{
    return "/images/create?fromImage=" + escaped(image.repository) + "&tag=" + escaped(image.version());
}

/// Whether the engine itself says that it has no such thing. A 404 without its message comes from something else.
bool isMissing(const Error &error)
{
    return error.httpStatus == 404 && !decodeMessage(error.raw).isEmpty();
}

/// Passes one line of a pull on; an engine tells of a failure in the stream, after a status of 200.
Result<bool> takePullLine(const QByteArray &line, const std::function<void(const PullProgress &)> &progress)
{
    const auto read = decodePullLine(line);
    if (!read) {
        return failure(read.error());
    }
    if (!read->error.isEmpty()) {
        return failure({.kind = ErrorKind::Rejected,
                        .layer = Layer::Docker,
                        .reason = read->error,
                        .code = QStringLiteral("docker.pull-failed"),
                        .raw = line.left(4096)});
    }
    if (progress) {
        progress(read->progress);
    }
    return true;
}
} // namespace

Result<std::optional<Image>> Client::image(const QString &reference, const std::stop_token &stop)
{
    const QString attempted = Text::tr("look for the image %1").arg(reference);
    const auto answer =
        call(request(Method::Get, "/images/" + escaped(reference, keptInNames) + "/json"), attempted, quick(), stop);
    if (!answer && isMissing(answer.error()) && m_version) {
        return std::nullopt;
    }
    return decoded(answer, decodeImage, attempted, target()).map([](Image image) {
        return std::optional(std::move(image));
    });
}

Result<void> Client::pullImage(const QString &reference, const std::function<void(const PullProgress &)> &progress,
                               const std::stop_token &stop)
{
    const auto image = parseReference(reference);
    if (!image) {
        return failure(image.error());
    }
    const QString attempted = Text::tr("pull the image %1").arg(reference);
    const auto takeLine = [&](const QByteArray &line) { return takePullLine(line, progress); };
    return streamLines(post(pullPath(*image)), takeLine, attempted, endless(), stop);
}

Result<QString> Client::registryDigest(const QString &reference, const std::stop_token &stop)
{
    const QString attempted = Text::tr("ask the registry for the digest of %1").arg(reference);
    const auto answer = call(request(Method::Get, "/distribution/" + escaped(reference, keptInNames) + "/json"),
                             attempted, slow(), stop);
    return decoded(answer, decodeDigest, attempted, target());
}

} // namespace stormdeck::docker
