// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/errors.h"

#include "docker/decode.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DockerError)
};

constexpr qsizetype sampleSize = 4096;
constexpr qsizetype plainTextLimit = 300;

/// Engines say what is wrong by text only; statuses differ between versions (500 or 503, 400, 403 or 409).
struct Rule
{
    QLatin1String part;
    ErrorKind kind;
    Layer layer;
    QLatin1String code;
    const char *remedy;
};

constexpr Rule rules[] = {
    {QLatin1String("is not a swarm manager"), ErrorKind::Rejected, Layer::Swarm, QLatin1String("docker.not-a-manager"),
     QT_TRANSLATE_NOOP("DockerError", "Ask a manager of the swarm.")},
    {QLatin1String("HTTP request to an HTTPS server"), ErrorKind::Denied, Layer::Tls, QLatin1String("docker.needs-tls"),
     QT_TRANSLATE_NOOP("DockerError", "This port is encrypted: name the folder of your certificates for it.")},
    {QLatin1String("is not part of a swarm"), ErrorKind::Rejected, Layer::Swarm, QLatin1String("docker.not-in-swarm"),
     ""},
    {QLatin1String("already part of a swarm"), ErrorKind::Conflict, Layer::Swarm,
     QLatin1String("docker.already-in-swarm"),
     QT_TRANSLATE_NOOP("DockerError", "Let this machine leave its swarm first, or use the swarm it is in.")},
    {QLatin1String("Timeout was reached before node joined"), ErrorKind::OutcomeUnknown, Layer::Swarm,
     QLatin1String("docker.join-goes-on"),
     QT_TRANSLATE_NOOP("DockerError", "Check that ports 2377, 7946 and 4789 are open between the machines.")},
    {QLatin1String("needs to be unlocked"), ErrorKind::Denied, Layer::Swarm, QLatin1String("docker.swarm-locked"),
     QT_TRANSLATE_NOOP("DockerError", "Unlock this manager with \"docker swarm unlock\".")},
    {QLatin1String("Swarm certificates have expired"), ErrorKind::Denied, Layer::Swarm,
     QLatin1String("docker.swarm-certificate-expired"),
     QT_TRANSLATE_NOOP("DockerError", "Let this machine leave the swarm and join it again.")},
    {QLatin1String("remote CA does not match fingerprint"), ErrorKind::Denied, Layer::Swarm,
     QLatin1String("docker.token-of-other-swarm"),
     QT_TRANSLATE_NOOP("DockerError", "The join token is of another swarm: read it anew from the manager to join.")},
    {QLatin1String("valid join token is necessary"), ErrorKind::Denied, Layer::Swarm,
     QLatin1String("docker.token-refused"),
     QT_TRANSLATE_NOOP("DockerError", "The join token was rotated: read it anew from the manager.")},
    {QLatin1String("could not choose an IP address to advertise"), ErrorKind::Rejected, Layer::Swarm,
     QLatin1String("docker.several-addresses"),
     QT_TRANSLATE_NOOP("DockerError", "Give the machine the address under which the other machines reach it.")},
    {QLatin1String("does not have a leader"), ErrorKind::Rejected, Layer::Swarm, QLatin1String("docker.no-leader"),
     QT_TRANSLATE_NOOP("DockerError", "Bring back managers until more than half of them answer.")},
    {QLatin1String("code = DeadlineExceeded"), ErrorKind::Deadline, Layer::Swarm, QLatin1String("docker.no-leader"),
     QT_TRANSLATE_NOOP("DockerError", "Bring back managers until more than half of them answer.")},
    {QLatin1String("is already in use by service"), ErrorKind::Conflict, Layer::Swarm,
     QLatin1String("docker.port-taken"), QT_TRANSLATE_NOOP("DockerError", "Choose another port.")},
    {QLatin1String("in use by"), ErrorKind::Conflict, Layer::Docker, QLatin1String("docker.in-use"), ""},
    {QLatin1String("volume is in use"), ErrorKind::Conflict, Layer::Docker, QLatin1String("docker.in-use"), ""},
    {QLatin1String("has active endpoints"), ErrorKind::Conflict, Layer::Docker, QLatin1String("docker.in-use"), ""},
    {QLatin1String("not manually attachable"), ErrorKind::Rejected, Layer::Swarm,
     QLatin1String("docker.not-attachable"),
     QT_TRANSLATE_NOOP("DockerError", "Make the network attachable, or choose one that is.")},
};

ErrorKind kindOf(int status)
{
    switch (status) {
    case 401:
    case 403:
        return ErrorKind::Denied;
    case 409:
        return ErrorKind::Conflict;
    default:
        return ErrorKind::Rejected;
    }
}

QString plainWords(QString message)
{
    static const QRegularExpression wrapping(QStringLiteral("rpc error: code = \\w+ desc = "));
    message.remove(wrapping);
    while (message.endsWith(u'.') || message.endsWith(u' ')) {
        message.chop(1);
    }
    return message;
}

/// The text of a body that is not JSON, where it is a short line for people and no page of a proxy.
QString shortText(const QByteArray &body)
{
    const QByteArray text = body.trimmed();
    const bool isLine = text.size() <= plainTextLimit && !text.contains('<') && !text.contains('{');
    return isLine ? QString::fromUtf8(text) : QString();
}

QString messageOf(const http::Response &answer)
{
    const QString message = decodeMessage(answer.body);
    return message.isEmpty() ? shortText(answer.body) : message;
}
} // namespace

Error statusError(const http::Response &answer, bool changes)
{
    const QString message = messageOf(answer);
    Error error{.kind = kindOf(answer.status),
                .layer = Layer::Docker,
                .reason = message.isEmpty()
                              ? Text::tr("it answered with HTTP status %1 and no message").arg(answer.status)
                              : plainWords(message),
                .code = answer.status == 404 ? QStringLiteral("docker.not-found") : QString(),
                .raw = answer.body.left(sampleSize),
                .httpStatus = answer.status};
    const auto rule =
        std::find_if(std::begin(rules), std::end(rules), [&](const Rule &one) { return message.contains(one.part); });
    if (rule != std::end(rules)) {
        error.kind = changes && rule->kind == ErrorKind::Deadline ? ErrorKind::OutcomeUnknown : rule->kind;
        error.layer = rule->layer;
        error.code = rule->code;
        error.remedy = *rule->remedy ? Text::tr(rule->remedy) : QString();
    }
    return error;
}

Error located(Error error, const QString &attempted, const QString &target)
{
    error.attempted = attempted;
    error.target = target;
    return error;
}

} // namespace stormdeck::docker
