// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sessionopening.h"

#include "ssh/failures.h"
#include "ssh/link.h"

#include <QCoreApplication>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshChannel)
};

const QString shortageCode = QStringLiteral("channel.too-many-sessions");

/// OpenSSH says of a session too many what it says of a socket that cannot be opened; nothing else can stand in the way
/// of a session.
Error noSession(const QString &target, const Channel &channel)
{
    Error error = channelRefused(target, Text::tr("open a channel"), channel.refusal(), channel.words());
    if (channel.refusal() == 2 || channel.refusal() == 4) {
        error.kind = ErrorKind::Rejected;
        error.code = shortageCode;
        error.reason = Text::tr("the SSH server opens no more sessions for this connection");
        error.remedy = Text::tr("Allow more there: MaxSessions in sshd_config.");
    }
    return error;
}
} // namespace

bool isShortage(const Error &error)
{
    return error.code == shortageCode;
}

Result<Progress> openSession(std::unique_ptr<Channel> &channel, const Link &link, const QString &target)
{
    if (!channel) {
        channel = std::make_unique<Channel>(link.session());
    }
    const Progress progress = channel->openSession();
    if (progress == Progress::Failed) {
        return failure(noSession(target, *channel));
    }
    return progress;
}

} // namespace stormdeck::ssh
