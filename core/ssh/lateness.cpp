// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/lateness.h"

#include "net/failures.h"

#include <QCoreApplication>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshLateness)
};

Error late(const QString &target, Layer layer, const QString &reason, const QString &code)
{
    return {.kind = ErrorKind::Deadline,
            .layer = layer,
            .attempted = Text::tr("get an answer by SSH"),
            .target = target,
            .reason = reason,
            .remedy = Text::tr("Check that the machine is on and not overloaded."),
            .code = code};
}

Error unanswered(const QString &target, Layer layer)
{
    Error error =
        late(target, layer, Text::tr("a question about it waits for your answer"), QStringLiteral("ssh.question-open"));
    error.remedy = Text::tr("Answer it; what was wanted is tried again then.");
    return error;
}

Error silent(const QString &target)
{
    Error error = net::unconnectedInTime(target);
    error.attempted = Text::tr("get an answer by SSH");
    return error;
}
} // namespace

Error lateCall(const QString &target, Stage stage, bool isAsking, Channelled how)
{
    switch (stage) {
    case Stage::Idle:
    case Stage::Connecting:
        return isAsking ? unanswered(target, Layer::Login) : silent(target);
    case Stage::Greeting:
        return late(target, Layer::Ssh, Text::tr("the port is open, and no SSH server answered in time"),
                    QStringLiteral("ssh.no-answer"));
    case Stage::HostKey:
        return unanswered(target, Layer::HostKey);
    case Stage::Login:
        return isAsking ? unanswered(target, Layer::Login)
                        : late(target, Layer::Login, Text::tr("the login did not end in time"),
                               QStringLiteral("login.no-answer"));
    case Stage::Up:
        break;
    }
    if (how == Channelled::NotSent) {
        return late(target, Layer::Channel, Text::tr("no channel of the connection was free in time"),
                    QStringLiteral("channel.no-answer"));
    }
    Error error = late(target, Layer::Channel, Text::tr("it did not end in time"), QStringLiteral("command.no-end"));
    error.kind = how == Channelled::Change ? ErrorKind::OutcomeUnknown : ErrorKind::Deadline;
    return error;
}

Error stoppedCall(const QString &target, Channelled how)
{
    Error error = net::stopped(target);
    if (how == Channelled::Change) {
        error.code = QStringLiteral("command.stopped-after-sending");
        error.remedy = Text::tr("It had been started there and may have done its work all the same.");
    }
    return error;
}

Error lostCall(Error reason, Channelled how)
{
    if (how == Channelled::Change && reason.layer == Layer::Ssh && reason.kind == ErrorKind::Unreachable) {
        reason.kind = ErrorKind::OutcomeUnknown;
        reason.reason += Text::tr(", after a command had been sent");
        reason.code = QStringLiteral("command.lost");
    }
    return reason;
}

} // namespace stormdeck::ssh
