// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/version.h"

#include <QCoreApplication>

namespace stormdeck::docker {

namespace {
const QString engineTooOldCode = QStringLiteral("docker.engine-too-old");
const QString consoleTooOldCode = QStringLiteral("docker.console-too-old");

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ApiVersion)
};

Error engineTooOld(ApiVersion newest)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Docker,
            .reason =
                Text::tr("its Docker engine is too old: it speaks API versions up to %1, and %2 or newer is needed")
                    .arg(newest.text(), oldestSpoken.text()),
            .remedy = Text::tr("Upgrade Docker on this machine to 20.10 or newer."),
            .code = engineTooOldCode};
}

Error consoleTooOld(ApiVersion oldest)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Docker,
            .reason = Text::tr("this Stormdeck is too old for its Docker engine: the engine takes API version %1 or "
                               "newer, and Stormdeck speaks up to %2")
                          .arg(oldest.text(), newestSpoken.text()),
            .remedy = Text::tr("Install a newer Stormdeck, or lower the engine's minimum API version."),
            .code = consoleTooOldCode};
}
} // namespace

std::optional<ApiVersion> parseApiVersion(QStringView text)
{
    const qsizetype dot = text.indexOf(u'.');
    bool isMajor = false;
    bool isMinor = false;
    const uint major = text.left(dot).toUInt(&isMajor);
    const uint minor = text.mid(dot + 1).toUInt(&isMinor);
    if (dot < 1 || !isMajor || !isMinor || major > 999 || minor > 99'999) {
        return std::nullopt;
    }
    return ApiVersion{static_cast<int>(major), static_cast<int>(minor)};
}

Result<ApiVersion> negotiate(const EngineVersion &engine)
{
    if (engine.api < oldestSpoken) {
        return failure(engineTooOld(engine.api));
    }
    if (engine.minimumApi > newestSpoken) {
        return failure(consoleTooOld(engine.minimumApi));
    }
    return std::min(engine.api, newestSpoken);
}

bool isVersionRefusal(const Error &error)
{
    return error.code == engineTooOldCode || error.code == consoleTooOldCode;
}

bool complainsOfVersion(const QString &message)
{
    return message.contains(QStringLiteral("client version")) &&
           (message.contains(QStringLiteral("too old")) || message.contains(QStringLiteral("too new")));
}

} // namespace stormdeck::docker
